"""Standing instructions: quotes and sales that nobody has to ask for."""

from typing import Annotated

from fastapi import Path

from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.standing import InstructionForm
from sfc.api.describe import refusals
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.standing import WakeDep
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing
from sfc.api.views.standing import InstructionDecisionView, InstructionView
from sfc.app import standing

router = resource("discount", "/standing-instructions")

InstructionId = Annotated[str, Path(max_length=64, examples=["sti_5f3a9c"])]


@router.post(
    "",
    status_code=201,
    summary="Give a standing instruction",
    description="Financiers to quote, holders to accept. The service acts on it by itself, within "
    "the limits, until it is ended; only its owner, operator and regulator see it.",
    responses=refusals(
        "forbidden",
        "wrong_role",
        "participant_suspended",
        "unknown_participant",
        "id_malformed",
        "rate_out_of_range",
        "amount_malformed",
        "amount_not_exact",
        "amount_not_positive",
        "amount_too_large",
        "currency_unknown",
    ),
)
def instruct(
    form: InstructionForm, context: ContextDep, by: Party, once: OnceDep, wake: WakeDep
) -> InstructionView:
    """Have the service quote or accept for the caller."""
    order = form.read()
    given = once(lambda: InstructionView.of(standing.instruct(context, by, order)))
    wake()
    return given


@router.get(
    "",
    summary="List standing instructions",
    description="The caller's own; operator and regulator see all. Ended ones too, oldest first.",
    responses=refusals(),
)
def instructions(context: ContextDep, caller: AnyCaller) -> Listing[InstructionView]:
    """Instructions that the caller may see."""
    owner = None if caller.viewer.sees_all else caller.participant
    return Listing(data=[InstructionView.of(e) for e in context.standing.instructions(owner)])


@router.get(
    "/{instruction}",
    summary="Get a standing instruction",
    description="Its owner, operator and regulator.",
    responses=refusals("not_found"),
)
def instruction(
    instruction: InstructionId, context: ContextDep, caller: AnyCaller
) -> InstructionView:
    """One instruction."""
    return InstructionView.of(standing.seen(context, caller.viewer, instruction))


@router.get(
    "/{instruction}/decisions",
    summary="Get the log of a standing instruction",
    description="Its owner, operator and regulator. What was done and what was not, and why.",
    responses=refusals("not_found"),
)
def instruction_decisions(
    instruction: InstructionId, context: ContextDep, caller: AnyCaller
) -> Listing[InstructionDecisionView]:
    """What an instruction decided, oldest first."""
    found = standing.seen(context, caller.viewer, instruction)
    return Listing(
        data=[InstructionDecisionView.of(e) for e in context.standing.decisions(found.id)]
    )


@router.post(
    "/{instruction}/end",
    summary="End a standing instruction",
    description="Its owner or the operator. What was quoted stays firm until it is cancelled.",
    responses=refusals("not_found"),
)
def end_instruction(
    instruction: InstructionId, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> InstructionView:
    """Put an instruction out of force."""
    return once(
        lambda: InstructionView.of(standing.end(context, caller.viewer, instruction)), status=200
    )
