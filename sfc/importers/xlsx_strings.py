"""The table of texts that the cells of a workbook refer to, kept on disk and not in memory."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO

from sfc.importers.xlsx_events import Events
from sfc.importers.xlsx_package import Package, refused

MOST_STRINGS = 2_000_000
LONGEST_TEXT = 32_767
"""What a cell can hold."""


class SharedStrings:
    """Texts by number. Raises IndexError for a number that the table does not have."""

    def __init__(self, file: IO[bytes], ends: "array[int]") -> None:
        self._file = file
        self._ends = ends
        self.get = lru_cache(1024)(self._get)

    def _get(self, number: int) -> str:
        if not 0 <= number < len(self._ends):
            raise IndexError(number)
        start = self._ends[number - 1] if number else 0
        self._file.seek(start)
        return self._file.read(self._ends[number] - start).decode("utf-8", "surrogatepass")


@contextmanager
def shared_strings(package: Package) -> Iterator[SharedStrings]:
    """Read the table, if there is one, into a file that is gone afterwards.

    Raises WorkbookRefused.
    """
    with TemporaryFile() as file:
        table = _Table(file)
        if package.strings:
            with package.open(package.strings) as part:
                for _ in Events(table.start, table.end, table.data).feed(part):
                    pass
        yield SharedStrings(file, table.ends)


class _Table:
    """Writes each text behind the one before it. What is said about pronunciation is left out."""

    def __init__(self, file: IO[bytes]) -> None:
        self.ends: array[int] = array("Q")
        self._file = file
        self._size = 0
        self._aside = 0
        self._within_text = False
        self._parts: list[str] = []
        self._length = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts, self._length = [], 0
        elif name == "rPh":
            self._aside += 1
        elif name == "t":
            self._within_text = not self._aside

    def data(self, text: str) -> None:
        if self._within_text and self._length <= LONGEST_TEXT:
            self._parts.append(text)
            self._length += len(text)

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aside -= 1
        elif name == "t":
            self._within_text = False
        elif name == "si":
            if len(self.ends) >= MOST_STRINGS:
                raise refused("workbook_too_large", "", f"at most {MOST_STRINGS} texts")
            self._size += self._file.write("".join(self._parts).encode("utf-8", "surrogatepass"))
            self.ends.append(self._size)
