"""The steps of a receivable's life that its parties take."""

from collections.abc import Callable

from pydantic import ConfigDict, Field

from sfc.api.acting import ActingDep, Mode, ModeDep
from sfc.api.auth import AnyCaller, Caller, Party
from sfc.api.describe import refusals
from sfc.api.forms import Amount, Form, ReceivableText, read_optional
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.tags import IfMatch, IfMatchDep
from sfc.api.views.details import ReceivableDetail
from sfc.api.views.receivables import ReceivableChange
from sfc.app import confirm as confirmation
from sfc.app import query
from sfc.app import tokenise as tokenisation
from sfc.app.context import Context, Done
from sfc.domain.ids import ReceivableId, format_receivable
from sfc.domain.rejection import RejectionReason, parse_rejection
from sfc.domain.views import Receivable

router = resource("receivables", "/receivables/{receivable}")

_STEP = (
    *("not_found", "id_malformed", "forbidden", "not_yours", "participant_suspended"),
    "precondition_failed",
)


class ConfirmForm(Form):
    """How much the obligor confirms."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{}, {"amount": {"amount": "950000.00", "currency": "CNY"}}]}
    )

    amount: Amount | None = Field(
        None, description="Less than was recorded for a partial acceptance; all of it by default."
    )


class RejectForm(Form):
    """Why the obligor refuses."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "PRI"}]})

    reason: str = Field(
        description="Clarification reason of the Peppol Invoice Response: "
        + ", ".join(f"`{reason.name}` {reason.meaning}" for reason in RejectionReason)
        + "."
    )


@router.post(
    "/confirm",
    summary="Confirm a receivable",
    description="Its obligor. An irrevocable undertaking to pay the holder at maturity; it uses "
    "the obligor's credit line.",
    responses=refusals(
        *_STEP,
        "wrong_role",
        "wrong_status",
        "past_due",
        "credit_limit_exceeded",
        "undertaking_mismatch",
        "amount_not_positive",
        "currency_mismatch",
    ),
)
def confirm(
    receivable: ReceivableText,
    form: ConfirmForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    match: IfMatchDep,
    mode: ModeDep,
    once: OnceDep,
) -> ReceivableChange:
    """Undertake to pay."""
    identity, amount = _seen(context, caller, receivable), read_optional(form.amount)
    signed = mode is Mode.OFFER_MESSAGE

    def write() -> ReceivableChange:
        done = confirmation.confirm(context, by, identity, amount, by_signature=signed)
        return _change(context, done)

    return once(write, status=200, only_if=_unchanged(match, context, caller, identity))


@router.post(
    "/reject",
    summary="Reject a receivable",
    description="Its obligor, while it is only recorded.",
    responses=refusals(*_STEP, "wrong_status", "rejection_reason_unknown"),
)
def reject(
    receivable: ReceivableText,
    form: RejectForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    match: IfMatchDep,
    once: OnceDep,
) -> ReceivableChange:
    """Refuse what was recorded."""
    identity, reason = _seen(context, caller, receivable), parse_rejection(form.reason)
    return once(
        lambda: _change(context, confirmation.reject(context, by, identity, reason)),
        status=200,
        only_if=_unchanged(match, context, caller, identity),
    )


@router.post(
    "/cancel",
    summary="Cancel a receivable",
    description="The supplier withdraws what is only recorded. What is confirmed is cancelled once "
    "supplier and obligor have both asked for it, while the supplier holds everything and nothing "
    "was paid; until then `cancellation_asked_by` names the first.",
    responses=refusals(*_STEP, "wrong_status", "cannot_cancel"),
)
def cancel(
    receivable: ReceivableText,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    match: IfMatchDep,
    once: OnceDep,
) -> ReceivableChange:
    """Ask to cancel, or agree to it."""
    identity = _seen(context, caller, receivable)
    return once(
        lambda: _change(context, confirmation.cancel(context, by, identity)),
        status=200,
        only_if=_unchanged(match, context, caller, identity),
    )


@router.post(
    "/tokenise",
    summary="Tokenise a receivable",
    description="Its supplier, once it is confirmed. One unit is one minor unit of face value.",
    responses=refusals(*_STEP, "wrong_role", "not_confirmed"),
)
def tokenise(
    receivable: ReceivableText,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    match: IfMatchDep,
    once: OnceDep,
) -> ReceivableChange:
    """Turn it into units."""
    identity = _seen(context, caller, receivable)
    return once(
        lambda: _change(context, tokenisation.tokenise(context, by, identity)),
        status=200,
        only_if=_unchanged(match, context, caller, identity),
    )


def _seen(context: Context, caller: Caller, text: ReceivableText) -> ReceivableId:
    """The receivable, if it is the caller's to see at all. Raises NotFound."""
    return query.receivable(context, caller.viewer, receivable_of(text)).id


def _change(context: Context, done: Done[Receivable]) -> ReceivableChange:
    return ReceivableChange.of(done, context.clock.today())


def _unchanged(
    match: IfMatch, context: Context, caller: Caller, identity: ReceivableId
) -> Callable[[], None]:
    def detail() -> ReceivableDetail:
        return ReceivableDetail.of(query.detail(context, caller.viewer, identity))

    return match.on(format_receivable(identity), detail)
