"""Up to 1,000 steps in one request, each with its result."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from sfc.api.acting import TryingDep
from sfc.api.auth import AnyCaller, Caller, Party
from sfc.api.bodies.receivables import RecordForm
from sfc.api.describe import refusals
from sfc.api.forms import Amount, Form, ReceivableText, read_optional
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import Once, OnceDep
from sfc.api.resource import resource
from sfc.api.views.bulk import BulkDryRun, BulkResult
from sfc.app.bulk import MOST
from sfc.app.bulk_steps import (
    Acting,
    Outcomes,
    confirm_bulk,
    pay_bulk,
    record_bulk,
    redeem_bulk,
    tokenise_bulk,
)
from sfc.app.context import Context
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money

router = resource("bulk")

T = TypeVar("T")

_RULES = (
    f"Up to {MOST:,} items, in as few transactions as they fit into. A refused item stops none of "
    "the others; with `atomic`, up to 100 items are done all or none. Repeated with its key after "
    "whatever happened, what was done is not done again. With `dry_run` nothing is "
    "done: each item is told what would become of it after those before it."
)
_REFUSALS = refusals(
    "forbidden", "unknown_participant", "batch_too_large", "key_not_held", "not_funded", "busy"
)
_RCV = f"rcv_{'5f' * 32}"


class Bulk(Form, Generic[T]):
    """Items of one kind."""

    items: Annotated[list[T], Field(min_length=1, max_length=MOST)]
    atomic: bool = Field(False, description="All or none.")


class Named(Form):
    """A receivable."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"receivable": _RCV}]})

    receivable: ReceivableText


class NamedAmount(Form):
    """A receivable, and an amount if it is not the whole one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"receivable": _RCV}]})

    receivable: ReceivableText
    amount: Amount | None = Field(None, description="All of it by default.")


class Invoices(Bulk[RecordForm]):
    """Invoices to be recorded."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "items": [
                        {
                            "obligor": "par_1",
                            "invoice_number": "INV-2026-0815",
                            "issue_date": "2026-03-01",
                            "due_date": "2026-05-30",
                            "amount": {"amount": "1000000.00", "currency": "CNY"},
                        }
                    ]
                }
            ]
        }
    )


class Receivables(Bulk[Named]):
    """Receivables to be tokenised or redeemed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"items": [{"receivable": _RCV}], "atomic": True}]}
    )


class Amounts(Bulk[NamedAmount]):
    """Receivables to be confirmed or paid."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [{"receivable": _RCV}]}]})


@router.post(
    "/receivables/bulk",
    summary="Record many invoices",
    description=f"Suppliers. As each would be recorded for itself. {_RULES}",
    responses=_REFUSALS,
)
def record_many(
    form: Invoices, context: TryingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> BulkResult | BulkDryRun:
    """Record invoices of the caller."""
    drafts = [partial(item.draft, item.obligor) for item in form.items]
    acting = _acting(caller, by)
    return _answer(context, once, partial(record_bulk, context, acting, drafts, atomic=form.atomic))


@router.post(
    "/receivables/bulk/confirm",
    summary="Confirm many receivables",
    description=f"Their obligor. {_RULES}",
    responses=_REFUSALS,
)
def confirm_many(
    form: Amounts, context: TryingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> BulkResult | BulkDryRun:
    """Undertake to pay."""
    acting, items = _acting(caller, by), _amounts(form)
    return _answer(context, once, partial(confirm_bulk, context, acting, items, atomic=form.atomic))


@router.post(
    "/receivables/bulk/tokenise",
    summary="Tokenise many receivables",
    description=f"Their supplier. {_RULES}",
    responses=_REFUSALS,
)
def tokenise_many(
    form: Receivables, context: TryingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> BulkResult | BulkDryRun:
    """Turn them into units."""
    acting, names = _acting(caller, by), [receivable_of(item.receivable) for item in form.items]
    return _answer(
        context, once, partial(tokenise_bulk, context, acting, names, atomic=form.atomic)
    )


@router.post(
    "/payments/bulk",
    summary="Pay many receivables",
    description=f"Out of the caller's own cash, each in full or in part. {_RULES}",
    responses=_REFUSALS,
)
def pay_many(
    form: Amounts, context: TryingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> BulkResult | BulkDryRun:
    """Pay on receivables."""
    acting, items = _acting(caller, by), _amounts(form)
    return _answer(context, once, partial(pay_bulk, context, acting, items, atomic=form.atomic))


@router.post(
    "/redemptions/bulk",
    summary="Redeem many receivables",
    description=f"Holders. {_RULES}",
    responses=_REFUSALS,
)
def redeem_many(
    form: Receivables, context: TryingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> BulkResult | BulkDryRun:
    """Turn units of the caller into cash."""
    acting, names = _acting(caller, by), [receivable_of(item.receivable) for item in form.items]
    return _answer(context, once, partial(redeem_bulk, context, acting, names, atomic=form.atomic))


def _acting(caller: Caller, by: ParticipantId) -> Acting:
    return Acting(by, caller.viewer)


def _answer(context: Context, once: Once, carry_out: Callable[[], Outcomes]) -> BulkResult:
    return once(
        lambda: BulkResult.of(carry_out()),
        status=200,
        trial=lambda: BulkDryRun.of(context, carry_out()),
    )


def _amounts(form: Amounts) -> list[tuple[ReceivableId, Callable[[], Money | None]]]:
    return [
        (receivable_of(item.receivable), partial(read_optional, item.amount)) for item in form.items
    ]
