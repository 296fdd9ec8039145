"""Messages and papers out."""

from typing import Annotated

from fastapi import Depends, Path, Query, Response
from pydantic import ConfigDict, Field

from sfc.api.auth import AnyCaller, Caller
from sfc.api.describe import refusals
from sfc.api.files import file_answer, gives
from sfc.api.forms import Form, IsoDate, ReceivableText
from sfc.api.forms import receivable as receivable_of
from sfc.api.owned import Currency, Owner, PeriodDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.app import exports as use
from sfc.app import query
from sfc.domain.days import day_of
from sfc.domain.errors import Forbidden
from sfc.domain.ids import ParticipantId
from sfc.domain.outgoing import OutgoingFile
from sfc.domain.views import Fill, Receivable

router = resource("exports")

_XML, _CSV, _PDF = "application/xml", "text/csv", "application/pdf"
_OF_RECEIVABLE = ("not_found", "id_malformed", "forbidden")
_OF_PARTICIPANT = ("forbidden", "id_malformed", "unknown_participant")
_ITS_OWN = "The participant itself, operator and regulator."
_BUYER_AND_SELLER = "Seller and financier of that sale, operator and regulator."
_RECEIVABLE = "/receivables/{receivable}/exports"
_SALE = f"{_RECEIVABLE}/sales/{{number}}"
_PARTICIPANT = "/participants/{participant}/exports"


def _sale(
    receivable: ReceivableText,
    number: Annotated[int, Path(description="Of the receivable's sales, from 1.", examples=[1])],
    context: ContextDep,
    caller: AnyCaller,
) -> tuple[Receivable, Fill]:
    found = query.receivable(context, caller.viewer, receivable_of(receivable))
    return found, use.fill_of(context.exports, found.id, number)


SaleDep = Annotated[tuple[Receivable, Fill], Depends(_sale)]


def _own_sale(sold: SaleDep, caller: AnyCaller) -> Fill:
    _, fill = sold
    _check_among(caller, fill.seller, fill.financier)
    return fill


OwnSale = Annotated[Fill, Depends(_own_sale)]


class JournalForm(Form):
    """A period, and the accounts to post to."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "first": "2026-03-01",
                    "last": "2026-03-31",
                    "chart": "account,code,name\ncash,1002,Cash at bank\n",
                }
            ]
        }
    )

    first: IsoDate
    last: IsoDate
    chart: str = Field(
        min_length=1,
        max_length=100_000,
        description="A chart of accounts: TOML as the one that is shipped, or CSV with the columns "
        "account, code and name. All accounts must be there.",
    )


@router.get(
    f"{_RECEIVABLE}/invoice-response",
    summary="Invoice response",
    description="Supplier and obligor, operator and regulator. Peppol Invoice Response 3, once the "
    "obligor has confirmed or rejected.",
    response_class=Response,
    responses=gives(_XML, "UBL ApplicationResponse") | refusals(*_OF_RECEIVABLE, "wrong_status"),
)
def invoice_response(
    receivable: ReceivableText, context: ContextDep, caller: AnyCaller
) -> Response:
    """The obligor's answer to the invoice."""
    found = query.receivable(context, caller.viewer, receivable_of(receivable))
    _check_among(caller, found.supplier, found.obligor)
    return _file(use.invoice_response(context.exports, found.id))


@router.get(
    f"{_SALE}/assignment-notice",
    summary="Assignment notice",
    description="Seller, financier and obligor, operator and regulator. The notice of a sale to "
    "the obligor; sales of a receivable are numbered from 1. It does not tell the price.",
    response_class=Response,
    responses=gives(_PDF, "The notice") | refusals(*_OF_RECEIVABLE),
)
def assignment_notice(sold: SaleDep, context: ContextDep, caller: AnyCaller) -> Response:
    """The paper that tells the obligor whom to pay."""
    found, fill = sold
    _check_among(caller, fill.seller, fill.financier, found.obligor)
    return _file(use.assignment_notice(context.exports, fill))


