"""Wrong credentials are counted, and whoever sends too many is locked out for a while."""

from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from sfc.domain.errors import SignInLocked

WINDOW_SECONDS = 600
"""Wrong credentials older than this do not count."""

LOCKED_SECONDS = 900
"""How long a lockout lasts. It begins anew with nothing counted."""

_MOST_NAMES = 10_000


class Lockout:
    """Counts failures by name, such as an address. In memory: a restart forgets them.

    While a name is locked, right credentials are refused like wrong ones, so that nothing is
    learnt. Of more than 10,000 names the one that failed longest ago is forgotten.
    """

    def __init__(self, most: int, now: Callable[[], int]) -> None:
        self._most = most
        self._now = now
        self._guard = Lock()
        self._failures: OrderedDict[str, deque[int]] = OrderedDict()
        self._locked: dict[str, int] = {}

    def check(self, *names: str) -> None:
        """Raise SignInLocked while one of the names is locked."""
        if not self._locked:
            return
        now = self._now()
        with self._guard:
            ends = [self._locked[name] for name in names if name in self._locked]
            if ends and (left := max(ends) - now) > 0:
                raise SignInLocked(left)
            self._locked = {name: end for name, end in self._locked.items() if end > now}

    def failed(self, *names: str) -> bool:
        """Count a wrong credential; whether a lockout begins."""
        now, begins = self._now(), False
        with self._guard:
            for name in names:
                times = self._failures.setdefault(name, deque())
                self._failures.move_to_end(name)
                times.append(now)
                while times[0] <= now - WINDOW_SECONDS:
                    times.popleft()
                if len(times) >= self._most:
                    self._locked[name] = now + LOCKED_SECONDS
                    del self._failures[name]
                    begins = True
            while len(self._failures) > _MOST_NAMES:
                self._failures.popitem(last=False)
        return begins
