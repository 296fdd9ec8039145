"""What participants state of themselves for messages out."""

from sfc.api.auth import AnyCaller, Caller
from sfc.api.bodies.contacts import ContactForm
from sfc.api.describe import refusals
from sfc.api.forms import ParticipantText
from sfc.api.forms import participant as number_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.app import contacts
from sfc.domain.errors import Forbidden
from sfc.domain.ids import ParticipantId

router = resource("participants", "/participants/{participant}/contact")


@router.put(
    "",
    summary="State a contact",
    description="The participant itself, or the operator for it. Its electronic address and the "
    "bank accounts that it pays from, for messages out; replaces what was stated before.",
    responses=refusals("forbidden", "unknown_participant", "currency_unknown", "id_malformed"),
)
def state_contact(
    participant: ParticipantText,
    form: ContactForm,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
) -> ContactForm:
    """Replace what a participant states."""
    number = _own(caller, participant)
    return once(
        lambda: ContactForm.of(contacts.state_contact(context, number, form.read())), status=200
    )


@router.get(
    "",
    summary="Get a contact",
    description="The participant itself, operator and regulator.",
    responses=refusals("forbidden", "unknown_participant", "id_malformed"),
)
def contact(participant: ParticipantText, context: ContextDep, caller: AnyCaller) -> ContactForm:
    """What a participant stated last."""
    number = number_of(participant)
    if caller.participant != number and not caller.viewer.sees_all:
        raise Forbidden("seeing another's bank accounts")
    return ContactForm.of(contacts.contact_of(context, number))


def _own(caller: Caller, participant: ParticipantText) -> ParticipantId:
    number = number_of(participant)
    if caller.participant not in (None, number):
        raise Forbidden("stating another's contact")
    return number
