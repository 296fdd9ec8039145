"""Reads fields of an XML document, noting everything that is missing or cannot be read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lxml import etree

from sfc.domain.days import day_of
from sfc.domain.errors import SfcError
from sfc.domain.intake import Fault
from sfc.importers.amounts import xml_decimal


@dataclass(frozen=True, slots=True)
class DateForm:
    """How a syntax writes dates: year, month and day are the groups of `pattern`."""

    pattern: re.Pattern[str]
    example: str


XML_DATE = DateForm(
    re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?"), "2026-03-31"
)
"""`xs:date`. A time zone is ignored: the day meant is the one named."""

DAY_102 = DateForm(re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), "20260331")
"""Format 102 of UN/EDIFACT 2379."""

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Node:
    """An element, its path for people, and the faults of the document that it belongs to."""

    def __init__(
        self,
        element: etree._Element,
        place: str,
        namespaces: Mapping[str, str],
        faults: list[Fault],
    ) -> None:
        self.place = place
        self.faults = faults
        self._element = element
        self._namespaces = namespaces

    @classmethod
    def root(cls, element: etree._Element, namespaces: Mapping[str, str]) -> "Node":
        """Begin with the root element of a document and no faults."""
        return cls(element, f"/{etree.QName(element).localname}", namespaces, [])

    @property
    def text(self) -> str:
        """The text without the white space around it."""
        return (self._element.text or "").strip()

    def attribute(self, name: str) -> str:
        """Give an attribute, blank where there is none."""
        return (self._element.get(name) or "").strip()

    def all(self, path: str) -> Iterator["Node"]:
        """Give the elements at `path`, which is relative and has prefixes."""
        for found in self._element.iterfind(path, dict(self._namespaces)):
            yield Node(found, f"{self.place}/{path}", self._namespaces, self.faults)

    def one(self, path: str, *, required: bool = False) -> "Node | None":
        """Give the only element at `path`. Several are a fault, and none if it is `required`."""
        found = list(self.all(path))
        if required and not found:
            self.fault("element_missing", path, "", "an element")
        if len(found) > 1:
            self.fault("element_repeated", path, f"{len(found)} elements", "one element")
        return found[0] if found else None

    def string(self, path: str, *, required: bool = False) -> str:
        """Give the text of the only element at `path`, blank where there is none."""
        node = self.one(path, required=required)
        if node and required and not node.text:
            self.fault("field_blank", path, "", "a text")
        return node.text if node else ""

    def strings(self, path: str) -> tuple[str, ...]:
        """Give the texts at `path` that are not blank."""
        return tuple(node.text for node in self.all(path) if node.text)

    def date(self, path: str, form: DateForm = XML_DATE, *, required: bool = False) -> date | None:
        """Give the date at `path`."""
        text = self.string(path, required=required)
        if not text:
            return None
        match = form.pattern.fullmatch(text)
        try:
            found = date(*map(int, match.groups())) if match else None
            if found:
                day_of(found)
        except (ValueError, SfcError):
            found = None
        if found is None:
            expected = f"a date from 1970 written as {form.example}"
            self.fault("date_malformed", path, text, expected)
        return found

    def boolean(self, path: str) -> bool | None:
        """Give the `xs:boolean` at `path`, which has to be there."""
        text = self.string(path, required=True)
        if text and text not in _BOOLEANS:
            self.fault("boolean_malformed", path, text, "true or false")
        return _BOOLEANS.get(text)

    def decimal(self, path: str, *, required: bool = False) -> Decimal | None:
        """Give the `xs:decimal` at `path`."""
        node = self.one(path, required=required)
        return node.number() if node else None

    def number(self) -> Decimal | None:
        """Give this element's own `xs:decimal`."""
        try:
            return xml_decimal(self.text)
        except SfcError as error:
            fault = Fault(error.code, self.place, self.text, "a decimal number as in 1234.56")
            self.faults.append(fault)
            return None

    def fault(self, code: str, path: str, value: str, expected: str) -> None:
        """Note that something is wrong at `path`."""
        self.faults.append(Fault(code, f"{self.place}/{path}", value, expected))


def amounts(nodes: Iterable[Node], path: str) -> tuple[Decimal, ...]:
    """Give the `xs:decimal` that each of `nodes` has to have at `path`."""
    return tuple(
        amount for node in nodes if (amount := node.decimal(path, required=True)) is not None
    )


def sum_of(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """Sum up what could be read; None of nothing."""
    read = [number for number in numbers if number is not None]
    return sum(read, Decimal(0)) if read else None
