"""An invoice on its way to the ledger, and the older ones that it resembles."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sfc.app.context import Context
from sfc.app.parties import listed, positive
from sfc.domain.days import check_due_after_issue, day_of
from sfc.domain.errors import NotFound
from sfc.domain.evidence import evidence_root
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import COMMERCIAL_INVOICE, InvoiceKey
from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.domain.similarity import Invoice, Likeness, score
from sfc.domain.spelling import canonical
from sfc.domain.statements import Statement
from sfc.domain.views import Participant, Receivable

_EVIDENCE_TAG = b"sfc evidence salt 1"
_MARK_TAG = b"sfc invoice mark 1 "


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice to be put on the ledger, as one of its two parties states it.

    `counterparty` is the obligor when the supplier records, the supplier when the obligor issues.
    `amount` is what is to be promised, the invoice total or less. `evidence` is the root over the
    document (32 bytes), or the document's facts to make one of (see `sfc.domain.evidence`); without
    either, the root is over what is stated here. `accounts` are the bank accounts to pay to, and
    `payee` the names and ids of who is to be paid, if it is not the supplier: both are noted as
    keyed digests only, to tell suspected twins by.
    """

    counterparty: ParticipantId
    number: str
    issued: date
    due: date
    amount: Money
    document_type: str = COMMERCIAL_INVOICE
    terms: int = 1
    evidence: bytes | Mapping[str, str] | None = None
    accounts: tuple[str, ...] = ()
    payee: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """An older receivable between the same parties that a person should look at, and why."""

    receivable: ReceivableId
    number: str
    alike_in: tuple[Likeness, ...]

    @property
    def score(self) -> int:
        """How suspicious the likeness is: 0 to 100."""
        return score(self.alike_in)


@dataclass(frozen=True, slots=True)
class Recording:
    """A receivable as it was put on the ledger, and what it resembles: warnings, not refusals."""

    receivable: Receivable
    warnings: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft between two known parties, ready to be stated to the ledger.

    `comparable` is what near twins are recognised by.
    """

    id: ReceivableId
    obligor: ParticipantId
    supplier: ParticipantId
    key: InvoiceKey
    draft: Draft
    statement: Statement
    comparable: Invoice


def prepare(
    context: Context, draft: Draft, *, obligor: Participant, supplier: Participant
) -> Prepared:
    """Turn a draft into what the ledger takes.

    Raises AmountNotPositive, CurrencyUnknown, DueNotAfterIssue, DayOutOfRange and
    InvoiceFieldMalformed.
    """
    check_due_after_issue(draft.issued, draft.due)
    key = InvoiceKey(
        supplier.legal_id, obligor.legal_id, draft.number, draft.issued, draft.document_type
    )
    digest = key.digest(context.secret)
    statement = Statement(
        obligor=obligor.account,
        currency=listed(context, draft.amount.currency.code).number,
        terms=draft.terms,
        face=positive(draft.amount),
        issue_day=day_of(draft.issued),
        due_day=day_of(draft.due),
        invoice=digest,
        evidence_root=_evidence_root(context, key, draft),
    )
    identity = context.ledger.receivable_id(obligor.id, supplier.id, digest)
    comparable = Invoice(
        key,
        draft.amount,
        accounts=marks(context, "account", draft.accounts),
        payee=_payee(context, draft, supplier),
    )
    return Prepared(identity, obligor.id, supplier.id, key, draft, statement, comparable)


def note(context: Context, prepared: Prepared) -> None:
    """Remember the invoice behind an id, unless the id stands for one that came before.

    Done before the ledger is asked, so that nothing killed in between leaves it without a number.
    """
    if (before := find(context, prepared.id)) is None or before.status is Status.CANCELLED:
        context.store.note_invoice(prepared.id, prepared.key, prepared.draft.number)


def find(context: Context, receivable: ReceivableId) -> Receivable | None:
    """A receivable, or None where there is none."""
    try:
        return context.read.receivable(receivable)
    except NotFound:
        return None


def marks(context: Context, kind: str, texts: Iterable[str]) -> frozenset[str]:
    """What stands for bank accounts or payees: digests, equal for all spellings of one text.

    Keyed with the network's secret, because account numbers are easy to guess.
    """
    tag = _MARK_TAG + kind.encode() + b" "
    spellings = filter(None, map(canonical, texts))
    return frozenset(
        hmac.digest(context.secret, tag + spelling.encode(), "sha256").hex()
        for spelling in spellings
    )


def _payee(context: Context, draft: Draft, supplier: Participant) -> frozenset[str]:
    """Nothing where the supplier itself is named."""
    named = set(map(canonical, draft.payee))
    if not named.isdisjoint(map(canonical, (supplier.legal_id, supplier.name))):
        return frozenset()
    return marks(context, "payee", draft.payee)


def _evidence_root(context: Context, key: InvoiceKey, draft: Draft) -> bytes:
    if isinstance(draft.evidence, bytes):
        return draft.evidence
    salt = hmac.digest(context.secret, _EVIDENCE_TAG + key.canonical_bytes(), "sha256")
    return evidence_root(draft.evidence or stated_facts(key, draft), salt)


def stated_facts(key: InvoiceKey, draft: Draft) -> dict[str, str]:
    """What a draft states of its document, by the names that documents use."""
    return {
        "number": draft.number,
        "document_type": draft.document_type,
        "issue_date": draft.issued.isoformat(),
        "due_date": draft.due.isoformat(),
        "amount": draft.amount.amount,
        "currency": draft.amount.currency.code,
        "seller": key.seller,
        "buyer": key.buyer,
    }
