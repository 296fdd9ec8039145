"""Who may be calling: users, their credentials, and what a credential is good for.

A party is who acts and sees: `operator`, or a participant by its public id (`par_7`). Users belong
to a party, credentials to a user. Moments are unix seconds of this machine, not of the ledger.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

OPERATOR = "operator"
OPERATORS_USER = "usr_operator"
"""The user behind the operator's key in the settings."""

KEY_PREFIX, SESSION_PREFIX = "sfc_key_", "sfc_ses_"
SHOWN = 14
"""How many characters of a key or token are shown later: its kind and 36 of 256 random bits."""

EVERYTHING, ALL_READING = "*", "*:read"


class CredentialKind(StrEnum):
    """A key that a program keeps, or the token of somebody who signed in."""

    API_KEY = "api_key"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody, or some program, of a party. With a `wallet` (checksummed) it can sign in.

    `scopes` are what its credentials may be good for at most.
    """

    id: str
    party: str
    name: str
    wallet: str | None
    scopes: tuple[str, ...]
    created: int
    removed: int | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """What a user shows to be known. `prefix` is None while nobody was shown the key.

    `scopes` are what it is good for at most: what the party's roles allow limits it too. `expires`
    is the first second at which it is no longer good.
    """

    id: str
    user: str
    party: str
    kind: CredentialKind
    label: str
    prefix: str | None
    scopes: tuple[str, ...]
    created: int
    created_by: str
    expires: int | None = None
    used: int | None = None
    revoked: int | None = None

    def ended(self, now: int) -> str | None:
        """Why it is no longer good; None while it is."""
        if self.revoked is not None:
            return "it was revoked"
        if self.expires is not None and now >= self.expires:
            return "it has expired"
        return None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a user of a party, by a credential with these scopes."""

    user: str
    party: str
    scopes: tuple[str, ...]


def grants(held: Iterable[str], scope: str) -> bool:
    """Whether scopes include one, such as `payments:write`; it may be `*:read` or `*` itself."""
    wide = ALL_READING if scope.endswith(":read") else EVERYTHING
    return any(each in (scope, wide, EVERYTHING) for each in held)


def shown(secret: str) -> str:
    """The part of a key or token by which people tell it from others."""
    return secret[:SHOWN]
