"""Where somebody wants events sent."""

import secrets
from dataclasses import dataclass, field

from sfc.domain.ids import ParticipantId

PREFIX = "whk_"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A URL to which a participant, or without one the operator, wants events sent.

    No `types` means all. `secret` and `previous` are sealed; the previous one signs too until the
    unix second `previous_until`. `disabled_reason` is set where the service has disabled it.
    """

    id: str
    owner: ParticipantId | None
    url: str
    types: tuple[str, ...]
    created: int
    secret: bytes = field(repr=False)
    enabled: bool = True
    disabled_reason: str | None = None
    previous: bytes | None = field(default=None, repr=False)
    previous_until: int | None = None


def new_endpoint_id() -> str:
    """Make an id: `whk_` and 32 random digits."""
    return PREFIX + secrets.token_hex(16)
