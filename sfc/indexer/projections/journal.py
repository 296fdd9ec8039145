"""Participants' journals: what each event enters in the books of each party to it.

The bookkeeping is `sfc.domain.journal`'s, which follows one participant through all its events.
Here it goes on from one event to the next: what it has to know of a receivable is in the books,
but for its parties' stakes, which are kept as a row of their own.
"""

from collections.abc import Collection, Iterable, Iterator

from sfc.domain.books import (
    CashRow,
    CurrencyRow,
    DealRow,
    EntryRow,
    LineRow,
    ReceivableRow,
    Row,
    StakesRow,
)
from sfc.domain.events import (
    Cancelled,
    CashMoved,
    Confirmed,
    CreditNoteAgreed,
    Located,
    Paid,
    ParticipantRegistered,
    PenaltyPosted,
    Recorded,
    Redeemed,
    Sold,
    UnitsMoved,
)
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.journal import Entry, without_recourse
from sfc.domain.journal.book import Book, DealParties, Known
from sfc.domain.journal.cash import CashBook, opening
from sfc.domain.journal.deals import enter_deals
from sfc.domain.journal.life import enter_life
from sfc.domain.journal.money import enter_money
from sfc.domain.journal.position import Position
from sfc.domain.journal.stake import Stake, stakes_after
from sfc.domain.journal.units import enter_units
from sfc.domain.market_events import DebtPaid, HoldBackReleased, PutBack, Traded
from sfc.domain.receivable import UNDERTAKEN, Status
from sfc.domain.transactions import Accounts, Step
from sfc.domain.views import ListedCurrency
from sfc.indexer.books import Reader
from sfc.indexer.lookups import accounts, currencies, existing, receivable

_Dealing = (
    Recorded
    | Confirmed
    | CreditNoteAgreed
    | Cancelled
    | UnitsMoved
    | Sold
    | Paid
    | PenaltyPosted
    | Redeemed
    | Traded
)
"""What a receivable's parties enter."""

_Following = PutBack | DebtPaid | HoldBackReleased
"""What follows a sale between the parties of a deal."""


def journal(step: Step, books: Reader) -> Iterator[Row]:
    """Project an event, with what it goes with in its transaction, into entries."""
    match event := step.at.event:
        case ParticipantRegistered():
            yield from _rows(event.participant, _found(event, step.at, books))
        case CashMoved():
            yield from _cash(event, step, books)
        case Recorded():
            # a new round starts from nothing
            yield from _entered(step, books, event.currency, (event.obligor, event.supplier), None)
        case _ if isinstance(event, _Dealing):
            of = receivable(books, event.receivable)
            before = _stakes(books, event.receivable)
            parties = set(_parties(event, of, before, accounts((step.at,), books)))
            yield from _entered(step, books, of.currency, parties, of)
        case _ if isinstance(event, _Following):
            deal = existing(books, DealRow, event.venue, event.deal)
            of = receivable(books, deal.receivable)
            yield from _entered(step, books, of.currency, (deal.seller, deal.financier), of, deal)
        case _:
            pass


def _stakes(books: Reader, key: ReceivableId) -> tuple[Stake, ...]:
    row = books.get(StakesRow, key)
    return row.stakes if row else ()


def _parties(
    event: _Dealing, of: ReceivableRow, stakes: tuple[Stake, ...], numbers: Accounts
) -> Iterator[ParticipantId]:
    """Those in whose books the event may change something; a stranger has none."""
    named: tuple[str | None, ...] = ()
    match event:
        case UnitsMoved():
            named = (event.giver, event.taker)
        case Sold() | Traded():
            named = (event.seller, event.financier)
        case Redeemed():
            yield event.holder
        case _:
            yield from (of.obligor, of.supplier)
            yield from (stake.owner for stake in stakes)
            named = (event.payer,) if isinstance(event, Paid) else ()
    yield from (numbers[account] for account in named if account and account in numbers)


