"""How a ledger is written: declared for each source, never guessed."""

import codecs
import re
import time
from dataclasses import dataclass, fields
from datetime import date

from sfc.domain.due_dates import Convention

DECIMAL_SIGNS = ".,"
NUMERIC_DATE_PARTS = {"%Y", "%m", "%d"}
_ADJACENT = re.compile("%[Ymd]%[Ymd]")
_WIDTHS = {"%Y": 4, "%m": 2, "%d": 2}


@dataclass(frozen=True, slots=True)
class Column:
    """A field that is read from the column headed `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A field that is the same in all rows."""

    value: str


Entry = Column | Constant


@dataclass(frozen=True, slots=True)
class LedgerProfile:
    """The declared mapping of a ledger.

    `seller` and `buyer` are legal ids, `seller_name` and `buyer_name` go with them where the
    ledger has names. `date_format` is made of %Y, %m and %d and what stands between them.
    `grouping_sign` is what may stand between groups of three digits, blank for none. `encoding`
    and `delimiter` are of texts; `sheet` is of workbooks, and blank where there is only one.
    `terms` is the number of the ledger's terms (grace and penalty) that apply. With a `calendar`
    due dates on its holidays move by `convention`: see `sfc.importers.business_days`.

    Raises ValueError for a format, sign or encoding that nothing could be read with.
    """

    name: str
    number: Column
    seller: Entry
    buyer: Entry
    issue_date: Column
    due_date: Column
    amount: Column
    currency: Entry
    seller_name: Entry | None = None
    buyer_name: Entry | None = None
    date_format: str = "%Y-%m-%d"
    decimal_sign: str = "."
    grouping_sign: str = ""
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""
    terms: int = 1
    calendar: str = ""
    convention: str = Convention.FOLLOWING.value

    def __post_init__(self) -> None:
        parts = [f"%{part[:1]}" for part in self.date_format.split("%")[1:]]
        if set(parts) != NUMERIC_DATE_PARTS or len(parts) != len(NUMERIC_DATE_PARTS):
            raise ValueError(
                f"date format {self.date_format!r} must be made of %Y, %m and %d, each once"
            )
        if self.decimal_sign not in (*DECIMAL_SIGNS,):
            raise ValueError(f"decimal sign {self.decimal_sign!r} must be one of {DECIMAL_SIGNS}")
        if self.grouping_sign == self.decimal_sign or self.grouping_sign.isdigit():
            raise ValueError(f"grouping sign {self.grouping_sign!r} must differ from the decimal's")
        if len(self.grouping_sign) > 1 or self.grouping_sign == "-":
            raise ValueError(f"grouping sign {self.grouping_sign!r} must be one sign, no minus")
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n':
            raise ValueError(
                f"delimiter {self.delimiter!r} must be one character, no quotation mark"
            )
        try:
            "".encode(self.encoding)
        except (LookupError, ValueError):
            raise ValueError(f"encoding {self.encoding!r} is not known") from None
        if self.convention not in [each.value for each in Convention]:
            known = ", ".join(Convention)
            raise ValueError(f"convention {self.convention!r} must be one of {known}")
        if not 1 <= self.terms <= 65_535:
            raise ValueError(f"terms {self.terms} must be from 1 to 65535")

    @property
    def columns(self) -> list[str]:
        """The headings that a ledger must have for this profile, each once."""
        entries = (getattr(self, field.name) for field in fields(self))
        return list(dict.fromkeys(entry.name for entry in entries if isinstance(entry, Column)))

    @property
    def codec(self) -> str:
        """The encoding, which lets a byte order mark pass where it is UTF-8."""
        return "utf-8-sig" if codecs.lookup(self.encoding).name == "utf-8" else self.encoding

    def date(self, text: str) -> date:
        """Read a date. Raises ValueError."""
        return read_date(text, self.date_format)


def read_date(text: str, date_format: str) -> date:
    """Read a date; without separators it must have all its digits. Raises ValueError."""
    found = date(*time.strptime(text, date_format)[:3])
    if _ADJACENT.search(date_format) and write_date(found, date_format) != text:
        raise ValueError(f"{text!r} does not have the digits of {date_format}")
    return found


def write_date(day: date, date_format: str) -> str:
    """Write a date as `read_date` reads it."""
    for part, number in (("%Y", day.year), ("%m", day.month), ("%d", day.day)):
        date_format = date_format.replace(part, f"{number:0{_WIDTHS[part]}d}")
    return date_format


def swapped(date_format: str) -> str:
    """The same format with day and month exchanged."""
    return date_format.replace("%d", "%\0").replace("%m", "%d").replace("%\0", "%m")
