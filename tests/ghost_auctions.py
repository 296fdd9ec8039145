"""Auctions in miniature: their events, and what must come of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sfc.domain.auction_events import (
    AuctionCleared,
    AuctionCredited,
    AuctionCreditWithdrawn,
    AuctionOpened,
    AwardDelivered,
    AwardFailed,
    BidAwarded,
    BidCommitted,
    BidRevealed,
)
from sfc.domain.events import Event
from sfc.domain.ids import ParticipantId
from sfc.domain.market_events import AUCTIONS, Traded
from sfc.domain.receivable import Status

if TYPE_CHECKING:
    from tests.ghost import Ghost, GhostReceivable

HOUSE = "0x" + "a8" * 20
CURRENCY, SCALE, DEPOSIT = 1, 10**16, 1
RESERVE = 80_000
BIDDERS = (6, 7)


@dataclass
class GhostBid:
    commitment: str
    state: str = "committed"
    rate: int = 0
    units: int = 0
    award: int = 0


@dataclass
class GhostAuction:
    of: "GhostReceivable"
    seller: int
    round: int
    units: int
    bids: dict[int, GhostBid] = field(default_factory=dict)
    cleared: bool = False
    rate: int = 0
    awarded: int = 0
    forfeited: int = 0

    @property
    def is_over(self) -> bool:
        """Nothing is left to deliver."""
        return self.cleared and all(bid.state != "awarded" for bid in self.bids.values())


@dataclass
class Rostrum:
    """Each method gives the events of one transaction, or none if nothing can happen."""

    ghost: "Ghost"
    account: Callable[[int], str]
    auctions: list[GhostAuction] = field(default_factory=list)
    credits: Counter[int] = field(default_factory=Counter)

    def act(self, of: "GhostReceivable", seller: int, b: int, c: int) -> Iterator[Event]:
        """Open an auction, or take one a step further, whatever two numbers may mean for it."""
        going_on = [n for n, each in enumerate(self.auctions, 1) if not each.is_over]
        if c % 7 == 0:
            yield from self.withdraw(1 + b % 7)
            return
        if len(going_on) < 2:
            yield from self.open(of, seller, c)
            return
        number = going_on[b % len(going_on)]
        if not self.auctions[number - 1].cleared:
            yield from self.bid(number, BIDDERS[c % 2], c)
        else:
            yield from self.end(number, c)

    def open(self, of: "GhostReceivable", seller: int, c: int) -> Iterator[Event]:
        if of.status is not Status.TOKENISED or not of.hands[seller]:
            return
        units = c % len(of.hands[seller]) + 1
        self.auctions.append(GhostAuction(of, seller, of.round, units))
        ends = (c + 1, c + 3_601, c + 7_201)
        key = (len(self.auctions), of.id, ParticipantId(seller), units, 1, DEPOSIT, RESERVE)
        yield AuctionOpened(*key, *ends, 360, 0, 0, 0, 0, False, 0, 0)
        yield from self.ghost.move_cash(self.account(seller), HOUSE, DEPOSIT * SCALE)

    def bid(self, number: int, financier: int, c: int) -> Iterator[Event]:
        """It bids, or shows its bid, or has the auction cleared."""
        auction, key = self.auctions[number - 1], (number, ParticipantId(financier))
        made = auction.bids.get(financier)
        if made is None:
            if financier != auction.seller:
                auction.bids[financier] = GhostBid(f"0x{c:064x}")
                yield BidCommitted(*key, f"0x{c:064x}")
                yield from self.ghost.move_cash(self.account(financier), HOUSE, DEPOSIT * SCALE)
        elif made.state == "committed" and c % 4:
            made.state, made.rate, made.units = (
                "revealed",
                c % RESERVE,
                max(auction.units - c % 3, 1),
            )
            yield BidRevealed(*key, made.rate, made.units)
        else:
            yield from self.clear(number)
            if c % 3:
                yield from self.end(number, c // 3)

    def clear(self, number: int) -> Iterator[Event]:
        auction = self.auctions[number - 1]
        auction.cleared, left = True, auction.units
        shown = [(bid.rate, who) for who, bid in auction.bids.items() if bid.state == "revealed"]
        auction.forfeited = len(auction.bids) - len(shown)
        for rate, who in sorted(shown):
            bid = auction.bids[who]
            if award := min(bid.units, left):
                bid.state, bid.award, auction.rate, left = "awarded", award, rate, left - award
                yield BidAwarded(number, ParticipantId(who), award)
            else:
                yield from self._credit(who, DEPOSIT)
        auction.awarded = auction.units - left
        yield AuctionCleared(number, auction.rate, auction.awarded, auction.forfeited)
        yield from self._credit(auction.seller, DEPOSIT * (auction.forfeited + 1))

    def end(self, number: int, c: int) -> Iterator[Event]:
        """An award is delivered, at a fen less than its claim, or fails."""
        auction = self.auctions[number - 1]
        waiting = [who for who, bid in auction.bids.items() if bid.state == "awarded"]
        if not waiting:
            return
        who = waiting[c % len(waiting)]
        bid, of, seller = auction.bids[who], auction.of, auction.seller
        claim = bid.award * (of.face - of.paid) // of.face
        held = len(of.hands[seller]) if of.round == auction.round else 0
        if of.status is not Status.TOKENISED or held < bid.award or claim <= DEPOSIT or c % 4 == 0:
            bid.state = "failed"
            yield AwardFailed(number, ParticipantId(who), "financier")
            yield from self._credit(seller, DEPOSIT)
            return
        bid.state, price = "delivered", claim - 1
        yield from self.ghost.transfer(of, seller, who, bid.award)
        amounts = (bid.award, claim, 1, price, 0, 0, price, price)
        yield Traded(of.id, self.account(seller), self.account(who), AUCTIONS, 0, *amounts, 0)
        yield AwardDelivered(number, ParticipantId(who), 0)
        yield from self._credit(seller, price)
        if missing := price - DEPOSIT:
            yield from self.ghost.move_cash(self.account(who), HOUSE, missing * SCALE)

    def withdraw(self, who: int) -> Iterator[Event]:
        if amount := self.credits.pop(who, 0):
            yield AuctionCreditWithdrawn(ParticipantId(who), CURRENCY, amount)
            yield from self.ghost.move_cash(HOUSE, self.account(who), amount * SCALE)

    def _credit(self, who: int, amount: int) -> Iterator[Event]:
        if amount:
            self.credits[who] += amount
            yield AuctionCredited(ParticipantId(who), CURRENCY, amount)
