"""Refusals about imports, as a whole: what is wrong with a row is said in its result."""

from sfc.domain.errors.base import SfcError


class ProfileMalformed(SfcError):
    """`field` of a ledger's profile cannot be used: `reason`."""

    code = "profile_malformed"
    template = "the profile cannot be used: {field}: {reason}"
    field: str
    reason: str


class ProfileMissing(SfcError):
    """`file` is a ledger, and nothing says how it is to be read; `offered` might fit."""

    code = "profile_missing"
    template = "{file} is a ledger: say how to read it with a profile (what might fit: {offered})"
    file: str
    offered: str


class ImportsBusy(SfcError):
    """As many as `most` imports are being worked on or waiting."""

    code = "imports_busy"
    template = "{most} imports are being worked on: try again when one of them is done"
    most: int
