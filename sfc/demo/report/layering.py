"""Puts the stops of a flow graph into columns, and gives long links a place in between."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sfc.demo.report.facts import Graph, Link

_SWEEPS = 12


@dataclass(eq=False)
class Stop:
    """A node of the graph, or (without a key) the place where a long link crosses a column."""

    key: str
    column: int
    size: int = 0
    top: float = 0.0
    height: float = 0.0
    arriving: list["Segment"] = field(default_factory=list)
    leaving: list["Segment"] = field(default_factory=list)

    @property
    def centre(self) -> float:
        """Its middle."""
        return self.top + self.height / 2


@dataclass(eq=False)
class Segment:
    """A part of a link from one column to the next; `at` are its tops at both ends."""

    link: Link
    source: Stop
    target: Stop
    at: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Layers:
    """The graph in columns, each from top to bottom."""

    columns: list[list[Stop]]
    segments: list[Segment]


def layered(graph: Graph) -> Layers:
    """Lay a graph out in columns, with as few crossings as some sweeps can reach."""
    depth = _depths(graph)
    stops = {node.key: Stop(node.key, depth[node.key]) for node in graph.nodes}
    columns: list[list[Stop]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for stop in stops.values():
        columns[stop.column].append(stop)
    segments: list[Segment] = []
    for link in graph.links:
        source, target = stops[link.source], stops[link.target]
        before = source
        for column in range(source.column + 1, target.column):
            between = Stop("", column)
            columns[column].append(between)
            segments.append(Segment(link, before, between))
            before = between
        segments.append(Segment(link, before, target))
    for segment in segments:
        segment.source.leaving.append(segment)
        segment.target.arriving.append(segment)
    for column_stops in columns:
        for stop in column_stops:
            stop.size = max(_sum(stop.arriving), _sum(stop.leaving))
    _untangle(columns)
    return Layers(columns, segments)


def _depths(graph: Graph) -> dict[str, int]:
    """The longest way from a start to each node. A link that closes a circle counts for none."""
    targets: dict[str, list[str]] = defaultdict(list)
    for link in graph.links:
        targets[link.source].append(link.target)
    depth = dict.fromkeys((node.key for node in graph.nodes), 0)
    for _ in graph.nodes:
        for source, reached in targets.items():
            for target in reached:
                depth[target] = max(depth[target], min(depth[source] + 1, len(depth) - 1))
    return depth


def _untangle(columns: Sequence[list[Stop]]) -> None:
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for stops in columns if forward else columns[::-1]:
            place = {id(stop): index for column in columns for index, stop in enumerate(column)}

            def pull(stop: Stop, forward: bool = forward, place: dict[int, int] = place) -> float:
                around = stop.arriving if forward else stop.leaving
                ends = [(s.source if forward else s.target, s.link.minor) for s in around]
                weight = sum(minor for _, minor in ends)
                if not weight:
                    return float(place[id(stop)])
                return sum(place[id(end)] * minor for end, minor in ends) / weight

            stops.sort(key=pull)


def _sum(segments: Sequence[Segment]) -> int:
    return sum(segment.link.minor for segment in segments)
