"""What moves of units, payments and redemptions come to: what the ledger has now follows from them.

The contracts keep no list of what happened, so that these rows are held against what it led to.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from sfc.app.audit_difference import Difference, compared
from sfc.domain.books import MoveRow, PaymentRow, RedemptionRow
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant, format_receivable
from sfc.domain.views import Receivable
from sfc.ports import ReadModel


class HistoryAudit:
    """Reads all of it once."""

    def __init__(self, read: ReadModel) -> None:
        self._units: defaultdict[ReceivableId, Counter[ParticipantId]] = defaultdict(Counter)
        self._paid: Counter[ReceivableId] = Counter()
        self._penalty: Counter[ReceivableId] = Counter()
        self._redeemed: Counter[ReceivableId] = Counter()
        for move in read.rows(MoveRow):
            for holder, by in ((move.giver, -move.units), (move.taker, move.units)):
                if holder is not None:
                    self._units[move.receivable][holder] += by
        for payment in read.rows(PaymentRow):
            self._paid[payment.receivable] += payment.principal
            self._penalty[payment.receivable] += payment.penalty
        for redemption in read.rows(RedemptionRow):
            self._redeemed[redemption.receivable] += redemption.amount

    def of(self, here: Receivable, held: Mapping[ParticipantId, int]) -> Iterator[Difference]:
        """What is wrong with the history of a receivable, `held` being who has its units."""
        subject = format_receivable(here.id)
        for respect, now, sum_ in (
            ("paid (should be the sum of payments)", here.paid, self._paid),
            ("penalty paid (should be the sum of payments)", here.penalty_paid, self._penalty),
            ("redeemed (should be the sum of redemptions)", here.redeemed, self._redeemed),
        ):
            yield from compared(subject, respect, now.minor, sum_[here.id])
        moved = self._units.get(here.id, Counter[ParticipantId]())
        for holder in sorted({*moved, *held}):
            respect = f"sum of moves, units of {format_participant(holder)}"
            yield from compared(subject, respect, held.get(holder, 0), moved[holder])
