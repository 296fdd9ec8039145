"""From files to confirmed units, and what stands in the way of financing an invoice twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sfc.app.confirm import confirm, confirm_many, reject
from sfc.app.record import issue, record, record_many
from sfc.app.tokenise import tokenise, tokenise_many
from sfc.demo import figures
from sfc.demo.cast import Player, draft_of
from sfc.demo.story.stage import Stage
from sfc.domain.errors import AlreadyRecorded
from sfc.domain.intake import InvoiceDraft
from sfc.domain.money import Money
from sfc.domain.rejection import RejectionReason

T = TypeVar("T")


def from_files(stage: Stage) -> None:
    """Put every invoice of the examples on the ledger, in the three ways there are."""
    journal, examples = stage.journal, stage.examples
    journal.chapter("From invoices to units")
    _one_by_one(stage, examples.step_by_step)
    _at_once(stage, examples.at_once)
    journal.said(
        f"The CSV ledger has {figures.counted(len(examples.ledger), 'more invoice')}: "
        "everybody acts once for all of its own"
    )
    for seller, invoices in _grouped(examples.ledger, stage.cast.seller):
        drafts = [draft_of(each, stage.cast.buyer(each)) for each in invoices]
        recorded = record_many(stage.context, seller.id, drafts)
        text = f"{seller.name} records {_worth(invoices)}"
        journal.done("record (batch)", text, recorded.receipt, len(drafts))
        stage.recorded(recorded.result)
    for buyer, invoices in _grouped(examples.ledger, stage.cast.buyer):
        ids = [stage.by_number[invoice.number] for invoice in invoices]
        confirmed = confirm_many(stage.context, buyer.id, ids)
        text = f"{buyer.name} confirms {_worth(invoices)}: it will pay whoever holds them then"
        journal.done("confirm (batch)", text, confirmed.receipt, len(ids))
    for seller, invoices in _grouped(examples.ledger, stage.cast.seller):
        ids = [stage.by_number[invoice.number] for invoice in invoices]
        tokenised = tokenise_many(stage.context, seller.id, ids)
        text = f"{seller.name} turns {figures.counted(len(ids), 'receivable')} into units"
        journal.done("tokenise (batch)", text, tokenised.receipt, len(ids))


def twice(stage: Stage) -> None:
    """Try to finance an invoice a second time, under its own number and under a similar one."""
    journal, again, twin = stage.journal, stage.examples.again, stage.examples.twin
    journal.chapter("One invoice, one receivable")
    seller, spelled = stage.cast.seller(again), " ".join(again.number.split())
    try:
        record(stage.context, seller.id, draft_of(again, stage.cast.buyer(again)))
    except AlreadyRecorded as error:
        journal.refused(f"{seller.name} sends an invoice once more, as “{spelled}”.", error)
    buyer = stage.cast.buyer(twin)
    recorded = record(stage.context, seller.id, draft_of(twin, buyer))
    text = f"It records {twin.number} as well, of another day: not the same, so not refused"
    journal.done("record", text, recorded.receipt)
    stage.recorded([recorded.result])
    reason = RejectionReason.UNR
    found = recorded.result.receivable
    rejected = reject(stage.context, buyer.id, found.id, reason)
    text = f"{buyer.name} looks, and rejects it: {reason.meaning}"
    journal.done("reject", text, rejected.receipt)


def _one_by_one(stage: Stage, invoice: InvoiceDraft) -> None:
    context, journal = stage.context, stage.journal
    seller, buyer = stage.cast.seller(invoice), stage.cast.buyer(invoice)
    recorded = record(context, seller.id, draft_of(invoice, buyer))
    text = (
        f"{seller.name} records {invoice.number} from a UBL file: {buyer.name} owes "
        f"{figures.money(invoice.total)} on {figures.calendar(invoice.due)}"
    )
    journal.done("record", text, recorded.receipt)
    stage.recorded([recorded.result])
    number = recorded.result.receivable.id
    confirmed = confirm(context, buyer.id, number)
    text = f"{buyer.name} confirms it: an irrevocable promise to pay whoever holds it on that day"
    journal.done("confirm", text, confirmed.receipt)
    tokenised = tokenise(context, seller.id, number)
    units = f"{tokenised.result.face.minor:,}"
    text = f"{seller.name} turns it into {units} units, one for every minor unit of face"
    journal.done("tokenise", text, tokenised.receipt)


def _at_once(stage: Stage, invoice: InvoiceDraft) -> None:
    context, journal = stage.context, stage.journal
    seller, buyer = stage.cast.seller(invoice), stage.cast.buyer(invoice)
    issued = issue(context, buyer.id, draft_of(invoice, seller))
    text = (
        f"{buyer.name} issues {invoice.number} to {seller.name}, {figures.money(invoice.total)}: "
        "recorded, confirmed and tokenised in one transaction"
    )
    journal.done("issue: record, confirm, tokenise", text, issued.receipt)
    stage.recorded([issued.result])


def _grouped(
    invoices: Iterable[InvoiceDraft], party: Callable[[InvoiceDraft], Player]
) -> Iterable[tuple[Player, Sequence[InvoiceDraft]]]:
    groups: dict[Player, list[InvoiceDraft]] = defaultdict(list)
    for invoice in invoices:
        groups[party(invoice)].append(invoice)
    return groups.items()


def _worth(invoices: Sequence[InvoiceDraft]) -> str:
    total = Money.total((each.total for each in invoices), invoices[0].total.currency)
    return f"{figures.counted(len(invoices), 'invoice')} worth {figures.money(total)}"
