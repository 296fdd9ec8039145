"""Whether the books of the market are those of its contracts."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sfc.app.audit_auctions import AuctionAudit
from sfc.app.audit_difference import Difference, compared, compared_rows
from sfc.domain.books import AccountRow, DealRow, FacilityRow, OrderEpochRow, OrderRow, TradeRow
from sfc.domain.ids import ParticipantId
from sfc.domain.market_events import AUCTIONS, MARKET
from sfc.ports import Auctioneer, Market, ReadModel

_KEPT = {MARKET: "sum of hold-backs", AUCTIONS: "sum of deposits, credits and hold-backs"}


def of_market(
    market: Market, auctions: Auctioneer, read: ReadModel, people: Iterable[ParticipantId]
) -> Iterator[Difference]:
    """Orders, facilities, deals, auctions; and each contract has what it keeps for others.

    The cash of bilateral sales is hold-backs, that of auctions deposits and credits besides.
    `people` are all participants.
    """
    if not market.venues:
        return
    yield from _of_orders(market, read)
    yield from _of_facilities(market, read)
    kept: Counter[tuple[str, int]] = Counter()
    deals = {(each.venue, each.number): each for each in read.rows(DealRow)}
    for venue in market.venues:
        yield from _of_deals(market, venue, deals)
    yield from _of_trades(read, deals)
    for deal in deals.values():
        kept[deal.venue, deal.currency] += deal.hold_back
    auctioned = AuctionAudit(auctions, read)
    if AUCTIONS in market.venues:
        yield from auctioned.differences(people)
    for currency in read.currencies():
        kept[AUCTIONS, currency.number] += auctioned.kept[currency.number]
        for venue in market.venues:
            held = market.cash_held(venue, currency.number)
            minor = kept[venue, currency.number]
            subject = f"cash of {venue} in {currency.code}"
            yield from compared(subject, _KEPT[venue], held, minor * currency.scale)


def _of_orders(market: Market, read: ReadModel) -> Iterator[Difference]:
    """Nonces that the read model knows: the contract does not list them."""
    for order in list(read.rows(OrderRow)):
        filled, closed = market.order_state(order.maker, order.nonce)
        subject = f"order {order.nonce} of {order.maker}"
        here = order.withdrawn or (closed and order.filled > 0)
        yield from compared(subject, "closed", closed, here)
        if not closed:
            yield from compared(subject, "amount filled", filled, order.filled)
    epochs = {each.maker: each.epoch for each in read.rows(OrderEpochRow)}
    accounts = {each.account for each in read.rows(AccountRow)}
    for maker in sorted({*epochs, *accounts}):
        epoch = market.order_epoch(maker)
        yield from compared(f"orders of {maker}", "epoch", epoch, epochs.get(maker, 0))


def _of_facilities(market: Market, read: ReadModel) -> Iterator[Difference]:
    here = {each.number: each for each in read.rows(FacilityRow)}
    count = market.facility_count()
    for number in sorted({*range(1, count + 1), *here}):
        found = market.facility(number) if number <= count else None
        yield from compared_rows(f"facility {number}", found, here.get(number))


def _of_deals(
    market: Market, venue: str, deals: dict[tuple[str, int], DealRow]
) -> Iterator[Difference]:
    count = market.deal_count(venue)
    here = {number for of, number in deals if of == venue}
    for number in sorted({*range(1, count + 1), *here}):
        found = market.deal(venue, number).row if number <= count else None
        subject = f"deal {number} of {venue}"
        yield from compared_rows(subject, found, deals.get((venue, number)))


def _of_trades(read: ReadModel, deals: dict[tuple[str, int], DealRow]) -> Iterator[Difference]:
    """The contracts keep of a sale what follows from it: the deal has to be that of the sale."""
    trades = {(each.venue, each.deal): each for each in read.rows(TradeRow) if each.deal}
    for venue, number in sorted({*trades, *deals}):
        trade, deal = trades.get((venue, number)), deals.get((venue, number))
        subject = f"deal {number} of {venue}"
        yield from compared(subject, "whether it was sold", deal is not None, trade is not None)
        if trade is not None and deal is not None:
            for name in ("receivable", "seller", "financier", "claim", "price"):
                there, here = getattr(deal, name), getattr(trade, name)
                yield from compared(subject, f"{name} of its sale", there, here)
