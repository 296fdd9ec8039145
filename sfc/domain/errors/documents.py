"""Refusals of the vault in which the originals are kept. `document` is `doc_<64 hex>`."""

from sfc.domain.errors.base import SfcError


class DocumentMissing(SfcError):
    """The vault no longer has `document`."""

    code = "document_missing"
    template = "{document} is not in the vault: put it back from a copy"
    document: str


class DocumentChanged(SfcError):
    """What the vault has in the place of `document` is something else."""

    code = "document_changed"
    template = "{document} was altered in the vault: put it back from a copy"
    document: str


class DocumentLocked(SfcError):
    """The vault has no key to `document` that `reader` can use."""

    code = "document_locked"
    template = "{reader} has no key to {document}: its owner can grant one"
    document: str
    reader: str


class DocumentTooLarge(SfcError):
    """A document has `size` bytes, more than `limit`."""

    code = "document_too_large"
    template = "the document has {size} bytes, at most {limit} are kept"
    size: int
    limit: int


class MayNotProve(SfcError):
    """A `reader` may see `document`, but has no part in its secret."""

    code = "may_not_prove"
    template = "{reader} may read {document}, but neither prove from it nor say who reads it"
    document: str
    reader: str


class RevokesItself(SfcError):
    """A `reader` was to revoke its own access, and might leave nobody who can open `document`."""

    code = "revokes_itself"
    template = "{reader} cannot revoke its own access to {document}: another owner can"
    document: str
    reader: str


class ReadingKeyMissing(SfcError):
    """The key with which `participant` reads is not here, or not known."""

    code = "reading_key_missing"
    template = "no reading key of {participant} is here: use the place where it is kept"
    participant: str


class DocumentStoreUnavailable(SfcError):
    """The storage of documents does not answer, because of `reason`."""

    code = "document_store_unavailable"
    template = "the document store cannot be used: {reason}; try again later"
    reason: str
