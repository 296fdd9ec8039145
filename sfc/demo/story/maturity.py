"""Time passes: core enterprises pay, holders redeem."""

from collections import defaultdict
from datetime import date

from sfc.app.sandbox import advance_to_day
from sfc.app.settle import Payment, pay_many, redeem_many
from sfc.demo import figures
from sfc.demo.story.stage import Stage
from sfc.domain.days import day_of
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.receivable import UNDERTAKEN
from sfc.domain.views import Receivable

IN_TWO_PARTS = "YH-2026-0103"
_FIRST_PART = "1000000.00"
_FIRST_DAY = date(2026, 6, 15)


def time_passes(stage: Stage) -> None:
    """Go from due day to due day until everything is paid and redeemed."""
    stage.journal.chapter("Time passes: payment and redemption")
    _who_holds(stage)
    owed = [
        found
        for number in stage.by_number
        if (found := stage.receivable(number)).status in UNDERTAKEN
    ]
    for day in sorted({found.due_day for found in owed} | {day_of(_FIRST_DAY)}):
        advance_to_day(stage.context, day)
        if day == day_of(_FIRST_DAY):
            _first_part(stage)
        due = [stage.receivable(found.invoice_number) for found in owed if found.due_day == day]
        _pay(stage, due)
        _redeem(stage, [found.id for found in due])


def _who_holds(stage: Stage) -> None:
    found = stage.receivable(IN_TWO_PARTS)
    stage.journal.said(f"Whose {IN_TWO_PARTS} is, and through whose hands it came:")
    for lots in stage.context.read.lots(found.id).values():
        for lot in lots:
            path = " → ".join(stage.cast[holder].name for holder in lot.path)
            stage.journal.said(f"{figures.amount(Money(lot.units, stage.currency))}: {path}")


def _first_part(stage: Stage) -> None:
    """Pay a part early; one holder takes its share at once, the others wait."""
    found, part = stage.receivable(IN_TWO_PARTS), stage.money(_FIRST_PART)
    obligor = stage.cast[found.obligor]
    paid = pay_many(stage.context, obligor.id, [Payment(found.id, part)])
    text = f"{obligor.name} pays {figures.money(part)} on {IN_TWO_PARTS} before it is due"
    stage.journal.done("pay", text, paid.receipt)
    holder = stage.cast[found.supplier]
    done = redeem_many(stage.context, holder.id, [found.id])
    share = figures.money(done.result[0].amount)
    text = f"{holder.name} redeems its share of that, pro rata: {share}"
    stage.journal.done("redeem", text, done.receipt)


def _pay(stage: Stage, due: list[Receivable]) -> None:
    by_obligor: dict[ParticipantId, list[Receivable]] = defaultdict(list)
    for found in due:
        by_obligor[found.obligor].append(found)
    for number, owed in by_obligor.items():
        paid = pay_many(stage.context, number, [Payment(found.id) for found in owed])
        parts = [
            f"{'the rest of ' if found.paid.minor else ''}{found.invoice_number}"
            + ("" if found.paid.minor else " in full")
            for found in owed
        ]
        total = Money.total((found.face - found.paid for found in owed), stage.currency)
        text = f"{stage.cast[number].name} pays {figures.listed(parts)}: {figures.money(total)}"
        operation = "pay" if len(owed) == 1 else "pay (batch)"
        stage.journal.done(operation, text, paid.receipt, len(owed))


def _redeem(stage: Stage, paid: list[ReceivableId]) -> None:
    holdings: dict[ParticipantId, list[ReceivableId]] = defaultdict(list)
    for receivable in paid:
        for holding in stage.context.read.holders(receivable):
            if holding.units:
                holdings[holding.holder].append(receivable)
    for number, receivables in holdings.items():
        done = redeem_many(stage.context, number, receivables)
        total = Money.total((each.amount for each in done.result), stage.currency)
        text = f"{stage.cast[number].name} redeems {figures.money(total)}"
        operation = "redeem" if len(receivables) == 1 else "redeem (batch)"
        stage.journal.done(operation, text, done.receipt, len(receivables))
