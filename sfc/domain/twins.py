"""Twins among many invoices: the same one again, or one suspiciously alike."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sfc.domain.days import actual_days
from sfc.domain.invoice import InvoiceKey
from sfc.domain.ordered import Ordered
from sfc.domain.similarity import (
    DATE_TOLERANCE_DAYS,
    Invoice,
    Likeness,
    amount_reach,
    deserves_warning,
    score,
    similarity,
)

MOST_PER_CRITERION = 3


@dataclass(frozen=True, slots=True)
class Twin:
    """Two invoices by their positions, `earlier` < `later`, and why they deserve a look.

    Without likenesses they are the same invoice, and the second will be refused; with some,
    a person should look.
    """

    earlier: int
    later: int
    likenesses: tuple[Likeness, ...]

    @property
    def is_same(self) -> bool:
        """Both are one and the same invoice."""
        return not self.likenesses

    @property
    def score(self) -> int:
        """How suspicious the likeness is, 0 to 100; the same invoice is no suspicion."""
        return score(self.likenesses)


def find_twins(invoices: Sequence[Invoice]) -> list[Twin]:
    """List the twins among `invoices`, in order of position.

    Every invoice that has a twin appears. Of a crowd alike, each is paired only with the 3 before
    it in number, the 3 next to it on either side in amount, and the 3 next to it in amount among
    those of its number under any seller, so that the time grows with the number of invoices and not
    with its square.
    """
    pairs = set(_same(invoices))
    pairs.update(_alike_in_number(invoices))
    pairs.update(_alike_in_amount_and_date(invoices))
    pairs.update(_alike_under_other_sellers(invoices))
    found = []
    for earlier, later in sorted(pairs):
        one, other = invoices[earlier], invoices[later]
        alike = similarity(one, other)
        if one.key == other.key or deserves_warning(alike):
            found.append(Twin(earlier, later, tuple(alike)))
    return found


def _same(invoices: Sequence[Invoice]) -> Iterator[tuple[int, int]]:
    first: dict[InvoiceKey, int] = {}
    for at, invoice in enumerate(invoices):
        if (earlier := first.setdefault(invoice.key, at)) != at:
            yield earlier, at


def _alike_in_number(invoices: Sequence[Invoice]) -> Iterator[tuple[int, int]]:
    seen: dict[tuple[str, str, str], deque[int]] = {}
    for at, invoice in enumerate(invoices):
        key = invoice.key
        for form in _forms(invoice):
            crowd = seen.setdefault((key.seller, key.buyer, form), deque(maxlen=MOST_PER_CRITERION))
            yield from ((earlier, at) for earlier in crowd)
            crowd.append(at)


def _alike_in_amount_and_date(invoices: Sequence[Invoice]) -> Iterator[tuple[int, int]]:
    """Slide a week's window over each pair of parties, its amounts kept in order."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, invoice in enumerate(invoices):
        groups[invoice.key.seller, invoice.key.buyer, invoice.total.currency.code].append(at)
    for group in groups.values():
        group.sort(key=lambda at: invoices[at].key.issued)
        window = Ordered()
        start = 0
        for at in group:
            issued, amount = invoices[at].key.issued, invoices[at].total.minor
            while actual_days(invoices[group[start]].key.issued, issued) > DATE_TOLERANCE_DAYS:
                window.remove((invoices[group[start]].total.minor, group[start]))
                start += 1
            yield from (_ordered(at, other) for other in _nearest(window, amount))
            window.add((amount, at))


def _alike_under_other_sellers(invoices: Sequence[Invoice]) -> Iterator[tuple[int, int]]:
    """Keep the amounts of one number on one buyer in order, where there is more than one seller."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, invoice in enumerate(invoices):
        for form in _forms(invoice):
            groups[invoice.key.buyer, form, invoice.total.currency.code].append(at)
    for group in groups.values():
        if len({invoices[at].key.seller for at in group}) > 1:
            amounts = Ordered()
            for at in group:
                amount = invoices[at].total.minor
                yield from (_ordered(at, other) for other in _nearest(amounts, amount))
                amounts.add((amount, at))


def _forms(invoice: Invoice) -> frozenset[str]:
    """By what its number is looked up; one of punctuation alone is like itself only."""
    return invoice.forms or frozenset({invoice.key.number})


def _nearest(amounts: Ordered, amount: int) -> Iterator[int]:
    """Take up to 3 neighbours on either side that can be within the tolerance of `amount`."""
    reach = amount_reach(amount)
    near = amounts.around((amount, -1), MOST_PER_CRITERION)
    yield from (at for other, at in near if abs(other - amount) <= reach)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
