"""What campaigns of faults come to, and the one line in which they end."""

from dataclasses import dataclass, fields


@dataclass
class Figures:
    """Counts, which add up over campaigns.

    `lost` and `double` are effects on the ledger that a client asked for and that are not there, or
    are there more than once; `differences` are those between a read model and the contracts, or one
    made anew. The others say how much was tried; kills `on_postgresql` are counted in `kills` too.
    """

    kills: int = 0
    lost: int = 0
    double: int = 0
    sequences: int = 0
    differences: int = 0
    requests: int = 0
    races: int = 0
    on_postgresql: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled or different."""
        return not (self.lost or self.double or self.differences)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, each.name) + getattr(other, each.name) for each in _FIELDS))

    def __str__(self) -> str:
        return (
            f"kills {self.kills:,}, lost {self.lost:,}, double {self.double:,}, "
            f"reorg sequences {self.sequences:,}, differences {self.differences:,} "
            f"(kills on PostgreSQL {self.on_postgresql:,}, provider requests {self.requests:,}, "
            f"raced writes {self.races:,})"
        )


_FIELDS = fields(Figures)
