"""What is asked of the ledger: lists, sums, the past, the books; and what is not told to whom."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.api.service import START, Client, Json, World, money


@pytest.fixture(scope="module")
def sold(world: World) -> str:
    """A receivable of 1,000.00: 700.00 sold to a bank, 100.00 passed on to the second tier."""
    identity = world.tokenised("1000.00")
    quote = world.quoted(identity)
    world.supplier.post(f"/quotes/{quote['id']}/accept", {"amount": money("700.00")})
    passed = {"receivable": identity, "to": world.tier2.id, "amount": money("100.00")}
    world.supplier.post("/transfers", passed)
    return identity


def listed(client: Client, **wanted: object) -> list[Json]:
    """All pages of a list."""
    found: list[Json] = []
    page = client.get("/receivables", limit=2, **wanted)
    while page["next_cursor"]:
        found += page["data"]
        page = client.get("/receivables", limit=2, cursor=page["next_cursor"], **wanted)
    return [*found, *page["data"]]


def test_in_every_order(world: World) -> None:
    supplier, core = world.register("supplier"), world.core
    for amount, days in (("30.00", 50), ("10.00", 70), ("20.00", 50), ("20.00", 60)):
        supplier.post("/receivables", world.invoice(amount, days))
    recorded = [each["recorded"]["amount"] for each in listed(supplier)]
    assert recorded == ["20.00", "20.00", "10.00", "30.00"]
    assert listed(supplier, order="ascending") == listed(supplier)[::-1]
    faces = [each["face"]["amount"] for each in listed(supplier, sort="face", order="ascending")]
    assert faces == ["10.00", "20.00", "20.00", "30.00"]
    dues = [each["due_date"] for each in listed(supplier, sort="due_date")]
    assert dues == sorted(dues, reverse=True)
    assert listed(core, sort="face") == listed(core, sort="face", order="ascending")[::-1]
    cursor = supplier.get("/receivables", limit=2, sort="face")["next_cursor"]
    assert supplier.code("GET", f"/receivables?cursor={cursor}")[1] == "id_malformed"


def test_by_what_a_person_would_ask(world: World) -> None:
    supplier = world.register("supplier")
    odd = world.invoice("50.00", invoice_number="100% PAID_ (copy)")
    numbers = [odd, world.invoice("60.00"), world.invoice("70.00", days=20)]
    one, two, three = (supplier.post("/receivables", each)["receivable"] for each in numbers)
    world.core.post(f"/receivables/{three['id']}/confirm", {}, 200)

    def ids(**wanted: object) -> set[str]:
        return {each["id"] for each in listed(supplier, **wanted)}

    assert ids(currency="CNY", face_from="60.00") == {two["id"], three["id"]}
    assert ids(currency="CNY", face_from="60.00", face_to="60.00") == {two["id"]}
    assert ids(status=["recorded", "confirmed"]) == {one["id"], two["id"], three["id"]}
    assert ids(text="paid_") == {one["id"]}
    assert ids(text="100%") == {one["id"]}
    assert ids(text="%paid") == set()
    name = supplier.get(f"/participants/{supplier.id}")["participant"]["name"]
    assert ids(text=name.upper()) == {one["id"], two["id"], three["id"]}
    assert supplier.code("GET", "/receivables?face_from=1.00") == (422, "request_malformed")
    assert supplier.code("GET", "/receivables?currency=CNY&face_to=x")[1] == "amount_malformed"


def test_totals_are_those_of_the_list(world: World, sold: str) -> None:
    for client in (world.core, world.bank, world.operator, world.tier3):
        totals = client.get("/receivables/totals")["data"]
        found = listed(client)
        assert sum(each["count"] for each in totals) == len(found)
        for each in totals:
            of = [
                row
                for row in found
                if (row["status"], row["face"]["currency"]) == (each["status"], each["currency"])
            ]
            assert each["count"] == len(of)
            faces = sum(Decimal(row["face"]["amount"]) for row in of)
            assert Decimal(each["face"]["amount"]) == faces
    (one,) = world.bank.get("/receivables/totals", status="tokenised", holder=world.bank.id)["data"]
    assert one["face"] == money("1000.00")


def test_holdings_now_and_then(world: World, sold: str) -> None:
    def held(client: Client, **then: object) -> dict[str, str]:
        page = client.get(f"/participants/{client.id}/holdings", **then)
        return {each["receivable"]: each["amount"]["amount"] for each in page["data"]}

    assert held(world.bank)[sold] == "700.00"
    assert held(world.supplier)[sold] == "200.00"
    history = world.core.get(f"/receivables/{sold}")["history"]
    before = next(each["block"] for each in history if each["name"] == "Sold") - 1
    assert held(world.supplier, block=before)[sold] == "1000.00"
    assert sold not in held(world.bank, block=before)
    assert held(world.bank, as_of=world.today.isoformat())[sold] == "700.00"
    assert held(world.bank, as_of=(START - timedelta(1)).isoformat()) == {}
    path = f"/receivables/{sold}/holders"
    assert world.core.get(path, block=before)["data"] == [
        {"holder": world.supplier.id, "amount": money("1000.00")}
    ]
    assert [each["holder"] for each in world.core.get(path)["data"]] == [
        world.bank.id,
        world.supplier.id,
        world.tier2.id,
    ]
    both = f"/participants/{world.bank.id}/holdings?block=1&as_of=2026-03-01"
    assert world.bank.code("GET", both) == (422, "request_malformed")
    late = f"/participants/{world.bank.id}/holdings?block=999999"
    assert world.bank.code("GET", late) == (422, "request_malformed")


def test_where_units_came_from(world: World, sold: str) -> None:
    passed = {"receivable": sold, "to": world.tier3.id, "amount": money("40.00")}
    world.tier2.post("/transfers", passed)
    path = f"/receivables/{sold}/holders/{world.tier3.id}/provenance"
    tiers = [world.supplier.id, world.tier2.id, world.tier3.id]
    for client in (world.tier3, world.operator):
        assert client.get(path) == {
            "amount": money("40.00"),
            "lots": [{"amount": money("40.00"), "path": tiers}],
            "through": [
                {"holder": world.supplier.id, "amount": money("40.00")},
                {"holder": world.tier2.id, "amount": money("40.00")},
            ],
            "flows": [
                {"giver": tiers[0], "taker": tiers[1], "amount": money("40.00")},
                {"giver": tiers[1], "taker": tiers[2], "amount": money("40.00")},
            ],
        }
    assert world.supplier.code("GET", path) == (403, "forbidden")
    assert world.other_bank.code("GET", path) == (404, "not_found")


def test_what_others_sold_for_is_not_told(world: World, sold: str) -> None:
    def seen(client: Client) -> tuple[int, object, int]:
        detail = client.get(f"/receivables/{sold}")
        (sale,) = (each for each in detail["history"] if each["name"] == "Sold")
        lots = sum(len(each["lots"]) for each in detail["holders"])
        return len(detail["sales"]), sale["details"]["price"], lots

    price = seen(world.bank)[1]
    assert seen(world.bank) == (1, price, 1) and price
    assert seen(world.supplier) == (1, price, 1)
    assert seen(world.core) == (0, None, 0)
    assert seen(world.tier2)[:2] == (0, None)
    assert seen(world.operator)[:2] == (1, price)


def test_books_are_their_owners(world: World, sold: str) -> None:
    period = {"first": START.isoformat(), "last": world.today.isoformat()}
    path = f"/participants/{world.supplier.id}"
    account = world.supplier.get(f"{path}/statement", currency="CNY", **period)
    moved = sum(Decimal(each["amount"]["amount"]) for each in account["bookings"])
    opening, closing = (Decimal(account[each]["amount"]) for each in ("opening", "closing"))
    assert opening + moved == closing > 0
    assert {"discount_proceeds"} <= {each["kind"] for each in account["bookings"]}

    first = world.supplier.get(f"{path}/journal", limit=2, **period)
    rest = world.supplier.get(f"{path}/journal", limit=200, cursor=first["next_cursor"], **period)
    entries = [*first["data"], *rest["data"]]
    assert len(first["data"]) == 2 and rest["next_cursor"] is None
    sums: dict[str, Decimal] = {}
    for each in entries:
        assert sum(Decimal(line["amount"]["amount"]) for line in each["lines"]) == 0
        for line in each["lines"]:
            sums.setdefault(line["account"], Decimal())
            sums[line["account"]] += Decimal(line["amount"]["amount"])
    balance = world.supplier.get(f"{path}/trial-balance")["data"]
    assert {each["account"]: Decimal(each["amount"]["amount"]) for each in balance} == sums

    for what in (f"statement?currency=CNY&first={START}&last={START}", "trial-balance"):
        assert world.bank.code("GET", f"{path}/{what}") == (403, "forbidden")
    assert world.operator.get(f"{path}/trial-balance")["data"] == balance
    backwards = f"{path}/journal?first=2026-03-02&last=2026-03-01"
    assert world.supplier.code("GET", backwards) == (422, "request_malformed")


def test_another_s_holdings_are_not_shown(world: World, sold: str) -> None:
    path = f"/participants/{world.supplier.id}/holdings"
    assert world.bank.code("GET", path) == (403, "forbidden")
    assert world.other_bank.code("GET", f"/receivables/{sold}/holders") == (404, "not_found")
