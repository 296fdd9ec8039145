"""Whom a credential speaks for, looked up once a second at most."""

import hmac
import time
from dataclasses import dataclass

from sfc.api.access import EVERYBODY, OPERATOR, Access
from sfc.api.lockout import Lockout
from sfc.app.context import Context
from sfc.app.credentials import digest
from sfc.app.parties import participant
from sfc.app.query import Viewer
from sfc.domain.access import (
    EVERYTHING,
    KEY_PREFIX,
    OPERATORS_USER,
    SESSION_PREFIX,
    Actor,
    grants,
    shown,
)
from sfc.domain.access import OPERATOR as OPERATORS_PARTY
from sfc.domain.audit_log import Act
from sfc.domain.errors import (
    Forbidden,
    ParticipantSuspended,
    ScopeMissing,
    Unauthorised,
    WrongRole,
)
from sfc.domain.ids import ParticipantId, format_participant, parse_participant
from sfc.domain.roles import Role

REMEMBERED_SECONDS = 1.0
"""How long a credential is taken for what it was when it was looked up.

What is changed through this process counts at once; what another process on the same database
changed, after this time.
"""

THE_SERVICE = "service"
"""The user in whose name the service goes on by itself."""

_USED_EVERY_SECONDS = 60
_MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom a credential speaks for: a user of a participant, or without one of the operator.

    `credential` is None for the operator's key of the settings. `approved` names the approval of
    which this request is the carrying out.
    """

    participant: ParticipantId | None
    roles: Role
    user: str
    scopes: tuple[str, ...]
    suspended: bool = False
    credential: str | None = None
    approved: str | None = None

    @property
    def name(self) -> str:
        """Its party: `operator`, or the participant's id."""
        if self.participant is None:
            return OPERATORS_PARTY
        return format_participant(self.participant)

    @property
    def viewer(self) -> Viewer:
        """The caller as one who reads."""
        return Viewer(self.participant, self.roles)

    @property
    def actor(self) -> Actor:
        """The caller as one who manages users, keys and approvals."""
        return Actor(self.user, self.name, self.scopes)

    def check(self, access: Access) -> None:
        """Raise ScopeMissing, Forbidden, WrongRole or ParticipantSuspended unless it may call."""
        if access.scope is not None and not grants(self.scopes, access.scope):
            raise ScopeMissing(access.scope)
        if self.participant is None:
            if OPERATOR not in access.who:
                raise Forbidden("acting as a participant")
            return
        if access.who == OPERATOR:
            raise Forbidden("what only the operator may do")
        if access.who != EVERYBODY and not self.roles & access.who & ~OPERATOR:
            raise WrongRole(self.name, " or ".join((access.who & ~OPERATOR).names))
        if self.suspended and not access.suspended:
            raise ParticipantSuspended(self.name)


class Callers:
    """Finds callers by their credentials."""

    def __init__(self, context: Context, operator_digest: str) -> None:
        self._context = context
        self._operator_digest = operator_digest
        self._lockout = Lockout(context.access.most_failures, context.access.now)
        self._remembered: dict[str, tuple[float, Caller]] = {}

    def remembered(self, secret: str, address: str | None) -> Caller | None:
        """The caller, if it was looked up just now: asks nothing. Raises SignInLocked."""
        self._lockout.check(*_names(secret, address))
        until, caller = self._remembered.get(digest(secret), (0.0, None))
        return caller if time.monotonic() < until else None

    def identify(self, secret: str, address: str | None) -> Caller:
        """The caller. Without an address, what is wrong is not counted.

        Raises Unauthorised, and SignInLocked.
        """
        if (known := self.remembered(secret, address)) is not None:
            return known
        found = digest(secret)
        caller = self._operator(found) or self._user(found)
        if caller is None:
            if address is not None:
                self._fail(secret, address)
            raise Unauthorised("the key is not known")
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[found] = (time.monotonic() + REMEMBERED_SECONDS, caller)
        return caller

    def forget(self) -> None:
        """Look everybody up anew: something about callers has changed."""
        self._remembered.clear()

    def check_sign_in(self, address: str) -> None:
        """Raise SignInLocked while nobody may sign in from an address."""
        self._lockout.check(*_names("", address))

    def sign_in_failed(self, address: str) -> None:
        """Count a signature that was not accepted."""
        self._lockout.failed(*_names("", address))

    def of(self, user: str, party: str, scopes: tuple[str, ...], approved: str | None) -> Caller:
        """A user of a party as it is now. Raises UnknownParticipant."""
        if party == OPERATORS_PARTY:
            return Caller(None, OPERATOR, user, scopes, approved=approved)
        found = participant(self._context, parse_participant(party))
        return Caller(
            found.id, found.roles, user, scopes, suspended=found.suspended, approved=approved
        )

    def itself(self, party: str) -> Caller:
        """The service, going on with what a party asked for. Raises UnknownParticipant."""
        return self.of(THE_SERVICE, party, (EVERYTHING,), None)

    def _operator(self, found: str) -> Caller | None:
        if not hmac.compare_digest(found, self._operator_digest):
            return None
        return Caller(None, OPERATOR, OPERATORS_USER, (EVERYTHING,))

    def _user(self, found: str) -> Caller | None:
        access = self._context.access
        known = access.book.known(found)
        if known is None or not hmac.compare_digest(known.digest, found):
            return None
        credential, now = known.credential, access.now()
        if known.user_removed or (reason := credential.ended(now)) is not None:
            raise Unauthorised("the key is no longer good" if known.user_removed else str(reason))
        if now - (credential.used or 0) >= _USED_EVERY_SECONDS:
            access.book.used(credential.id, now)
        caller = self.of(credential.user, credential.party, credential.scopes, None)
        return Caller(
            caller.participant,
            caller.roles,
            caller.user,
            caller.scopes,
            caller.suspended,
            credential=credential.id,
        )

    def _fail(self, secret: str, address: str) -> None:
        begins = self._lockout.failed(*_names(secret, address))
        detail = (
            {"address": address, "prefix": shown(secret)}
            if _is_ours(secret)
            else {"address": address}
        )
        access = self._context.access
        outcome = "locked out" if begins else "refused"
        access.log.append(Act("wrong_key", "", "", "", outcome, detail), access.now())


def _names(secret: str, address: str | None) -> tuple[str, ...]:
    """Under which wrong credentials count: the address, and a key by the part that is shown."""
    names = [] if address is None else [f"address {address}"]
    return (*names, f"prefix {shown(secret)}") if _is_ours(secret) else tuple(names)


def _is_ours(secret: str) -> bool:
    return secret.startswith((KEY_PREFIX, SESSION_PREFIX))
