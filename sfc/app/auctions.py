"""Sealed-bid auctions: opened, bid in, revealed by the service in time, cleared, delivered.

A bid of who lets its key be held here is kept sealed before it is committed to, and shown once the
time to reveal has come: whatever is killed when, it is committed once and revealed once.
"""

import secrets
from dataclasses import dataclass, replace

from sfc.app.context import Context, Done
from sfc.app.intents import intended
from sfc.app.parties import account_of, active, listed
from sfc.app.query import Viewer
from sfc.app.trading import Needs, trade
from sfc.domain.auctions import Auction, Bid, BidState, Lot, SealedBid
from sfc.domain.currency import currency as currency_of
from sfc.domain.errors import (
    AuctionRefused,
    Busy,
    ChainUnavailable,
    KeyNotHeld,
    SfcError,
)
from sfc.domain.ids import ParticipantId
from sfc.domain.market_events import AUCTIONS
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.sealing import salt, seal, unseal
from sfc.ports import Call

_NONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Shown:
    """An auction, with the bids that the viewer may see."""

    auction: Auction
    bids: tuple[Bid, ...]


def open_auction(context: Context, by: ParticipantId, lot: Lot) -> Done[Shown]:
    """The holder `by` opens an auction of its units, with a deposit.

    Raises NotFound, OfferMalformed, InsufficientUnits, InsufficientFunds, NoDaysToMaturity,
    DiscountNotBelowFace, ParticipantSuspended, NotUnitOperator, AllowanceTooLow.
    """
    account = active(context, by).account
    found = context.read.receivable(lot.receivable)
    currency = listed(context, found.face.currency.code).number
    # with recourse the seller's cash is reached too: that is what it agrees to
    needs = Needs(AUCTIONS, currency, units_of=[account], cash_of=[account])
    receipt = trade(context, account, needs, context.auctions.open(lot))
    made = next(each for each in auctions(context) if each.seller == by and each.lot == lot)
    return Done(Shown(made, ()), receipt)


def commit(
    context: Context, by: ParticipantId, number: int, rate_ppm: int, amount: Money
) -> Done[Shown]:
    """The financier `by` bids a rate for units worth `amount`, sealed; the service reveals it.

    Raises NotFound, WrongRole, AuctionRefused (late, twice, too many, the seller's own),
    InsufficientFunds, AllowanceTooLow, KeyNotHeld.
    """
    account = active(context, by, Role.FINANCIER).account
    if not context.signer.holds(account):  # the service could not reveal it
        raise KeyNotHeld(account)
    context.auctions.auction(number)
    bid = _kept(context, by, number, rate_ppm, amount.minor)
    if not context.is_rehearsal:
        context.sealed_bids.keep(bid)
    return commit_to(context, by, number, _commitment(context, bid))


def commit_to(context: Context, by: ParticipantId, number: int, commitment: bytes) -> Done[Shown]:
    """The financier commits to a bid that it keeps, and reveals, itself. Raises as `commit`."""
    account = active(context, by, Role.FINANCIER).account
    auction = context.auctions.auction(number)
    needs = Needs(AUCTIONS, auction.currency, cash_of=[account])
    receipt = trade(context, account, needs, context.auctions.commit(number, commitment))
    return Done(_shown(context, by, number), receipt)


def reveal(
    context: Context, by: ParticipantId, number: int, rate_ppm: int, amount: Money, given: bytes
) -> Done[Shown]:
    """The financier shows a bid that it kept itself, with its salt of 32 bytes.

    Raises NotFound, AuctionRefused (too early or late, another bid, out of range).
    """
    call = context.auctions.reveal(number, rate_ppm, amount.minor, given)
    return _act(context, by, number, call)


def reveal_due(context: Context) -> int:
    """Reveal all sealed bids whose time has come; gives how many.

    Bids that can no longer be revealed are forgotten. What is refused for a reason that may pass is
    tried again with the next call. Raises ChainUnavailable and Busy.
    """
    revealed = 0
    for bid in context.sealed_bids.waiting():
        auction = context.auctions.auction(bid.auction)
        now, made = context.clock.now(), context.auctions.bid(bid.auction, bid.financier)
        if made.state > BidState.COMMITTED or now > auction.lot.reveal_end:
            context.sealed_bids.done(bid)
        elif now > auction.lot.commit_end and made.commitment == _commitment(context, bid):
            revealed += _reveal(context, bid)
    return revealed


def clear(context: Context, by: ParticipantId, number: int) -> Done[Shown]:
    """Anybody has the units awarded, once revealing has ended. Raises AuctionRefused."""
    return _act(context, by, number, context.auctions.clear(number))


