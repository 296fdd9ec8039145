"""What a statement's owner should see on its account, by the ledger.

A participant sees what it owes and what it has paid, was paid for units, and redeemed; payments
that somebody else made on its debts too, for its own bank may show them. The settlement bank sees
what all obligors owe and have paid.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sfc.app.context import Context
from sfc.app.export_claims import claims_of, parties_at
from sfc.app.settle import amount_due
from sfc.domain.cash_book import CashEntry, cash_entries
from sfc.domain.currency import currency
from sfc.domain.days import Day, day_start, ledger_day
from sfc.domain.errors import NotFound
from sfc.domain.events import Located, Paid, Recorded
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.outgoing import Claim, name_of
from sfc.domain.receivable import UNDERTAKEN
from sfc.domain.reconciliation import BankStatement, Expected, Interest, ItemKind, due_item
from sfc.domain.references import account_reference, reference
from sfc.domain.views import Receivable
from sfc.ports import ReceivableFilter

LOOK_BACK_DAYS = 400
"""How long before a statement payments of others are looked for."""

_PAGE = 200


def expected_items(
    context: Context,
    owner: ParticipantId | None,
    statement: BankStatement,
    allocated: Mapping[str, int],
) -> list[Expected]:
    """All items of an owner, less what is allocated to entries of its statements already."""
    found = [*_done(context, owner, statement), *_due(context, owner)]
    return [_less(item, allocated.get(item.id, 0)) for item in found]


def payment_item(transaction: str, receivable: ReceivableId, place: int = 0) -> str:
    """The id of a payment: the first, or a later one of a transaction on one receivable."""
    return f"payment:{transaction}:{receivable}:{place}"


def _less(item: Expected, allocated: int) -> Expected:
    beyond = abs(allocated) > abs(item.amount)
    return item.without(item.amount if beyond else allocated)


def _due(context: Context, owner: ParticipantId | None) -> Iterator[Expected]:
    """What is owed today, in any currency, the most recent first."""
    sign = 1 if owner is None else -1
    today = context.clock.today()
    wanted, cursor = ReceivableFilter(obligor=owner, statuses=UNDERTAKEN), None
    while True:
        page, cursor = context.read.receivables(wanted, cursor, _PAGE)
        for each in page:
            yield _debt(context, each, today, sign, owner)
        if cursor is None:
            break


def _debt(
    context: Context, of: Receivable, today: Day, sign: int, owner: ParticipantId | None
) -> Expected:
    due = amount_due(of, today)
    other = context.read.participant(of.obligor if owner is None else of.supplier)
    return Expected(
        id=due_item(of.id),
        kind=ItemKind.DUE,
        amount=sign * due.total.minor,
        currency=of.face.currency,
        day=of.due_day,
        receivable=of.id,
        references=(reference(of.id),),
        invoice_number=of.invoice_number,
        parties=(name_of(other),),
        penalty=sign * due.penalty.minor,
        interest=Interest(
            of.penalty_owed.minor,
            Day(max(of.due_day + of.terms.grace_days, of.accrued_to or 0)),
            of.terms.penalty_rate_ppm,
            of.terms.basis,
        ),
    )


def _done(
    context: Context, owner: ParticipantId | None, statement: BankStatement
) -> list[Expected]:
    if owner is None:
        first = Day(max(statement.first - LOOK_BACK_DAYS, 0))
        since = day_start(first, context.utc_offset_hours)
        return _payments(context, context.reconciling.book.payments(since), 1)
    events = context.exports.log.of_participant(owner)
    account = context.read.participant(owner).account
    debts = {
        each.event.receivable
        for each in events
        if isinstance(each.event, Recorded) and each.event.obligor == owner
    }
    others = [
        each
        for each in events
        if isinstance(each.event, Paid)
        and each.event.payer != account
        and each.event.receivable in debts
    ]
    return [*_cash(context, owner, statement, events), *_payments(context, others, -1)]


def _payments(context: Context, events: Sequence[Located], sign: int) -> list[Expected]:
    """Payments as they stand on the ledger, whoever made them."""
    paid = [(each, each.event) for each in events if isinstance(each.event, Paid)]
    claims = claims_of(context.exports, (event.receivable for _, event in paid))
    places = Counter[tuple[str, ReceivableId]]()
    found = []
    for located, event in paid:
        key = (located.transaction, event.receivable)
        claim = claims[event.receivable]
        item = Expected(
            id=payment_item(*key, places[key]),
            kind=ItemKind.PAYMENT,
            amount=sign * (event.principal + event.penalty),
            currency=claim.currency,
            day=ledger_day(located.timestamp, context.utc_offset_hours),
            receivable=event.receivable,
            references=(reference(event.receivable),),
            invoice_number=claim.invoice_number,
            parties=(name_of(claim.obligor if sign > 0 else claim.supplier),),
        )
        found.append(item)
        places[key] += 1
    return found


def _cash(
    context: Context, owner: ParticipantId, statement: BankStatement, events: Sequence[Located]
) -> list[Expected]:
    """What has moved on the owner's account on the ledger, in the currency of the statement."""
    try:
        listed = context.read.currency(statement.currency.code)
    except NotFound:
        return []
    parties = parties_at(context.exports, events)
    numbers = {account: party.id for account, party in parties.items()}
    entries = cash_entries(events, owner, numbers, listed)
    claims = claims_of(context.exports, (each.receivable for each in entries))
    is_ledgers = statement.account == account_reference(owner, statement.currency.code)
    places = Counter[tuple[str, str]]()
    found = []
    for entry in entries:
        claim = claims.get(entry.receivable) if entry.receivable else None
        known = parties.get(entry.counterparty or "")
        names = {name_of(known)} if known else set[str]()
        if claim is not None:
            names |= {name_of(claim.obligor), name_of(claim.supplier)}
        names.discard(name_of(context.read.participant(owner)))
        key = (entry.at.transaction, entry.receivable or "")
        item = Expected(
            id=_cash_item(entry, places[key]),
            kind=ItemKind(entry.kind.value),
            amount=entry.amount,
            currency=currency(listed.code),
            day=ledger_day(entry.at.timestamp, context.utc_offset_hours),
            receivable=entry.receivable,
            references=_references(entry, claim, is_ledgers=is_ledgers),
            invoice_number=claim.invoice_number if claim else "",
            parties=tuple(sorted(names)),
        )
        found.append(item)
        if entry.kind.value == ItemKind.PAYMENT.value:
            places[key] += 1
    return found


def _cash_item(entry: CashEntry, place: int) -> str:
    if entry.kind.value == ItemKind.PAYMENT.value and entry.receivable:
        return payment_item(entry.at.transaction, entry.receivable, place)
    return f"{entry.kind.value}:{entry.at.transaction}:{entry.at.log_index}"


def _references(entry: CashEntry, claim: Claim | None, *, is_ledgers: bool) -> tuple[str, ...]:
    """Ours of the receivable; bookings have numbers on the ledger's own statements only."""
    own = (entry.number,) if is_ledgers else ()
    return (*own, reference(claim.receivable)) if claim else own
