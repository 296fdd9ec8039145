"""How a supplier's ledgers are written: saved by name, beside the profiles that come with sfc."""

from collections.abc import Mapping
from typing import Any

from sfc.app.context import Context
from sfc.app.parties import active
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId
from sfc.domain.ledger_profile import LedgerProfile
from sfc.domain.profile_body import profile_from
from sfc.domain.roles import Role


def profile(context: Context, by: ParticipantId, name: str) -> LedgerProfile:
    """A profile that the supplier saved, or one that comes with the system. Raises NotFound."""
    found = context.imports.saved_profile(by, name) or context.files.profiles().get(name)
    if found is None:
        raise NotFound("import profile", name)
    return found


def profiles(context: Context, by: ParticipantId) -> list[LedgerProfile]:
    """All that `profile` finds, by name; a saved one stands in the place of one that came along."""
    saved = {each.name: each for each in context.imports.saved_profiles(by)}
    found = {**context.files.profiles(), **saved}
    return [found[name] for name in sorted(found)]


def save_profile(
    context: Context, by: ParticipantId, name: str, body: Mapping[str, Any]
) -> LedgerProfile:
    """Save a profile, in the place of one of that name. Runs that were begun keep theirs.

    Raises ProfileMalformed, UnknownParticipant, WrongRole, ParticipantSuspended.
    """
    active(context, by, Role.SUPPLIER)
    made = profile_from(name, body)
    context.imports.save_profile(by, made)
    return made
