"""Reads a CSV ledger by its declared profile: one draft or problem for each row, streamed."""

import codecs
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from sfc.domain.intake import Fault, InvoiceDraft, Outcome, Problem, Source
from sfc.importers.csv_records import BrokenRecord, Record, read_records
from sfc.importers.ledger_profile import LedgerProfile, offer_profile
from sfc.importers.ledger_row import read_row


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
    text = TextIOWrapper(stream, _codec(profile.encoding), errors="replace", newline="")
    try:
        yield from _read(read_records(text, profile.delimiter), profile, file)
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


def _read(
    records: Iterator[Record | BrokenRecord], profile: LedgerProfile, file: str
) -> Iterator[InvoiceDraft | Problem]:
    header = next(records, Record(1, []))
    if isinstance(header, BrokenRecord):
        yield _broken(header, file, "R-FILE")
        return
    headings = [heading.strip() for heading in header.fields]
    if faults := _header_faults(headings, profile):
        yield Problem(Source(file, header.line), Outcome.REJECT, ("R-FILE",), faults)
        return
    for record in records:
        if isinstance(record, BrokenRecord):
            yield _broken(record, file, "R-ROW")
        else:
            yield read_row(Source(file, record.line), headings, record.fields, profile)


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


def _broken(record: BrokenRecord, file: str, reason: str) -> Problem:
    fault = Fault("row_malformed", "", record.text, f"a CSV record, but: {record.fault}")
    return Problem(Source(file, record.line), Outcome.REJECT, (reason,), (fault,))


def _codec(encoding: str) -> str:
    """Let a byte order mark pass where the encoding is UTF-8."""
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
