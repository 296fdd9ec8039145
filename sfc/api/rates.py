"""Token buckets: how many requests each may still make.

A known credential has a bucket of its own; everything else is counted by the address from which it
comes, so that made-up credentials bring nothing. All in memory of this process, for the most recent
ones; whoever is forgotten had a full bucket long ago.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from ipaddress import IPv6Address
from secrets import token_bytes

from sfc.api.limits import Limits, Rate

MOST_BUCKETS = 20_000
KNOWN_SECONDS = 600.0
"""How long a credential counts as known."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left after a request: `retry_after` is 0 if it may be made. Times in seconds."""

    headers: tuple[tuple[bytes, bytes], ...]
    retry_after: int


class Buckets:
    """The buckets of one rate."""

    def __init__(self, name: str, rate: Rate, clock: Callable[[], float]) -> None:
        self._name = name
        self._rate = rate
        self._clock = clock
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        window = math.ceil(rate.burst / rate.per_second)
        policy = f'"{name}";q={rate.burst};w={window}'
        self._policy = (b"ratelimit-policy", policy.encode())

    def take(self, who: bytes) -> Budget:
        """Count a request."""
        now, rate = self._clock(), self._rate
        tokens, at = self._left.get(who, (float(rate.burst), now))
        tokens = min(float(rate.burst), tokens + (now - at) * rate.per_second)
        allowed = tokens >= 1
        if allowed:
            tokens -= 1
        self._left[who] = tokens, now
        self._left.move_to_end(who)
        if len(self._left) > MOST_BUCKETS:
            self._left.popitem(last=False)
        reset = math.ceil((rate.burst - tokens) / rate.per_second)
        left = f'"{self._name}";r={int(tokens)};t={reset}'
        wait = 0 if allowed else max(1, math.ceil((1 - tokens) / rate.per_second))
        return Budget((self._policy, (b"ratelimit", left.encode())), wait)


class Rates:
    """Who has which bucket."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._credentials = _buckets("credential", limits.credential, clock)
        self._addresses = _buckets("address", limits.address, clock)
        self._known: OrderedDict[bytes, float] = OrderedDict()
        self._key = token_bytes(32)  # what is kept of credentials is of use to nobody

    def take(self, credential: bytes, address: str) -> tuple[Budget | None, bool]:
        """Count a request; the other value says whether its credential is to be looked at.

        The budget is None where nothing is limited.
        """
        if self._credentials is None and self._addresses is None:
            return None, False
        digest = self._digest(credential)
        if credential and self._known.get(digest, 0.0) > self._clock():
            return _taken(self._credentials, digest), False
        return _taken(self._addresses, _network(address)), bool(credential)

    def know(self, credential: bytes) -> None:
        """A credential was looked at, and is one."""
        digest = self._digest(credential)
        self._known[digest] = self._clock() + KNOWN_SECONDS
        self._known.move_to_end(digest)
        if len(self._known) > MOST_BUCKETS:
            self._known.popitem(last=False)

    def _digest(self, credential: bytes) -> bytes:
        return blake2b(credential, digest_size=16, key=self._key).digest()


def _buckets(name: str, rate: Rate | None, clock: Callable[[], float]) -> Buckets | None:
    return None if rate is None else Buckets(name, rate, clock)


def _taken(buckets: Buckets | None, who: bytes) -> Budget | None:
    return None if buckets is None else buckets.take(who)


def _network(address: str) -> bytes:
    """Who has one IPv6 address has 2^64 of them."""
    if ":" not in address:
        return address.encode()
    try:
        return IPv6Address(address.partition("%")[0]).packed[:8]
    except ValueError:
        return address.encode()
