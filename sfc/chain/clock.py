"""Where the time of blocks comes from, and the ledger's clock."""

import time
from threading import Lock
from typing import Protocol

from sfc.chain.nodes.node import Node
from sfc.domain.days import DEFAULT_UTC_OFFSET_HOURS, Day, ledger_day
from sfc.domain.errors import ClockBackwards


def machine_time() -> int:
    """This machine's clock, in whole unix seconds."""
    return int(time.time())


class SandboxClock:
    """A clock for the embedded chain that can be set forward, and never back.

    It begins at `start` (a unix second, which may lie in the past; now by default) and either
    stands still until it is advanced, or goes on with this machine's time.
    """

    def __init__(self, start: int | None = None, *, ticking: bool = False) -> None:
        self._lock = Lock()
        self._ticking = ticking
        self._base = machine_time() if start is None else start
        self._since = time.monotonic()

    def __call__(self) -> int:
        """Unix seconds."""
        with self._lock:
            return self._now()

    def advance_to(self, timestamp: int) -> None:
        """Move to a unix second. Raises ClockBackwards for one that is past."""
        with self._lock:
            now = self._now()
            if timestamp < now:
                raise ClockBackwards(now, timestamp)
            self._base, self._since = timestamp, time.monotonic()

    def _now(self) -> int:
        return self._base + (int(time.monotonic() - self._since) if self._ticking else 0)


class TimedNode(Node, Protocol):
    """A node whose chain takes the time of a clock of ours."""

    def keep_time(self) -> None:
        """Make a block without transactions, so that the chain has the time as it is now."""


class LedgerClock:
    """The time of the next block, and the ledger day on which it falls: `ports.Clock`."""

    def __init__(self, node: Node, utc_offset_hours: int = DEFAULT_UTC_OFFSET_HOURS) -> None:
        self._node = node
        self._utc_offset_hours = utc_offset_hours

    def now(self) -> int:
        """Unix seconds. Raises ChainUnavailable."""
        return self._node.next_timestamp()

    def today(self) -> Day:
        """The ledger day of `now`. Raises ChainUnavailable."""
        return ledger_day(self.now(), self._utc_offset_hours)


class LedgerTestClock(LedgerClock):
    """The ledger's clock where it can be set: `ports.TestClock`."""

    def __init__(
        self,
        node: TimedNode,
        sandbox: SandboxClock,
        utc_offset_hours: int = DEFAULT_UTC_OFFSET_HOURS,
    ) -> None:
        super().__init__(node, utc_offset_hours)
        self._timed = node
        self._sandbox = sandbox

    def advance_to(self, timestamp: int) -> None:
        """Move to a later unix second, and have the chain keep it. Raises ClockBackwards."""
        self._sandbox.advance_to(timestamp)
        self._timed.keep_time()
