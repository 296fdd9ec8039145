"""Transactions: signed here, stored, sent in the order of their nonces, and waited for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from eth_utils import keccak

from sfc.chain.delivery import Delivery, Lost
from sfc.chain.keys import Keyring
from sfc.chain.nodes.addresses import hex_text
from sfc.chain.nodes.node import CannotPay, Fees, Included, Node, Reverted
from sfc.chain.outbox import MemoryOutbox
from sfc.domain.errors import (
    Busy,
    ChainUnavailable,
    FeesAboveCap,
    KeyNotHeld,
    NotFunded,
    SfcError,
    TransactionFailed,
)
from sfc.domain.moments import passing
from sfc.ports import Fate, Outbox, Pulse, Signed

RAISE_PERCENT = 10
"""What a replacement offers more than the transaction that it replaces; no node takes less."""

_ASKED = 5


class Sender:
    """The one writer for the keys that it is given.

    A signed transaction is in the `outbox` before it is sent, and is sent again as it is until its
    fate is known: whatever is killed when, it has its effect once or never. Transactions of one
    account follow each other, those of different accounts do not wait for each other; at most
    `most_waiting` wait for an account, and further ones are told to come again.

    `timeout` is how long to wait for a block, in seconds, and `patience` after how long to offer
    more for it. A `sponsor` (an account whose key is held) gives `allowance` wei to accounts that
    cannot pay their fees, for trials on chains where gas costs something.
    """

    def __init__(
        self,
        node: Node,
        keys: Keyring,
        *,
        outbox: Outbox | None = None,
        timeout: float = 60.0,
        patience: float = 20.0,
        most_waiting: int = 64,
        sponsor: str | None = None,
        allowance: int = 10**17,
    ) -> None:
        self._node = node
        self._keys = keys
        self._outbox = MemoryOutbox() if outbox is None else outbox
        self._delivery = Delivery(node, self._outbox, timeout, self._blank)
        self._patience = patience
        self._most_waiting = most_waiting
        self._sponsor = sponsor
        self._allowance = allowance
        self._guard = Lock()
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._waiting: defaultdict[str, int] = defaultdict(int)
        self._nonces: dict[str, int] = {}
        self._failed: Counter[str] = Counter()

    def send(
        self,
        sender: str,
        to: str | None,
        data: bytes,
        value: int = 0,
        reference: str | None = None,
    ) -> Included:
        """Execute a call (or make a contract, without `to`) and wait until it is in a block.

        What was sent under the same `reference` before is not sent anew: its effect is what this
        gives. Raises Reverted for what the contracts refused, KeyNotHeld, NotFunded, Busy,
        TransactionFailed and ChainUnavailable.
        """
        with self._counted(), self._turn(sender):
            if reference is not None and (before := self._before(reference)) is not None:
                return before
            if not self._keys.holds(sender):
                raise KeyNotHeld(sender)
            try:
                return self._execute(sender, to, data, value, reference)
            except CannotPay:
                if self._sponsor is None or sender == self._sponsor:
                    raise self._not_funded(sender, to, data, value) from None
            with self._turn(self._sponsor):
                self._execute(self._sponsor, sender, b"", self._allowance, None)
            try:
                return self._execute(sender, to, data, value, reference)
            except CannotPay:
                raise self._not_funded(sender, to, data, value) from None

    def forward(self, signed: Signed) -> Included:
        """Send what its owner has signed elsewhere, as `send` does; no more is ever offered for it.

        Raises Reverted, CannotPay, Busy, TransactionFailed where another one took its nonce, and
        ChainUnavailable.
        """
        with self._counted(), self._turn(signed.sender):
            if not self._node.knows(signed.hash):
                due = self._node.nonce(signed.sender)
                if signed.nonce != due:
                    reason = f"its nonce is {signed.nonce}, and the account's next one is {due}"
                    raise TransactionFailed(signed.hash, reason)
            self._outbox.put(signed)
            try:
                return self._delivery.deliver(signed)
            except Lost as lost:
                raise TransactionFailed(signed.hash, f"its nonce is used: {lost}") from None

    def pulse(self) -> Pulse:
        """How many wait for their turn or are being sent, and how many failed so far."""
        with self._guard:
            return Pulse(sum(self._waiting.values()), dict(self._failed))

    def sent(self, intent: str) -> Sequence[tuple[str, str]]:
        """References and hashes of what was signed for an intent, and may have had an effect."""
        return [(signed.reference or "", signed.hash) for signed in self._outbox.of_intent(intent)]

    def has_sent(self, reference: str) -> bool:
        """Whether anything that may have had an effect was signed under a reference."""
        return bool(self._outbox.under(reference))

    def reconcile(self) -> int:
        """Bring every transaction of unknown fate to its end, as after a crash; give how many.

        Only those that were signed here: for others no more can be offered, so that they might
        wait for ever. Raises ChainUnavailable.
        """
        unsettled = [s for s in self._outbox.unsettled() if self._keys.holds(s.sender)]
        for signed in unsettled:
            with self._turn(signed.sender):
                self._finish(signed)
        return len(unsettled)

    def send_again(self) -> int:
        """Hand in what the chain has forgotten, as after a reorganisation; give how many there are.

        Nobody waits for them here: the next transaction of the account does, or the next start.
        Raises ChainUnavailable.
        """
        self._nonces.clear()
        return len(self._delivery.send_again())

    def forget(self) -> None:
        """Remember no nonces: the chain was taken back, and its outbox emptied."""
        self._nonces.clear()

    def _before(self, reference: str) -> Included | None:
        """What was done under a reference, brought to its end if it was left half way."""
        before = self._outbox.under(reference)
        for look in (self._found, self._finish):  # what is in a block needs no other
            for signed in before:
                included = look(signed)
                if included is not None and included.succeeded:
                    return included
        return None

    def _found(self, signed: Signed) -> Included | None:
        if included := self._node.included(signed.hash):
            self._outbox.settle(signed.hash, Fate.DONE)
        return included

    def _finish(self, signed: Signed) -> Included | None:
        if included := self._found(signed):
            return included
        try:
            return self._delivery.deliver(signed)
        except (Lost, Reverted, CannotPay):
            return None

    def _execute(
        self, sender: str, to: str | None, data: bytes, value: int, reference: str | None
    ) -> Included:
        wanted = _Wanted(sender, to, data, value, reference, self._node.gas_limit(sender, to, data))

        def dearer(signed: Signed) -> Signed | None:
            try:
                fees = _dearer(signed, self._node.fees())
            except FeesAboveCap:
                return None
            return self._sign(wanted, signed.nonce, fees) if fees else None

        for _ in range(2):  # once more, if somebody else used the key
            nonce = self._next_nonce(sender)
            passing("before signing")
            self._nonces.pop(sender, None)  # unless all goes well, the chain knows it better
            try:
                signed = self._sign(wanted, nonce, self._node.fees())
                included = self._delivery.deliver(signed, self._patience, dearer)
            except Lost as lost:
                reason = str(lost)
                continue
            self._nonces[sender] = nonce + 1
            if not included.succeeded:
                raise self._failure(included, sender, to, data)
            return included
        raise ChainUnavailable(f"the nonce is contested: {reason}")

    def _sign(self, wanted: "_Wanted", nonce: int, fees: Fees) -> Signed:
        """A transaction that is signed and stored. Raises Lost."""
        raw = self._keys.sign_transaction(
            wanted.sender,
            to=wanted.to,
            data=wanted.data,
            value=wanted.value,
            nonce=nonce,
            gas=wanted.gas,
            fees=fees,
            chain_id=self._node.chain_id,
        )
        name = hex_text(keccak(raw))
        # The same bytes by another hand; or by this one, for another intent, where the node gave a
        # nonce of before. Of ours it is not believed at once that the chain has them no more.
        asked = _ASKED if self._outbox.counts(name) else 1
        if any(self._node.included(name) is not None for _ in range(asked)):
            raise Lost(f"nonce {nonce} is used already")
        signed = Signed(name, wanted.sender, nonce, raw, wanted.reference, fees.most, fees.tip)
        passing("before storing")
        self._outbox.put(signed)
        passing("after storing")
        return signed

    def _blank(self, sender: str, nonce: int) -> Signed:
        """A transaction that does nothing but to use a nonce: it gives the account nothing."""
        gas = self._node.gas_limit(sender, sender, b"")
        wanted = _Wanted(sender, sender, b"", 0, None, gas)
        return self._sign(wanted, nonce, self._node.fees())

    def _next_nonce(self, sender: str) -> int:
        """The account's next nonce. The least of several answers: a gap would never be filled."""
        if (known := self._nonces.get(sender)) is not None:
            return known
        for signed in self._outbox.unsettled():
            if signed.sender == sender:
                self._finish(signed)
        return min(self._node.nonce(sender) for _ in range(_ASKED))

    @contextmanager
    def _counted(self) -> Iterator[None]:
        try:
            yield
        except (Reverted, SfcError) as error:
            with self._guard:
                self._failed[getattr(error, "code", "refused")] += 1
            raise

    @contextmanager
    def _turn(self, sender: str) -> Iterator[None]:
        with self._guard:
            if self._waiting[sender] >= self._most_waiting:
                raise Busy(1)
            self._waiting[sender] += 1
            lock = self._locks[sender]
        try:
            with lock:
                yield
        finally:
            with self._guard:
                self._waiting[sender] -= 1

    def _failure(
        self, included: Included, sender: str, to: str | None, data: bytes
    ) -> Reverted | TransactionFailed:
        """Why a transaction failed in its block, found out by doing it once more as a call."""
        if to is not None:
            try:
                self._node.call(to, data, sender)
            except Reverted as reverted:
                return reverted
        return TransactionFailed(included.transaction, "it ran out of gas, or was overtaken")

    def _not_funded(self, sender: str, to: str | None, data: bytes, value: int) -> NotFunded:
        most = self._node.gas_limit(sender, to, data) * self._node.fees().most
        return NotFunded(sender, self._node.balance(sender), most + value)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a transaction is to do, before it has a nonce and a price."""

    sender: str
    to: str | None
    data: bytes
    value: int
    reference: str | None
    gas: int


def _dearer(signed: Signed, now: Fees) -> Fees | None:
    """Fees of a replacement: what the node asks for now, and enough more for it to be taken.

    None where that would be above the cap, or gas is free and there is nothing to offer.
    """

    def more(wei: int) -> int:
        return -(-wei * (100 + RAISE_PERCENT) // 100)

    most = max(more(signed.fee), now.most)
    if most == signed.fee or (now.cap is not None and most > now.cap):
        return None
    if signed.tip is None or now.tip is None:
        return Fees(most)
    return Fees(most, max(more(signed.tip), now.tip))
