"""Signed transactions in memory, for chains and tools that do not outlive the process."""

from collections.abc import Sequence
from threading import Lock

from sfc.ports import Fate, Signed
from sfc.ports.outbox import intent_of

_MAY_COUNT = (Fate.SIGNED, Fate.DONE)


class MemoryOutbox:
    """Implements `ports.Outbox` as long as the process lives."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._signed: dict[str, Signed] = {}
        self._fates: dict[str, Fate] = {}

    def put(self, signed: Signed) -> None:
        """Remember a transaction that is about to be sent."""
        with self._lock:
            self._signed[signed.hash] = signed
            self._fates[signed.hash] = Fate.SIGNED

    def settle(self, transaction: str, fate: Fate) -> None:
        """Note what became of one."""
        with self._lock:
            self._fates[transaction] = fate
            if self._signed[transaction].reference is None:
                del self._signed[transaction], self._fates[transaction]

    def under(self, reference: str) -> Sequence[Signed]:
        """Those of an intent that may have had an effect, in the order of their making."""
        with self._lock:
            return [
                signed
                for name, signed in self._signed.items()
                if signed.reference == reference and self._fates[name] in _MAY_COUNT
            ]

    def of_intent(self, intent: str) -> Sequence[Signed]:
        """Those of an intent that may have had an effect, whatever step of it they are."""
        with self._lock:
            return [
                signed
                for name, signed in self._signed.items()
                if intent_of(signed.reference) == intent and self._fates[name] in _MAY_COUNT
            ]

    def unsettled(self) -> Sequence[Signed]:
        """Those of which nothing is known, by sender and nonce."""
        with self._lock:
            found = [s for name, s in self._signed.items() if self._fates[name] is Fate.SIGNED]
        return sorted(found, key=lambda signed: (signed.sender, signed.nonce))
