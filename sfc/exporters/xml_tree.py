"""Building XML: trees of elements in which what is absent is left out."""

from collections.abc import Mapping

from lxml import etree

from sfc.domain.ids import format_participant
from sfc.domain.views import Participant

Element = etree._Element
Content = Element | str | None
Prefixes = Mapping[str | None, str]


class Maker:
    """Makes elements of one namespace; `prefixes` are declared where the tree begins."""

    def __init__(self, namespace: str, prefixes: Prefixes | None = None) -> None:
        self._namespace = namespace
        self._prefixes: dict[str | None, str] = dict(prefixes) if prefixes else {None: namespace}

    def __call__(self, tag: str, *content: Content, **attributes: str) -> Element:
        """An element with children or a text. None among its content leaves nothing."""
        element = etree.Element(f"{{{self._namespace}}}{tag}", attributes, self._prefixes)
        for each in content:
            if isinstance(each, str):
                element.text = each
            elif each is not None:
                element.append(each)
        return element

    def optional(self, tag: str, *content: Content, **attributes: str) -> Element | None:
        """An element, or None if there is nothing to put into it."""
        return (
            self(tag, *content, **attributes) if any(c not in (None, "") for c in content) else None
        )


def text(value: str, longest: int) -> str:
    """Make a text fit: no control characters, no runs of blanks, cut to the longest allowed."""
    kept = "".join(c if _is_allowed(c) else " " for c in value)
    return " ".join(kept.split())[:longest].rstrip()


def name_text(participant: Participant, longest: int) -> str:
    """A participant's name made to fit; its public id where nothing is left of it."""
    return text(participant.name, longest) or format_participant(participant.id)


def serialised(root: Element) -> bytes:
    """The tree as a file, indented, in UTF-8."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _is_allowed(character: str) -> bool:
    code = ord(character)
    return (
        (0x20 <= code <= 0xD7FF and not 0x7F <= code <= 0x9F)
        or 0xE000 <= code <= 0xFFFD
        or code >= 0x10000
    )
