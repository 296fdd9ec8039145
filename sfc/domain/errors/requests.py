"""Refusals about the form of a request and the state of its resource."""

from sfc.domain.errors.base import SfcError


class IdMalformed(SfcError):
    """`text` does not have the form of an id, which is `expected`."""

    code = "id_malformed"
    template = "{text!r} is not an id of the form {expected}"
    text: str
    expected: str


class NotFound(SfcError):
    """There is no `kind` with the id `identity`, or it is not the caller's to see."""

    code = "not_found"
    template = "no {kind} {identity} is known"
    kind: str
    identity: str


class IdempotencyConflict(SfcError):
    """The idempotency `key` came before, with another request."""

    code = "idempotency_conflict"
    template = "idempotency key {key!r} was used with another request: use a new key"
    key: str


class SecretTooShort(SfcError):
    """A keying secret of `length` bytes is easier to guess than what it protects."""

    code = "secret_too_short"
    template = "the network secret has {length} bytes, at least {minimum} are required"
    length: int
    minimum: int
