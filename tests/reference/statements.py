"""What parties state and sign. A signature is who gave it and what it was given for."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from tests import statements
from tests.reference.parties import Account


class Key(NamedTuple):
    """The identity of a receivable: one invoice between two participants."""

    obligor: int
    supplier: int
    invoice: bytes


Invoice = statements.Invoice
Undertaking = statements.Undertaking[Key]
Quote = statements.Quote[Key]


@dataclass(frozen=True)
class Signature:
    """Who signed what, for which ledger. `flaw` spoils the bytes and not the meaning.

    A contract account signs by its owner's key: then `key` is the owner.
    """

    key: Account
    says: Any
    ledger: str = "here"
    flaw: str = ""

    def binds(self, signer_key: Account, statement: Any) -> bool:
        """Whether it is that key's, for exactly this statement on this ledger, and sound."""
        genuine = self.ledger == "here" and not self.flaw
        return genuine and self.key == signer_key and self.says == statement
