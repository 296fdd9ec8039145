"""Many receivables confirmed by one root, taken up one by one."""

from datetime import timedelta
from decimal import Decimal

from tests.api.service import Json, World, money


def batch(world: World, *suppliers: str, days: int = 5) -> Json:
    """A batch of 1,000.00 to each supplier, and what it came to."""
    invoices = []
    for supplier in suppliers:
        invoice = world.invoice("1000.00")
        del invoice["obligor"]
        invoices.append({**invoice, "supplier": supplier})
    until = (world.today + timedelta(days)).isoformat()
    body = {"valid_until": until, "invoices": invoices}
    posted: Json = world.core.post("/batches", body)["batch"]
    return posted


def used(world: World) -> str:
    lines = world.core.get(f"/participants/{world.core.id}")["credit_lines"]
    amount: str = next(e["used"]["amount"] for e in lines if e["used"]["currency"] == "CNY")
    return amount


def test_suppliers_take_up_what_is_theirs(world: World) -> None:
    before = used(world)
    posted = batch(world, world.supplier.id, world.tier2.id, world.supplier.id)
    assert (posted["count"], posted["total"], posted["left"]) == (3, money("3000.00"), 3)
    assert Decimal(used(world)) == Decimal(before) + 3_000
    mine = world.supplier.get("/batches/offered")["data"]
    assert [each["status"] for each in mine] == [None, None]
    [theirs] = world.tier2.get("/batches/offered")["data"]
    assert theirs["root"] == posted["root"]
    body = {"receivable": theirs["receivable"]}
    # another supplier neither sees nor takes it
    for client in (world.supplier, world.tier3, world.bank):
        refused = (403, "wrong_role") if client is world.bank else (404, "not_found")
        assert client.code("POST", "/batches/tokenise", body) == refused
        seen = client.code("GET", f"/batches/of/{world.core.id}")
        assert seen == (404, "not_found")
    made = world.tier2.post("/batches/tokenise", body)["receivable"]
    assert (made["status"], made["face"], made["batch"]) == (
        "tokenised",
        money("1000.00"),
        posted["root"],
    )
    assert world.tier2.code("POST", "/batches/tokenise", body) == (409, "already_recorded")
    [own] = [e for e in world.core.get("/batches")["data"] if e["root"] == posted["root"]]
    assert (own["left"], own["left_total"]) == (2, money("2000.00"))
    assert Decimal(used(world)) == Decimal(before) + 3_000, "used once"


def test_an_item_is_withdrawn_by_both(world: World) -> None:
    batch(world, world.tier3.id)
    [item] = world.tier3.get("/batches/offered")["data"]
    body = {"receivable": item["receivable"]}
    asked = world.core.post("/batches/withdraw", body)["receivable"]
    assert asked["cancellation_asked_by"] == world.core.id
    path = f"/receivables/{item['receivable']}/cancel"
    assert world.tier3.post(path, None, 200)["receivable"]["status"] == "cancelled"


def test_what_is_left_is_closed_after_the_last_day(world: World) -> None:
    before = used(world)
    posted = batch(world, world.supplier.id, days=1)
    path = f"/batches/{posted['root']}/close"
    assert world.core.code("POST", path) == (409, "batch_open")
    assert world.supplier.code("POST", path) == (403, "wrong_role")
    world.pass_days(2)
    item = world.supplier.get("/batches/offered")["data"][-1]
    late = {"receivable": item["receivable"]}
    assert world.supplier.code("POST", "/batches/tokenise", late)[1] in (
        "batch_expired",
        "already_recorded",
    )
    assert world.core.post(path, None, 200)["batch"]["left"] == 0
    assert used(world) == before


def test_what_is_recorded_or_stands_twice_is_refused(world: World) -> None:
    invoice = world.invoice("10.00")
    world.supplier.post("/receivables", invoice)
    del invoice["obligor"]
    line = {**invoice, "supplier": world.supplier.id}
    until = world.today.isoformat()
    body = {"valid_until": until, "invoices": [line]}
    assert world.core.code("POST", "/batches", body) == (409, "already_recorded")
    fresh = world.invoice("10.00")
    del fresh["obligor"]
    line = {**fresh, "supplier": world.supplier.id}
    body = {"valid_until": until, "invoices": [line, line]}
    assert world.core.code("POST", "/batches", body) == (422, "request_malformed")
    body = {"valid_until": until, "invoices": [line]}
    assert world.supplier.code("POST", "/batches", body)[0] == 403
