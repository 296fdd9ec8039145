"""What parties state and sign. The contracts take exactly these, field for field."""

from dataclasses import dataclass

from sfc.domain.days import Day
from sfc.domain.ids import ReceivableId

EPOCH = 256
"""Nonces of one epoch of a financier: beginning the next one voids all quotes of those before."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a supplier states of an invoice when it records it.

    `obligor` is an account, `face` minor units, `invoice` the keyed digest of the invoice key and
    `evidence_root` the root over the document's fields (32 bytes each); `currency` and `terms`
    are numbers of the ledger's lists.
    """

    obligor: str
    currency: int
    terms: int
    face: int
    issue_day: Day
    due_day: Day
    invoice: bytes
    evidence_root: bytes


@dataclass(frozen=True, slots=True)
class Undertaking:
    """The obligor's irrevocable promise to pay the holder at maturity.

    `amount` in minor units is at most the recorded face; the rest must be as recorded.
    `valid_until` is the last ledger day on which it may be entered.
    """

    receivable: ReceivableId
    round: int
    amount: int
    currency: int
    due_day: Day
    terms: int
    evidence_root: bytes
    valid_until: Day


@dataclass(frozen=True, slots=True)
class Quote:
    """A financier's firm offer for units of one receivable.

    `rate_ppm` is the annual discount rate in parts per million on a year of `basis` days (360 or
    365); `expiry` the last unix second on which it can be filled; `round`, `unpaid` (minor units)
    and `due_day` are what was priced; `nonce` is EPOCH times the financier's epoch and 0..95, which
    is used once by this financier on this receivable, in whatever epoch.
    """

    financier: str
    receivable: ReceivableId
    round: int
    unpaid: int
    due_day: Day
    min_units: int
    max_units: int
    rate_ppm: int
    basis: int
    expiry: int
    nonce: int


@dataclass(frozen=True, slots=True)
class SignedQuote:
    """A quote and its financier's EIP-712 signature."""

    quote: Quote
    signature: bytes
