"""What goes out to people and banks, before it has a format. All of it follows from the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass

from sfc.domain.cash_book import CashStatement
from sfc.domain.currency import Currency
from sfc.domain.days import Day
from sfc.domain.debts import Debt
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant
from sfc.domain.invoice import COMMERCIAL_INVOICE
from sfc.domain.journal import Entry
from sfc.domain.money import Money
from sfc.domain.responses import ObligorResponse
from sfc.domain.views import Participant


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file as it goes out."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where money is paid from or to; `number` is an IBAN or any other, `bic` may be empty."""

    holder: str
    number: str
    bic: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What a receivable is, by the numbers of its parties. The invoice's number may be empty."""

    obligor: ParticipantId
    supplier: ParticipantId
    currency: Currency
    invoice_number: str
    issue_day: Day
    due_day: Day
    document_type: str = COMMERCIAL_INVOICE


@dataclass(frozen=True, slots=True)
class Claim:
    """A receivable as documents name it. The invoice number is empty where it is not known."""

    receivable: ReceivableId
    obligor: Participant
    supplier: Participant
    currency: Currency
    invoice_number: str
    issue_day: Day
    due_day: Day
    document_type: str = COMMERCIAL_INVOICE

    def money(self, minor: int) -> Money:
        """An amount in the currency of the receivable."""
        return Money(minor, self.currency)


@dataclass(frozen=True, slots=True)
class InvoiceResponse:
    """The obligor's answer to the supplier's invoice.

    `addresses` are electronic ones that parties have stated, such as `0088:7300010000001`.
    """

    response: ObligorResponse
    claim: Claim
    utc_offset_hours: int
    addresses: Mapping[ParticipantId, str]


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """A cash account over a period, with the receivables and participants that occur in it.

    `counterparties` is by account.
    """

    book: CashStatement
    owner: Participant
    claims: Mapping[ReceivableId, Claim]
    counterparties: Mapping[str, Participant]
    utc_offset_hours: int


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """What an obligor has its bank pay on a day.

    By currency code, `paid_from` has its own accounts and `paid_to` those of the ledger's
    settlement bank; where one is missing, the account on the ledger stands for it.
    """

    obligor: Participant
    day: Day
    debts: tuple[tuple[Debt, Claim], ...]
    paid_from: Mapping[str, BankAccount]
    paid_to: Mapping[str, BankAccount]
    utc_offset_hours: int


@dataclass(frozen=True, slots=True)
class JournalFile:
    """A participant's entries over a period. `names` is by public id, such as `par_7`."""

    owner: Participant
    first: Day
    last: Day
    entries: tuple[Entry, ...]
    names: Mapping[str, str]
    invoice_numbers: Mapping[ReceivableId, str]
    utc_offset_hours: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """Units of a receivable sold to a financier: `number` counts the sales of that receivable.

    `claim_sold` is what the units stood for on that day; `price` stays between seller and buyer.
    """

    number: int
    day: Day
    claim: Claim
    face: Money
    seller: Participant
    buyer: Participant
    units: Money
    claim_sold: Money
    price: Money
    with_recourse: bool
    transaction: str
    paid_to: BankAccount | None


def name_of(participant: Participant) -> str:
    """The name of a participant; its public id where no name is known."""
    return participant.name or format_participant(participant.id)
