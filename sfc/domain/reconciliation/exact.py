"""Exact matches: the entry names its items, and has their amount to the minor unit."""

from collections.abc import Iterable, Sequence
from itertools import islice, product

from sfc.domain.reconciliation.expected import Expected
from sfc.domain.reconciliation.findings import SCORES, Proposal, Rule
from sfc.domain.reconciliation.pool import Pool, allocation, is_counterparty
from sfc.domain.reconciliation.statement import BankEntry

_MOST_COMBINATIONS = 4096


def exact(entry: BankEntry, pool: Pool) -> Proposal | None:
    """Give the match that needs nobody's consent, if there is one and no other.

    What has been paid on the ledger comes before what is due: an entry that could be either
    explains the payment, so that nothing is paid a second time.
    """
    named = pool.named_by(entry)
    for rule, found in (
        (Rule.REFERENCE, named.by_reference),
        (Rule.INVOICE_NUMBER, named.by_number),
    ):
        items = [item for item in found if pool.fits(entry, item)]
        if (item := _one(entry, items)) is not None:
            return _proposal(rule, [item], entry)
        if (several := _several(entry, items)) is not None:
            return _proposal(Rule.NAMED_SUM, several, entry)
        if items:
            return None  # an invoice number must not overrule a reference
    return None


def _one(entry: BankEntry, items: Sequence[Expected]) -> Expected | None:
    """The item of that amount; of one receivable's, the payment nearest in time.

    Where items of several receivables have the amount, the counterparty decides, or nobody.
    """
    having = [item for item in items if item.amount == entry.amount]
    if len({item.receivable or item.id for item in having}) > 1:
        having = [item for item in having if is_counterparty(entry, item)]
    if len({item.receivable or item.id for item in having}) != 1:
        return None
    return min(having, key=lambda item: (not item.done, abs(item.day - entry.booked), item.id))


def _several(entry: BankEntry, items: Sequence[Expected]) -> Sequence[Expected] | None:
    """One item of each receivable that is named, together the amount; None if in several ways."""
    by_receivable: dict[str, list[Expected]] = {}
    for item in sorted(items, key=lambda each: (not each.done, each.day, each.id)):
        by_receivable.setdefault(item.receivable or item.id, []).append(item)
    if len(by_receivable) < 2:
        return None
    ways = _ways(by_receivable.values(), entry.amount)
    return ways[0] if len(ways) == 1 else None


def _ways(choices: Iterable[Sequence[Expected]], amount: int) -> list[tuple[Expected, ...]]:
    tried = islice(product(*choices), _MOST_COMBINATIONS)
    return [way for way in tried if sum(item.amount for item in way) == amount]


def _proposal(rule: Rule, items: Sequence[Expected], entry: BankEntry) -> Proposal:
    reasons = tuple(_reason(rule, item) for item in items)
    allocations = tuple(allocation(item) for item in items)
    proposal = Proposal(rule, SCORES[rule], allocations, reasons=reasons)
    assert proposal.amount == entry.amount
    return proposal


def _reason(rule: Rule, item: Expected) -> str:
    what = f"invoice {item.invoice_number}" if item.invoice_number else item.kind.value
    how = "number" if rule is Rule.INVOICE_NUMBER else "reference"
    if rule is Rule.NAMED_SUM:
        return f"names {what}, and all that it names sum to the amount"
    return f"names {what} by {how}, and has its amount"
