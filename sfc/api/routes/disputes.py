"""What stands in the way of a receivable: disputes, default, orders on units."""

from pydantic import ConfigDict, Field

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Caller, Party
from sfc.api.describe import refusals
from sfc.api.forms import Amount, Form, IsoDate, ParticipantText, ReceivableText, View
from sfc.api.forms import participant as participant_of
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Transaction
from sfc.api.views.receivables import ReceivableChange, ReceivableView
from sfc.app import disputes, freezes, query
from sfc.app.context import Context, Done
from sfc.app.parties import account_of
from sfc.domain.currency import Currency
from sfc.domain.days import day_of, nearest_date
from sfc.domain.ids import ReceivableId, format_participant
from sfc.domain.money import Money
from sfc.domain.rejection import RejectionReason, parse_rejection
from sfc.domain.views import Receivable, UnitFreeze

router = resource("receivables", "/receivables/{receivable}")

_STEP = ("not_found", "id_malformed", "forbidden", "not_yours", "participant_suspended")
_ORDER = ("not_found", "id_malformed", "forbidden", "wrong_role", "order_unknown")


class DisputeForm(Form):
    """What the obligor contests."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"amount": {"amount": "100.00", "currency": "CNY"}, "reason": "PRI"}]
        }
    )

    amount: Amount = Field(description="In place of what was contested before.")
    reason: str = Field(
        description="Clarification reason of the Peppol Invoice Response: "
        + ", ".join(f"`{reason.name}`" for reason in RejectionReason)
        + "."
    )


class UnitFreezeForm(Form):
    """Which units stay where they are."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "holder": "par_3",
                    "amount": {"amount": "100.00", "currency": "CNY"},
                    "order": "2026-EXEC-17",
                    "until": "2026-12-31",
                }
            ]
        }
    )

    holder: ParticipantText
    amount: Amount
    order: str = Field(min_length=1, max_length=32, description="The order's number.")
    until: IsoDate = Field(description="Last day.")


class LiftForm(Form):
    """Which order on whose units is lifted."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"holder": "par_3", "order": "2026-EXEC-17"}]}
    )

    holder: ParticipantText
    order: str = Field(min_length=1, max_length=32)


class UnitFreezeView(View):
    """Units that an order keeps where they are."""

    holder: ParticipantText
    amount: Amount
    order: str
    until: IsoDate

    @classmethod
    def of(cls, freeze: UnitFreeze, currency: Currency) -> "UnitFreezeView":
        """Write an order on units."""
        return cls(
            holder=format_participant(freeze.holder),
            amount=Amount.of(Money(freeze.units, currency)),
            order=freezes.order_text(freeze.order),
            until=nearest_date(freeze.until),
        )


class UnitFreezeChange(View):
    """All orders on units of a receivable after a change."""

    freezes: list[UnitFreezeView]
    transaction: Transaction


@router.post(
    "/dispute",
    summary="Dispute an amount",
    description="Its obligor, before it confirms: the rest can go on, and no more than the rest "
    "can be confirmed. After confirmation the undertaking stands.",
    responses=refusals(
        *_STEP,
        "wrong_status",
        "dispute_above_face",
        "rejection_reason_unknown",
        "amount_not_positive",
        "currency_mismatch",
    ),
)
def dispute(
    receivable: ReceivableText,
    form: DisputeForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
) -> ReceivableChange:
    """Contest a part of what was recorded."""
    found, reason = _seen(context, caller, receivable), parse_rejection(form.reason)
    amount = form.amount.read()
    return once(
        lambda: _change(context, disputes.dispute(context, by, found.id, amount, reason)),
        status=200,
    )


@router.post(
    "/dispute/resolve",
    summary="Resolve a dispute",
    description="Its obligor: it contests nothing any more.",
    responses=refusals(*_STEP, "wrong_status"),
)
def resolve_dispute(
    receivable: ReceivableText, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> ReceivableChange:
    """End a dispute."""
    found = _seen(context, caller, receivable)
    return once(lambda: _change(context, disputes.resolve(context, by, found.id)), status=200)


@router.post(
    "/mark-default",
    summary="Mark a receivable in default",
    description="Who may see it, once it is unpaid after grace. Its obligor cannot confirm "
    "anything new until it is paid.",
    responses=refusals("not_found", "id_malformed", "not_in_default", "already_in_default"),
)
def mark_default(
    receivable: ReceivableText, context: ActingDep, caller: AnyCaller, once: OnceDep
) -> ReceivableChange:
    """Say on the ledger that it is unpaid."""
    found = _seen(context, caller, receivable)
    number = caller.participant
    sender = context.operator if number is None else account_of(context, number)
    return once(
        lambda: _change(context, disputes.mark_default(context, sender, found.id)), status=200
    )


@router.get(
    "/freezes",
    summary="List orders on units",
    description="Holders see those on their own units, operator and regulator all.",
    responses=refusals("not_found", "id_malformed"),
)
def unit_freezes(
    receivable: ReceivableText, context: ContextDep, caller: AnyCaller
) -> Listing[UnitFreezeView]:
    """Orders that are not lifted, over by their day or not."""
    found = _seen(context, caller, receivable)
    shown = [
        each
        for each in context.read.unit_freezes(found.id)
        if caller.viewer.sees_all or each.holder == caller.participant
    ]
    return Listing(data=[UnitFreezeView.of(each, found.face.currency) for each in shown])


@router.post(
    "/freezes",
    summary="Freeze units",
    description="The regulator, by an order's number, until the end of a day. The units stay with "
    "their holder.",
    responses=refusals(
        *_ORDER,
        "order_in_force",
        "freeze_over",
        "insufficient_units",
        "unknown_participant",
        "amount_not_positive",
        "currency_mismatch",
    ),
)
def freeze_units(
    receivable: ReceivableText,
    form: UnitFreezeForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
) -> UnitFreezeChange:
    """Keep units where they are."""
    found, holder = _seen(context, caller, receivable), participant_of(form.holder)
    amount, until = form.amount.read(), day_of(form.until)

    def write() -> UnitFreezeChange:
        done = freezes.freeze_units(context, by, found.id, holder, amount, form.order, until)
        return _frozen(found, done)

    return once(write, status=200)


@router.post(
    "/freezes/lift",
    summary="Lift an order on units",
    description="The regulator.",
    responses=refusals(*_ORDER, "unknown_participant"),
)
def unfreeze_units(
    receivable: ReceivableText,
    form: LiftForm,
    context: ActingDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
) -> UnitFreezeChange:
    """Let units move again."""
    found, holder = _seen(context, caller, receivable), participant_of(form.holder)
    return once(
        lambda: _frozen(found, freezes.unfreeze_units(context, by, found.id, holder, form.order)),
        status=200,
    )


def _seen(context: Context, caller: Caller, text: ReceivableText) -> Receivable:
    """The receivable, if it is the caller's to see at all. Raises NotFound."""
    identity: ReceivableId = receivable_of(text)
    return query.receivable(context, caller.viewer, identity)


def _change(context: Context, done: Done[Receivable]) -> ReceivableChange:
    return ReceivableChange(
        receivable=ReceivableView.of(done.result, context.clock.today()),
        transaction=Transaction.of(done.receipt),
    )


def _frozen(found: Receivable, done: Done[tuple[UnitFreeze, ...]]) -> UnitFreezeChange:
    return UnitFreezeChange(
        freezes=[UnitFreezeView.of(each, found.face.currency) for each in done.result],
        transaction=Transaction.of(done.receipt),
    )
