"""Sealed-bid auctions over HTTP, with bids that the service keeps and reveals."""

from datetime import UTC, datetime, timedelta

from sfc.app.auctions import reveal_due
from sfc.app.audit import audit
from sfc.domain.ids import parse_participant, parse_receivable
from tests.api.service import Client, Json, World, money

RATE = "annual_rate_percent"


def moment(world: World, hours: int) -> str:
    now = datetime.fromtimestamp(world.system.context.clock.now(), UTC)
    return (now + timedelta(hours=hours)).isoformat()


def opened(world: World) -> tuple[int, str]:
    """An auction of 10,000.00 open for a day, and its receivable."""
    world.give(world.supplier, "1000.00")
    identity = world.tokenised("10000.00")
    lot = {
        "receivable": identity,
        "amount": money("10000.00"),
        "least_bid": money("1000.00"),
        "deposit": money("100.00"),
        "reserve_rate_percent": "8",
        "commit_end": moment(world, 12),
        "reveal_end": moment(world, 36),
        "delivery_end": moment(world, 84),
    }
    made: int = world.supplier.post("/auctions", lot)["auction"]["id"]
    return made, identity


def bid(world: World, client: Client, auction: int, rate: str, amount: str) -> Json:
    body = {RATE: rate, "amount": money(amount)}
    done: Json = client.post(f"/auctions/{auction}/commit", body, 200)["auction"]
    return done


def test_the_service_keeps_reveals_and_the_lowest_rate_wins(world: World) -> None:
    context = world.system.context
    auction, identity = opened(world)
    path = f"/auctions/{auction}"
    mine = bid(world, world.bank, auction, "5", "6000.00")
    assert [e["state"] for e in mine["bids"]] == ["committed"]
    assert mine["bids"][0][RATE] is mine["bids"][0]["amount"] is None
    bid(world, world.other_bank, auction, "6", "6000.00")
    again = {RATE: "4", "amount": money("6000.00")}
    assert world.bank.code("POST", f"{path}/commit", again) == (409, "auction_refused")
    assert world.supplier.code("POST", f"{path}/commit", again)[0] == 403
    # a bidder sees its own, others none, the seller all of them sealed
    assert [e["financier"] for e in world.bank.get(path)["bids"]] == [world.bank.id]
    assert world.tier2.get(path)["bids"] == world.core.get(path)["bids"] == []
    assert [e[RATE] for e in world.supplier.get(path)["bids"]] == [None, None]
    for kept in context.sealed_bids.waiting():
        assert kept.sealed[:4] not in ((50_000).to_bytes(4, "big"), (60_000).to_bytes(4, "big"))
    assert reveal_due(context) == 0, "not before its time"
    world.pass_days(1)
    assert world.bank.code("POST", f"{path}/clear") == (409, "auction_refused")
    assert reveal_due(context) == 2
    assert reveal_due(context) == 0, "once"
    assert {e[RATE] for e in world.supplier.get(path)["bids"]} == {"5.00", "6.00"}
    assert [e["financier"] for e in world.other_bank.get(path)["bids"]] == [world.other_bank.id]
    world.pass_days(1)
    cleared = world.tier3.post(f"{path}/clear", None, 200)["auction"]
    assert (cleared["clearing_rate_percent"], cleared["awarded"]) == ("6.00", money("10000.00"))
    for client, award in ((world.bank, "6000.00"), (world.other_bank, "4000.00")):
        body = {"financier": client.id}
        done = client.post(f"{path}/deliver", body, 200)["auction"]
        assert [e["award"] for e in done["bids"]] == [money(award)]
        held = context.read.units(parse_receivable(identity), parse_participant(client.id))
        assert held == int(award.replace(".", ""))
    got = world.supplier.post("/auctions/withdraw", {"currency": "CNY"}, 200)["amount"]
    # 6 % for the 89 days from the end of revealing is 148.33; and the deposit is back
    assert got == money("9951.67")
    again = {"currency": "CNY"}
    assert world.supplier.code("POST", "/auctions/withdraw", again) == (409, "auction_refused")
    assert audit(context).differences == ()


def test_a_bidder_may_keep_its_bid_itself(world: World) -> None:
    auction, _ = opened(world)
    path, context = f"/auctions/{auction}", world.system.context
    salt = b"\x5a" * 32
    number = parse_participant(world.bank.id)
    hashed = context.auctions.commitment(auction, number, 50_000, 600_000, salt)
    world.bank.post(f"{path}/commit", {"commitment": f"0x{hashed.hex()}"}, 200)
    both = {"commitment": f"0x{hashed.hex()}", RATE: "5", "amount": money("1.00")}
    assert world.other_bank.code("POST", f"{path}/commit", both) == (422, "request_malformed")
    shown = {RATE: "5", "amount": money("6000.00"), "salt": f"0x{salt.hex()}"}
    assert world.bank.code("POST", f"{path}/reveal", shown) == (409, "auction_refused")
    world.pass_days(1)
    other = {**shown, RATE: "4"}
    assert world.bank.code("POST", f"{path}/reveal", other) == (409, "auction_refused")
    revealed = world.bank.post(f"{path}/reveal", shown, 200)["auction"]
    assert [e["state"] for e in revealed["bids"]] == ["revealed"]


def test_what_cannot_be_revealed_any_more_is_forgotten(world: World) -> None:
    auction, _ = opened(world)
    bid(world, world.bank, auction, "5", "6000.00")
    world.pass_days(3)
    assert reveal_due(world.system.context) == 0
    assert auction not in [e.auction for e in world.system.context.sealed_bids.waiting()]
    cleared = world.core.post(f"/auctions/{auction}/clear", None, 200)["auction"]
    assert cleared["clearing_rate_percent"] is None
    world.supplier.post("/auctions/withdraw", {"currency": "CNY"}, 200)


def test_a_lot_out_of_range(world: World) -> None:
    identity = world.tokenised("10.00")
    lot = {
        "receivable": identity,
        "amount": money("10.00"),
        "least_bid": money("11.00"),
        "deposit": money("1.00"),
        "reserve_rate_percent": "8",
        "commit_end": moment(world, 12),
        "reveal_end": moment(world, 36),
        "delivery_end": moment(world, 84),
    }
    assert world.supplier.code("POST", "/auctions", lot) == (422, "offer_malformed")
    assert world.tier2.code("POST", "/auctions", lot) == (404, "not_found")
    assert world.bank.code("GET", "/auctions/999") == (404, "not_found")
