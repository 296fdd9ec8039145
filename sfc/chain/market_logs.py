"""Events of the market's contracts in words of the domain. Rare: read by a general decoder."""

from collections.abc import Callable
from typing import Any

from eth_abi import decode

from sfc.chain.contracts import AUCTIONS, MARKET, interface
from sfc.chain.nodes.addresses import address_text
from sfc.chain.nodes.node import Log
from sfc.domain import auction_events as a
from sfc.domain import market_events as m
from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import write_buckets

_U = "uint256"
_TERMS = "(uint16,uint32,uint32,uint32,uint32,bool,uint64,uint32)"
_CONDITIONS = f"(uint64,uint16,(uint16,uint32)[],{_TERMS})"
_RETURN = [_U] * 5
_LOT = f"(uint256,uint64,uint64,uint64,uint32,uint40,uint40,uint40,{_TERMS})"
_WHO_FAILED = ("none", "nobody", "seller", "financier")

Decoder = Callable[[Log, str], m.MarketEvent]


def _topic(log: Log, index: int) -> int:
    return int.from_bytes(log.topics[index], "big")


def _account(log: Log, index: int) -> str:
    return address_text(log.topics[index][12:])


def _rcv(log: Log, index: int) -> ReceivableId:
    return ReceivableId("0x" + log.topics[index].hex())


def _words(log: Log, count: int) -> tuple[int, ...]:
    return tuple(decode([_U] * count, log.data))


def _deal(log: Log, venue: str) -> m.DealOpened:
    receivable, seller, financier, currency, round_, day, *rest = _words(log, 14)
    basis, rate, facility, recourse, units, claim, price, hold_back = rest
    return m.DealOpened(
        venue=venue,
        deal=_topic(log, 1),
        receivable=ReceivableId(f"0x{receivable:064x}"),
        seller=ParticipantId(seller),
        financier=ParticipantId(financier),
        currency=currency,
        round=round_,
        day=Day(day),
        basis=basis,
        buy_back_rate=rate,
        facility=facility,
        recourse=recourse,
        units=units,
        claim=claim,
        price=price,
        hold_back=hold_back,
    )


def _put_back(log: Log, venue: str) -> m.PutBack:
    return m.PutBack(venue, _topic(log, 1), _rcv(log, 2), *_words(log, 6))


def _debt_paid(log: Log, venue: str) -> m.DebtPaid:
    return m.DebtPaid(venue, _topic(log, 1), _account(log, 2), *_words(log, 5))


def _conditions(
    facility: int, financier: int, obligor: int, currency: int, told: Any
) -> m.FacilityChanged:
    limit, receivable_terms, buckets, terms = told
    return m.FacilityChanged(
        facility,
        ParticipantId(financier),
        ParticipantId(obligor),
        currency,
        limit,
        receivable_terms,
        write_buckets(buckets),
        *terms,
    )


def _opened(log: Log, _venue: str) -> m.FacilityChanged:
    currency, told = decode(["uint8", _CONDITIONS], log.data)
    return _conditions(_topic(log, 1), _topic(log, 2), _topic(log, 3), currency, told)


def _changed(log: Log, _venue: str) -> m.FacilityChanged:
    (told,) = decode([_CONDITIONS], log.data)
    return _conditions(_topic(log, 1), 0, 0, 0, told)


DEAL_EVENTS: dict[str, Decoder] = {
    "PutBack": _put_back,
    "DebtPaid": _debt_paid,
    "HoldBackReleased": lambda log, venue: m.HoldBackReleased(
        venue, _topic(log, 1), ParticipantId(_topic(log, 2)), *_words(log, 1)
    ),
}

MARKET_EVENTS: dict[str, Decoder] = {
    **DEAL_EVENTS,
    "AllOrdersWithdrawn": lambda log, _: m.AllOrdersWithdrawn(_account(log, 1), *_words(log, 1)),
    "FacilityChanged": _changed,
    "FacilityClosed": lambda log, _: m.FacilityClosed(_topic(log, 1)),
    "FacilityOpened": _opened,
    "FacilityUsed": lambda log, _: m.FacilityUsed(_topic(log, 1), _rcv(log, 2), *_words(log, 1)),
    "OrderFilled": lambda log, _: m.OrderFilled(_account(log, 1), _topic(log, 2), *_words(log, 2)),
    "OrderWithdrawn": lambda log, _: m.OrderWithdrawn(_account(log, 1), _topic(log, 2)),
}


