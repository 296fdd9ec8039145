"""Which older invoices new ones resemble, on the ledger or among each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import islice

from sfc.app.context import Context
from sfc.app.drafts import Prepared, Twin, find
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.receivable import Status
from sfc.domain.similarity import (
    DATE_TOLERANCE_DAYS,
    Likeness,
    amount_bounds,
    deserves_warning,
    score,
    similarity,
)
from sfc.domain.twin_case import TwinCase
from sfc.ports import NotedInvoice

MOST_TWINS = 10
"""How many of a crowd are named: the most alike, and of those alike the oldest."""

_WEEK = timedelta(DATE_TOLERANCE_DAYS)


@dataclass(frozen=True, slots=True)
class _Suspect:
    """An older invoice, and why it deserves a look."""

    noted: NotedInvoice
    reasons: tuple[Likeness, ...]


def near_twins(context: Context, prepared: Sequence[Prepared]) -> list[tuple[Twin, ...]]:
    """Open a case for every older invoice that a new one resembles; give those to warn of.

    The warnings, for each new invoice, are of the same parties: what somebody else invoiced is not
    for a supplier to know. Older are those on the ledger, and those before it in `prepared`.

    The new ones are noted before older ones are looked for, so that of two that are recorded at
    the same moment at least one finds the other. What the ledger refuses in the end is noted for
    nothing: cases show once both receivables are there.
    """
    there = cache(lambda identity: find(context, identity))

    def status(identity: ReceivableId) -> Status | None:
        found = there(identity)
        return found.status if found else None

    context.matters.note_compared(
        NotedInvoice(each.id, each.comparable)
        for each in prepared
        if status(each.id) in (None, Status.CANCELLED)
    )
    places = {each.id: place for place, each in enumerate(prepared)}

    def number(noted: NotedInvoice) -> str:
        """As it was stated: what invoices are compared by is in canonical spelling."""
        if (place := places.get(noted.id)) is not None:
            return prepared[place].draft.number
        found = there(noted.id)
        return found.invoice_number if found else noted.invoice.key.number

    warnings, cases = [], []
    for place, each in enumerate(prepared):
        older = (one for one in _suspects(context, each) if places.get(one.noted.id, -1) < place)
        # what is not there may be on its way; what was cancelled is owed no more
        alive = (one for one in older if status(one.noted.id) is not Status.CANCELLED)
        suspects = list(islice(alive, MOST_TWINS))
        cases += [case for one in suspects if (case := _case(context, each, one)) is not None]
        warnings.append(
            tuple(
                Twin(one.noted.id, number(one.noted), one.reasons)
                for one in suspects
                if Likeness.OTHER_SELLER not in one.reasons
                and (one.noted.id in places or status(one.noted.id) is not None)
            )
        )
    if cases:
        context.matters.open_cases(cases)
    return warnings


def _suspects(context: Context, new: Prepared) -> list[_Suspect]:
    """What deserves a look, the most alike first."""
    found = {noted.id: noted for noted in _candidates(context, new) if noted.id != new.id}
    suspects = [
        _Suspect(noted, tuple(reasons))
        for noted in found.values()
        if deserves_warning(reasons := similarity(noted.invoice, new.comparable))
    ]
    return sorted(suspects, key=_most_alike_first)


def _most_alike_first(suspect: _Suspect) -> tuple[object, ...]:
    return -score(suspect.reasons), suspect.noted.invoice.key.issued, suspect.noted.id


def _candidates(context: Context, new: Prepared) -> Iterator[NotedInvoice]:
    invoice, matters = new.comparable, context.matters
    issued = invoice.key.issued
    least, most = amount_bounds(invoice.total.minor)
    yield from matters.alike_in_number(invoice)
    yield from matters.alike_in_amount(invoice, least, most, issued - _WEEK, issued + _WEEK)
    yield from matters.alike_elsewhere(invoice, least, most)


def _case(context: Context, new: Prepared, suspect: _Suspect) -> TwinCase | None:
    supplier = _supplier(context, new, suspect)
    if supplier is None:
        return None
    return TwinCase(
        earlier=suspect.noted.id,
        later=new.id,
        obligor=new.obligor,
        earlier_supplier=supplier,
        later_supplier=new.supplier,
        reasons=suspect.reasons,
        opened=context.clock.now(),
    )


def _supplier(context: Context, new: Prepared, suspect: _Suspect) -> ParticipantId | None:
    if Likeness.OTHER_SELLER not in suspect.reasons:
        return new.supplier
    found = context.read.participant_by_legal_id(suspect.noted.invoice.key.seller)
    return found.id if found else None
