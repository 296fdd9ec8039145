"""Putting invoices on the ledger: stated by the supplier, or promised at once by the obligor."""

from collections.abc import Sequence

from sfc.app.context import Context, Done
from sfc.app.drafts import Draft, Prepared, Recording, note, prepare
from sfc.app.likeness import near_twins
from sfc.app.parties import participant
from sfc.domain.ids import ParticipantId
from sfc.ports import Call


def record(context: Context, by: ParticipantId, draft: Draft) -> Done[Recording]:
    """The supplier `by` states an invoice that the draft's counterparty owes.

    Raises UnknownParticipant, WrongRole, ParticipantSuspended, AlreadyRecorded, TermsUnknown,
    RoundsExhausted and what `sfc.app.drafts.prepare` raises.
    """
    done = record_many(context, by, [draft])
    return done.of(done.result[0])


def record_many(
    context: Context, by: ParticipantId, drafts: Sequence[Draft]
) -> Done[tuple[Recording, ...]]:
    """`record` for 1 to 100 invoices of one supplier, all or none. Also raises BatchTooLarge."""
    supplier = participant(context, by)
    prepared = [
        prepare(context, draft, supplier=supplier, obligor=participant(context, draft.counterparty))
        for draft in drafts
    ]
    return _put(
        context,
        supplier.account,
        prepared,
        [context.ledger.record(each.statement) for each in prepared],
    )


def issue(context: Context, by: ParticipantId, draft: Draft) -> Done[Recording]:
    """The obligor `by` records, confirms and tokenises what it owes the draft's counterparty.

    Raises what `record` and `sfc.app.confirm.confirm` raise.
    """
    done = issue_many(context, by, [draft])
    return done.of(done.result[0])


def issue_many(
    context: Context, by: ParticipantId, drafts: Sequence[Draft]
) -> Done[tuple[Recording, ...]]:
    """`issue` for 1 to 100 invoices of one obligor, all or none. Also raises BatchTooLarge."""
    obligor = participant(context, by)
    suppliers = [participant(context, draft.counterparty) for draft in drafts]
    prepared = [
        prepare(context, draft, obligor=obligor, supplier=supplier)
        for draft, supplier in zip(drafts, suppliers, strict=True)
    ]
    return _put(
        context,
        obligor.account,
        prepared,
        [
            context.ledger.issue(each.statement, supplier.account)
            for each, supplier in zip(prepared, suppliers, strict=True)
        ],
    )


def _put(
    context: Context, sender: str, prepared: Sequence[Prepared], calls: Sequence[Call]
) -> Done[tuple[Recording, ...]]:
    if context.is_rehearsal:
        context.send(sender, *calls)
    twins = near_twins(context, prepared)
    for each in prepared:
        note(context, each)
    receipt = context.send(sender, *calls)
    recordings = (
        Recording(context.read.receivable(each.id), warnings)
        for each, warnings in zip(prepared, twins, strict=True)
    )
    return Done(tuple(recordings), receipt)
