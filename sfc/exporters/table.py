"""Tables as CSV: RFC 4180, UTF-8, and nothing in them that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, marked: bool = False
) -> bytes:
    """Write rows under a header; `marked` puts a byte order mark first, for spreadsheets."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig" if marked else "utf-8")


def words(value: str) -> str:
    """Somebody's words, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
