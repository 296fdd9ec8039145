"""Ends a test that hangs. No measure of speed: a noisy machine may take ten times as long."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE_SECONDS = 20  # ten times what a file may take


class Hangs(BaseException):
    """Not an Exception, so that nothing that is watched can swallow it."""


@contextmanager
def watchdog(seconds: int = PATIENCE_SECONDS) -> Iterator[None]:
    """Raise Hangs in what runs within, once its time is over; where there is no alarm, wait."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def bark(_number: int, _frame: FrameType | None) -> None:
        raise Hangs(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, bark)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
