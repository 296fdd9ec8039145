"""Bodies and filters about receivables."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from sfc.api.forms import PLAIN_TEXT_PATTERN, Amount, Form, IsoDate, ParticipantText
from sfc.api.forms import participant as participant_of
from sfc.api.paging import LARGEST_PAGE
from sfc.app.drafts import Draft
from sfc.domain.currency import currency
from sfc.domain.days import Day, day_of
from sfc.domain.errors import RequestMalformed
from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.ports import Order, ReceivableFilter

BankAccountText = Annotated[str, Field(min_length=1, max_length=64, pattern=PLAIN_TEXT_PATTERN)]
PayeeText = Annotated[str, Field(min_length=1, max_length=256, pattern=PLAIN_TEXT_PATTERN)]
_STATUSES = {status.api_name: status for status in Status if status}


class InvoiceForm(Form):
    """What both parties may state of an invoice."""

    invoice_number: str = Field(
        min_length=1,
        max_length=256,
        pattern=PLAIN_TEXT_PATTERN,
        description="As the supplier writes it.",
    )
    issue_date: IsoDate
    due_date: IsoDate
    amount: Amount = Field(description="What is to be promised: the invoice total or less.")
    document_type: str = Field(
        "380", min_length=1, max_length=16, description="Type code by UNTDID 1001."
    )
    terms: int = Field(1, ge=1, le=65_535, description="Number of the ledger's terms.")
    evidence_root: str | None = Field(
        None,
        pattern="^0x[0-9a-f]{64}$",
        description="Root over the document's fields, as keeping the document gives it; made from "
        "what is stated here if left out.",
    )

    bank_accounts: list[BankAccountText] = Field(
        [],
        max_length=20,
        description="Accounts to pay to; kept as keyed digests, to tell suspected twins by.",
    )
    payee: list[PayeeText] = Field(
        [],
        max_length=20,
        description="Names and ids of who is to be paid, if not the supplier; kept likewise.",
    )

    def draft(self, counterparty: ParticipantText) -> Draft:
        """Read it as a draft between the caller and the counterparty."""
        root = self.evidence_root
        return Draft(
            counterparty=participant_of(counterparty),
            number=self.invoice_number,
            issued=self.issue_date,
            due=self.due_date,
            amount=self.amount.read(),
            document_type=self.document_type,
            terms=self.terms,
            evidence=None if root is None else bytes.fromhex(root.removeprefix("0x")),
            accounts=tuple(self.bank_accounts),
            payee=tuple(self.payee),
        )


_EXAMPLE: dict[str, Any] = {
    "invoice_number": "INV-2026-0815",
    "issue_date": "2026-03-01",
    "due_date": "2026-08-28",
    "amount": {"amount": "1000000.00", "currency": "CNY"},
}


class RecordForm(InvoiceForm):
    """A supplier's invoice."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"obligor": "par_1", **_EXAMPLE}]})

    obligor: ParticipantText


class IssueForm(InvoiceForm):
    """An obligor's debt to a supplier."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"supplier": "par_3", **_EXAMPLE}]})

    supplier: ParticipantText


class Filters(Form):
    """Which receivables are wanted."""

    model_config = ConfigDict(strict=False)

    obligor: ParticipantText | None = None
    supplier: ParticipantText | None = None
    holder: ParticipantText | None = None
    status: list[Annotated[str, Field(pattern=f"^({'|'.join(_STATUSES)})$")]] = Field(
        default_factory=list, max_length=len(_STATUSES), description="Repeatable: any of them."
    )
    currency: str | None = Field(None, pattern="^[A-Z]{3}$")
    due_from: IsoDate | None = None
    due_to: IsoDate | None = None
    overdue: bool = Field(False, description="Only what is owed and was due before today.")
    face_from: str | None = Field(
        None, max_length=64, description="Smallest face value; needs `currency`."
    )
    face_to: str | None = Field(
        None, max_length=64, description="Largest face value; needs `currency`."
    )
    text: str = Field(
        "",
        max_length=100,
        pattern=PLAIN_TEXT_PATTERN,
        description="Stands in the invoice's number or a party's name, in any case.",
    )

    def read(self, today: Day) -> ReceivableFilter:
        """Read them as the use case takes them.

        Raises RequestMalformed for an amount without a currency, and as an amount does.
        """
        return ReceivableFilter(
            obligor=participant_of(self.obligor) if self.obligor else None,
            supplier=participant_of(self.supplier) if self.supplier else None,
            holder=participant_of(self.holder) if self.holder else None,
            statuses=[_STATUSES[each] for each in self.status],
            currency=self.currency,
            due_from=day_of(self.due_from) if self.due_from else None,
            due_to=day_of(self.due_to) if self.due_to else None,
            overdue_on=today if self.overdue else None,
            face_from=self._face(self.face_from),
            face_to=self._face(self.face_to),
            text=self.text.strip(),
        )

    def _face(self, text: str | None) -> int | None:
        if text is None:
            return None
        if self.currency is None:
            raise RequestMalformed("face_from and face_to need a currency")
        return Money.parse(text, currency(self.currency)).minor


class ListFilters(Filters):
    """Which receivables to list, and how."""

    sort: Order = Field(Order.RECORDED, description="What to go by.")
    order: Literal["ascending", "descending"] = "descending"
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="Most items on the page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next_cursor` of the page before, in the same order."
    )
