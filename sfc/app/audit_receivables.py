"""Whether receivables are those of the contracts, with what came in on them and what is asked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sfc.app.audit_difference import Difference, compared
from sfc.app.audit_sums import SumsAudit
from sfc.app.audit_units import Held, UnitsAudit
from sfc.domain.ids import ParticipantId, ReceivableId, format_receivable
from sfc.domain.receivable import UNDERTAKEN, Status
from sfc.domain.views import Receivable
from sfc.ports import (
    LedgerAdjustment,
    LedgerCollection,
    LedgerReceivable,
    LedgerState,
    ReadModel,
    ReceivableFilter,
)

_PAGE = 200


class ReceivablesAudit:
    """All receivables of a read model. `numbers` are those of the currencies, by code."""

    def __init__(
        self, state: LedgerState, read: ReadModel, numbers: Mapping[str, int], units: UnitsAudit
    ) -> None:
        self._state = state
        self._read = read
        self._numbers = numbers
        self._units = units
        self.sums = SumsAudit()
        self.count = 0
        self.owed: Counter[tuple[ParticipantId, int]] = Counter()
        """Unpaid principal, minor units by obligor and number of the currency."""
        self.kept: Counter[int] = Counter()
        """What was collected and not redeemed, minor units by number of the currency."""
        self.defaults: Counter[ParticipantId] = Counter()
        """How many are marked as in default, by obligor."""
        self.settled: dict[ReceivableId, dict[ParticipantId, int]] = {}
        """Who still has which units of those that are settled."""

    def differences(self) -> Iterator[Difference]:
        """What is wrong with them."""
        for page in self._pages():
            ids = [each.id for each in page]
            told = self._state.receivables(ids), self._state.adjustments(ids)
            held = []
            for each, (found, collection), adjustment in zip(page, *told, strict=True):
                here = self._units.held(each, found)
                held.append(here)
                self._count(here)
                yield from self._of_receivable(each, found)
                yield from _of_collection(here, collection)
                yield from _of_adjustment(each, adjustment)
            yield from self._units.differences(held)

    def _count(self, here: Held) -> None:
        each = here.receivable
        number = self._numbers[each.face.currency.code]
        self.count += 1
        self.owed[each.obligor, number] += _unpaid(each)
        collected = each.paid.minor + each.penalty_paid.minor - each.redeemed.minor
        self.kept[number] += collected
        self.defaults[each.obligor] += each.in_default
        self.sums.count(each, number, here.total)
        if each.status is Status.SETTLED:
            self.settled[each.id] = here.units

    def _of_receivable(self, here: Receivable, found: LedgerReceivable) -> Iterator[Difference]:
        for respect, chain, mine in (
            ("status", found.status.api_name, here.status.api_name),
            ("round", found.round, here.round),
            ("currency", found.currency, self._numbers[here.face.currency.code]),
            ("terms", found.terms, here.terms.number),
            ("due day", found.due_day, here.due_day),
            ("obligor", found.obligor, here.obligor),
            ("supplier", found.supplier, here.supplier),
            ("face", found.face, here.face.minor),
            ("unpaid principal", found.unpaid, _unpaid(here)),
        ):
            yield from compared(format_receivable(here.id), respect, chain, mine)

    def _pages(self) -> Iterator[Sequence[Receivable]]:
        after = None
        while True:
            page, after = self._read.receivables(ReceivableFilter(), after, _PAGE)
            yield page
            if after is None:
                return


def _unpaid(here: Receivable) -> int:
    return (here.face - here.paid).minor if here.status in UNDERTAKEN else 0


def _of_collection(held: Held, found: LedgerCollection) -> Iterator[Difference]:
    """What was simply paid by its due day is not kept, and redeemed as its units are."""
    here = held.receivable
    settled = here.status is Status.SETTLED
    face = here.face.minor
    redeemed = face - held.total if settled else 0
    accrued = here.accrued_to or 0
    for respect, kept, simply, mine in (
        ("paid", found.paid, face if settled else 0, here.paid.minor),
        ("penalty paid", found.penalty_paid, 0, here.penalty_paid.minor),
        ("penalty owed", found.penalty_owed, 0, here.penalty_owed.minor),
        # a posting that comes to nothing moves the day on, and is not told
        ("day up to which penalty accrued", min(found.accrued_to, accrued), accrued, accrued),
        ("redeemed", found.redeemed, redeemed, here.redeemed.minor),
    ):
        chain = kept if found.is_kept else simply
        yield from compared(format_receivable(here.id), respect, chain, mine)


def _of_adjustment(here: Receivable, found: LedgerAdjustment) -> Iterator[Difference]:
    for respect, chain, mine in (
        ("amount disputed", found.disputed, here.disputed.minor),
        ("credit note asked for", found.credit_asked, here.credit_asked.minor),
        ("who asked for the credit note", found.credit_asked_by, here.credit_asked_by),
        ("document of the credit note", found.credit_note, here.credit_note),
        ("claim from credit notes", found.credit_claim, here.credit_claim.minor),
    ):
        yield from compared(format_receivable(here.id), respect, chain, mine)
