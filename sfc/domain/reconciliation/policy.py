"""What may be proposed: how far apart days may lie, and how much a bank may have kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """`fee_tolerance` is the most, in minor units, that may be missing without being stated.

    `near_days` is how far booking and due day may lie apart where nothing but amounts speaks for a
    match. At most `most_items` items are tried for sums, the nearest in time, and `most_proposals`
    proposals kept for an entry.
    """

    fee_tolerance: int = 0
    near_days: int = 10
    sum_days: int = 45
    most_items: int = 24
    most_proposals: int = 5
