"""Events of the market's contracts, field by field as the interface names them."""

from dataclasses import fields
from typing import Any

from eth_abi import encode
from hypothesis import given, settings
from hypothesis import strategies as st

from sfc.chain import artifacts
from sfc.chain.contracts import AUCTIONS, MARKET, interface
from sfc.chain.market_logs import (
    AUCTION_EVENTS,
    DEAL,
    MARKET_EVENTS,
    NOT_DECODED,
    SALE,
    MarketReader,
)
from sfc.chain.nodes import Log
from sfc.domain import auction_events as a
from sfc.domain import market_events as m
from tests.chain.test_logs import ADDRESS

EVENTS = {
    (contract, entry["name"]): entry
    for contract in (MARKET, AUCTIONS)
    for entry in artifacts.load(contract).abi
    if entry["type"] == "event"
}


def test_every_event_is_read_or_known_to_be_of_no_use() -> None:
    for contract, known in ((MARKET, MARKET_EVENTS), (AUCTIONS, AUCTION_EVENTS)):
        said = {name for of, name in EVENTS if of == contract}
        assert said == ({*known, DEAL, SALE} | NOT_DECODED) & said
        assert said >= {*known, DEAL, SALE}


def log(contract: str, name: str, values: list[Any]) -> Log:
    """An event with these values, structs as tuples."""
    entry = EVENTS[contract, name]
    pairs = list(zip(entry["inputs"], values, strict=True))
    topics = [interface(contract).topics[name]]
    topics += [encode([f["type"]], [value]) for f, value in pairs if f["indexed"]]
    plain = [(_kind(f), value) for f, value in pairs if not f["indexed"]]
    data = encode([kind for kind, _ in plain], [value for _, value in plain])
    return Log(ADDRESS, tuple(topics), data, 1, "0x" + "00" * 32, 0)


def _kind(field: Any) -> str:
    if not field["type"].startswith("tuple"):
        return str(field["type"])
    inner = ",".join(_kind(each) for each in field["components"])
    return f"({inner}){field['type'].removeprefix('tuple')}"


NUMBERS = st.integers(0, 2**16 - 1)
TERMS = st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.booleans(), NUMBERS, NUMBERS)


@settings(max_examples=40)
@given(
    limit=NUMBERS,
    kinds=NUMBERS,
    buckets=st.lists(st.tuples(NUMBERS, NUMBERS), max_size=5),
    terms=TERMS,
)
def test_conditions_of_a_facility(
    limit: int, kinds: int, buckets: list[tuple[int, int]], terms: tuple[Any, ...]
) -> None:
    told = (limit, kinds, buckets, terms)
    (opened,) = MarketReader(MARKET).read(log(MARKET, "FacilityOpened", [7, 3, 1, 2, told]))
    (changed,) = MarketReader(MARKET).read(log(MARKET, "FacilityChanged", [7, told]))
    for event, whose in ((opened, (3, 1, 2)), (changed, (0, 0, 0))):
        assert isinstance(event, m.FacilityChanged)
        assert (event.facility, event.financier, event.obligor, event.currency) == (7, *whose)
        assert (event.limit, event.receivable_terms) == (limit, kinds)
        assert event.buckets == " ".join(f"{days}:{rate}" for days, rate in buckets)
        rest = [getattr(event, field.name) for field in fields(event)][7:]
        assert tuple(rest) == terms


@given(values=st.lists(st.integers(1, 200), min_size=14, max_size=14), sale=st.booleans())
def test_a_deal_says_what_recourse_the_sale_after_it_has(values: list[int], sale: bool) -> None:
    for contract, venue in ((MARKET, "market"), (AUCTIONS, "auctions")):
        reader = MarketReader(contract)
        (deal,) = reader.read(log(contract, DEAL, [9, tuple(values)]))
        assert isinstance(deal, m.DealOpened)
        names = (
            "receivable seller financier currency round day basis buy_back_rate facility recourse "
            "units claim price hold_back"
        )
        read = [getattr(deal, name) for name in names.split()]
        assert read == [f"0x{values[0]:064x}", *values[1:]]
        account = "0x" + "11" * 20
        amounts = list(range(21, 29))
        number = 9 if sale else 8
        made = (number, 5, account, account, *amounts)
        (sold,) = reader.read(log(contract, SALE, [5, account, account, made]))
        assert isinstance(sold, m.Traded)
        assert sold.recourse == (deal.recourse if sale else 0)
        names = "units claim discount price hold_back fee proceeds cost"
        assert [getattr(sold, name) for name in names.split()] == amounts
        assert (sold.venue, sold.deal) == (venue, number)


def test_what_follows_a_deal() -> None:
    reader, result = MarketReader(MARKET), (2, 3, 4, 5, 6)
    (back,) = reader.read(log(MARKET, "PutBack", [9, 7, 1, result]))
    assert back == m.PutBack("market", 9, back.receivable, 1, *result)
    assert int(back.receivable, 16) == 7
    account = "0x1111111111111111111111111111111111111111"
    (paid,) = reader.read(log(MARKET, "DebtPaid", [9, account, result]))
    assert paid == m.DebtPaid("market", 9, account, *result)
    (released,) = reader.read(log(MARKET, "HoldBackReleased", [9, 3, 50]))
    assert released == m.HoldBackReleased("market", 9, 3, 50)
    assert reader.read(log(MARKET, "OrderFilled", [account, 4, 10, 30])) == (
        m.OrderFilled(account, 4, 10, 30),
    )
    assert reader.read(log(MARKET, "FacilityUsed", [2, 7, 30])) == (
        m.FacilityUsed(2, back.receivable, 30),
    )
    assert reader.read(Log(ADDRESS, (b"\0" * 32,), b"", 1, "0x", 0)) == ()


@given(
    lot=st.lists(st.integers(1, 2**32 - 1), min_size=8, max_size=8, unique=True),
    terms=TERMS,
    words=st.lists(st.integers(1, 255), min_size=3, max_size=3, unique=True),
)
def test_what_happens_in_an_auction(
    lot: list[int], terms: tuple[Any, ...], words: list[int]
) -> None:
    reader = MarketReader(AUCTIONS)

    def read(name: str, *values: Any) -> list[Any]:
        (event,) = reader.read(log(AUCTIONS, name, list(values)))
        return [getattr(event, field.name) for field in fields(event)]

    receivable = f"0x{lot[0]:064x}"
    assert read("AuctionOpened", 9, lot[0], 3, (*lot, terms)) == [
        9,
        receivable,
        3,
        *lot[1:],
        *terms,
    ]
    commitment = bytes([words[0]] * 32)
    assert read("BidCommitted", 9, 4, commitment) == [9, 4, f"0x{commitment.hex()}"]
    assert read("BidRevealed", 9, 4, *words[:2]) == [9, 4, *words[:2]]
    assert read("Awarded", 9, 4, words[0]) == [9, 4, words[0]]
    assert read("AuctionCleared", 9, *words) == [9, *words]
    assert read("AwardDelivered", 9, 4, words[0]) == [9, 4, words[0]]
    for number, failed in ((1, "nobody"), (2, "seller"), (3, "financier")):
        assert reader.read(log(AUCTIONS, "AwardFailed", [9, 4, number])) == (
            a.AwardFailed(9, 4, failed),
        )
    assert reader.read(log(AUCTIONS, "Credited", [4, 2, 2**70])) == (
        a.AuctionCredited(4, 2, 2**70),
    )
    assert reader.read(log(AUCTIONS, "Withdrawn", [4, 2, 7])) == (
        a.AuctionCreditWithdrawn(4, 2, 7),
    )
