"""Signed transactions in memory, for chains and tools that do not outlive the process."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from threading import Lock

from sfc.ports import Fate, Signed
from sfc.ports.outbox import intent_of

_MAY_BE_DONE = (Fate.SIGNED, Fate.DONE)


class MemoryOutbox:
    """Implements `ports.Outbox` as long as the process lives.

    Of those that are settled and of no intent, the newest `kept` are remembered: so many a
    reorganisation can drop, and they are sent again.
    """

    def __init__(self, kept: int = 1_000) -> None:
        self._kept = kept
        self._lock = Lock()
        self._signed: dict[str, Signed] = {}
        self._fates: dict[str, Fate] = {}
        self._passing: dict[str, None] = {}

    def put(self, signed: Signed) -> None:
        """Remember a transaction that is about to be sent."""
        with self._lock:
            self._signed[signed.hash] = signed
            self._fates[signed.hash] = Fate.SIGNED

    def settle(self, transaction: str, fate: Fate) -> None:
        """Note what became of one."""
        with self._lock:
            self._fates[transaction] = fate
            self._passing.pop(transaction, None)
            if fate is not Fate.SIGNED and self._signed[transaction].reference is None:
                self._passing[transaction] = None
            if len(self._passing) > self._kept:
                oldest = next(iter(self._passing))
                del self._passing[oldest], self._signed[oldest], self._fates[oldest]

    def counts(self, transaction: str) -> bool:
        """Whether one was done, or may be."""
        with self._lock:
            return self._fates.get(transaction) in _MAY_BE_DONE

    def under(self, reference: str) -> Sequence[Signed]:
        """Those of an intent that may have had an effect, in the order of their making."""
        with self._lock:
            of_any_fate = self._of((*_MAY_BE_DONE, Fate.LOST))
            return [signed for signed in of_any_fate if signed.reference == reference]

    def of_intent(self, intent: str) -> Sequence[Signed]:
        """Those of an intent that may have had an effect, whatever step of it they are."""
        with self._lock:
            found = self._of(_MAY_BE_DONE)
            return [signed for signed in found if intent_of(signed.reference) == intent]

    def unsettled(self) -> Sequence[Signed]:
        """Those of which nothing is known, by sender and nonce."""
        with self._lock:
            found = list(self._of((Fate.SIGNED,)))
        return sorted(found, key=lambda signed: (signed.sender, signed.nonce))

    def since(self, nonces: Mapping[str, int]) -> Sequence[Signed]:
        """Those of accounts, each from a nonce on, that were done or may be, as they were made."""
        with self._lock:
            return [
                signed
                for signed in self._of(_MAY_BE_DONE)
                if signed.sender in nonces and signed.nonce >= nonces[signed.sender]
            ]

    def newest(self) -> Mapping[str, int]:
        """The highest nonce of each account of those that were done or may be."""
        with self._lock:
            by_nonce = sorted(self._of(_MAY_BE_DONE), key=lambda signed: signed.nonce)
        return {signed.sender: signed.nonce for signed in by_nonce}

    def _of(self, fates: Collection[Fate]) -> Iterator[Signed]:
        return (signed for name, signed in self._signed.items() if self._fates[name] in fates)
