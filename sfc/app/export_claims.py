"""Looking up what documents name: receivables with their parties, and who is behind accounts."""

from collections.abc import Iterable, Mapping

from sfc.domain.events import CashMoved, Located, Paid, Sold, UnitsMoved
from sfc.domain.ids import ReceivableId
from sfc.domain.invoice import COMMERCIAL_INVOICE
from sfc.domain.outgoing import Claim
from sfc.domain.views import Participant
from sfc.ports import ReadModel, Store


def claim_of(read: ReadModel, store: Store, receivable: ReceivableId) -> Claim:
    """A receivable as documents name it. Raises NotFound."""
    found = read.receivable(receivable)
    key = store.invoice_of(receivable)
    return Claim(
        receivable=receivable,
        obligor=read.participant(found.obligor),
        supplier=read.participant(found.supplier),
        currency=found.face.currency,
        invoice_number=found.invoice_number,
        issue_day=found.issue_day,
        due_day=found.due_day,
        document_type=key.document_type if key else COMMERCIAL_INVOICE,
    )


def claims_of(
    read: ReadModel, store: Store, receivables: Iterable[ReceivableId | None]
) -> Mapping[ReceivableId, Claim]:
    """The same for several, each looked up once. Raises NotFound."""
    wanted = dict.fromkeys(each for each in receivables if each is not None)
    return {each: claim_of(read, store, each) for each in wanted}


def parties_at(read: ReadModel, events: Iterable[Located]) -> Mapping[str, Participant]:
    """The participants behind all accounts that occur in events."""
    accounts = dict.fromkeys(
        account for located in events for account in _accounts(located.event) if account is not None
    )
    found = {account: read.participant_by_account(account) for account in accounts}
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
