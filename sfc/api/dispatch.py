"""The thread of the service that sends events to webhooks."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, Thread

import structlog

from sfc.app.context import Context
from sfc.app.deliver import deliver
from sfc.domain.errors import NotFound, SfcError

_logger = structlog.get_logger("sfc.api")

LOOK_SECONDS = 0.5
"""How often it is seen whether anything is to be sent."""

AT_ONCE = 4
"""Endpoints that are sent to at the same time: on PostgreSQL each keeps a connection meanwhile."""

KEPT_SECONDS = 30 * 24 * 3600
"""How long a delivery is remembered."""

_TIDY_SECONDS = 3600.0


class Dispatcher:
    """Sends what is due from `start` to `stop`.

    It bears being killed at any point: what was sent and not noted is sent again.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._over = Event()
        self._thread: Thread | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._guard = Lock()
        self._running: set[str] = set()
        self._last: dict[str, float] = {}

    def start(self) -> None:
        """Begin."""
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhooks")
        self._thread = Thread(target=self._run, name="webhooks", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; what is being sent is sent to its end, which is a matter of seconds."""
        self._over.set()
        if self._thread is not None and self._pool is not None:
            self._thread.join()
            self._pool.shutdown(cancel_futures=True)

    def _run(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            for name, every, what in (
                ("send", 0.0, self._send),
                ("tidy", _TIDY_SECONDS, self._tidy),
            ):
                self._now_and_then(name, every, what)

    def _now_and_then(self, name: str, every: float, what: Callable[[], object]) -> None:
        """Do something, unless it was done lately; if it fails, the rest goes on."""
        if time.monotonic() - self._last.get(name, float("-inf")) < every:
            return
        self._last[name] = time.monotonic()
        try:
            what()
        except SfcError as error:
            _logger.warning("work_failed", work=name, error=error.message)
        except Exception as error:
            _logger.error("work_failed", work=name, error=repr(error))

    def _send(self) -> None:
        hooks = self._context.hooks
        for endpoint in hooks.book.busy(hooks.now, hooks.feed.newest()):
            with self._guard:
                if endpoint in self._running:
                    continue
                self._running.add(endpoint)
            assert self._pool is not None
            self._pool.submit(self._deliver, endpoint)

    def _deliver(self, endpoint: str) -> None:
        try:
            if not self._over.is_set():
                deliver(self._context.hooks, endpoint)
        except NotFound:  # it was removed meanwhile
            pass
        except Exception as error:
            _logger.error("webhook_failed", webhook=endpoint, error=repr(error))
        finally:
            with self._guard:
                self._running.discard(endpoint)

    def _tidy(self) -> None:
        hooks = self._context.hooks
        hooks.book.forget(hooks.now - KEPT_SECONDS)
