"""Whether holders have the units, orders and claims that the contracts say they have."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sfc.app.audit_difference import Difference, compared
from sfc.app.audit_history import HistoryAudit
from sfc.domain.books import EntitlementRow, ParticipantRow, UnitFreezeRow
from sfc.domain.entitlement import Entitlement
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant, format_receivable
from sfc.domain.provenance import Lot
from sfc.domain.receivable import Status
from sfc.domain.views import Receivable
from sfc.ports import LedgerReceivable, LedgerState, ReadModel

R = TypeVar("R", UnitFreezeRow, EntitlementRow)
_ByHolder = dict[ParticipantId, R]


@dataclass(frozen=True, slots=True)
class Held:
    """What the read model says of the units of a receivable, and what was `found` of that."""

    receivable: Receivable
    found: LedgerReceivable
    units: dict[ParticipantId, int]
    lots: Mapping[ParticipantId, Sequence[Lot]]
    orders: _ByHolder[UnitFreezeRow] = field(default_factory=dict)
    claims: _ByHolder[EntitlementRow] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All units."""
        return sum(self.units.values())


class UnitsAudit:
    """Units of receivables, a page of these at a time."""

    def __init__(
        self, state: LedgerState, read: ReadModel, people: Mapping[ParticipantId, ParticipantRow]
    ) -> None:
        self._state = state
        self._read = read
        self._people = people
        self._history = HistoryAudit(read)
        self._orders = _by_receivable(read.rows(UnitFreezeRow))
        self._claims = _by_receivable(read.rows(EntitlementRow))
        self.holdings = 0
        """How many were looked at."""

    def held(self, receivable: Receivable, found: LedgerReceivable) -> Held:
        """What the read model says of a receivable's units."""
        of = receivable.id
        units = {each.holder: each.units for each in self._read.holders(of)}
        self.holdings += len(units)
        orders, claims = self._orders.get(of, {}), self._claims.get(of, {})
        return Held(receivable, found, units, self._read.lots(of), orders, claims)

    def differences(self, page: Sequence[Held]) -> Iterator[Difference]:
        """What is wrong with these."""
        yield from self._of_units(page)
        yield from self._of_orders(page)
        yield from self._of_claims(page)
        for each in page:
            yield from self._history.of(each.receivable, each.units)

    def _of_units(self, page: Sequence[Held]) -> Iterator[Difference]:
        accounts = [
            (each.receivable.id, self._people[holder].account)
            for each in page
            for holder in each.units
            if holder != each.found.supplier
        ]
        found = iter(self._state.holdings(accounts))
        for each in page:
            subject = format_receivable(each.receivable.id)
            for holder, units in each.units.items():
                chain = each.found.supplier_units if holder == each.found.supplier else next(found)
                respect = f"units of {format_participant(holder)}"
                in_lots = sum(lot.units for lot in each.lots.get(holder, ()))
                yield from compared(subject, respect, chain, units)
                yield from compared(subject, f"sum of lots, {respect}", chain, in_lots)
            status, face = each.receivable.status, each.receivable.face.minor
            if status is Status.TOKENISED:
                respect = "sum of units (should be the face)"
                yield from compared(subject, respect, face, each.total)
            elif status is not Status.SETTLED:
                yield from compared(subject, "sum of units", 0, each.total)

    def _of_orders(self, page: Sequence[Held]) -> Iterator[Difference]:
        """Of all holders, since an order may be there that the read model does not know."""
        keys = [(each, holder) for each in page for holder in {**each.units, **each.orders}]
        asked = [(each.receivable.id, holder) for each, holder in keys]
        for (each, holder), found in zip(keys, self._state.unit_freezes(asked), strict=True):
            here = each.orders.get(holder)
            if found.units == 0 and (here is None or here.units == 0):
                continue
            whose = f"units of {format_participant(holder)}"
            for respect, name in (
                (f"frozen {whose}", "units"),
                (f"order that freezes {whose}", "order"),
                (f"last day of freeze of {whose}", "until"),
            ):
                mine = getattr(here, name, None)
                subject = format_receivable(found.receivable)
                yield from compared(subject, respect, getattr(found, name), mine)

    def _of_claims(self, page: Sequence[Held]) -> Iterator[Difference]:
        """What is frozen is left out: the contracts say what is redeemable without it."""
        keys = [
            (each, holder)
            for each in page
            if _collected(each.receivable)
            for holder in {**each.units, **each.claims}
            if holder not in each.orders or each.orders[holder].units == 0
        ]
        asked = [(each.receivable.id, holder) for each, holder in keys]
        for (each, holder), found in zip(keys, self._state.redeemable(asked), strict=True):
            row = each.claims.get(holder)
            before = Entitlement(row.seen, row.claim) if row else Entitlement()
            claim = before.counted(each.units.get(holder, 0), _collected(each.receivable))
            here = claim.redeemable(each.receivable.face.minor)
            respect = f"what {format_participant(holder)} can redeem"
            yield from compared(format_receivable(each.receivable.id), respect, found, here)


def _by_receivable(rows: Iterator[R]) -> Mapping[ReceivableId, _ByHolder[R]]:
    found: defaultdict[ReceivableId, _ByHolder[R]] = defaultdict(dict)
    for each in rows:
        found[each.receivable][each.holder] = each
    return found


def _collected(receivable: Receivable) -> int:
    return receivable.paid.minor + receivable.penalty_paid.minor
