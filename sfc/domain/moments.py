"""Named moments at which a crash has to be survived; tests stop the process there."""

from collections.abc import Callable

_watcher: Callable[[str], None] | None = None


def passing(moment: str) -> None:
    """Say that a moment is reached. Nothing happens, unless somebody watches."""
    if _watcher is not None:
        _watcher(moment)


def watch(watcher: Callable[[str], None] | None) -> None:
    """Have `watcher` called at every moment, or nobody any more."""
    global _watcher  # noqa: PLW0603  # one process, one watcher
    _watcher = watcher
