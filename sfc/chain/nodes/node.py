"""What the rest of the chain layer needs of a node, whichever kind it is.

Accounts and hashes are 0x-texts (accounts with checksum), data is bytes, times are unix seconds.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


class Reverted(Exception):
    """The contracts refused a call or a transaction.

    Attributes:
        data: what they gave as the reason: an encoded error of an ABI, or nothing.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        super().__init__(f"reverted with 0x{data.hex()}")


class NonceRefused(Exception):
    """The node takes a transaction only with another nonce than it has."""


class CannotPay(Exception):
    """The sender's balance does not cover what the transaction may cost at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the canonical chain."""

    number: int
    hash: str
    parent: str
    timestamp: int


@dataclass(frozen=True, slots=True)
class Log:
    """One event as the EVM wrote it; `address` is the contract's 20 bytes."""

    address: bytes
    topics: tuple[bytes, ...]
    data: bytes
    block: int
    transaction: str
    index: int


@dataclass(frozen=True, slots=True)
class Included:
    """What is known of a transaction once it is in a block."""

    transaction: str
    block: int
    succeeded: bool
    gas_used: int
    contract: str | None


@dataclass(frozen=True, slots=True)
class Fees:
    """What a transaction offers per gas, in wei; without a tip it is a legacy transaction.

    A replacement may not offer more than `cap`.
    """

    most: int
    tip: int | None = None
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A transaction that nobody has signed: `sender` sends `data` to the contract `to`."""

    sender: str
    to: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Simulated:
    """What a message would do: gas of the whole transaction, and its events."""

    gas_used: int
    logs: Sequence[Log]


class Node(Protocol):
    """An EVM chain. Every method raises ChainUnavailable if the node cannot be asked."""

    @property
    def chain_id(self) -> int:
        """The number that transactions are signed for."""

    @property
    def calls_at_once(self) -> int:
        """How many calls are best made as one; 1 where asking costs less than putting together."""

    def head(self) -> Block:
        """The newest block."""

    def block(self, number: int) -> Block | None:
        """The canonical block of that number; None past the head."""

    def next_timestamp(self) -> int:
        """The time of a block made now."""

    def call(self, to: str, data: bytes, sender: str | None = None) -> bytes:
        """What a call would return in a block made now. Raises Reverted."""

    def simulate(self, messages: Sequence[Message]) -> Sequence[Simulated | Reverted]:
        """What these would do one after the other in a block made now. Nothing of it stays.

        One that would be reverted changes nothing for those after it.
        """

    def gas_limit(self, sender: str, to: str | None, data: bytes) -> int:
        """Gas with which a transaction surely succeeds. Raises Reverted if none does."""

    def fees(self) -> Fees:
        """What transactions have to offer at present."""

    def send_raw(self, raw: bytes) -> str:
        """Hand in a signed transaction and give its hash.

        Raises Reverted if the node refuses it because the contracts would, NonceRefused, and
        CannotPay.
        """

    def included(self, transaction: str) -> Included | None:
        """What became of a transaction; None while it is in no block."""

    def knows(self, transaction: str) -> bool:
        """Whether the node has the transaction, in a block or waiting for one."""

    def logs(
        self, first: int, last: int, addresses: Collection[str], topic: bytes | None = None
    ) -> Sequence[Log]:
        """All events of these contracts in these blocks, in order, both ends included.

        With a `topic`, only events whose first topic it is.
        """

    def nonce(self, account: str) -> int:
        """The nonce of the account's next transaction."""

    def balance(self, account: str) -> int:
        """What the account has to pay fees from, in wei."""

    def code(self, address: str) -> bytes:
        """The code of a contract; nothing for any other account."""