def deliver(
    context: Context, by: ParticipantId, number: int, financier: ParticipantId
) -> Done[Shown]:
    """Anybody has an award delivered: units against its cost, of which the deposit is a part.

    Raises NotFound, AuctionRefused (no award, too late, the financier's cash is not ready).
    """
    auction = context.auctions.auction(number)
    needs = Needs(AUCTIONS, auction.currency, cash_of=[account_of(context, financier)])
    call = context.auctions.deliver(number, financier)
    receipt = trade(context, account_of(context, by), needs, call)
    return Done(_shown(context, by, number), receipt)


def lapse(
    context: Context, by: ParticipantId, number: int, financier: ParticipantId
) -> Done[Shown]:
    """Anybody has an award closed that was not delivered in time. Raises AuctionRefused."""
    return _act(context, by, number, context.auctions.lapse(number, financier))


def withdraw(context: Context, by: ParticipantId, code: str) -> Done[Money]:
    """Take out what is credited to `by` in a currency. Raises AuctionRefused if nothing is."""
    currency = listed(context, code)
    amount = Money(context.auctions.credit(by, currency.number), currency_of(code))
    call = context.auctions.withdraw(currency.number)
    return Done(amount, context.send(account_of(context, by), call))


def auctions(context: Context) -> list[Auction]:
    """All, newest first."""
    return [context.auctions.auction(n) for n in range(context.auctions.count(), 0, -1)]


def seen(context: Context, viewer: Viewer, number: int) -> Shown:
    """An auction with its bids: all for its seller and overseers, its own for a financier."""
    auction = context.auctions.auction(number)
    if viewer.sees_all or viewer.participant is None or viewer.participant == auction.seller:
        return Shown(auction, _bids(context, auction))
    return _shown(context, viewer.participant, number)


def _shown(context: Context, by: ParticipantId, number: int) -> Shown:
    auction = context.auctions.auction(number)
    if by == auction.seller:
        return Shown(auction, _bids(context, auction))
    own = context.auctions.bid(number, by)
    return Shown(auction, () if own.state is BidState.NONE else (own,))


def _bids(context: Context, auction: Auction) -> tuple[Bid, ...]:
    """Of all financiers, as far as they bid."""
    found: list[Bid] = []
    after: ParticipantId | None = None
    while len(found) < auction.bids:
        page = context.read.participants(after, 200)
        if not page:
            break
        after = page[-1].id
        bids = (context.auctions.bid(auction.number, each.id) for each in page)
        found += [each for each in bids if each.state is not BidState.NONE]
    return tuple(found)


def _kept(context: Context, by: ParticipantId, number: int, rate_ppm: int, units: int) -> SealedBid:
    """The bid that is kept already, if it is the same one, else a new one beside it.

    Of several that were tried the ledger has one commitment: that is the one to reveal.
    """
    for before in context.sealed_bids.kept(number, by):
        if unseal(context.secret, _context_of(before), before.sealed) == (rate_ppm, units):
            return before
    blank = SealedBid(number, by, secrets.token_bytes(_NONCE_BYTES), b"")
    return replace(blank, sealed=seal(context.secret, _context_of(blank), rate_ppm, units))


def _commitment(context: Context, bid: SealedBid) -> bytes:
    rate, units = unseal(context.secret, _context_of(bid), bid.sealed)
    key = salt(context.secret, _context_of(bid))
    return context.auctions.commitment(bid.auction, bid.financier, rate, units, key)


def _reveal(context: Context, bid: SealedBid) -> bool:
    rate, units = unseal(context.secret, _context_of(bid), bid.sealed)
    key = salt(context.secret, _context_of(bid))
    call = context.auctions.reveal(bid.auction, rate, units, key)
    try:
        with intended(f"reveal {bid.auction} {bid.financier}"):
            context.send(account_of(context, bid.financier), call)
    except AuctionRefused:  # out of the lot's range: it does not count, and never will
        context.sealed_bids.done(bid)
        return False
    except (Busy, ChainUnavailable):
        raise
    except SfcError:  # such as a want of fees, which may pass
        return False
    context.sealed_bids.done(bid)
    return True


def _context_of(bid: SealedBid) -> bytes:
    return f"{bid.auction} {bid.financier} ".encode() + bid.nonce


def _act(context: Context, by: ParticipantId, number: int, call: Call) -> Done[Shown]:
    context.auctions.auction(number)
    receipt = context.send(account_of(context, by), call)
    return Done(_shown(context, by, number), receipt)
