"""Refusals about evidence: what was stated of a document, and proofs of it."""

from sfc.domain.errors.base import SfcError


class EvidenceMalformed(SfcError):
    """The facts stated of a document cannot be made evidence, because of `reason`."""

    code = "evidence_malformed"
    template = "these facts cannot be made evidence: {reason}"
    reason: str


class FieldUnknown(SfcError):
    """The evidence has no field `name`."""

    code = "field_unknown"
    template = "the evidence has no field {name!r}"
    name: str


class ProofMalformed(SfcError):
    """What was given is no proof file, because of `reason`."""

    code = "proof_malformed"
    template = "this is no proof: {reason}"
    reason: str


class RootMismatch(SfcError):
    """A proof is for the evidence root `actual`, and `expected` is the one to be proved under."""

    code = "root_mismatch"
    template = "the proof is for root {actual}, expected {expected}: it is of another document"
    expected: str
    actual: str


class FieldNotProved(SfcError):
    """Name, value, salt or path of the field `name` is not what the evidence root was made of."""

    code = "field_not_proved"
    template = "field {name!r} does not lead to the root: its name, value, salt or path is wrong"
    name: str
