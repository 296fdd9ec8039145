"""Takes every invoice of a ledger from its issue to the redemption of its last unit."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from sfc.app.context import Context
from sfc.app.discount import Sale, accept_many
from sfc.app.offer import Offer, offer
from sfc.app.sandbox import advance_to_day
from sfc.app.settle import Payment, pay_many, redeem_many
from sfc.demo.cast import Cast, Player
from sfc.demo.journal import Journal
from sfc.demo.ledger.agenda import Agenda, Today, batches
from sfc.demo.ledger.undertakings import issue_signed
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.roles import Role
from sfc.domain.views import Receivable

T = TypeVar("T")

_ISSUE = "record, confirm by signature, tokenise"

STEPS = 4
"""What happens to each invoice: it is issued, sold, paid, redeemed."""


class Progress(Protocol):
    """Is told how far it is."""

    def moved(self, steps: int, day: Day) -> None:
        """So many steps were done, and it is that day on the ledger."""


@dataclass
class Life:
    """Runs an agenda: all that is issued is sold at once to the bank, at `rate_ppm` on ACT/360.

    Suppliers enter all of a day together, confirmed by their obligors' signatures, and sell it so;
    the operator pays so what is due; the bank redeems whenever a whole batch has been paid.
    """

    context: Context
    journal: Journal
    cast: Cast
    rate_ppm: int
    progress: Progress
    warnings: int = 0
    _ids: dict[InvoiceKey, ReceivableId] = field(default_factory=dict)
    _paid: list[ReceivableId] = field(default_factory=list)
    _today: Day = field(default=Day(0))

    def run(self, agenda: Agenda) -> None:
        """Go through all days."""
        (bank,) = self.cast.playing(Role.FINANCIER)
        largest = self.context.ledger.max_batch()
        for self._today, today in agenda.days.items():
            advance_to_day(self.context, self._today)
            self._pay(today)
            while len(self._paid) >= largest:
                self._redeem(bank)
            self._sell(bank, self._issue(today))
        while self._paid:
            self._redeem(bank)

    def _issue(self, today: Today) -> list[Receivable]:
        issued: list[Receivable] = []
        for seller, invoices in today.issued.items():
            for batch in self._batches(invoices):
                supplier = self.cast.named(seller)
                done = issue_signed(self.context, self.cast, supplier, batch)
                self.journal.count(_ISSUE, done.receipt, len(batch))
                for invoice, recording in zip(batch, done.result, strict=True):
                    self._ids[invoice.key] = recording.receivable.id
                    self.warnings += bool(recording.warnings)
                    issued.append(recording.receivable)
                self.progress.moved(len(batch), self._today)
        return issued

    def _sell(self, bank: Player, issued: Sequence[Receivable]) -> None:
        by_supplier: dict[ParticipantId, list[Sale]] = defaultdict(list)
        firm = self.context.end_of(self._today)
        for receivable in issued:
            quote = offer(self.context, bank.id, Offer(receivable.id, self.rate_ppm, firm))
            by_supplier[receivable.supplier].append(Sale(quote.id))
        for supplier, sales in by_supplier.items():
            for batch in self._batches(sales):
                done = accept_many(self.context, supplier, batch)
                self.journal.count("sell for cash", done.receipt, len(batch))
                self.progress.moved(len(batch), self._today)

    def _pay(self, today: Today) -> None:
        (operator,) = self.cast.playing(Role.OPERATOR)
        for batch in self._batches([self._ids[key] for key in today.due]):
            payments = [Payment(receivable) for receivable in batch]
            done = pay_many(self.context, operator.id, payments)
            self.journal.count("pay", done.receipt, len(batch))
            self.progress.moved(len(batch), self._today)
            self._paid += batch

    def _redeem(self, bank: Player) -> None:
        largest = self.context.ledger.max_batch()
        batch, self._paid = self._paid[:largest], self._paid[largest:]
        done = redeem_many(self.context, bank.id, batch)
        self.journal.count("redeem", done.receipt, len(batch))
        self.progress.moved(len(batch), self._today)

    def _batches(self, items: Sequence[T]) -> Iterator[Sequence[T]]:
        return batches(items, self.context.ledger.max_batch())
