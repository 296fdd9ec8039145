"""Which items an entry names: by our reference, or by the number of an invoice."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sfc.domain.reconciliation.expected import Expected
from sfc.domain.reconciliation.statement import BankEntry
from sfc.domain.spelling import canonical

_REFERENCE = re.compile(r"rcv_?([0-9a-f]{32})")
_SEPARATORS = re.compile(r"[\s,;:#|()\[\]{}\"'“”‘’（），；：、。]+")
_EDGES = ".!?*+-_/\\"
_MOST_WORDS = 4
_SHORTEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Named:
    """Items that an entry names, each once: `by_reference` wins over `by_number`."""

    by_reference: tuple[Expected, ...]
    by_number: tuple[Expected, ...]

    @property
    def all(self) -> tuple[Expected, ...]:
        """All of them."""
        return self.by_reference or self.by_number


class Names:
    """Looks items up by what entries call them."""

    def __init__(self, items: Iterable[Expected]) -> None:
        self._references: dict[str, list[Expected]] = defaultdict(list)
        self._numbers: dict[str, list[Expected]] = defaultdict(list)
        for item in items:
            for reference in item.references:
                self._references[reference].append(item)
            if item.invoice_number:
                self._numbers[canonical(item.invoice_number)].append(item)

    def named_by(self, entry: BankEntry) -> Named:
        """Find what an entry names. Structured fields and free text count alike."""
        references = dict.fromkeys(_references(entry))
        by_reference = _unique(
            item for each in references for item in self._references.get(each, ())
        )
        numbers = dict.fromkeys(_numbers(entry))
        by_number = _unique(item for each in numbers for item in self._numbers.get(each, ()))
        return Named(by_reference, by_number)


def _references(entry: BankEntry) -> Iterator[str]:
    given = (*entry.references, *entry.documents, *entry.texts)
    if entry.bank_reference:
        yield entry.bank_reference.lower()
    for text in given:
        plain = "".join(text.split()).lower()
        yield plain
        yield from (f"rcv{match[1]}" for match in _REFERENCE.finditer(plain))


def _numbers(entry: BankEntry) -> Iterator[str]:
    """Give spellings of what may be a number: whole fields, and runs of words in texts.

    A number counts only between white space or punctuation: `INV-1` is not in `INV-10`. In a free
    text it has three characters or more, and a digit.
    """
    yield from map(canonical, entry.documents)
    yield from map(canonical, entry.references)
    for text in (*entry.references, *entry.texts):
        words = [word for word in _SEPARATORS.split(text) if word]
        for first in range(len(words)):
            for last in range(first, min(first + _MOST_WORDS, len(words))):
                run = canonical(" ".join(words[first : last + 1]))
                for spelling in (run, run.strip(_EDGES)):
                    if len(spelling) >= _SHORTEST_NUMBER and any(c.isdigit() for c in spelling):
                        yield spelling


def _unique(items: Iterable[Expected]) -> tuple[Expected, ...]:
    return tuple({item.id: item for item in items}.values())
