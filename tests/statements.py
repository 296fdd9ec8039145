"""What parties state and sign, field by field, as the interfaces have it.

An id is whatever the reader calls a receivable by: a number on the chain, a key in the model.
"""

from typing import Generic, NamedTuple, TypeVar

Id = TypeVar("Id")


class Invoice(NamedTuple):
    """What a party states of an invoice; `counterparty` is the account of the other one."""

    counterparty: str
    currency: int
    terms: int
    face: int
    issue_day: int
    due_day: int
    invoice: bytes
    evidence: bytes


class Undertaking(NamedTuple, Generic[Id]):
    """The obligor's promise to pay; it names everything that it promises."""

    receivable: Id
    round: int
    amount: int
    currency: int
    due_day: int
    terms: int
    evidence: bytes
    valid_until: int


class Quote(NamedTuple, Generic[Id]):
    """A financier's firm offer for units of one receivable as it is now."""

    financier: str
    receivable: Id
    round: int
    unpaid: int
    due_day: int
    min_units: int
    max_units: int
    rate: int
    basis: int
    expiry: int
    nonce: int
