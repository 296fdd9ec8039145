"""What has to happen on which day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sfc.domain.currency import Currency
from sfc.domain.days import Day, day_of
from sfc.domain.errors import CurrencyMismatch
from sfc.domain.intake import InvoiceDraft
from sfc.domain.invoice import InvoiceKey

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Today:
    """The invoices that are issued on a day, by the seller's legal id, and those that fall due."""

    issued: Mapping[str, list[InvoiceDraft]] = field(default_factory=lambda: defaultdict(list))
    due: list[InvoiceKey] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything that will happen: `repeated` counts invoices that the ledger has twice."""

    invoices: tuple[InvoiceDraft, ...]
    repeated: int
    days: Mapping[Day, Today]
    currency: Currency


def agenda(invoices: Iterable[InvoiceDraft]) -> Agenda:
    """Plan the life of one or more invoices in one currency.

    Of invoices that are the same only the first is taken. Raises CurrencyMismatch.
    """
    given = list(invoices)
    unique = list({invoice.key: invoice for invoice in reversed(given)}.values())[::-1]
    currency = unique[0].total.currency
    days: dict[Day, Today] = defaultdict(Today)
    for invoice in unique:
        if invoice.total.currency != currency:
            raise CurrencyMismatch(currency.code, invoice.total.currency.code)
        days[day_of(invoice.issued)].issued[invoice.key.seller].append(invoice)
        days[day_of(invoice.due)].due.append(invoice.key)
    ordered = {day: days[day] for day in sorted(days)}
    return Agenda(tuple(unique), len(given) - len(unique), ordered, currency)


def batches(items: Sequence[T], largest: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces of at most `largest`."""
    for first in range(0, len(items), largest):
        yield items[first : first + largest]
