"""The items that are still to be had, while entries are matched one after the other."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from sfc.domain.currency import Currency
from sfc.domain.days import Day
from sfc.domain.reconciliation.expected import Expected
from sfc.domain.reconciliation.findings import Allocation, Proposal
from sfc.domain.reconciliation.naming import Named, Names
from sfc.domain.reconciliation.statement import BankEntry
from sfc.domain.spelling import canonical

# the same few names come with every entry and every item
_canonical = lru_cache(maxsize=10_000)(canonical)

_FAR = 2**30  # days


class Pool:
    """Items by id, with what of each is not matched yet; found by name, amount, party and day."""

    def __init__(self, items: Iterable[Expected], currency: Currency) -> None:
        self.currency = currency
        self._items = {item.id: item for item in sorted(items, key=lambda i: (i.day, i.id))}
        self._taken_by: dict[str, list[int]] = {}
        self._names = Names(self._items.values())
        self._by_amount: dict[int, list[Expected]] = defaultdict(list)
        self._by_party: dict[str, list[Expected]] = defaultdict(list)
        for item in self._items.values():
            self._by_amount[item.amount].append(item)
            for party in {"", *map(_canonical, item.parties)}:
                self._by_party[party].append(item)
        self._days = {party: [i.day for i in found] for party, found in self._by_party.items()}

    def named_by(self, entry: BankEntry) -> Named:
        """All items that an entry names, of any currency and direction, as they stand now."""
        named = self._names.named_by(entry)
        return Named(
            tuple(self._items[each.id] for each in named.by_reference),
            tuple(self._items[each.id] for each in named.by_number),
        )

    def fits(self, entry: BankEntry, item: Expected) -> bool:
        """Whether an entry could belong to an item at all: currency, direction, something left."""
        same_way = (item.amount < 0) == (entry.amount < 0)
        return item.currency == self.currency and same_way and item.amount != 0

    def equal(self, entry: BankEntry, days: int) -> list[Expected]:
        """Items near in time that have just the amount: the same counterparty's, if there are."""
        found = [
            self._items[item.id]
            for item in self._by_amount.get(entry.amount, ())
            if item.currency == self.currency
            and abs(item.day - entry.value) <= days
            and self._items[item.id].amount == entry.amount
        ]
        return [item for item in found if is_counterparty(entry, item)] or found

    def near(self, entry: BankEntry, days: int, most: int) -> list[Expected]:
        """The items nearest in time, `most` at most: the same counterparty's, if there are."""
        party = _canonical(entry.counterparty)
        own = list(islice(self._nearest(entry, party, days), most)) if party else []
        return own or list(islice(self._nearest(entry, "", days), most))

    def _nearest(self, entry: BankEntry, party: str, days: int) -> Iterator[Expected]:
        """Walk away from the value day in both directions."""
        items, dates = self._by_party.get(party, []), self._days.get(party, [])
        after = bisect_left(dates, entry.value)
        before = after - 1
        while before >= 0 or after < len(items):
            earlier = _distance(dates, before, entry.value)
            later = _distance(dates, after, entry.value)
            if min(earlier, later) > days:
                return
            place = before if earlier <= later else after
            before, after = (before - 1, after) if earlier <= later else (before, after + 1)
            item = self._items[items[place].id]
            if self.fits(entry, item):
                yield item

    def take(self, proposal: Proposal, number: int) -> None:
        """Let an entry have its items."""
        for each in proposal.allocations:
            self._items[each.item] = self._items[each.item].without(each.amount)
            self._taken_by.setdefault(each.item, []).append(number)

    def taken_by(self, item: Expected) -> Sequence[int]:
        """The entries that have had something of an item."""
        return self._taken_by.get(item.id, ())


def is_counterparty(entry: BankEntry, item: Expected) -> bool:
    """Whether who stands in the entry is one of those whom the item is about."""
    name = _canonical(entry.counterparty)
    return bool(name) and name in map(_canonical, item.parties)


def allocation(item: Expected, amount: int | None = None) -> Allocation:
    """Match an amount to an item, or all that is left of it."""
    whole = item.amount if amount is None else amount
    return Allocation(item.id, item.kind, item.receivable, whole)


def _distance(days: Sequence[int], place: int, day: Day) -> int:
    return abs(days[place] - day) if 0 <= place < len(days) else _FAR
