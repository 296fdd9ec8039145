"""Twins among documents: what is suspiciously like an earlier one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sfc.domain.intake import InvoiceDocument
from sfc.domain.similarity import Invoice, Likeness, deserves_warning, score, similarity


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier document that resembles another, and why a person should look."""

    of: InvoiceDocument
    likenesses: tuple[Likeness, ...]

    @property
    def score(self) -> int:
        """How suspicious the likeness is, 0 to 100."""
        return score(self.likenesses)


def twins_of(invoice: Invoice, earlier: Iterable[InvoiceDocument]) -> list[Twin]:
    """List which of the earlier documents deserve a look, the most alike first."""
    twins = [
        Twin(document, tuple(alike))
        for document in earlier
        if deserves_warning(alike := similarity(document.comparable, invoice))
    ]
    return sorted(twins, key=lambda twin: -twin.score)
