"""The thread of the service that does what nobody asks for each time.

It carries out standing instructions, and reveals bids that are kept sealed.
"""

from collections.abc import Callable
from threading import Event, Thread
from typing import Annotated

import structlog
from fastapi import Depends, Request

from sfc.app.auctions import reveal_due
from sfc.app.context import Context
from sfc.app.standing import carry_out

_logger = structlog.get_logger("sfc.api")

PAUSE_SECONDS = 5.0
"""How long it waits if nobody wakes it: prices move with the day, and requests lapse."""


class StandingWorker:
    """Makes pass after pass once it is started. It may be killed at any moment."""

    def __init__(self, context: Context, pause: float = PAUSE_SECONDS) -> None:
        self._context = context
        self._pause = pause
        self._due = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="standing instructions", daemon=True)

    def start(self) -> None:
        """Begin with a pass at once: it ends what the process before was killed at."""
        self._due.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that there may be something to do."""
        self._due.set()

    def stop(self) -> None:
        """End after the pass that is under way."""
        self._stopping.set()
        self._due.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._due.wait(self._pause)
            self._due.clear()
            if self._stopping.is_set():
                return
            for work in (carry_out, reveal_due):
                try:
                    work(self._context)
                except Exception as error:
                    _logger.error("unasked_work_failed", work=work.__name__, error=repr(error))


def _wake(request: Request) -> Callable[[], None]:
    worker: StandingWorker = request.app.state.standing
    return worker.wake


WakeDep = Annotated[Callable[[], None], Depends(_wake)]
"""Tells the thread that there may be something to do."""
