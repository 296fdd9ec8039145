"""How a ledger is written: declared for each source, never guessed."""

import codecs
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

DECIMAL_SIGNS = ".,"
NUMERIC_DATE_PARTS = {"%Y", "%m", "%d"}


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
    `grouping_sign` is what may stand between groups of three digits, blank for none.

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

    def __post_init__(self) -> None:
        parts = {f"%{part[:1]}" for part in self.date_format.split("%")[1:]}
        if parts != NUMERIC_DATE_PARTS:
            raise ValueError(f"date format {self.date_format!r} must be made of %Y, %m and %d")
        if self.decimal_sign not in (*DECIMAL_SIGNS,):
            raise ValueError(f"decimal sign {self.decimal_sign!r} must be one of {DECIMAL_SIGNS}")
        if self.grouping_sign == self.decimal_sign or self.grouping_sign.isdigit():
            raise ValueError(f"grouping sign {self.grouping_sign!r} must differ from the decimal's")
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n':
            raise ValueError(
                f"delimiter {self.delimiter!r} must be one character, no quotation mark"
            )
        try:
            codecs.lookup(self.encoding)
        except LookupError:
            raise ValueError(f"encoding {self.encoding!r} is not known") from None

    @property
    def columns(self) -> list[str]:
        """The headings that a ledger must have for this profile, each once."""
        entries = (getattr(self, field.name) for field in fields(self))
        return list(dict.fromkeys(entry.name for entry in entries if isinstance(entry, Column)))

    def date(self, text: str) -> date:
        """Read a date. Raises ValueError."""
        return date(*time.strptime(text, self.date_format)[:3])


EXAMPLES = LedgerProfile(
    name="examples",
    number=Column("invoice_number"),
    seller=Column("seller_id"),
    seller_name=Column("seller_name"),
    buyer=Column("buyer_id"),
    buyer_name=Column("buyer_name"),
    issue_date=Column("issue_date"),
    due_date=Column("due_date"),
    amount=Column("amount"),
    currency=Column("currency"),
)
"""The layout of `examples/ledger.csv`, a good one for a ledger of one's own."""


def ibm_ar(seller: str = "IBM-AR-SUPPLIER", currency: str = "USD") -> LedgerProfile:
    """Give the profile of IBM's accounts receivable sample: one supplier, customers by their id.

    The file names neither the supplier nor the currency, so the caller does.
    """
    return LedgerProfile(
        name="ibm-ar",
        number=Column("invoiceNumber"),
        seller=Constant(seller),
        buyer=Column("customerID"),
        issue_date=Column("InvoiceDate"),
        due_date=Column("DueDate"),
        amount=Column("InvoiceAmount"),
        currency=Constant(currency),
        date_format="%m/%d/%Y",
    )


PROFILES: Mapping[str, LedgerProfile] = {p.name: p for p in (EXAMPLES, ibm_ar())}
"""The profiles that come with the system, by name."""


def offer_profile(header: list[str]) -> LedgerProfile | None:
    """Offer the shipped profile all of whose columns are in `header`, for a person to accept."""
    present = {heading.strip() for heading in header}
    return next((p for p in PROFILES.values() if present.issuperset(p.columns)), None)
