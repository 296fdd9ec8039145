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


class IdempotencyKeyMissing(SfcError):
    """A write came without an idempotency key, in the header `header`."""

    code = "idempotency_key_missing"
    template = "a write needs a key of your choice in the header {header}, one per intended write"
    header: str


class PreconditionFailed(SfcError):
    """`resource` is no longer what the request expects: it has the entity tag `current`."""

    code = "precondition_failed"
    template = "{resource} has changed: it is {current} now; read it again before you decide"
    resource: str
    current: str


class TransactionNotOffered(SfcError):
    """The signed transaction is not the one that `operation` awaits: its `field` is another."""

    code = "transaction_not_offered"
    template = "the transaction is not the one that {operation} offered to sign: see its {field}"
    operation: str
    field: str


class SecretTooShort(SfcError):
    """A keying secret of `length` bytes is easier to guess than what it protects."""

    code = "secret_too_short"
    template = "the network secret has {length} bytes, at least {minimum} are required"
    length: int
    minimum: int
