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


class SaleTerms(NamedTuple):
    """What a sale agrees besides the rate. Shares and rates in ppm, `fee_amount` in minor units."""

    basis: int
    recourse: int
    buy_back_rate: int
    hold_back: int
    fee_rate: int
    fee_on_financier: bool
    fee_amount: int
    fee_receiver: int


class Order(NamedTuple):
    """A firm offer to buy (`side` 0) or to sell (1) units, of one receivable or of any.

    One for any receivable has 0 for it and for round, unpaid and due day.
    """

    side: int
    maker: Account
    receivable: Key | int
    obligor: int
    currency: int
    round: int
    unpaid: int
    due_day: int
    receivable_terms: int
    min_units: int
    max_units: int
    limit: int
    max_tenor: int
    rate: int
    expiry: int
    nonce: int
    epoch: int
    terms: SaleTerms


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
