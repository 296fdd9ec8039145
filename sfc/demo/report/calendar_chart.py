"""Draws receivables on the calendar: one lane each, from issue to due day, with what happened."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sfc.demo import figures
from sfc.demo.report.facts import Lane, Mark
from sfc.demo.report.markup import Markup, join, tag
from sfc.domain.days import Day, date_of, day_of

_WIDTH, _LABELS, _RIGHT = 1080.0, 250.0, 16.0
_TOP, _LANE = 30.0, 34.0
_BESIDE = 11.0
_LABELLED_MONTHS, _MONTH = 14, 60.0


def calendar_chart(lanes: Sequence[Lane]) -> Markup:
    """The picture, with a legend."""
    scale = _Scale(
        min(min(lane.issued, *(at for at, _, _ in lane.marks)) for lane in lanes),
        max(max(lane.due, *(at for at, _, _ in lane.marks)) for lane in lanes),
    )
    height = _TOP + _LANE * len(lanes) + 8
    picture = tag(
        "svg",
        *_months(scale, height),
        *(_lane(lane, _TOP + _LANE * index, scale) for index, lane in enumerate(lanes)),
        viewBox=f"0 0 {_WIDTH:.0f} {height:.0f}",
        role="img",
        aria_label="Receivables on the calendar",
        class_="chart",
    )
    keys = [
        tag(
            "span",
            tag("svg", _shape(mark, 7, 7), viewBox="0 0 14 14", width=14, height=14),
            Markup(" "),
            mark.value,
            class_="legend-item",
        )
        for mark in Mark
    ]
    return join(picture, tag("p", *keys, class_="legend"))


class _Scale:
    """Days across the picture."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first - 4, last + 4

    def __call__(self, day: int) -> float:
        room = _WIDTH - _LABELS - _RIGHT
        return _LABELS + room * (day - self.first) / (self.last - self.first)


def _months(scale: _Scale, height: float) -> Iterator[Markup]:
    starts = list(_first_days(date_of(Day(scale.first)), date_of(Day(scale.last))))
    step = -(-len(starts) // _LABELLED_MONTHS)
    for index, start in enumerate(starts):
        x = scale(day_of(start))
        yield tag("line", x1=x, x2=x, y1=18.0, y2=height, class_="grid")
        if index % step == 0 and x < _WIDTH - _MONTH:
            yield tag("text", f"{start:%b} {start.year}", x=x + 4, y=14.0, class_="axis")


def _first_days(first: date, last: date) -> Iterator[date]:
    month = first.year * 12 + first.month
    while (start := date(month // 12, month % 12 + 1, 1)) <= last:
        yield start
        month += 1


def _lane(lane: Lane, top: float, scale: _Scale) -> Markup:
    middle = top + _LANE / 2
    left, right = scale(lane.issued), scale(lane.due)
    late = max((at for at, _, _ in lane.marks), default=lane.due)
    parts = [
        tag("text", lane.label, x=0, y=middle - 2, class_="lane-name"),
        tag("text", lane.part, x=0, y=middle + 11, class_="lane-part"),
        tag("rect", x=left, y=middle - 4, width=right - left, height=8, rx=4, class_="span"),
    ]
    if late > lane.due:
        width = scale(late) - right
        parts.append(tag("rect", x=right, y=middle - 4, width=width, height=8, class_="late"))
    by_day: dict[Day, list[tuple[Mark, str]]] = defaultdict(list)
    for at, mark, text in lane.marks:
        by_day[at].append((mark, text))
    taken = float("-inf")
    for at, marks in sorted(by_day.items()):
        x = max(scale(at), taken + _BESIDE)
        for mark, text in marks:
            hint = tag("title", f"{figures.calendar(at)}: {text}")
            parts.append(tag("g", hint, _shape(mark, x, middle)))
            taken = x
            x += _BESIDE
    return tag("g", *parts)


def _shape(mark: Mark, x: float, y: float) -> Markup:
    """Every mark has its own shape as well as its own colour."""
    kind = f"mark {mark.name.lower()}"
    match mark:
        case Mark.CONFIRMED:
            return tag("circle", cx=x, cy=y, r=5, class_=kind)
        case Mark.TRANSFER:
            corners = [(x - 5, y - 5), (x + 5, y), (x - 5, y + 5)]
        case Mark.SALE:
            corners = [(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)]
        case Mark.PAYMENT:
            return tag("rect", x=x - 4.5, y=y - 4.5, width=9, height=9, class_=kind)
        case Mark.REDEMPTION:
            return tag("circle", cx=x, cy=y, r=4, class_=kind)
    return tag("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), class_=kind)
