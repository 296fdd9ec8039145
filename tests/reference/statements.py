"""What parties state and sign. A signature is who gave it and what it was given for."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.reference.parties import Account


class Key(NamedTuple):
    """The identity of a receivable: one invoice between two participants."""

    obligor: int
    supplier: int
    invoice: bytes


class Invoice(NamedTuple):
    """What a party states of an invoice; `counterparty` is the account of the other one."""

    counterparty: Account
    currency: int
    terms: int
    face: int
    issue_day: int
    due_day: int
    invoice: bytes
    evidence: bytes


class Undertaking(NamedTuple):
    """The obligor's promise to pay; it names everything that it promises."""

    receivable: Key
    round: int
    amount: int
    currency: int
    due_day: int
    terms: int
    evidence: bytes
    valid_until: int


class Quote(NamedTuple):
    """A financier's firm offer for units of one receivable as it is now."""

    financier: Account
    receivable: Key
    round: int
    unpaid: int
    due_day: int
    min_units: int
    max_units: int
    rate: int
    basis: int
    expiry: int
    nonce: int


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
