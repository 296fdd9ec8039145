"""Refusals about who is asking and whom it concerns."""

from sfc.domain.errors.base import SfcError


class UnknownParticipant(SfcError):
    """`participant` (a number, legal id or account) is not registered; strangers hold nothing."""

    code = "unknown_participant"
    template = "{participant} is not a registered participant: register it first"
    participant: str


class WrongRole(SfcError):
    """`participant` (or account) does not have the role `required`."""

    code = "wrong_role"
    template = "{participant} may not do this: role {required} is required"
    participant: str
    required: str


class ParticipantSuspended(SfcError):
    """`participant` is registered but may not act or receive at present."""

    code = "participant_suspended"
    template = "{participant} is suspended: an operator has to reinstate it first"
    participant: str


class ParticipantExists(SfcError):
    """`identity` (legal id or account) already belongs to a participant."""

    code = "participant_exists"
    template = "{identity} is already registered: a legal id or account has one participant"
    identity: str


class IdentityMissing(SfcError):
    """A participant was to be registered without its `field` (account, legal entity)."""

    code = "identity_missing"
    template = "a participant needs its {field}: give one that is not zero"
    field: str


class RoleUnknown(SfcError):
    """`role` names no role."""

    code = "role_unknown"
    template = "role {role!r} is not known: use one of {known}"
    role: str
    known: str


class NotYours(SfcError):
    """`caller` is not the party of `receivable` (obligor, supplier) that alone may do this."""

    code = "not_yours"
    template = "{caller} may not do this to {receivable}: only its {party} may"
    caller: str
    receivable: str
    party: str


class Unauthorised(SfcError):
    """The request carries no credential, or one that is not accepted because of `reason`."""

    code = "unauthorised"
    template = "not authorised: {reason}; send a valid credential"
    reason: str


class Forbidden(SfcError):
    """The credential is good, but does not allow `action`."""

    code = "forbidden"
    template = "this credential does not allow {action}: ask for one that does"
    action: str
