"""Refusals about users, credentials, and the second person."""

from sfc.domain.errors.base import SfcError


class ScopeMissing(SfcError):
    """The credential is good, but not for `scope`."""

    code = "scope_missing"
    template = "this credential lacks the scope {scope}: use one that has it"
    scope: str


class ScopeUnknown(SfcError):
    """`scope` names none of the scopes that there are."""

    code = "scope_unknown"
    template = "there is no scope {scope!r}: docs/access.md lists them; '*' is all, '*:read' reads"
    scope: str


class SignInLocked(SfcError):
    """Too many wrong credentials came from there; after `retry_after` seconds it may try again."""

    code = "sign_in_locked"
    template = "too many wrong credentials: locked out, try again after {retry_after} seconds"
    retry_after: int


class SignInMalformed(SfcError):
    """What was signed to sign in cannot be taken for such a message, because of `reason`."""

    code = "sign_in_malformed"
    template = "this is no message to sign in with: {reason}; ask for a challenge"
    reason: str


class WalletTaken(SfcError):
    """Another user signs in with `wallet` already."""

    code = "wallet_taken"
    template = "{wallet} is the wallet of another user: a wallet speaks for one"
    wallet: str


class CredentialClosed(SfcError):
    """`credential` cannot be changed any more, because of `reason`."""

    code = "credential_closed"
    template = "{credential} cannot be changed: {reason}; make a new one"
    credential: str
    reason: str


class NotASession(SfcError):
    """What the request comes with is no session, so that nobody can sign out of it."""

    code = "not_a_session"
    template = "this request comes with a key, not with a session: revoke keys by their id"


class OwnApproval(SfcError):
    """`maker` asked for it, so that another user has to decide."""

    code = "own_approval"
    template = "{maker} asked for this: another user has to decide, the maker may withdraw it"
    maker: str


class ApprovalClosed(SfcError):
    """`approval` is `state`: nothing is left to decide."""

    code = "approval_closed"
    template = "{approval} is {state}: it can no longer be decided, ask again if need be"
    approval: str
    state: str


class SecondPersonMissing(SfcError):
    """`party` has no second user who could approve."""

    code = "second_person_missing"
    template = "{party} needs two users whose credentials have the scope approvals:write first"
    party: str
