"""Getting a signed transaction into a block over a connection that may lie about it."""

import time
from collections.abc import Callable, Sequence

from sfc.chain.nodes.node import CannotPay, Included, Node, NonceRefused, Reverted
from sfc.domain.errors import ChainUnavailable
from sfc.domain.moments import passing
from sfc.ports import Fate, Outbox, Signed

_FIRST_PAUSE = 0.005
_LONGEST_PAUSE = 0.5
_SURE = 6
"""So often in a row a node has to say the same before it is believed that a transaction is lost."""


class Lost(Exception):
    """Another transaction has taken the nonce: this one never had an effect, nor ever will."""


class Delivery:
    """Sends the same bytes until the chain has them, and notes in the outbox what became of them.

    No answer is taken for a refusal that may as well come from a repetition: that a nonce is used
    may mean that these very bytes used it. `timeout` is how long to try, in seconds.
    """

    def __init__(self, node: Node, outbox: Outbox, timeout: float) -> None:
        self._node = node
        self._outbox = outbox
        self._timeout = timeout

    def deliver(
        self,
        signed: Signed,
        patience: float = float("inf"),
        replace: Callable[[Signed], Signed] = lambda signed: signed,
    ) -> Included:
        """Send, and wait for a block; after `patience` seconds in none, send what `replace` gives.

        Raises Reverted and CannotPay if the node refuses to take it, Lost, and ChainUnavailable if
        its fate is unknown: it stays in the outbox, and may still come into a block.
        """
        start = time.monotonic()
        replaced_at, pause = start, _FIRST_PAUSE
        candidates, last = [signed], "no answer"
        sent, contested, doubts = False, "", 0
        while True:
            try:
                if not sent:
                    passing("before sending")
                    try:
                        self._hand_in(candidates[-1], alone=len(candidates) == 1)
                        sent, last = True, "it is in no block"
                    except NonceRefused as refused:
                        contested = last = str(refused)
                    passing("after sending")
                if included := self._included(candidates):
                    passing("after receipt")
                    return included
            except ChainUnavailable as error:
                sent, last = False, error.reason
            if contested and (overtaken := self._is_overtaken(candidates)) is not None:
                doubts = doubts + 1 if overtaken else 0
            if doubts >= _SURE:
                for candidate in candidates:
                    self._outbox.settle(candidate.hash, Fate.LOST)
                raise Lost(contested)
            now = time.monotonic()
            if now - start > self._timeout:
                hash_, seconds = candidates[-1].hash, f"{self._timeout:g}"
                raise ChainUnavailable(f"{last}; in no block after {seconds} seconds: {hash_}")
            if now - replaced_at > patience:
                replaced_at, sent = now, False
                candidates.append(replace(candidates[-1]))
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _hand_in(self, signed: Signed, *, alone: bool) -> None:
        try:
            self._node.send_raw(signed.raw)
        except (Reverted, CannotPay):
            if not alone:  # its predecessor is on the way
                return
            if self._node.included(signed.hash) is None:
                self._outbox.settle(signed.hash, Fate.REFUSED)
                raise

    def _included(self, candidates: Sequence[Signed]) -> Included | None:
        for signed in candidates:
            if included := self._node.included(signed.hash):
                for each in candidates:
                    self._outbox.settle(each.hash, Fate.DONE if each is signed else Fate.LOST)
                return included
        return None

    def _is_overtaken(self, candidates: Sequence[Signed]) -> bool | None:
        """Whether the chain has a transaction of this nonce, and says that it is none of these.

        None where it gives no answer: that says nothing for it and nothing against it.
        """
        first = candidates[0]
        try:
            passed = self._node.nonce(first.sender) > first.nonce
            return passed and self._included(candidates) is None and not self._waits(candidates)
        except ChainUnavailable:
            return None

    def _waits(self, candidates: Sequence[Signed]) -> bool:
        return any(self._node.knows(signed.hash) for signed in candidates)
