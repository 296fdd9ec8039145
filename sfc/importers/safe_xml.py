"""Parses XML from strangers: no entities, no DTD, no network, bounded in size, depth and number."""

from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

MOST_BYTES = 16 * 1024 * 1024
MOST_ELEMENTS = 200_000
MOST_ATTRIBUTES = 64
MOST_ATTRIBUTES_EACH = 2
DEEPEST = 64
LONGEST_VALUE = 200


@dataclass(eq=False)
class XmlRefused(Exception):
    """The bytes are not taken for XML. `reason` is R-XML, R-DTD or R-LIMIT."""

    reason: str
    code: str
    value: str
    expected: str


def parse_xml(data: bytes, most_elements: int = MOST_ELEMENTS) -> etree._Element:
    """Give the root element; comments and processing instructions are left out.

    Raises XmlRefused: R-LIMIT over 16 MiB, `most_elements`, two attributes for each of these, 64
    attributes of one element, or 64 levels; R-DTD at a DOCTYPE, before anything in it is read;
    R-XML if not well-formed or not in the encoding it declares.
    """
    if len(data) > MOST_BYTES:
        expected = f"at most {MOST_BYTES} bytes"
        raise XmlRefused("R-LIMIT", "xml_too_large", f"{len(data)} bytes", expected)
    guard = _Guard(most_elements)
    parser = etree.XMLParser(
        target=cast(Any, guard),  # it has only the methods that are needed
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError, AssertionError) as error:
        raise guard.refused or _malformed(str(error)) from None
    if guard.refused:
        raise guard.refused
    if not isinstance(root, etree._Element):
        raise _malformed("no root element")
    for entry in parser.error_log:  # a prefix that stands for nothing is let through otherwise
        if entry.level >= etree.ErrorLevels.ERROR:
            raise _malformed(entry.message)
    return root


class _Guard:
    """Builds the tree, and stops at the first thing that is not wanted.

    The parser swallows what its target raises, so the refusal is kept here.
    """

    def __init__(self, most_elements: int) -> None:
        self.refused: XmlRefused | None = None
        self._most_elements = most_elements
        self._most_attributes = most_elements * MOST_ATTRIBUTES_EACH
        self._builder = etree.TreeBuilder()
        self._elements = 0
        self._attributes = 0
        self._depth = 0

    def doctype(self, name: str | None, _public: str | None, _system: str | None) -> None:
        self._refuse("R-DTD", "xml_doctype", name or "", "no DOCTYPE")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse("R-LIMIT", "xml_too_deep", tag, f"at most {DEEPEST} levels")
        if self._elements > self._most_elements:
            expected = f"at most {self._most_elements} elements"
            self._refuse("R-LIMIT", "xml_too_large", tag, expected)
        if len(attributes) > MOST_ATTRIBUTES:
            self._refuse("R-LIMIT", "xml_too_large", tag, f"at most {MOST_ATTRIBUTES} attributes")
        self._attributes += len(attributes)
        if self._attributes > self._most_attributes:
            expected = f"at most {self._most_attributes} attributes in all"
            self._refuse("R-LIMIT", "xml_too_large", tag, expected)
        self._builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)

    def data(self, data: str) -> None:
        self._builder.data(data)

    def close(self) -> etree._Element | None:
        try:
            return self._builder.close()
        except AssertionError:  # incomplete; the parser knows better why
            return None

    def _refuse(self, reason: str, code: str, value: str, expected: str) -> None:
        self.refused = self.refused or XmlRefused(reason, code, value[:LONGEST_VALUE], expected)
        raise self.refused


def _malformed(message: str) -> XmlRefused:
    expected = "well-formed XML in its declared encoding"
    return XmlRefused("R-XML", "xml_malformed", message[:LONGEST_VALUE], expected)
