"""Named moments at which a crash has to be survived; tests stop the process there."""

from collections.abc import Callable

_watchers: list[Callable[[str], None]] = []


def passing(moment: str) -> None:
    """Say that a moment is reached. Nothing happens, unless somebody watches."""
    for watcher in _watchers:
        watcher(moment)


def watch(watcher: Callable[[str], None] | None) -> None:
    """Have `watcher` called at every moment, or nobody any more."""
    _watchers[:] = [] if watcher is None else [watcher]
