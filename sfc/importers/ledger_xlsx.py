"""Reads a ledger that is a workbook by its declared profile: as a CSV ledger is, streamed."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO

from sfc.domain.intake import Fault, InvoiceDraft, Outcome, Problem, Source
from sfc.domain.ledger_profile import LedgerProfile
from sfc.importers.ledger_row import Cell
from sfc.importers.ledger_table import BrokenRow, Row, read_table
from sfc.importers.xlsx_cells import CellReader
from sfc.importers.xlsx_events import Events
from sfc.importers.xlsx_package import Package, WorkbookRefused, open_package, refused
from sfc.importers.xlsx_strings import LONGEST_TEXT, shared_strings

MOST_COLUMNS = 500
MOST_ROWS = 1_048_576

_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")


Watch = Callable[[Iterator[Row | BrokenRow]], Iterator[Row | BrokenRow]]


def read_workbook(
    stream: BinaryIO, profile: LedgerProfile, file: str, watch: Watch | None = None
) -> Iterator[InvoiceDraft | Problem]:
    """Give one draft or problem for each row of the profile's sheet that is not blank, in order.

    Never raises for what the file contains. What is no workbook, or does not have the sheet or the
    columns, gives a single problem, R-FILE; where reading breaks off, that is the last one. `watch`
    may look at the rows as they pass.
    """
    try:
        rows = workbook_rows(stream, profile.sheet)
        yield from read_table(watch(rows) if watch else rows, profile, file)
    except WorkbookRefused as refusal:
        yield Problem(Source(file), Outcome.REJECT, ("R-FILE",), (refusal.fault,))


def workbook_rows(stream: BinaryIO, sheet: str) -> Iterator[Row | BrokenRow]:
    """Give the rows of a sheet that are not blank, all as wide as the first at least.

    `sheet` may be blank for the only one. Raises WorkbookRefused.
    """
    package = open_package(stream)
    part = _sheet(package, sheet)
    with shared_strings(package) as strings, package.open(part) as xml:
        cells = CellReader(strings, package.styles, from_1904=package.from_1904)
        yield from _Sheet(cells).rows(xml)


def _sheet(package: Package, name: str) -> str:
    names = ", ".join(package.sheets)
    if not name and len(package.sheets) != 1:
        raise refused("sheet_missing", names, "one sheet, or its name as `sheet` in the profile")
    part = next(iter(package.sheets.values())) if not name else package.sheets.get(name, "")
    if part not in package.archive.NameToInfo:
        raise refused("sheet_missing", names, f"a sheet named {name!r}, as the profile declares")
    return part


class _Sheet:
    """Collects the cells of each row, as they are read."""

    def __init__(self, cells: CellReader) -> None:
        self._read = cells
        self._done: deque[Row | BrokenRow] = deque()
        self._width = 0
        self._line = 0
        self._fault: Fault | None = None
        self._cells: dict[int, Cell] = {}
        self._column = 0
        self._kind, self._style = "n", 0
        self._text: list[str] | None = None
        self._length = 0
        self._aside = 0
        self._value = ""

    def rows(self, xml: IO[bytes]) -> Iterator[Row | BrokenRow]:
        for _ in Events(self._start, self._end, self._data).feed(xml):
            while self._done:
                yield self._done.popleft()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._begin_row(attributes.get("r", ""))
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "rPh":
            self._aside += 1
        elif name == "v" or (name == "t" and not self._aside):
            self._text = []

    def _data(self, text: str) -> None:
        if self._text is not None and self._length <= LONGEST_TEXT:
            self._text.append(text)
            self._length += len(text)

    def _end(self, name: str) -> None:
        if name == "rPh":
            self._aside -= 1
        elif name in ("v", "t") and self._text is not None:
            self._value += "".join(self._text)
            self._text = None
        elif name == "c":
            self._cells[self._column] = self._read.read(self._kind, self._style, self._value)
        elif name == "row":
            self._end_row()

    def _begin_row(self, number: str) -> None:
        self._cells, self._column, self._fault = {}, 0, None
        if number.isascii() and number.isdecimal() and self._line < int(number[:9]) <= MOST_ROWS:
            self._line = int(number)
            return
        if number or self._line >= MOST_ROWS:
            expected = f"a row after {self._line}, up to {MOST_ROWS}"
            self._fault = Fault("row_malformed", "", number, expected)
        self._line += 1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._value, self._length = "", 0
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style[:9]) if style.isascii() and style.isdecimal() else 0
        place = attributes.get("r")
        column = self._column + 1 if place is None else _column(place)
        if not self._column < column <= MOST_COLUMNS:
            expected = f"a cell to the right, in the first {MOST_COLUMNS} columns"
            self._fault = Fault("row_malformed", "", place or "", expected)
            return
        self._column = column

    def _end_row(self) -> None:
        if self._fault is not None:
            self._done.append(BrokenRow(self._line, self._fault))
            return
        used = [column for column, cell in self._cells.items() if not _blank(cell)]
        if not used:
            return
        self._width = self._width or max(used)
        width = max(self._width, *used)
        row = [self._cells.get(column, "") for column in range(1, width + 1)]
        self._done.append(Row(self._line, row))


def _blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _column(place: str) -> int:
    """Number the column of a place such as AB12; 0 if it is none."""
    match = _PLACE.fullmatch(place)
    number = 0
    for letter in match[1] if match else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
