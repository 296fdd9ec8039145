"""The documents that a look through files has come across: which are the same, which are alike.

They lie in a table of their own that no database knows, on disk as soon as it is larger than a
cache, and gone when it is closed: memory is the same for ten documents and for a million.
"""

import pickle
import sqlite3
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from sfc.domain.duplicates import Duplicate, duplicate_of
from sfc.domain.intake import InvoiceDocument
from sfc.domain.similarity import DATE_TOLERANCE_DAYS, Invoice, amount_bounds
from sfc.domain.twins import Twin, twins_of

MOST_OF_A_CROWD = 3
"""How many are looked at by each criterion where many are alike; of them the latest, by number."""

_CACHE_KIB = 8 * 1024
_LARGEST = 2**63 - 1

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE documents (
    place INTEGER PRIMARY KEY, number TEXT, type TEXT, seller TEXT, buyer TEXT, currency TEXT,
    issued INTEGER, amount INTEGER, document BLOB);
CREATE TABLE forms (
    form TEXT, place INTEGER, seller TEXT, buyer TEXT, currency TEXT, amount INTEGER);
CREATE INDEX same ON documents (number, issued, type);
CREATE INDEX amount_and_day ON documents (seller, buyer, currency, issued, amount);
CREATE INDEX number ON forms (form, buyer, seller, place);
CREATE INDEX elsewhere ON forms (form, buyer, currency, amount);
"""

_SAME = "SELECT document FROM documents WHERE number = ? AND issued = ? AND type = ? ORDER BY place"

_DAYS = ", ".join("?" * (2 * DATE_TOLERANCE_DAYS + 1))

# a step into an index for each day
_ALIKE_IN_AMOUNT = f"""
SELECT place FROM documents WHERE seller = ? AND buyer = ? AND currency = ?
AND issued IN ({_DAYS}) AND amount BETWEEN ? AND ? LIMIT {MOST_OF_A_CROWD}
"""

_ALIKE_IN_NUMBER = f"""
SELECT place FROM forms WHERE form = ? AND buyer = ? AND seller = ?
ORDER BY place DESC LIMIT {MOST_OF_A_CROWD}
"""

_ALIKE_ELSEWHERE = f"""
SELECT place FROM forms WHERE form = ? AND buyer = ? AND currency = ?
AND amount BETWEEN ? AND ? AND seller <> ? LIMIT {MOST_OF_A_CROWD}
"""


class Seen:
    """Remembers documents, the first of each invoice. To be closed."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("", isolation_level=None)  # a file without a name
        self._table.executescript(f"PRAGMA cache_size = -{_CACHE_KIB};{_TABLES}BEGIN;")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._table.close()

    def add(self, document: InvoiceDocument) -> Duplicate | None:
        """Tell the first document of the same invoice; remember the document if it is the first."""
        key = document.key
        same = self._table.execute(_SAME, (key.number, key.issued.toordinal(), key.document_type))
        if (found := duplicate_of(document, map(_document, same))) is None:
            self._remember(document)
        return found

    def twins(self, document: InvoiceDocument) -> Sequence[Twin]:
        """List the documents before that are suspiciously alike, the most alike first.

        Not what is the same invoice. Of a crowd alike a few are enough.
        """
        invoice = document.comparable
        places = sorted({place for (place,) in self._alike(invoice)})
        return twins_of(invoice, map(self._at, places))

    def _alike(self, invoice: Invoice) -> Iterator[tuple[int]]:
        key, currency = invoice.key, invoice.total.currency.code
        least, most = map(_kept, amount_bounds(invoice.total.minor))
        day = key.issued.toordinal()
        days = range(day - DATE_TOLERANCE_DAYS, day + DATE_TOLERANCE_DAYS + 1)
        execute = self._table.execute
        yield from execute(_ALIKE_IN_AMOUNT, (key.seller, key.buyer, currency, *days, least, most))
        for form in invoice.lookups:
            yield from execute(_ALIKE_IN_NUMBER, (form, key.buyer, key.seller))
            yield from execute(
                _ALIKE_ELSEWHERE, (form, key.buyer, currency, least, most, key.seller)
            )

    def _remember(self, document: InvoiceDocument) -> None:
        invoice = document.comparable
        key, code, amount = invoice.key, invoice.total.currency.code, _kept(invoice.total.minor)
        place = self._table.execute(
            "INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key.number,
                key.document_type,
                key.seller,
                key.buyer,
                code,
                key.issued.toordinal(),
                amount,
                pickle.dumps(document, pickle.HIGHEST_PROTOCOL),
            ),
        ).lastrowid
        self._table.executemany(
            "INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?)",
            [(form, place, key.seller, key.buyer, code, amount) for form in invoice.lookups],
        )

    def _at(self, place: int) -> InvoiceDocument:
        query = "SELECT document FROM documents WHERE place = ?"
        return _document(self._table.execute(query, (place,)).fetchone())


def _document(row: tuple[bytes]) -> InvoiceDocument:
    """A document as this process wrote it a moment ago."""
    document: InvoiceDocument = pickle.loads(row[0])
    return document


def _kept(amount: int) -> int:
    """The largest amounts do not fit; as the edge of a search they may find too much."""
    return max(-_LARGEST, min(amount, _LARGEST))
