"""Refusals about batches: one undertaking, by a Merkle root, for many receivables."""

from datetime import date

from sfc.domain.errors.base import SfcError


class BatchEmpty(SfcError):
    """A batch of `count` items with `total` minor units has none, or items of nothing."""

    code = "batch_empty"
    template = "a batch of {count} items with {total} in all: each needs at least one minor unit"
    count: int
    total: int


class BatchDatesMalformed(SfcError):
    """A batch due until `latest` and valid until `valid_until` was to be posted `today`."""

    code = "batch_dates_malformed"
    template = "due until {latest} and valid until {valid_until} does not work on {today}"
    latest: date
    valid_until: date
    today: date


class BatchExists(SfcError):
    """`obligor` has posted the batch of `root` before."""

    code = "batch_exists"
    template = "{obligor} has posted batch {root} before: a root is posted once"
    obligor: str
    root: str


class UnknownBatch(SfcError):
    """`obligor` has posted no batch of `root`."""

    code = "unknown_batch"
    template = "{obligor} has posted no batch {root}"
    obligor: str
    root: str


class BatchExpired(SfcError):
    """Nothing comes of the batch after `valid_until`, and it is `today`."""

    code = "batch_expired"
    template = "the batch was valid until {valid_until}, today is {today}: ask for a confirmation"
    valid_until: date
    today: date


class BatchOpen(SfcError):
    """Receivables can still come of batch `root`, until `valid_until`."""

    code = "batch_open"
    template = "batch {root} is open until {valid_until}: it can be closed after that"
    root: str
    valid_until: date


class BatchExhausted(SfcError):
    """Batch `root` has `left` receivables and `total` minor units left, and `asked` was asked."""

    code = "batch_exhausted"
    template = "batch {root} has {left} receivables and {total} left: {asked} is not among it"
    root: str
    left: int
    total: int
    asked: int


class OutsideBatch(SfcError):
    """`receivable` is in another currency than batch `root`, or issued or due outside its days."""

    code = "outside_batch"
    template = "{receivable} is not within batch {root}: see its currency and its days"
    root: str
    receivable: str


class ProofInvalid(SfcError):
    """The proof does not lead from `leaf`, which is what was stated, to `root`."""

    code = "proof_invalid"
    template = "the proof leads from {leaf} to another root than {root}: state what was posted"
    root: str
    leaf: str
