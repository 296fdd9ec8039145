"""Work that takes longer than a request: threads of the service, bounded in number."""

from collections.abc import Callable
from threading import Event, Lock, Semaphore, Thread
from typing import Annotated

import structlog
from fastapi import Depends, Request

from sfc.domain.errors import ImportsBusy

_logger = structlog.get_logger("sfc.api")

AT_ONCE = 2
MOST = 16


class Workers:
    """Runs jobs by name, at most 2 at once and 16 waiting; one that is there is not begun again.

    They end with the process, at any point: what they do must bear that.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._slots = Semaphore(AT_ONCE)
        self._ends: dict[str, Event] = {}

    def start(self, name: str, job: Callable[[], object]) -> tuple[Event, bool]:
        """Have a job done: the event is set when it has ended, and whether it was begun just now.

        Raises ImportsBusy.
        """
        with self._guard:
            if (running := self._ends.get(name)) is not None:
                return running, False
            if len(self._ends) >= MOST:
                raise ImportsBusy(MOST)
            end = self._ends[name] = Event()
        Thread(target=self._run, args=(name, job, end), name=name, daemon=True).start()
        return end, True

    def _run(self, name: str, job: Callable[[], object], end: Event) -> None:
        try:
            with self._slots:
                job()
        except Exception as error:
            _logger.error("work_failed", work=name, error=repr(error))
        finally:
            with self._guard:
                del self._ends[name]
            end.set()


def _workers(request: Request) -> Workers:
    found: Workers = request.app.state.workers
    return found


WorkersDep = Annotated[Workers, Depends(_workers)]
"""The threads of the service."""
