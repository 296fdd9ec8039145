"""Draws the way of units through the tiers: stops, and ribbons as wide as the amount."""

from sfc.demo import figures
from sfc.demo.report.facts import Flow, Graph, Link, Node
from sfc.demo.report.layering import Layers, Segment, Stop, layered
from sfc.demo.report.markup import Markup, join, tag
from sfc.demo.report.placing import place, thickness
from sfc.domain.currency import Currency
from sfc.domain.money import Money

_WIDTH, _HEIGHT, _SINGLE = 1080.0, 350.0, 120.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 4.0, 4.0, 44.0, 36.0
_STOP, _GAP = 12.0, 44.0
_ROOM_FOR_TEXT, _SLANT = 15.0, 6.0

_LEGEND = {
    Flow.PROMISE: "the obligor's promise, as units",
    Flow.TRANSFER: "units passed on as payment",
    Flow.SALE: "units sold to a bank for cash",
    Flow.REDEMPTION: "cash paid out at maturity",
}


def flow_chart(graph: Graph, currency: Currency) -> Markup:
    """The picture, with a legend."""
    layers = layered(graph)
    height = min(_HEIGHT, _SINGLE * max(map(len, layers.columns)))
    place(layers, height, _GAP)
    xs = _columns(len(layers.columns))
    nodes = {node.key: node for node in graph.nodes}
    ways = _ways(layers)
    ribbons = [_ribbon(way, xs, currency) for way in ways]
    labels = [_amount(way, xs, currency) for way in ways if way[0].link.flow is not Flow.PROMISE]
    stops = [
        _stop(stop, nodes[stop.key], xs, currency)
        for column in layers.columns
        for stop in column
        if stop.key
    ]
    picture = tag(
        "svg",
        tag("g", *ribbons, *labels, *stops, transform=f"translate(0 {_TOP})"),
        viewBox=f"0 0 {_WIDTH:.0f} {height + _TOP + _BOTTOM:.0f}",
        role="img",
        aria_label=graph.title,
        class_="chart",
    )
    flows = {link.flow for link in graph.links}
    return join(picture, _legend([flow for flow in Flow if flow in flows]))


def _columns(count: int) -> list[float]:
    room = _WIDTH - _LEFT - _RIGHT - _STOP
    return [_LEFT + room * index / max(1, count - 1) for index in range(count)]


def _ways(layers: Layers) -> list[list[Segment]]:
    """The segments of each link, in order."""
    ways: dict[Link, list[Segment]] = {}
    for segment in layers.segments:
        ways.setdefault(segment.link, []).append(segment)
    return list(ways.values())


def _ribbon(way: list[Segment], xs: list[float], currency: Currency) -> Markup:
    """One outline for a whole link: its upper edge forth, and its lower edge back."""
    upper, lower = "", ""
    for segment in way:
        left, right = _ends(segment, xs)
        middle, deep = (left + right) / 2, thickness(segment)
        high1, high2 = segment.at
        low1, low2 = high1 + deep, high2 + deep
        upper += f"L{left:.1f} {high1:.1f}" + _curve(middle, high1, high2, right)
        lower = f"L{right:.1f} {low2:.1f}" + _curve(middle, low2, low1, left) + lower
    link = way[0].link
    tip = f"{figures.money(Money(link.minor, currency))} {link.note}".strip()
    return tag("path", tag("title", tip), d=f"M{upper[1:]}{lower}Z", class_=f"ribbon {link.flow}")


def _curve(middle: float, start: float, end: float, x: float) -> str:
    return f"C{middle:.1f} {start:.1f} {middle:.1f} {end:.1f} {x:.1f} {end:.1f}"


def _ends(segment: Segment, xs: list[float]) -> tuple[float, float]:
    """From the right side of one stop to the left side of the next; in between, its middle."""
    left, right = xs[segment.source.column], xs[segment.target.column]
    return (
        left + (_STOP if segment.source.key else _STOP / 2),
        right + (0 if segment.target.key else _STOP / 2),
    )


def _amount(way: list[Segment], xs: list[float], currency: Currency) -> Markup:
    """A link's amount, on its first segment, or just above where that is too thin for it."""
    segment = way[0]
    left, right = _ends(segment, xs)
    deep = thickness(segment)
    y = (segment.at[0] + segment.at[1] + deep) / 2
    if deep < _ROOM_FOR_TEXT:
        y -= deep / 2 + 7
    shown = figures.amount(Money(segment.link.minor, currency))
    middle = (left + right) / 2
    return tag("text", shown, x=middle, y=y + 4, text_anchor="middle", class_="halo flow-amount")


def _stop(stop: Stop, node: Node, xs: list[float], currency: Currency) -> Markup:
    """A bar and its name: above and to the left, unless something arrives from there."""
    x = xs[stop.column]
    taken = any(segment.at[0] < stop.top - _SLANT for segment in stop.arriving)
    y = stop.top + stop.height + 15 if taken or stop.column == 0 else stop.top - 21
    anchor = "start" if stop.column == 0 else "end"
    at = x if stop.column == 0 else x + _STOP
    part = f"{node.part} · {figures.amount(Money(stop.size, currency))}"
    return tag(
        "g",
        tag("rect", x=x, y=stop.top, width=_STOP, height=stop.height, rx=2, class_="stop"),
        tag("text", node.name, x=at, y=y, text_anchor=anchor, class_="halo stop-name"),
        tag("text", part, x=at, y=y + 14, text_anchor=anchor, class_="halo stop-part"),
    )


def _legend(flows: list[Flow]) -> Markup:
    keys = [
        tag(
            "span", tag("i", class_=f"key {flow}"), Markup(" "), _LEGEND[flow], class_="legend-item"
        )
        for flow in flows
    ]
    return tag("p", *keys, class_="legend")
