"""Streams a large XML part of a workbook, bounded in depth, and in what it may withhold."""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from sfc.importers.xlsx_package import UNREADABLE, refused

CHUNK = 64 * 1024
DEEPEST = 32
LONGEST_SILENCE = 1024 * 1024
"""Bytes without an element or text in them: one endless comment or attribute fills no memory."""

SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of a workbook's parts: ECMA-376, transitional and strict."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


class Events:
    """Feeds the handlers of a part, chunk by chunk.

    Names of a workbook's own elements are given without their namespace, those of others with it.
    """

    def __init__(self, start: Start, end: End, data: Data) -> None:
        self._start, self._end, self._data = start, end, data
        self._depth = 0
        self._silence = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = self._doctype
        self._parser = parser

    def feed(self, stream: IO[bytes]) -> Iterator[None]:
        """Parse a part, with a pause after each chunk. Raises WorkbookRefused."""
        try:
            while chunk := stream.read(CHUNK):
                self._silence += len(chunk)
                self._parser.Parse(chunk, False)
                if self._silence > LONGEST_SILENCE:
                    raise refused("workbook_malformed", "", "cells, not a text without end")
                yield
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise refused("xml_malformed", str(error), "well-formed XML in the workbook") from None
        except UNREADABLE as error:
            raise refused("workbook_malformed", str(error), "a workbook (.xlsx)") from None
        yield

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        self._silence = 0
        self._depth += 1
        if self._depth > DEEPEST:
            raise refused("xml_too_deep", _own(name), f"at most {DEEPEST} levels")
        if self._depth == 1 and _own(name) == name:
            raise refused("workbook_malformed", name, f"a part in the namespace {SPREADSHEET[0]}")
        self._start(_own(name), attributes)

    def _ended(self, name: str) -> None:
        self._silence = 0
        self._depth -= 1
        self._end(_own(name))

    def _said(self, data: str) -> None:
        self._silence = 0
        self._data(data)

    def _doctype(self, name: str, *_: object) -> None:
        raise refused("xml_doctype", name, "no DOCTYPE")


def _own(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return local if namespace in SPREADSHEET else name
