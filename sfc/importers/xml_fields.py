"""Reads fields of an XML document, noting everything that is missing or cannot be read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

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

LONGEST_TEXT = 4_000
MOST_REPEATED = 100
MOST_FAULTS = 100
LONGEST_VALUE = 200

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
        """The text without the white space around it.

        Blank, and a fault, over 4,000 characters, or where other elements stand in the text.
        """
        if len(self._element):
            self.fault("element_unexpected", "", str(self._element[0].tag), "a text alone")
            return ""
        return self._bounded(self._element.text or "", "")

    def attribute(self, name: str) -> str:
        """Give an attribute, blank where there is none."""
        return self._bounded(self._element.get(name) or "", f"@{name}")

    def all(self, path: str) -> Iterator["Node"]:
        """Give the elements at `path`, which is relative and has prefixes."""
        for found in self._element.iterfind(path, dict(self._namespaces)):
            yield Node(found, f"{self.place}/{path}", self._namespaces, self.faults)

    def few(self, path: str) -> Iterator["Node"]:
        """Give the elements at `path` where nobody needs over 100; more are a fault."""
        for count, node in enumerate(self.all(path)):
            if count == MOST_REPEATED:
                expected = f"at most {MOST_REPEATED} elements"
                self.fault("element_repeated", path, "more", expected)
                return
            yield node

    def alone(self, *paths: str) -> None:
        """See that there is not more than one element at each of `paths`."""
        for path in paths:
            self.one(path)

    def one(self, path: str, *, required: bool = False) -> "Node | None":
        """Give the only element at `path`. Several are a fault, and none if it is `required`."""
        found = list(islice(self.all(path), MOST_REPEATED))
        if required and not found:
            self.fault("element_missing", path, "", "an element")
        if len(found) > 1:
            self.fault("element_repeated", path, f"{len(found)} elements", "one element")
        return found[0] if found else None

    def string(self, path: str, *, required: bool = False) -> str:
        """Give the text of the only element at `path`, blank where there is none."""
        node = self.one(path, required=required)
        text = node.text if node else ""
        if node and required and not text:
            self.fault("field_blank", path, "", "a text")
        return text

    def strings(self, path: str) -> tuple[str, ...]:
        """Give the texts at `path` that are not blank."""
        return tuple(text for node in self.few(path) if (text := node.text))

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
        text = self.text
        try:
            return xml_decimal(text)
        except SfcError as error:
            self.fault(error.code, "", text, "a decimal number as in 1234.56")
            return None

    def fault(self, code: str, path: str, value: str, expected: str) -> None:
        """Note that something is wrong at `path`; the first 100 faults of a document are kept."""
        if len(self.faults) < MOST_FAULTS:
            place = f"{self.place}/{path}" if path else self.place
            self.faults.append(Fault(code, place, value[:LONGEST_VALUE], expected))

    def _bounded(self, text: str, path: str) -> str:
        if len(text) <= LONGEST_TEXT:
            return text.strip()
        self.fault("text_too_long", path, text, f"at most {LONGEST_TEXT} characters")
        return ""


def amounts(nodes: Iterable[Node], path: str) -> tuple[Decimal, ...]:
    """Give the `xs:decimal` that each of `nodes` has to have at `path`."""
    return tuple(
        amount for node in nodes if (amount := node.decimal(path, required=True)) is not None
    )


def sum_of(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """Sum up what could be read; None of nothing."""
    read = [number for number in numbers if number is not None]
    return sum(read, Decimal(0)) if read else None
