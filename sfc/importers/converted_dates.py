"""Dates that a spreadsheet program has read in its own country's order, before we see them.

It turns into days the texts that its order can read, and leaves the others as texts: then every day
of the workbook could be read with day and month exchanged, and none of the texts could.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from sfc.domain.imports import Doubt
from sfc.domain.ledger_profile import LedgerProfile, read_date, swapped
from sfc.importers.date_order import other_way
from sfc.importers.ledger_row import Cell, shown
from sfc.importers.ledger_table import BrokenRow, Row

FEWEST_CONVERTED = 3


class Converted:
    """Tells a workbook that was made from texts in another country's order of day and month."""

    def __init__(self, profile: LedgerProfile) -> None:
        self._formats = (profile.date_format, swapped(profile.date_format))
        self._columns = (profile.issue_date.name, profile.due_date.name)
        self._places: list[int] = []
        self._days = Counter[bool]()
        self._texts = Counter[bool]()

    def watch(self, rows: Iterable[Row | BrokenRow]) -> Iterator[Row | BrokenRow]:
        """Let the rows of a workbook pass, and look at the cells that hold dates."""
        for row in rows:
            if isinstance(row, Row):
                self._see(row.cells)
            yield row

    def _see(self, cells: Sequence[Cell]) -> None:
        headings = [shown(cell).strip() for cell in cells]
        if all(column in headings for column in self._columns):
            self._places = [headings.index(column) for column in self._columns]
            return
        for cell in (cells[place] for place in self._places if place < len(cells)):
            if isinstance(cell, date):
                self._days[other_way(cell) is not None] += 1
            elif isinstance(cell, str):
                self._see_text(cell.strip())

    def _see_text(self, text: str) -> None:
        for date_format in self._formats:
            with suppress(ValueError):
                self._texts[other_way(read_date(text, date_format)) is not None] += 1
                return

    def doubts(self) -> Iterator[Doubt]:
        """What a person should look at."""
        enough = min(self._days[True], self._texts[False]) >= FEWEST_CONVERTED
        if enough and not self._days[False] and not self._texts[True]:
            yield Doubt(
                "dates_half_converted",
                f"{self._days[True]} dates are days, and every one could be read with day and "
                f"month exchanged; {self._texts[False]} are texts, and none of them could: the "
                "program that made the workbook may have exchanged them in the first",
                holds=True,
            )
