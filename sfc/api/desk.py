"""The desk: writes that are being carried out, each on a thread of its own, bounded in number."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Annotated, Any

from fastapi import Depends, Request

from sfc.domain.errors import Busy

MOST = 256
"""So many writes are carried out or wait for their turn; more are told to come again."""

_TIDY_SECONDS = 3600


@dataclass(slots=True)
class Job:
    """A write: when it `ended` there is its result, or else the `error` that it ended with."""

    ended: Event = field(default_factory=Event)
    result: Any = None
    error: Exception | None = None

    def outcome(self) -> Any:
        """The result of a job that has ended. Raises its error."""
        if self.error is not None:
            raise self.error
        return self.result


class Desk:
    """Carries out writes by name; one that is there is not begun again.

    They end with the process, at any point: what they do must bear that.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._guard = Lock()
        self._jobs: dict[str, Job] = {}
        self._closed = False
        self._tidied = time.monotonic()

    def start(self, name: str, work: Callable[[], Any], *, here: bool = False) -> tuple[Job, bool]:
        """Have a write carried out, on this thread if `here`; tell whether it was begun just now.

        Raises Busy.
        """
        with self._guard:
            if (running := self._jobs.get(name)) is not None:
                return running, False
            if self._closed or len(self._jobs) >= self._most:
                raise Busy(1)
            job = self._jobs[name] = Job()
        if here:
            self._run(name, work, job)
        else:
            Thread(target=self._run, args=(name, work, job), name=name, daemon=True).start()
        return job, True

    def has(self, name: str) -> bool:
        """Whether a write is being carried out."""
        with self._guard:
            return name in self._jobs

    @contextmanager
    def alone(self) -> Iterator[None]:
        """From within a write: no other one is carried out meanwhile. Raises Busy if one is."""
        with self._guard:
            if self._closed or len(self._jobs) > 1:
                raise Busy(1)
            self._closed = True
        try:
            yield
        finally:
            with self._guard:
                self._closed = False

    def may_tidy(self) -> bool:
        """Whether it is time to drop what is old: once an hour, and for one asker."""
        with self._guard:
            due = time.monotonic() - self._tidied >= _TIDY_SECONDS
            if due:
                self._tidied = time.monotonic()
            return due

    def _run(self, name: str, work: Callable[[], Any], job: Job) -> None:
        try:
            job.result = work()
        except Exception as error:
            job.error = error
        finally:
            with self._guard:
                del self._jobs[name]
            job.ended.set()


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


DeskDep = Annotated[Desk, Depends(_desk)]
"""The desk of the service."""
