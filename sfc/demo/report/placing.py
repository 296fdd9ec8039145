"""Gives the stops and links of a layered graph their heights and places."""

from collections.abc import Sequence

from sfc.demo.report.layering import Layers, Segment, Stop

_SWEEPS = 40
_THINNEST = 2.0
_PULL = 0.6


def place(layers: Layers, height: float, gap: float) -> None:
    """Set the top and height of every stop, and both ends of every segment."""
    scale = min(
        ((height - gap * (len(stops) - 1)) / total)
        for stops in layers.columns
        if (total := sum(stop.size for stop in stops))
    )
    for stops in layers.columns:
        for stop in stops:
            stop.height = max(_THINNEST, stop.size * scale)
        _stack(stops, height, gap)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for stops in layers.columns if forward else layers.columns[::-1]:
            _attract(stops, forward)
            _part(stops, height, gap)
    for stops in layers.columns:
        for stop in stops:
            _fan(stop, scale)


def thickness(segment: Segment) -> float:
    """How thick a segment is drawn, on the scale of the stop that it leaves."""
    source = segment.source
    return max(_THINNEST, source.height * segment.link.minor / source.size)


def _stack(stops: Sequence[Stop], height: float, gap: float) -> None:
    used = sum(stop.height for stop in stops) + gap * (len(stops) - 1)
    top = max(0.0, (height - used) / 2)
    for stop in stops:
        stop.top = top
        top += stop.height + gap


def _attract(stops: Sequence[Stop], forward: bool) -> None:
    for stop in stops:
        around = stop.arriving if forward else stop.leaving
        ends = [(s.source if forward else s.target, s.link.minor) for s in around]
        if weight := sum(minor for _, minor in ends):
            wanted = sum(end.centre * minor for end, minor in ends) / weight
            stop.top += (wanted - stop.centre) * _PULL


def _part(stops: Sequence[Stop], height: float, gap: float) -> None:
    """Push apart what overlaps, down first and then up from the bottom."""
    bottom = -gap
    for stop in stops:
        stop.top = max(stop.top, bottom + gap)
        bottom = stop.top + stop.height
    ceiling = height + gap
    for stop in reversed(stops):
        stop.top = min(stop.top, ceiling - gap - stop.height)
        ceiling = stop.top


def _fan(stop: Stop, scale: float) -> None:
    """Let links leave and arrive in the order of their other ends."""
    top = stop.top
    for segment in sorted(stop.leaving, key=lambda s: s.target.centre):
        segment.at = (top, segment.at[1])
        top += segment.link.minor * scale
    top = stop.top
    for segment in sorted(stop.arriving, key=lambda s: s.source.centre):
        segment.at = (segment.at[0], top)
        top += segment.link.minor * scale
