"""Bodies and filters about receivables."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from sfc.api.forms import PLAIN_TEXT_PATTERN, Amount, Form, IsoDate, ParticipantText
from sfc.api.forms import participant as participant_of
from sfc.api.paging import LARGEST_PAGE
from sfc.app.drafts import Draft
from sfc.domain.days import day_of
from sfc.domain.receivable import Status
from sfc.ports import ReceivableFilter

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
    """Which receivables to list."""

    model_config = ConfigDict(strict=False)

    obligor: ParticipantText | None = None
    supplier: ParticipantText | None = None
    holder: ParticipantText | None = None
    status: str | None = Field(None, pattern=f"^({'|'.join(_STATUSES)})$")
    currency: str | None = Field(None, pattern="^[A-Z]{3}$")
    due_from: IsoDate | None = None
    due_to: IsoDate | None = None
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="Most items on the page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next_cursor` of the page before."
    )

    def read(self) -> ReceivableFilter:
        """Read them as the use case takes them."""
        return ReceivableFilter(
            obligor=participant_of(self.obligor) if self.obligor else None,
            supplier=participant_of(self.supplier) if self.supplier else None,
            holder=participant_of(self.holder) if self.holder else None,
            status=_STATUSES[self.status] if self.status else None,
            currency=self.currency,
            due_from=day_of(self.due_from) if self.due_from else None,
            due_to=day_of(self.due_to) if self.due_to else None,
        )
