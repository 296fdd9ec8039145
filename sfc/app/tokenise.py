"""The supplier turns confirmed receivables into units."""

from collections.abc import Sequence

from sfc.app.context import Context, Done
from sfc.app.parties import account_of
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.views import Receivable


def tokenise(context: Context, by: ParticipantId, receivable: ReceivableId) -> Done[Receivable]:
    """The supplier `by` turns a confirmed receivable into units, all its own at first.

    Raises NotFound, NotYours, WrongRole, ParticipantSuspended, NotConfirmed.
    """
    done = tokenise_many(context, by, [receivable])
    return done.of(done.result[0])


def tokenise_many(
    context: Context, by: ParticipantId, receivables: Sequence[ReceivableId]
) -> Done[tuple[Receivable, ...]]:
    """`tokenise` for 1 to 100 receivables of one supplier, all or none. Raises BatchTooLarge."""
    calls = [context.ledger.tokenise(context.read.receivable(each).id) for each in receivables]
    receipt = context.send(account_of(context, by), *calls)
    return Done(tuple(context.read.receivable(each) for each in receivables), receipt)
