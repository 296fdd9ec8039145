"""What an audit finds: one thing on the chain that is another in the read model."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from sfc.domain.books import Row


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be: of what, in which respect, and both values."""

    subject: str
    respect: str
    chain: str
    read_model: str

    def __str__(self) -> str:
        return (
            f"{self.subject}: {self.respect} is {self.chain} on the chain, {self.read_model} here"
        )


def compared(subject: str, respect: str, chain: object, here: object) -> Iterator[Difference]:
    """Give the difference, if there is one."""
    if chain != here:
        yield Difference(subject, respect, str(chain), str(here))


def compared_rows(subject: str, chain: Row | None, here: Row | None) -> Iterator[Difference]:
    """Give the fields in which two rows differ, by their names, or that one is not there."""
    there = chain is not None
    yield from compared(subject, "whether it is there", there, here is not None)
    if chain is not None and here is not None:
        for field in fields(chain):
            values = (getattr(row, field.name) for row in (chain, here))
            yield from compared(subject, field.name.replace("_", " "), *values)
