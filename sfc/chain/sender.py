"""Transactions: signed here, sent in the order of their nonces, and waited for."""

import time
from collections import defaultdict
from threading import Lock

from sfc.chain.keys import Keyring
from sfc.chain.nodes.node import CannotPay, Included, Node, NonceRefused, Reverted
from sfc.domain.errors import ChainUnavailable, KeyNotHeld, NotFunded, TransactionFailed

_FIRST_PAUSE = 0.005
_LONGEST_PAUSE = 0.5


class Sender:
    """The one writer for the keys that it is given.

    Transactions of one account follow each other; those of different accounts do not wait for
    each other. `timeout` is how long to wait for a block, in seconds. A `sponsor` (an account
    whose key is held) gives `allowance` wei to accounts that cannot pay their fees, for trials on
    chains where gas costs something.
    """

    def __init__(
        self,
        node: Node,
        keys: Keyring,
        *,
        timeout: float = 60.0,
        sponsor: str | None = None,
        allowance: int = 10**17,
    ) -> None:
        self._node = node
        self._keys = keys
        self._timeout = timeout
        self._sponsor = sponsor
        self._allowance = allowance
        self._guard = Lock()
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._nonces: dict[str, int] = {}

    def send(self, sender: str, to: str | None, data: bytes, value: int = 0) -> Included:
        """Execute a call (or make a contract, without `to`) and wait until it is in a block.

        Raises Reverted for what the contracts refused, KeyNotHeld, NotFunded, TransactionFailed
        and ChainUnavailable.
        """
        if not self._keys.holds(sender):
            raise KeyNotHeld(sender)
        try:
            return self._in_turn(sender, to, data, value)
        except CannotPay:
            if self._sponsor is None or sender == self._sponsor:
                raise self._not_funded(sender, to, data, value) from None
        self._in_turn(self._sponsor, sender, b"", self._allowance)
        try:
            return self._in_turn(sender, to, data, value)
        except CannotPay:
            raise self._not_funded(sender, to, data, value) from None

    def _in_turn(self, sender: str, to: str | None, data: bytes, value: int) -> Included:
        with self._guard:
            lock = self._locks[sender]
        with lock:
            try:
                transaction = self._hand_in(sender, to, data, value)
            except NonceRefused:  # somebody else has used this key: ask the chain, once
                self._nonces.pop(sender, None)
                try:
                    transaction = self._hand_in(sender, to, data, value)
                except NonceRefused as error:
                    raise ChainUnavailable(f"the nonce is contested: {error}") from None
            included = self._wait(transaction, sender)
        if not included.succeeded:
            raise self._failure(included, sender, to, data)
        return included

    def _hand_in(self, sender: str, to: str | None, data: bytes, value: int) -> str:
        gas = self._node.gas_limit(sender, to, data)
        nonce = self._nonces.get(sender)
        if nonce is None:
            nonce = self._node.nonce(sender)
        raw = self._keys.sign_transaction(
            sender,
            to=to,
            data=data,
            value=value,
            nonce=nonce,
            gas=gas,
            fees=self._node.fees(),
            chain_id=self._node.chain_id,
        )
        self._nonces.pop(sender, None)  # unless all goes well, the chain knows it better
        transaction = self._node.send_raw(raw)
        self._nonces[sender] = nonce + 1
        return transaction

    def _wait(self, transaction: str, sender: str) -> Included:
        deadline, pause = time.monotonic() + self._timeout, _FIRST_PAUSE
        while (included := self._node.included(transaction)) is None:
            if time.monotonic() > deadline:
                self._nonces.pop(sender, None)
                reason = f"{transaction} is in no block after {self._timeout:g} seconds"
                raise ChainUnavailable(reason)
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        return included

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
