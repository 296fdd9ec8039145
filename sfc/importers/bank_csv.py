"""Reads bank statements in CSV by a declared profile: one for each account and currency in it."""

import codecs
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from sfc.domain.errors import StatementMalformed
from sfc.domain.reconciliation.csv_profile import BankProfile
from sfc.domain.reconciliation.statement import BankStatement
from sfc.importers.bank_csv_row import Row, read_bank_row
from sfc.importers.bank_csv_statement import statements_of
from sfc.importers.csv_records import BrokenRecord, Record, read_records

MOST_ROWS = 20_000


def read_bank_csv(stream: BinaryIO, file: str, profile: BankProfile) -> tuple[BankStatement, ...]:
    """Give all statements of a file. Raises StatementMalformed, StatementUnbalanced."""
    text = TextIOWrapper(stream, _codec(profile.encoding), newline="")
    try:
        rows = list(_rows(text, file, profile))
    except UnicodeError:
        raise StatementMalformed(file, "bytes", f"a text in {profile.encoding}") from None
    finally:
        text.detach()
    if profile.newest_first:
        rows.reverse()
    return statements_of(rows, file, balances=bool(profile.balance))


def _rows(text: TextIOWrapper, file: str, profile: BankProfile) -> Iterator[Row]:
    records = read_records(text, profile.delimiter)
    header = next(records, None)
    headings = [each.strip() for each in header.fields] if isinstance(header, Record) else []
    times = Counter(headings)
    for column in profile.columns:
        if times[column] != 1:
            expected = f"a row of headings with {column!r} once, as profile {profile.name} declares"
            raise StatementMalformed(
                f"{file}, headings", profile.delimiter.join(headings), expected
            )
    for count, record in enumerate(records, start=1):
        place = f"{file}, row {record.line}"
        if isinstance(record, BrokenRecord):
            raise StatementMalformed(place, record.text, f"a CSV record: {record.fault}")
        if len(record.fields) != len(headings):
            found = profile.delimiter.join(record.fields)
            raise StatementMalformed(place, found, f"{len(headings)} fields")
        if count > MOST_ROWS:
            raise StatementMalformed(place, "one row more", f"at most {MOST_ROWS} rows")
        yield read_bank_row(dict(zip(headings, record.fields, strict=True)), place, profile)


def _codec(encoding: str) -> str:
    """Let a byte order mark pass where the encoding is UTF-8."""
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
