"""Which older invoices new ones resemble, on the ledger or among each other."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from sfc.app.context import Context
from sfc.app.drafts import Prepared, Twin, find
from sfc.domain.days import actual_days
from sfc.domain.ids import ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.similarity import DATE_TOLERANCE_DAYS, Invoice
from sfc.domain.spelling import likenesses
from sfc.domain.twins import find_twins

_forms = lru_cache(100_000)(likenesses)


def near_twins(context: Context, prepared: Sequence[Prepared]) -> list[tuple[Twin, ...]]:
    """List, for each new invoice, the older ones of the same parties that a person should look at.

    Older are those on the ledger, and those before it in `prepared`.
    """
    found: dict[int, tuple[Twin, ...]] = {}
    places = sorted(range(len(prepared)), key=lambda place: _parties(prepared[place]))
    for _, group in groupby(places, key=lambda place: _parties(prepared[place])):
        among = list(group)
        twins = _among(context, [prepared[place] for place in among])
        found |= dict(zip(among, twins, strict=True))
    return [found[place] for place in range(len(prepared))]


def _parties(prepared: Prepared) -> tuple[str, str]:
    return prepared.key.seller, prepared.key.buyer


def _among(context: Context, new: Sequence[Prepared]) -> list[tuple[Twin, ...]]:
    """Compare invoices between the same two parties with all that was noted between them."""
    older = list(_candidates(context, new))
    ids = [identity for identity, _ in older] + [each.id for each in new]
    invoices = [invoice for _, invoice in older] + [each.comparable for each in new]
    warnings: list[list[Twin]] = [[] for _ in invoices]
    for twin in find_twins(invoices):
        if not twin.is_same:
            number = invoices[twin.earlier].key.number
            warnings[twin.later].append(Twin(ids[twin.earlier], number, twin.likenesses))
    return [tuple(twins) for twins in warnings[len(older) :]]


def _candidates(
    context: Context, new: Sequence[Prepared]
) -> Iterator[tuple[ReceivableId, Invoice]]:
    """What is near to any new one in number or date. Amounts are looked up for these only."""
    forms = {form for each in new for form in _forms(each.key.number)}
    days = [each.key.issued for each in new]
    first, last = min(days), max(days)

    def is_near(key: InvoiceKey) -> bool:
        early, late = actual_days(key.issued, first), actual_days(last, key.issued)
        return max(early, late) <= DATE_TOLERANCE_DAYS or not forms.isdisjoint(_forms(key.number))

    for identity, key in context.store.invoices_between(*_parties(new[0])):
        if is_near(key) and (found := find(context, identity)) is not None:
            yield identity, Invoice(key, found.asked_face)