@router.get(
    f"{_SALE}/registration-sheet",
    summary="Registration sheet",
    description=f"{_BUYER_AND_SELLER} What a registry of movable property asks about the sale.",
    response_class=Response,
    responses=gives(_PDF, "The sheet") | refusals(*_OF_RECEIVABLE),
)
def registration_sheet(sold: OwnSale, context: ContextDep) -> Response:
    """The paper for the registry."""
    return _file(use.registration_sheet(context.exports, sold))


@router.get(
    f"{_SALE}/registration-data",
    summary="Registration data",
    description=f"{_BUYER_AND_SELLER} The fields of the registration sheet.",
    response_class=Response,
    responses=gives(_CSV, "A row per field") | refusals(*_OF_RECEIVABLE),
)
def registration_data(sold: OwnSale, context: ContextDep) -> Response:
    """The same for machines."""
    return _file(use.registration_data(context.exports, sold))


@router.get(
    f"{_PARTICIPANT}/statement",
    summary="Account statement",
    description=f"{_ITS_OWN} The cash account over a period, camt.053.001.08.",
    response_class=Response,
    responses=gives(_XML, "BankToCustomerStatement")
    | refusals(*_OF_PARTICIPANT, "not_found", "currency_unknown"),
)
def statement(whose: Owner, currency: Currency, period: PeriodDep, context: ContextDep) -> Response:
    """Opening balance, entries, closing balance."""
    return _file(use.account_statement(context.exports, whose, currency, *period))


@router.get(
    f"{_PARTICIPANT}/remittance",
    summary="Remittance advice",
    description=f"{_ITS_OWN} What moved on receivables over a period and why, camt.054.001.08.",
    response_class=Response,
    responses=gives(_XML, "BankToCustomerDebitCreditNotification")
    | refusals(*_OF_PARTICIPANT, "not_found", "currency_unknown"),
)
def remittance(
    whose: Owner, currency: Currency, period: PeriodDep, context: ContextDep
) -> Response:
    """Payments, proceeds and redemptions with their invoices."""
    return _file(use.remittance_advice(context.exports, whose, currency, *period))


@router.get(
    f"{_PARTICIPANT}/payment-file",
    summary="Payment file",
    description=f"{_ITS_OWN} All that an obligor owed when a day began, pain.001.001.09, paid "
    "from the accounts of its contact; `not_found` where nothing was owed.",
    response_class=Response,
    responses=gives(_XML, "CustomerCreditTransferInitiation")
    | refusals(*_OF_PARTICIPANT, "not_found"),
)
def payment_file(
    whose: Owner,
    context: ContextDep,
    on: Annotated[IsoDate, Query(description="The day to pay on.")],
    overdue: Annotated[bool, Query(description="Also what fell due before.")] = True,
) -> Response:
    """What the obligor has its bank pay."""
    return _file(use.payment_file(context.exports, whose, day_of(on), overdue=overdue))


@router.get(
    f"{_PARTICIPANT}/journal",
    summary="Journal",
    description=f"{_ITS_OWN} Journal entries of a period, with the chart of accounts that is "
    "shipped.",
    response_class=Response,
    responses=gives(_CSV, "A row per line of an entry") | refusals(*_OF_PARTICIPANT),
)
def journal(whose: Owner, period: PeriodDep, context: ContextDep) -> Response:
    """Double entry for the general ledger."""
    return _file(use.journal(context.exports, whose, *period))


@router.post(
    f"{_PARTICIPANT}/journal",
    summary="Journal with a chart of one's own",
    description=f"{_ITS_OWN} The same entries, with the accounts that the chart in the body gives. "
    "The chart is not kept.",
    response_class=Response,
    responses=gives(_CSV, "A row per line of an entry") | refusals(*_OF_PARTICIPANT),
)
def journal_by_chart(whose: Owner, form: JournalForm, context: ContextDep) -> Response:
    """Double entry with other codes."""
    first, last = day_of(form.first), day_of(form.last)
    return _file(use.journal(context.exports, whose, first, last, form.chart))


def _file(made: OutgoingFile) -> Response:
    return file_answer(made.content, made.media_type, made.name)


def _check_among(caller: Caller, *allowed: ParticipantId) -> None:
    if caller.participant not in allowed and not caller.viewer.sees_all:
        raise Forbidden("this paper, which is for its parties")
