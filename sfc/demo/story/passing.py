"""Suppliers pay their own suppliers with parts of what a core enterprise promised them."""

from sfc.app.transfer import transfer
from sfc.demo import figures
from sfc.demo.cast import Player
from sfc.demo.story.stage import Stage
from sfc.domain.days import day_of
from sfc.domain.errors import UnknownParticipant
from sfc.domain.intake import InvoiceDraft
from sfc.domain.views import Receivable


def down_the_chain(stage: Stage) -> None:
    """Pay every upstream invoice with units that fall due on the same day."""
    journal = stage.journal
    journal.chapter("Paying suppliers with parts of a promise")
    for invoice in sorted(stage.examples.upstream, key=lambda each: each.issued):
        payer, payee = stage.cast.buyer(invoice), stage.cast.seller(invoice)
        means = _means(stage, payer, invoice)
        moved = transfer(stage.context, payer.id, means.id, payee.id, invoice.total)
        kept = figures.amount(stage.held(payer, means.invoice_number))
        text = (
            f"{payer.name} pays {invoice.number} of {payee.name} ({payee.part}) with "
            f"{figures.money(invoice.total)} of {means.invoice_number}, and keeps {kept}"
        )
        journal.done("transfer a part", text, moved.receipt)
    _to_a_stranger(stage)


def _means(stage: Stage, payer: Player, invoice: InvoiceDraft) -> Receivable:
    """The receivable out of which the payer can pay: due on the day, and enough of it held."""
    due = day_of(invoice.due)
    held = (
        stage.context.read.receivable(holding.receivable)
        for holding in stage.context.read.holdings(payer.id)
        if holding.units >= invoice.total.minor
    )
    return next(receivable for receivable in held if receivable.due_day == due)


def _to_a_stranger(stage: Stage) -> None:
    invoice = min(stage.examples.upstream, key=lambda each: each.issued)
    payer = stage.cast.buyer(invoice)
    means = _means(stage, payer, invoice)
    stranger = stage.context.signer.create()
    try:
        transfer(stage.context, payer.id, means.id, stranger, invoice.total)
    except UnknownParticipant as error:
        text = f"{payer.name} tries to send units to an account that nobody has registered."
        stage.journal.refused(text, error)
