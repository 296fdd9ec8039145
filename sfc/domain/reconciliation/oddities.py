"""What is odd about an entry that no rule fits exactly, in words for whoever looks at it."""

from collections.abc import Iterator

from sfc.domain.reconciliation.pool import Pool
from sfc.domain.reconciliation.statement import BankEntry


def oddities(entry: BankEntry, pool: Pool) -> tuple[str, ...]:
    """Say why an entry is not simply matched."""
    return tuple(dict.fromkeys(_oddities(entry, pool)))


def _oddities(entry: BankEntry, pool: Pool) -> Iterator[str]:
    named = pool.named_by(entry).all
    if not named:
        yield "names no receivable that is known here"
        return
    for item in named:
        what = f"invoice {item.invoice_number}" if item.invoice_number else item.kind.value
        if item.currency != pool.currency:
            yield f"wrong currency: {what} is in {item.currency}, the account in {pool.currency}"
        elif not item.amount:
            others = ", ".join(map(str, pool.taken_by(item))) or "an earlier statement"
            yield f"{what} is matched to {others} already"
        elif (item.amount < 0) != (entry.amount < 0):
            yield f"wrong direction: {what} moves money the other way"
