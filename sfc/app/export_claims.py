"""Looking up what documents name: receivables with their parties, and who is behind accounts."""

from collections.abc import Iterable, Mapping
from functools import cache

from sfc.app.export_context import Exports
from sfc.domain.errors import NotFound
from sfc.domain.events import CashMoved, Located, Paid, Sold, UnitsMoved
from sfc.domain.ids import ReceivableId, format_receivable
from sfc.domain.outgoing import Claim
from sfc.domain.views import Participant


def claim_of(exports: Exports, receivable: ReceivableId) -> Claim:
    """A receivable as documents name it. Raises NotFound."""
    found = claims_of(exports, [receivable])
    if receivable not in found:
        raise NotFound("receivable", format_receivable(receivable))
    return found[receivable]


def claims_of(
    exports: Exports, receivables: Iterable[ReceivableId | None]
) -> Mapping[ReceivableId, Claim]:
    """The same for many at a time."""
    participant = cache(exports.read.participant)
    facts = exports.log.claims(dict.fromkeys(each for each in receivables if each is not None))
    return {
        receivable: Claim(
            receivable=receivable,
            obligor=participant(found.obligor),
            supplier=participant(found.supplier),
            currency=found.currency,
            invoice_number=found.invoice_number,
            issue_day=found.issue_day,
            due_day=found.due_day,
            document_type=found.document_type,
        )
        for receivable, found in facts.items()
    }


def parties_at(exports: Exports, events: Iterable[Located]) -> Mapping[str, Participant]:
    """The participants behind all accounts that occur in events."""
    accounts = dict.fromkeys(
        account for located in events for account in _accounts(located.event) if account is not None
    )
    found = {account: exports.read.participant_by_account(account) for account in accounts}
    return {account: party for account, party in found.items() if party is not None}


def _accounts(event: object) -> tuple[str | None, ...]:
    match event:
        case UnitsMoved() | CashMoved():
            return (event.giver, event.taker)
        case Sold():
            return (event.seller, event.financier)
        case Paid():
            return (event.payer,)
    return ()
