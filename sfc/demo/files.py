"""The input of the story: what lies in `examples/`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sfc.demo.unusable import InputUnusable
from sfc.domain.intake import InvoiceDraft, Problem
from sfc.importers.detect import read_document_file
from sfc.importers.ledger_csv import read_ledger_file
from sfc.importers.ledger_profile import EXAMPLES
from sfc.importers.participants_csv import ParticipantDraft, read_participants_file

T = TypeVar("T")

_STEP_BY_STEP = "drives-0023.xml"
_AT_ONCE = "towers-004.xml"
_AGAIN = "seats-0103-again.xml"
_TWIN = "seats-0103-twin.xml"


@dataclass(frozen=True, slots=True)
class Examples:
    """What the story is about.

    `ledger` are invoices to core enterprises, `upstream` those between suppliers. Of the single
    documents, `again` is an invoice of the ledger in another spelling, `twin` one that resembles
    it.
    """

    participants: tuple[ParticipantDraft, ...]
    ledger: tuple[InvoiceDraft, ...]
    upstream: tuple[InvoiceDraft, ...]
    step_by_step: InvoiceDraft
    at_once: InvoiceDraft
    again: InvoiceDraft
    twin: InvoiceDraft


def read_examples(folder: Path) -> Examples:
    """Read everything. Raises InputUnusable with the first problem, OSError without the files."""
    invoices = folder / "invoices"
    return Examples(
        participants=usable(read_participants_file(folder / "participants.csv")),
        ledger=usable(read_ledger_file(folder / "ledger.csv", EXAMPLES)),
        upstream=usable(read_ledger_file(folder / "upstream.csv", EXAMPLES)),
        step_by_step=_document(invoices / _STEP_BY_STEP),
        at_once=_document(invoices / _AT_ONCE),
        again=_document(invoices / _AGAIN),
        twin=_document(invoices / _TWIN),
    )


def usable(results: Iterable[T | Problem]) -> tuple[T, ...]:
    """Everything that was read, if there is no problem among it. Raises InputUnusable."""
    good: list[T] = []
    for result in results:
        if isinstance(result, Problem):
            raise InputUnusable(result)
        good.append(result)
    return tuple(good)


def _document(path: Path) -> InvoiceDraft:
    (document,) = usable([read_document_file(path)])
    return document