def _entered(
    step: Step,
    books: Reader,
    currency: int,
    parties: Collection[ParticipantId],
    of: ReceivableRow | None,
    deal: DealRow | None = None,
) -> Iterator[Row]:
    """Enter an event in the books of the parties; `of` is the receivable, if it was there."""
    event = step.at.event
    if isinstance(event, DebtPaid | HoldBackReleased):
        assert deal is not None
        key = deal.receivable
    else:
        assert isinstance(event, _Dealing | PutBack)
        key = event.receivable
    kept = _stakes(books, key)
    before = {stake.owner: stake for stake in kept}
    codes = {currency: existing(books, CurrencyRow, currency).code}
    after: dict[ParticipantId, Position] = {}
    for owner in parties:
        book = Book(owner, accounts((step.at,), books), codes)
        if of is not None:
            book.known[key] = _known(of, before.get(owner, Stake(owner)))
        if deal is not None:
            parties_to = DealParties(deal.receivable, deal.seller, deal.financier)
            book.deals[deal.venue, deal.number] = parties_to
        entries = [
            *enter_life(book, step),
            *enter_units(book, step, without_recourse),
            *enter_deals(book, step),
            *enter_money(book, step),
        ]
        yield from _rows(owner, entries)
        after[owner] = book.known[key].position
    if (now := stakes_after(before.values(), after)) != kept:
        yield StakesRow(key, now)


def _known(of: ReceivableRow, stake: Stake) -> Known:
    recorded = Recorded(
        receivable=of.id,
        obligor=of.obligor,
        supplier=of.supplier,
        round=of.round,
        currency=of.currency,
        terms=of.terms,
        face=of.asked_face,
        issue_day=of.issue_day,
        due_day=of.due_day,
        invoice=of.invoice,
        evidence_root=of.evidence_root,
    )
    confirmed = of.face if of.status in (*UNDERTAKEN, Status.SETTLED) else None
    return Known(recorded, confirmed, stake.position(of.face, of.face - of.paid, of.collected))


def _cash(event: CashMoved, step: Step, books: Reader) -> Iterator[Row]:
    numbers, listed = accounts((step.at,), books), _by_token(books)
    if event.giver == event.taker or event.token not in listed:
        return
    for account in (event.giver, event.taker):
        if account is None or account not in numbers:
            continue
        had = books.get(CashRow, event.token, account)
        book = CashBook(numbers[account], numbers, listed)
        book.balances[event.token] = had.units if had else 0
        yield from _rows(numbers[account], book.enter(step))


def _found(event: ParticipantRegistered, at: Located, books: Reader) -> Iterator[Entry]:
    """What the account had before it was anybody's here."""
    for token, listed in _by_token(books).items():
        if (had := books.get(CashRow, token, event.account)) is not None:
            yield opening(at, listed, had.units)


def _by_token(books: Reader) -> dict[str, ListedCurrency]:
    return {
        row.token: ListedCurrency(row.number, row.code, row.token, row.scale)
        for row in currencies(books)
    }


def _rows(owner: ParticipantId, entries: Iterable[Entry]) -> Iterator[Row]:
    for place, entry in enumerate(entry for entry in entries if entry.lines):
        at = entry.at
        yield EntryRow(
            block_hash=at.block_hash,
            log_index=at.log_index,
            owner=owner,
            place=place,
            block=at.block,
            timestamp=at.timestamp,
            transaction=at.transaction,
            receivable=entry.receivable,
            currency=entry.currency,
            counterparty=entry.counterparty,
            treatment=entry.treatment,
            text=entry.text,
        )
        for line in entry.lines:
            yield LineRow(
                block_hash=at.block_hash,
                log_index=at.log_index,
                owner=owner,
                place=place,
                account=line.account,
                block=at.block,
                timestamp=at.timestamp,
                transaction=at.transaction,
                currency=entry.currency,
                amount=line.amount,
            )
