"""The lists of currencies and terms: entries are added, never changed or removed."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tests.reference.money import BASES
from tests.reference.parties import Account, administrator
from tests.reference.refusals import Needs

if TYPE_CHECKING:
    from tests.reference.book import Book


class Currency(NamedTuple):
    """A currency: the token that pays, and its units per minor unit."""

    code: bytes
    token: Account
    scale: int


class Terms(NamedTuple):
    """What lateness costs: after `grace` days, `rate` ppm a year of `basis` days."""

    grace: int
    rate: int
    basis: int


@dataclass
class Lists:
    """Both lists, numbered from 1."""

    currencies: list[Currency] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)

    def listed(self, needs: Needs, currency: int, terms: int) -> None:
        """State that both numbers are in use."""
        needs.that(0 < currency <= len(self.currencies), "UnknownCurrency", currency)
        needs.that(0 < terms <= len(self.terms), "UnknownTerms", terms)


def add_currency(book: "Book", by: Account, code: bytes, token: Account, exponent: int) -> int:
    """Allow-list a currency of `exponent` decimals; its number."""
    needs, currencies = Needs(), book.lists.currencies
    administrator(book, needs, by)
    if token not in book.cash:
        needs.refuse("Nothing")  # what is no token answers nothing
    decimals = book.cash[token].decimals
    needs.that(0 <= decimals - exponent <= 18, "ScaleUnsupported", decimals, exponent)
    needs.that(len(currencies) < 255, "CatalogueFull")
    needs.met()
    currencies.append(Currency(code, token, 10 ** (decimals - exponent)))
    return len(currencies)


def add_terms(book: "Book", by: Account, terms: Terms) -> int:
    """Add terms; their number."""
    needs = Needs()
    administrator(book, needs, by)
    needs.that(terms.basis in BASES, "BasisUnsupported", terms.basis)
    needs.that(len(book.lists.terms) < 65_535, "CatalogueFull")
    needs.met()
    book.lists.terms.append(terms)
    return len(book.lists.terms)
