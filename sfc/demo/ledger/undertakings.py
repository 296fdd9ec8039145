"""A supplier puts invoices on the ledger that its obligors have signed, each in one step."""

from collections.abc import Sequence

from sfc.app.context import Context, Done
from sfc.app.drafts import Prepared, Recording, note, prepare
from sfc.app.likeness import near_twins
from sfc.demo.cast import Cast, Player, draft_of
from sfc.domain.intake import InvoiceDraft
from sfc.domain.statements import Undertaking
from sfc.ports import Call

_FIRST_ROUND = 0


def issue_signed(
    context: Context, cast: Cast, supplier: Player, invoices: Sequence[InvoiceDraft]
) -> Done[tuple[Recording, ...]]:
    """Record, confirm by the obligors' signatures, and tokenise 1 to 100 invoices of a supplier.

    All or none, in one transaction. The obligors' keys are the sandbox's; elsewhere they would
    sign the same EIP-712 undertakings wherever they keep theirs.
    """
    prepared = [
        prepare(
            context,
            draft_of(invoice, cast.buyer(invoice)),
            obligor=cast.buyer(invoice).participant,
            supplier=supplier.participant,
        )
        for invoice in invoices
    ]
    warnings = near_twins(context, prepared)
    for each in prepared:
        note(context, each)
    calls = [_call(context, each) for each in prepared]
    receipt = context.send(supplier.participant.account, *calls)
    recordings = (
        Recording(context.read.receivable(each.id), twins)
        for each, twins in zip(prepared, warnings, strict=True)
    )
    return Done(tuple(recordings), receipt)


def _call(context: Context, prepared: Prepared) -> Call:
    """What the obligor signs is valid today, and only for this."""
    stated = prepared.statement
    undertaking = Undertaking(
        receivable=prepared.id,
        round=_FIRST_ROUND,
        amount=stated.face,
        currency=stated.currency,
        due_day=stated.due_day,
        terms=stated.terms,
        evidence_root=stated.evidence_root,
        valid_until=context.clock.today(),
    )
    signature = context.signer.sign_undertaking(stated.obligor, undertaking)
    return context.ledger.issue_signed(stated, undertaking.valid_until, signature)
