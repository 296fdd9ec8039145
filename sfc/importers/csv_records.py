"""The records of a CSV text, one at a time; a broken one does not spoil those after it."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

LONGEST_LINE = 65_536
MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of the record that begins on `line`, the first line being 1."""

    line: int
    fields: list[str]


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """What begins on `line` is no record, because of `fault`; `text` is that line."""

    line: int
    text: str
    fault: str


def read_records(text: TextIO, delimiter: str) -> Iterator[Record | BrokenRecord]:
    """Give the records of `text` that are not blank, streamed.

    A record may extend over up to 50 lines in quotation marks. Where it cannot be read, its first
    line is given as broken and reading goes on with the next line: a quotation mark that is never
    closed costs one line, not the rest of the file.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BrokenRecord(lines.first, lines.keep_first(), str(error))
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        line = lines.first
        lines.forget()
        if any(field.strip() for field in fields):
            yield Record(line, fields)


class _Lines(Iterator[str]):
    """Lines that can be given back, as far as the record that is being read."""

    def __init__(self, text: TextIO) -> None:
        self.first = 1
        self._text = text
        self._taken: list[str] = []
        self._returned: deque[str] = deque()

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else self._fetch()
        if not line:
            raise StopIteration
        self._taken.append(line)
        if len(line) > LONGEST_LINE:
            raise csv.Error(f"line of more than {LONGEST_LINE} characters")
        if len(self._taken) > MOST_LINES:
            raise csv.Error(f"quotation mark not closed within {MOST_LINES} lines")
        return line

    def keep_first(self) -> str:
        """Give back all but the first line of what was taken, and tell that one."""
        broken, *others = self._taken
        self._returned.extendleft(reversed(others))
        self._taken.clear()
        self.first += 1
        return broken

    def forget(self) -> None:
        self.first += len(self._taken)
        self._taken.clear()

    def _fetch(self) -> str:
        line = self._text.readline(LONGEST_LINE + 1)
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith("\n"):
            rest = self._text.readline(LONGEST_LINE + 1)
        return line
