"""Reads a CSV ledger by its declared profile: one draft or problem for each row, streamed."""

from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from sfc.domain.intake import Fault, InvoiceDraft, Outcome, Problem, Source
from sfc.domain.ledger_profile import LedgerProfile
from sfc.importers.csv_records import BrokenRecord, Record, read_records
from sfc.importers.ledger_profile import offer_profile
from sfc.importers.ledger_table import BrokenRow, Row, read_table


def read_ledger_file(path: Path, profile: LedgerProfile) -> Iterator[InvoiceDraft | Problem]:
    """Read a ledger from disk. Raises OSError if the file cannot be opened or read."""
    with path.open("rb") as stream:
        yield from read_ledger(stream, profile, path.name)


def read_ledger(
    stream: BinaryIO, profile: LedgerProfile, file: str
) -> Iterator[InvoiceDraft | Problem]:
    """Give one draft or one problem for each row that is not blank, in order.

    Never raises for what the ledger contains. A file without the profile's columns gives a single
    problem, R-FILE. `file` is the name that problems report. The caller closes `stream`, whose
    position tells the progress.
    """
    text = TextIOWrapper(stream, profile.codec, errors="replace", newline="")
    try:
        yield from read_table(_rows(text, profile.delimiter), profile, file)
    except UnicodeError as error:  # an encoding such as UTF-16 that does not even begin
        fault = Fault("encoding_wrong", "", str(error), f"a text in {profile.encoding}")
        yield Problem(Source(file), Outcome.REJECT, ("R-FILE",), (fault,))
    finally:
        text.detach()


def offer_profile_for(path: Path) -> LedgerProfile | None:
    """Offer the shipped profile that fits the headings of a file, for a person to accept.

    Raises OSError if the file cannot be opened or read.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        header = next(read_records(text, ","), None)
    return offer_profile(header.fields) if isinstance(header, Record) else None


def _rows(text: TextIOWrapper, delimiter: str) -> Iterator[Row | BrokenRow]:
    for record in read_records(text, delimiter):
        yield (
            _broken(record) if isinstance(record, BrokenRecord) else Row(record.line, record.fields)
        )


def _broken(record: BrokenRecord) -> BrokenRow:
    expected = f"a CSV record, but: {record.fault}"
    return BrokenRow(record.line, Fault("row_malformed", "", record.text, expected))
