"""What ledgers in any file have in common: a line of headings, and a row for each invoice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sfc.domain.intake import Fault, InvoiceDraft, Outcome, Problem, Source
from sfc.domain.ledger_profile import LedgerProfile
from sfc.importers.ledger_row import Cell, read_row, shown

MOST_TITLE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of the row that begins on `line`, the first line of the file being 1."""

    line: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """What stands on `line` is no row."""

    line: int
    fault: Fault


def read_table(
    rows: Iterable[Row | BrokenRow], profile: LedgerProfile, file: str
) -> Iterator[InvoiceDraft | Problem]:
    """Give one draft or problem for each row below the headings.

    Those are the first of the upper 20 rows that has all columns of the profile, each once: what
    stands above them is a title. Without them there is a single problem, R-FILE.
    """
    rows = iter(rows)
    first, headings = None, None
    for row in islice(rows, MOST_TITLE_ROWS):
        first = first or row
        found = [] if isinstance(row, BrokenRow) else [shown(cell).strip() for cell in row.cells]
        if not _header_faults(found, profile):
            headings = found
            break
    if headings is None:
        yield _no_table(first or Row(1, []), profile, file)
        return
    for row in rows:
        if isinstance(row, BrokenRow):
            yield _broken(row, file, "R-ROW")
        else:
            yield read_row(Source(file, row.line), headings, row.cells, profile)


def _no_table(first: Row | BrokenRow, profile: LedgerProfile, file: str) -> Problem:
    if isinstance(first, BrokenRow):
        return _broken(first, file, "R-FILE")
    faults = _header_faults([shown(cell).strip() for cell in first.cells], profile)
    return Problem(Source(file, first.line), Outcome.REJECT, ("R-FILE",), faults)


def _header_faults(headings: list[str], profile: LedgerProfile) -> tuple[Fault, ...]:
    times = Counter(headings)
    return tuple(
        Fault(
            "column_missing" if times[column] == 0 else "column_repeated",
            column,
            profile.delimiter.join(headings),
            f"one column headed {column!r}, as profile {profile.name!r} declares",
        )
        for column in profile.columns
        if times[column] != 1
    )


def _broken(row: BrokenRow, file: str, reason: str) -> Problem:
    return Problem(Source(file, row.line), Outcome.REJECT, (reason,), (row.fault,))
