"""The market beside the ledger in miniature: its events, and what must come of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sfc.domain.days import Day
from sfc.domain.events import Event
from sfc.domain.ids import ParticipantId
from sfc.domain.market_events import (
    MARKET,
    AllOrdersWithdrawn,
    DealOpened,
    DebtPaid,
    FacilityChanged,
    FacilityClosed,
    FacilityUsed,
    HoldBackReleased,
    OrderFilled,
    OrderWithdrawn,
    PutBack,
    Traded,
)
from sfc.domain.receivable import Status
from tests.ghost_auctions import Rostrum

if TYPE_CHECKING:
    from tests.ghost import Ghost, GhostReceivable

VENUE = "0x" + "a7" * 20
CURRENCY, SCALE = 1, 10**16


@dataclass
class GhostDeal:
    of: "GhostReceivable"
    seller: int
    financier: int
    round: int
    units: int
    recourse: int
    hold_back: int
    owed: int = 0


@dataclass
class Stall:
    """Each method gives the events of one transaction, or none if the contract would refuse it."""

    ghost: "Ghost"
    account: Callable[[int], str]
    deals: list[GhostDeal] = field(default_factory=list)
    facilities: list[tuple[bool, int, int]] = field(default_factory=list)
    """Whether each is open, its limit, what is used of it."""
    orders: dict[tuple[str, int], tuple[int, bool]] = field(default_factory=dict)
    epochs: Counter[str] = field(default_factory=Counter)
    rostrum: Rostrum = field(init=False)

    def __post_init__(self) -> None:
        self.rostrum = Rostrum(self.ghost, self.account)

    def offer(self, financier: int, obligor: int, limit: int, which: int) -> Iterator[Event]:
        """A new facility, or another limit of an old one, or its end."""
        told = ("30:40000 90:54000", 360, 1_000_000, 60_000, 100_000, 0, False, 0, 0)
        number = which % (len(self.facilities) + 1)
        if number == 0:
            self.facilities.append((True, limit, 0))
            number = len(self.facilities)
            key = (ParticipantId(financier), ParticipantId(obligor), CURRENCY)
            yield FacilityChanged(number, *key, limit, 0, *told)
            return
        is_open, _, used = self.facilities[number - 1]
        if is_open and which % 2:
            self.facilities[number - 1] = (False, self.facilities[number - 1][1], used)
            yield FacilityClosed(number)
        else:
            self.facilities[number - 1] = (True, limit, used)
            nobody = (ParticipantId(0), ParticipantId(0), 0)
            yield FacilityChanged(number, *nobody, limit, 0, *told)

    def sell(
        self, of: "GhostReceivable", seller: int, financier: int, units: int, terms: int
    ) -> Iterator[Event]:
        """With recourse, with hold-back, with both or neither; the fee is the financier's."""
        hands = len(of.hands[seller])
        if of.status is not Status.TOKENISED or seller == financier or not 2 <= units <= hands:
            return
        claim = units * (of.face - of.paid) // of.face
        price = claim - claim // 10
        if price == 0:
            return
        hold_back = price // 5 if terms % 2 else 0
        recourse = units if terms % 3 else 0
        deal = 0
        if recourse or hold_back:
            self.deals.append(
                GhostDeal(of, seller, financier, of.round, units, recourse, hold_back)
            )
            deal = len(self.deals)
            parties = (ParticipantId(seller), ParticipantId(financier))
            key = (MARKET, deal, of.id, *parties, CURRENCY, of.round, Day(19_990), 360, 0, 0)
            yield DealOpened(*key, recourse, units, claim, price, hold_back)
        fee, proceeds = 1, price - hold_back
        seat, buyer = self.account(seller), self.account(financier)
        amounts = (units, claim, claim - price, price, hold_back, fee, proceeds, price + fee)
        yield Traded(of.id, seat, buyer, MARKET, deal, *amounts, recourse)
        yield from self.ghost.transfer(of, seller, financier, units)
        for taker, amount in ((seat, proceeds), (VENUE, hold_back), (self.account(3), fee)):
            if amount and taker != buyer:
                yield from self.ghost.move_cash(buyer, taker, amount * SCALE)
        yield from self._filled(self.account(seller), units % 5, claim)
        if self.facilities:
            number = units % len(self.facilities) + 1
            is_open, limit, used = self.facilities[number - 1]
            self.facilities[number - 1] = (is_open, limit, used + claim)
            yield FacilityUsed(number, of.id, used + claim)

    def go_back(self, which: int, put: int, paid: int) -> Iterator[Event]:
        """Units are put back: as many as the hold-back, at a fen each, and the seller pay for."""
        if not self.deals:
            return
        number = which % len(self.deals)
        deal = self.deals[number]
        of, held = deal.of, len(deal.of.hands[deal.financier])
        if of.round != deal.round or of.status is not Status.TOKENISED:
            return
        put = min(put, deal.recourse - deal.owed)
        owed = deal.owed + put
        if owed <= 0 or owed > held:
            return
        from_hold_back = min(deal.hold_back, owed)
        back = min(owed, from_hold_back + paid)
        cash = back - from_hold_back
        self._take(deal, back, from_hold_back, owed - back)
        told = (back, from_hold_back, cash, deal.owed, deal.owed)
        yield PutBack(MARKET, number + 1, of.id, put, *told)
        financier, seller = self.account(deal.financier), self.account(deal.seller)
        if back:
            yield from self.ghost.transfer(of, deal.financier, deal.seller, back)
        yield from self.ghost.move_cash(seller, financier, cash * SCALE)
        yield from self.ghost.move_cash(VENUE, financier, from_hold_back * SCALE)

    def pay_debt(self, which: int, units: int, payer: str) -> Iterator[Event]:
        owing = [n for n, deal in enumerate(self.deals) if deal.owed]
        if not owing:
            return
        number = owing[which % len(owing)]
        deal = self.deals[number]
        if deal.of.round != deal.round or deal.of.status is not Status.TOKENISED:
            return
        back = min(units, deal.owed)
        if back > len(deal.of.hands[deal.financier]):
            return
        self._take(deal, back, 0, deal.owed - back)
        yield DebtPaid(MARKET, number + 1, payer, back, 0, back, deal.owed, deal.owed)
        yield from self.ghost.transfer(deal.of, deal.financier, deal.seller, back)
        yield from self.ghost.move_cash(payer, self.account(deal.financier), back * SCALE)

    def release(self, which: int) -> Iterator[Event]:
        kept = [n for n, deal in enumerate(self.deals) if deal.hold_back]
        if kept:
            number = kept[which % len(kept)]
            deal = self.deals[number]
            amount, deal.hold_back = deal.hold_back, 0
            ended = deal.of.round != deal.round or deal.of.status is Status.CANCELLED
            to = deal.financier if ended else deal.seller
            yield HoldBackReleased(MARKET, number + 1, ParticipantId(to), amount)
            yield from self.ghost.move_cash(VENUE, self.account(to), amount * SCALE)

    def withdraw(self, maker: str, nonce: int) -> Iterator[Event]:
        filled, withdrawn = self.orders.get((maker, nonce), (0, False))
        if nonce == 4:
            self.epochs[maker] += 1
            yield AllOrdersWithdrawn(maker, self.epochs[maker])
        elif not withdrawn:
            self.orders[maker, nonce] = (filled, True)
            yield OrderWithdrawn(maker, nonce)

    def act(self, of: "GhostReceivable", giver: int, a: int, b: int, c: int) -> Iterator[Event]:
        """Do something in the market, whatever three numbers may mean for it."""
        match a % 16:
            case 0:
                yield from self.offer(6 + b % 2, 1 + c % 2, c + 1, b)
            case 1:
                yield from self.withdraw(self.account(3 + b % 5), c % 5)
            case 2:
                yield from self.go_back(b, c % 9 + 1, paid=0 if c % 3 else 9)
            case 3:
                yield from self.pay_debt(b, c % 5 + 1, self.account(1 + c % 7))
            case 4:
                yield from self.release(b)
            case number if number < 12:
                yield from self.rostrum.act(of, giver, b, c)
            case _:
                units = c % max(len(of.hands[giver]), 1) + 1
                yield from self.sell(of, giver, 6 + b % 2, units, c)

    def _take(self, deal: GhostDeal, back: int, from_hold_back: int, owed: int) -> None:
        deal.units -= back
        deal.recourse -= min(back, deal.recourse)
        deal.hold_back -= from_hold_back
        deal.owed = owed

    def _filled(self, maker: str, nonce: int, claim: int) -> Iterator[Event]:
        filled, withdrawn = self.orders.get((maker, nonce), (0, False))
        self.orders[maker, nonce] = (filled + claim, withdrawn)
        yield OrderFilled(maker, nonce, claim, filled + claim)
