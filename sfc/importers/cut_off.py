"""A text that may have been cut off: its last row has no line end, and its last field matters.

Where 1234.50 stood, 1234 may be left; nothing in the row shows it.
"""

from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from sfc.domain.imports import Doubt
from sfc.domain.ledger_profile import Column, LedgerProfile
from sfc.importers.csv_records import Record, read_records

_TAIL = 64


def cut_off(stream: BinaryIO, profile: LedgerProfile) -> Iterator[Doubt]:
    """Say so where the last column is one that the profile reads, and more than a name."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL + size % 4))  # where a character of up to 4 bytes begins
    tail = stream.read().decode(_plain(profile), "replace")
    if tail.endswith(("\n", "\r")) or not tail.strip():
        return
    names = (profile.seller_name, profile.buyer_name)  # a name that is cut spoils nothing
    matter = {column for column in profile.columns if Column(column) not in names}
    if (last := _last_heading(stream, profile)) in matter:
        yield Doubt(
            "file_cut_off",
            f"the last row has no line end: the file may have been cut off in column {last!r}",
            holds=True,
        )


def _plain(profile: LedgerProfile) -> str:
    """The encoding without a mark at its start, which the tail of a text has not."""
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(
        profile.codec, profile.codec
    )


def _last_heading(stream: BinaryIO, profile: LedgerProfile) -> str:
    stream.seek(0)
    text = TextIOWrapper(stream, profile.codec, errors="replace", newline="")
    try:
        first = next(read_records(text, profile.delimiter), None)
        return first.fields[-1].strip() if isinstance(first, Record) else ""
    except UnicodeError:
        return ""
    finally:
        text.detach()
