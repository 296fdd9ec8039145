"""The ledger's clock as one request sees it."""

from sfc.domain.days import Day, ledger_day
from sfc.ports import Clock


class RequestClock:
    """Implements `sfc.ports.Clock`: it stands still from the first look at it.

    It knows how closely it was looked at: so it can tell how long an answer made by it is good.
    """

    def __init__(self, clock: Clock, utc_offset_hours: int) -> None:
        self._clock = clock
        self._utc_offset_hours = utc_offset_hours
        self._second: int | None = None
        self._is_exact = False

    def now(self) -> int:
        """Unix seconds. Raises ChainUnavailable."""
        self._is_exact = True
        return self._read()

    def today(self) -> Day:
        """The ledger day of `now`. Raises ChainUnavailable."""
        return self._day(self._read())

    @property
    def is_read(self) -> bool:
        """Whether anybody looked."""
        return self._second is not None

    def is_still(self, now: int) -> bool:
        """Whether who looked would see the same at `now`."""
        if self._second is None or now == self._second:
            return True
        return not self._is_exact and self._day(now) == self._day(self._second)

    def _read(self) -> int:
        if self._second is None:
            self._second = self._clock.now()
        return self._second

    def _day(self, second: int) -> Day:
        return ledger_day(second, self._utc_offset_hours)
