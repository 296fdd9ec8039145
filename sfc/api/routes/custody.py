"""Orders on participants, and the recovery of lost accounts."""

from pydantic import ConfigDict, Field

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, OperatorOnly, Party
from sfc.api.describe import refusals
from sfc.api.forms import ACCOUNT_PATTERN, Form, IsoDate, ParticipantText
from sfc.api.forms import participant as number_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.views.common import Transaction
from sfc.api.views.participants import ParticipantChange
from sfc.app import freezes, recover
from sfc.domain.days import day_of
from sfc.domain.errors import Forbidden

router = resource("participants", "/participants/{participant}")

_ORDER = ("forbidden", "wrong_role", "unknown_participant", "id_malformed", "order_unknown")


class FreezeForm(Form):
    """By which order, and until when."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"order": "2026-EXEC-17", "until": "2026-12-31"}]}
    )

    order: str = Field(min_length=1, max_length=32, description="The order's number.")
    until: IsoDate = Field(description="Last day.")


class LiftOrderForm(Form):
    """Which order is lifted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"order": "2026-EXEC-17"}]})

    order: str = Field(min_length=1, max_length=32)


class RecoveryForm(Form):
    """Which account is to take over."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}]})

    account: str | None = Field(
        None, pattern=ACCOUNT_PATTERN, description="A key is made here without one."
    )


@router.post(
    "/appoint-regulator",
    summary="Appoint a regulator",
    description="The operator, where it administers the authority. Lets the account of a "
    "participant with the regulator's role freeze by order.",
    responses=refusals("forbidden", "wrong_role", "unknown_participant", "id_malformed"),
)
def appoint_regulator(
    participant: ParticipantText, context: ActingDep, _caller: OperatorOnly, once: OnceDep
) -> Transaction:
    """Let a regulator act."""
    number = number_of(participant)
    return once(lambda: Transaction.of(freezes.appoint(context, number)), status=200)


@router.post(
    "/freeze",
    summary="Freeze a participant",
    description="The regulator, by an order's number, until the end of a day: it neither acts nor "
    "receives, and what it has stays its own.",
    responses=refusals(*_ORDER, "order_in_force", "freeze_over"),
)
def freeze(
    participant: ParticipantText, form: FreezeForm, context: ActingDep, by: Party, once: OnceDep
) -> ParticipantChange:
    """Freeze by an order."""
    number, until = number_of(participant), day_of(form.until)
    return once(
        lambda: ParticipantChange.of(freezes.freeze(context, by, number, form.order, until)),
        status=200,
    )


@router.post(
    "/unfreeze",
    summary="Lift an order on a participant",
    description="The regulator.",
    responses=refusals(*_ORDER),
)
def unfreeze(
    participant: ParticipantText, form: LiftOrderForm, context: ActingDep, by: Party, once: OnceDep
) -> ParticipantChange:
    """Lift an order."""
    number = number_of(participant)
    return once(
        lambda: ParticipantChange.of(freezes.unfreeze(context, by, number, form.order)),
        status=200,
    )


@router.post(
    "/recovery",
    summary="Ask for another account",
    description="The operator, for a participant that lost its key. The new account can take over "
    "from `recovery_from` on; until then the old one can stop it.",
    responses=refusals("forbidden", "unknown_participant", "id_malformed", "participant_exists"),
)
def request_recovery(
    participant: ParticipantText,
    form: RecoveryForm,
    context: ActingDep,
    _caller: OperatorOnly,
    once: OnceDep,
) -> ParticipantChange:
    """Announce a recovery."""
    number = number_of(participant)
    return once(
        lambda: ParticipantChange.of(recover.request(context, number, form.account)), status=200
    )


@router.post(
    "/recovery/cancel",
    summary="Stop a recovery",
    description="The participant itself, with the account that it has.",
    responses=refusals("forbidden", "unknown_participant", "id_malformed", "no_recovery"),
)
def cancel_recovery(
    participant: ParticipantText, context: ActingDep, by: Party, once: OnceDep
) -> ParticipantChange:
    """Keep the account."""
    if number_of(participant) != by:
        raise Forbidden("stopping another's recovery")
    return once(lambda: ParticipantChange.of(recover.cancel(context, by)), status=200)


@router.post(
    "/recovery/carry-out",
    summary="Carry out a recovery",
    description="The operator or the participant, once the delay is over. Units and roles go with "
    "the participant; cash of the old account does not.",
    responses=refusals(
        "forbidden", "unknown_participant", "id_malformed", "no_recovery", "recovery_too_soon"
    ),
)
def carry_out_recovery(
    participant: ParticipantText, context: ActingDep, caller: AnyCaller, once: OnceDep
) -> ParticipantChange:
    """Let the new account take over."""
    number = number_of(participant)
    if caller.participant not in (None, number):
        raise Forbidden("carrying out another's recovery")
    return once(lambda: ParticipantChange.of(recover.carry_out(context, number)), status=200)
