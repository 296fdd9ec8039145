"""What importers hand to the use cases: invoices as read, and what is in their way.

A file gives one result per document or row: an `InvoiceDraft`, fit to be recorded, or a `Problem`.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from sfc.domain.due_dates import DueAdjustment, DueDateProposal
from sfc.domain.invoice import COMMERCIAL_INVOICE, InvoiceKey
from sfc.domain.money import Money
from sfc.domain.similarity import Invoice
from sfc.domain.spelling import canonical

LONGEST_SHOWN = 80

# A draft has the key of its document; the canonical spelling is the larger part of reading a row.
_key = lru_cache(maxsize=64)(InvoiceKey)


class Outcome(StrEnum):
    """What becomes of a document."""

    IMPORT = "import"
    HOLD = "hold"
    NOTHING_TO_FINANCE = "nothing_to_finance"
    ADJUST = "adjust"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an invoice was read: a file, and in a ledger the row.

    `row` is the number of the line on which the row begins, the file's first line being 1.
    """

    file: str
    row: int | None = None

    def __str__(self) -> str:
        return self.file if self.row is None else f"{self.file}, row {self.row}"


class IdKind(StrEnum):
    """Which of a party's identifiers it is; in order of how well each names a legal entity."""

    LEGAL = "legal"
    TAX = "tax"
    OTHER = "other"
    ENDPOINT = "endpoint"


@dataclass(frozen=True, slots=True)
class PartyId:
    """One identifier of a party, as written; `scheme` says whose numbering, where stated."""

    kind: IdKind
    value: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a document names it, to be matched with a participant by one of its `ids`."""

    name: str
    ids: tuple[PartyId, ...] = ()

    @property
    def legal_id(self) -> str:
        """The identifier that names it best: legal, tax, other, endpoint; without any the name."""
        by_kind = {party_id.kind: party_id.value for party_id in reversed(self.ids)}
        return next((by_kind[kind] for kind in IdKind if kind in by_kind), self.name)

    def is_same_as(self, other: "Party") -> bool:
        """Tell whether both surely are one: they share an identifier, or have the same name."""
        mine = {canonical(party_id.value) for party_id in self.ids}
        theirs = {canonical(party_id.value) for party_id in other.ids}
        return bool(mine & theirs) or canonical(self.name) == canonical(other.name)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place.

    `code` is stable; `place` is a column, an XPath, or blank for the whole file or row; `value` is
    what stands there and `expected` what should.
    """

    code: str
    place: str
    value: str
    expected: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= LONGEST_SHOWN else f"{self.value[:LONGEST_SHOWN]}…"
        where = f"{self.place}: " if self.place else ""
        return f"{where}{shown!r}, expected {self.expected} ({self.code})"


@dataclass(frozen=True, slots=True)
class InvoiceDocument:
    """An invoice as read, whether or not there is anything in it to finance.

    `total` is what remains to be paid, negative where the seller owes it. `payee` is set where
    somebody else than the seller shall be paid, `accounts` are the bank accounts to pay to,
    `preceding` the numbers of the invoices that it corrects, `terms` what it says about payment
    in words. `warnings` are for people and stand in the way of nothing. `proposal` is a due date
    read from the terms, `adjustment` the business day in place of a due date that is none.
    """

    source: Source
    number: str
    issued: date
    due: date | None
    total: Money
    seller: Party
    buyer: Party
    document_type: str = COMMERCIAL_INVOICE
    payee: Party | None = None
    accounts: tuple[str, ...] = ()
    preceding: tuple[str, ...] = ()
    terms: str = ""
    warnings: tuple[Fault, ...] = ()
    proposal: DueDateProposal | None = None
    adjustment: DueAdjustment | None = None
    key: InvoiceKey = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.key_between(self.seller.legal_id, self.buyer.legal_id))

    def key_between(self, seller: str, buyer: str) -> InvoiceKey:
        """Give the invoice key with the legal ids under which the parties are registered.

        `key` has those that the document states. Raises InvoiceFieldMalformed, as does making a
        document whose own key is malformed.
        """
        return _key(seller, buyer, self.number, self.issued, self.document_type)

    @property
    def maturity(self) -> date | None:
        """The day to be recorded as due: the business day where a calendar was stated."""
        return self.adjustment.due if self.adjustment else self.due

    @property
    def comparable(self) -> Invoice:
        """What near twins are recognised by."""
        payee = self.payee
        marks = (payee.name, *(each.value for each in payee.ids)) if payee else ()
        return Invoice(
            self.key,
            self.total,
            accounts=frozenset(map(canonical, self.accounts)),
            payee=frozenset(map(canonical, marks)),
        )

    def evidence_fields(self) -> dict[str, str]:
        """Give the facts as texts for `sfc.domain.evidence`: amounts canonical, days ISO 8601."""
        facts = {
            "number": self.number,
            "document_type": self.document_type,
            "issue_date": self.issued.isoformat(),
            "due_date": self.due.isoformat() if self.due else "",
            "due_date_adjusted": self.adjustment.due.isoformat() if self.adjustment else "",
            "amount": self.total.amount,
            "currency": self.total.currency.code,
            "seller": self.seller.legal_id,
            "seller_name": self.seller.name,
            "buyer": self.buyer.legal_id,
            "buyer_name": self.buyer.name,
            "payee": self.payee.legal_id if self.payee else "",
            "accounts": " ".join(self.accounts),
        }
        return {name: text for name, text in facts.items() if text}


@dataclass(frozen=True, slots=True)
class InvoiceDraft(InvoiceDocument):
    """An invoice fit to be recorded: its total is above zero and it is due after its issue."""

    due: date

    @property
    def maturity(self) -> date:
        """The day to be recorded as due: the business day where a calendar was stated."""
        return self.adjustment.due if self.adjustment else self.due


@dataclass(frozen=True, slots=True)
class Problem:
    """A document or row that gives no draft: the outcome (never IMPORT), why, and in what place.

    `reasons` are short codes (see `sfc.importers.outcomes`); `document` is what could be read, if
    all of it could.
    """

    source: Source
    outcome: Outcome
    reasons: tuple[str, ...]
    faults: tuple[Fault, ...]
    document: InvoiceDocument | None = None

    def __str__(self) -> str:
        return f"{self.source}: {self.outcome} {' '.join(self.reasons)}: " + "; ".join(
            map(str, self.faults)
        )
