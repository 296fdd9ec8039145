"""Signed transactions, stored before anything is sent, so that none is lost or done twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What became of a signed transaction, as far as it was seen."""

    SIGNED = "signed"
    DONE = "done"
    REFUSED = "refused"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed transaction, ready to be sent any number of times: the chain takes it once.

    `reference` names the intent for which it is made. `fee` and `tip` are what it offers per gas,
    in wei. Of two with the same sender and nonce the chain takes one.
    """

    hash: str
    sender: str
    nonce: int
    raw: bytes
    reference: str | None = None
    fee: int = 0
    tip: int | None = None


def intent_of(reference: str | None) -> str | None:
    """The intent that a reference names: its first word."""
    return reference.partition(" ")[0] if reference else None


class Outbox(Protocol):
    """Keeps signed transactions. Each method is one database transaction, on disk when it ends."""

    def put(self, signed: Signed) -> None:
        """Remember a transaction that is about to be sent."""

    def settle(self, transaction: str, fate: Fate) -> None:
        """Note what became of one."""

    def counts(self, transaction: str) -> bool:
        """Whether one was done, or may be."""

    def under(self, reference: str) -> Sequence[Signed]:
        """Those of an intent that may have had an effect, in the order of their making.

        A lost one may have been found again: which of two with one nonce is on the chain is for the
        chain to say, and a reorganisation may change it.
        """

    def of_intent(self, intent: str) -> Sequence[Signed]:
        """Those of an intent that may have had an effect, whatever step of it they are."""

    def unsettled(self) -> Sequence[Signed]:
        """Those of which nothing is known, by sender and nonce."""

    def since(self, nonces: Mapping[str, int]) -> Sequence[Signed]:
        """Those of accounts, each from a nonce on, that were done or may be, as they were made."""

    def newest(self) -> Mapping[str, int]:
        """The highest nonce of each account of those that were done or may be."""