def _par(log: Log, index: int) -> ParticipantId:
    return ParticipantId(_topic(log, index))


def _auction_opened(log: Log, _venue: str) -> a.AuctionOpened:
    ((_receivable, *lot, terms),) = decode([_LOT], log.data)
    return a.AuctionOpened(_topic(log, 1), _rcv(log, 2), _par(log, 3), *lot, *terms)


def _award_failed(log: Log, _venue: str) -> a.AwardFailed:
    (failed,) = _words(log, 1)
    return a.AwardFailed(_topic(log, 1), _par(log, 2), _WHO_FAILED[failed])


AUCTION_EVENTS: dict[str, Decoder] = {
    **DEAL_EVENTS,
    "AuctionCleared": lambda log, _: a.AuctionCleared(_topic(log, 1), *_words(log, 3)),
    "AuctionOpened": _auction_opened,
    "AwardDelivered": lambda log, _: a.AwardDelivered(
        _topic(log, 1), _par(log, 2), *_words(log, 1)
    ),
    "AwardFailed": _award_failed,
    "Awarded": lambda log, _: a.BidAwarded(_topic(log, 1), _par(log, 2), *_words(log, 1)),
    "BidCommitted": lambda log, _: a.BidCommitted(
        _topic(log, 1), _par(log, 2), "0x" + log.data.hex()
    ),
    "BidRevealed": lambda log, _: a.BidRevealed(_topic(log, 1), _par(log, 2), *_words(log, 2)),
    "Credited": lambda log, _: a.AuctionCredited(_par(log, 1), _topic(log, 2), *_words(log, 1)),
    "Withdrawn": lambda log, _: a.AuctionCreditWithdrawn(
        _par(log, 1), _topic(log, 2), *_words(log, 1)
    ),
}

# Read together: a deal says what recourse the sale that follows it has.
DEAL, SALE = "DealOpened", "Traded"

# What the contracts say besides.
NOT_DECODED = frozenset({"EIP712DomainChanged"})


class MarketReader:
    """Reads the events of one venue in their order, from the beginning of a block."""

    def __init__(self, contract: str) -> None:
        self._venue = m.MARKET if contract == MARKET else m.AUCTIONS
        topics = interface(contract).topics
        known = MARKET_EVENTS if contract == MARKET else AUCTION_EVENTS
        self._decoders = {topics[name]: decoder for name, decoder in known.items()}
        self._opens, self._sells = topics[DEAL], topics[SALE]
        self._deal: m.DealOpened | None = None

    def read(self, log: Log) -> tuple[m.MarketEvent, ...]:
        """What an event means; nothing for one that no reader needs."""
        if not log.topics:
            return ()
        if log.topics[0] == self._opens:
            self._deal = _deal(log, self._venue)
            return (self._deal,)
        if log.topics[0] == self._sells:
            return (self._traded(log),)
        decoder = self._decoders.get(log.topics[0])
        return (decoder(log, self._venue),) if decoder else ()

    def _traded(self, log: Log) -> m.Traded:
        deal, _receivable, _seller, _financier, *amounts = _words(log, 12)
        units, claim, discount, price, hold_back, fee, proceeds, cost = amounts
        told = self._deal if self._deal and self._deal.deal == deal else None
        return m.Traded(
            receivable=_rcv(log, 1),
            seller=_account(log, 2),
            financier=_account(log, 3),
            venue=self._venue,
            deal=deal,
            units=units,
            claim=claim,
            discount=discount,
            price=price,
            hold_back=hold_back,
            fee=fee,
            proceeds=proceeds,
            cost=cost,
            recourse=told.recourse if told else 0,
        )


VENUES = {m.MARKET: MARKET, m.AUCTIONS: AUCTIONS}
"""The contract of each venue."""
