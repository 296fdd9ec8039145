"""Draws a large ledger month by month: face sold, face paid, and what is outstanding."""

from collections.abc import Iterator, Sequence

from sfc.demo import figures
from sfc.demo.report.facts import Month
from sfc.demo.report.markup import Markup, join, tag
from sfc.domain.currency import Currency
from sfc.domain.money import Money

_WIDTH, _HEIGHT = 1080.0, 300.0
_LEFT, _BOTTOM, _TOP = 84.0, 34.0, 12.0
_LINES = 4
_STEPS = (4, 8, 12, 16, 20, 24, 32, 40, 48, 60, 80, 100)
_KEYS = (("sold", "face sold to the bank"), ("paid", "face paid"), ("open", "outstanding units"))


def month_chart(months: Sequence[Month], currency: Currency) -> Markup:
    """The picture, with a legend."""
    top = _round_up(max(max(m.sold, m.paid, m.outstanding) for m in months))
    wide = (_WIDTH - _LEFT) / len(months)

    def y(minor: int) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - minor / top)

    bars = [
        tag(
            "rect",
            tag("title", f"{month.label}: {figures.money(Money(minor, currency))} {text}"),
            x=_LEFT + wide * index + wide * (0.14 + 0.36 * place),
            y=y(minor),
            width=wide * 0.34,
            height=y(0) - y(minor),
            class_=kind,
        )
        for index, month in enumerate(months)
        for place, (kind, text, minor) in enumerate(
            (("sold", "sold", month.sold), ("paid", "paid", month.paid))
        )
    ]
    line = " ".join(
        f"{_LEFT + wide * (index + 0.5):.1f},{y(month.outstanding):.1f}"
        for index, month in enumerate(months)
    )
    picture = tag(
        "svg",
        *_scale(top, currency, y(0) - _TOP),
        *bars,
        tag("polyline", points=line, class_="open"),
        *(
            tag("text", m.label, x=_LEFT + wide * (i + 0.5), y=_HEIGHT - 14, class_="axis middle")
            for i, m in enumerate(months)
            if i % (-(-len(months) // 13)) == 0
        ),
        viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
        role="img",
        aria_label="The ledger month by month",
        class_="chart",
    )
    keys = [
        tag("span", tag("i", class_=f"key {kind}"), Markup(" "), text, class_="legend-item")
        for kind, text in _KEYS
    ]
    return join(picture, tag("p", *keys, class_="legend"))


def _scale(top: int, currency: Currency, height: float) -> Iterator[Markup]:
    for step in range(_LINES + 1):
        y = _TOP + height * (1 - step / _LINES)
        yield tag("line", x1=_LEFT, x2=_WIDTH, y1=y, y2=y, class_="grid")
        shown = figures.amount(Money(top * step // _LINES, currency))
        yield tag("text", shown, x=_LEFT - 8, y=y + 4, class_="axis end")


def _round_up(minor: int) -> int:
    """The next figure that divides well into four."""
    unit = int("1" + "0" * (len(str(minor)) - 2)) if minor > 9 else 1
    return next(unit * step for step in _STEPS if unit * step >= minor)
