"""Getting a signed transaction into a block over a connection that may lie about it."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from sfc.chain.nodes.node import CannotPay, Included, Node, NonceRefused, Reverted
from sfc.domain.errors import ChainUnavailable, FeesAboveCap
from sfc.domain.moments import passing
from sfc.ports import Fate, Outbox, Signed

_FIRST_PAUSE = 0.005
_LONGEST_PAUSE = 0.5
_ASKED = 3
_LOOKS = 8
"""After so many looks for a block, it is asked whether an earlier transaction is missing."""

_SURE = 6
"""So often in a row a node has to say the same before it is believed that a transaction is lost."""


class Lost(Exception):
    """Another transaction has taken the nonce: this one never had an effect, nor ever will."""


class Delivery:
    """Sends the same bytes until the chain has them, and notes in the outbox what became of them.

    No answer is taken for a refusal that may as well come from a repetition: that a nonce is used
    may mean that these very bytes used it. `timeout` is how long to try, in seconds.

    A chain that is reorganised may forget transactions on which later ones wait. They are sent
    again, the same bytes; for a nonce of which there are none, `blank` signs a transaction to no
    effect.
    """

    def __init__(
        self, node: Node, outbox: Outbox, timeout: float, blank: Callable[[str, int], Signed]
    ) -> None:
        self._node = node
        self._outbox = outbox
        self._timeout = timeout
        self._blank = blank

    def deliver(
        self,
        signed: Signed,
        patience: float = float("inf"),
        replace: Callable[[Signed], Signed | None] = lambda _signed: None,
    ) -> Included:
        """Send, and wait for a block; after `patience` seconds in none, send what `replace` gives.

        If that is nothing, the same again.

        Raises Reverted and CannotPay if the node refuses to take it, Lost, and ChainUnavailable if
        its fate is unknown: it stays in the outbox, and may still come into a block.
        """
        start = time.monotonic()
        again: list[Signed] = []
        looks = 0
        replaced_at, pause = start, _FIRST_PAUSE
        candidates, last = [signed], "no answer"
        sent, contested, doubts = False, "", 0
        while True:
            gap = False
            try:
                if not sent:
                    passing("before sending")
                    try:
                        self._hand_in(candidates[-1], alone=len(candidates) == 1)
                        sent, last = True, "it is in no block"
                    except NonceRefused as refused:
                        contested = last = str(refused)
                        gap = True
                    passing("after sending")
                if included := self._included(candidates):
                    passing("after receipt")
                    self._look_up(again)
                    return included
                looks += 1
                gap = gap or looks % _LOOKS == 0
            except ChainUnavailable as error:
                sent, gap, last = False, False, error.reason
            if gap and (missing := self._close_gap(signed)):
                again, sent = missing, False
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
                replaced_at, sent = now, False  # perhaps the node has forgotten it
                if dearer := replace(candidates[-1]):
                    candidates.append(dearer)
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def send_again(self) -> list[Signed]:
        """Hand in all that the chain has forgotten, and give what was taken; without waiting.

        In the order in which it was made, whoever's it is: one may build upon another. Raises
        ChainUnavailable.
        """
        forgotten = {
            sender: next_nonce
            for sender, newest in self._outbox.newest().items()
            if (next_nonce := self._next_nonce(sender, newest)) <= newest
        }
        return self._hand_back(self._outbox.since(forgotten)) if forgotten else []

    def _close_gap(self, signed: Signed) -> list[Signed]:
        """Hand in all that has to come before a transaction and is missing, and give it."""
        again: list[Signed] = []
        with suppress(ChainUnavailable, FeesAboveCap, Lost):
            if self._next_nonce(signed.sender, signed.nonce - 1) < signed.nonce:
                again = self.send_again()
                there = {each.nonce for each in again if each.sender == signed.sender}
                missing = range(self._next_nonce(signed.sender, signed.nonce - 1), signed.nonce)
                blanks = [self._blank(signed.sender, n) for n in missing if n not in there]
                again += self._hand_back(blanks)
        return again

    def _hand_back(self, forgotten: Sequence[Signed]) -> list[Signed]:
        taken = []
        for signed in forgotten:
            self._outbox.settle(signed.hash, Fate.SIGNED)
            try:
                self._node.send_raw(signed.raw)
            except NonceRefused:
                pass  # it is there after all, or waits for one before it
            except (Reverted, CannotPay):
                if self._node.included(signed.hash) is None:
                    continue
            taken.append(signed)
        return taken

    def _next_nonce(self, sender: str, enough: int) -> int:
        """The highest of several answers, unless one is above `enough`."""
        highest = -1
        for _ in range(_ASKED):
            highest = max(highest, self._node.nonce(sender))
            if highest > enough:
                break
        return highest

    def _look_up(self, again: Sequence[Signed]) -> None:
        """Note what became of those that went out with another."""
        with suppress(ChainUnavailable):
            for signed in again:
                self._included([signed])

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
