"""Disputes, default, rules, orders by law, recovery, epochs."""

from datetime import timedelta

from tests.api.service import World, money


def test_an_amount_is_disputed_and_the_rest_goes_on(world: World) -> None:
    identity = world.recorded("1000.00")
    path = f"/receivables/{identity}"
    body = {"amount": money("300.00"), "reason": "QUA"}
    disputed = world.core.post(f"{path}/dispute", body, 200)["receivable"]
    assert (disputed["disputed"], disputed["dispute"]["code"]) == (money("300.00"), "QUA")
    assert world.core.code("POST", f"{path}/confirm", {}) == (409, "amount_disputed")
    above = {**body, "amount": money("1000.01")}
    assert world.core.code("POST", f"{path}/dispute", above) == (409, "dispute_above_face")
    assert world.supplier.code("POST", f"{path}/dispute", body) == (403, "wrong_role")
    assert world.other_core.code("POST", f"{path}/dispute", body) == (404, "not_found")
    free = world.core.post(f"{path}/dispute/resolve", None, 200)["receivable"]
    assert (free["disputed"], free["dispute"]) == (money("0.00"), None)
    world.core.post(f"{path}/dispute", body, 200)
    rest = {"amount": money("700.00")}
    assert world.core.post(f"{path}/confirm", rest, 200)["receivable"]["face"] == money("700.00")
    assert world.core.code("POST", f"{path}/dispute", body) == (409, "wrong_status")


def test_default_is_marked_by_who_sees_it(world: World) -> None:
    core = world.register("core_enterprise", money("5000.00"))
    invoice = world.invoice("1000.00", days=10, obligor=core.id)
    identity = world.supplier.post("/receivables", invoice)["receivable"]["id"]
    path = f"/receivables/{identity}"
    core.post(f"{path}/confirm", {}, 200)
    assert world.supplier.code("POST", f"{path}/mark-default") == (409, "not_in_default")
    world.pass_days(16)
    assert world.bank.code("POST", f"{path}/mark-default") == (404, "not_found")
    marked = world.supplier.post(f"{path}/mark-default", None, 200)["receivable"]
    assert marked["in_default"] is True
    assert world.operator.code("POST", f"{path}/mark-default") == (409, "already_in_default")
    fresh = world.supplier.post("/receivables", world.invoice("10.00", obligor=core.id))
    again = f"/receivables/{fresh['receivable']['id']}/confirm"
    assert core.code("POST", again, {}) == (409, "obligor_in_default")


def test_rules_are_announced_with_notice_and_listed(world: World) -> None:
    start = world.today + timedelta(400)
    body = {
        "id": "CN-77",
        "valid_from": start.isoformat(),
        "max_tenor_days": 365,
        "warning_tenor_days": 180,
    }
    assert world.core.code("POST", "/rules", body) == (403, "forbidden")
    rule = world.operator.post("/rules", body)["rule"]
    assert (rule["id"], rule["version"], rule["in_force"]) == ("CN-77", 1, False)
    listed = world.tier3.get("/rules")["data"]
    assert [each["max_tenor_days"] for each in listed] == [365]
    other = {**body, "max_tenor_days": 180, "max_line_minor": "500"}
    assert world.operator.post("/rules", other)["rule"]["version"] == 1, "in its place"
    soon = {**body, "valid_from": (world.today - timedelta(1)).isoformat()}
    assert world.operator.code("POST", "/rules", soon) == (422, "rule_too_soon")
    upside_down = {**body, "valid_to": world.today.isoformat()}
    assert world.operator.code("POST", "/rules", upside_down) == (422, "rule_dates_malformed")


def test_a_regulator_freezes_by_order(world: World) -> None:
    regulator, victim = world.register("regulator"), world.register("supplier")
    until = (world.today + timedelta(30)).isoformat()
    path, order = f"/participants/{victim.id}", {"order": "2026-EXEC-17"}
    freeze = {**order, "until": until}
    assert regulator.code("POST", f"{path}/freeze", freeze) == (403, "forbidden")
    world.operator.post(f"/participants/{regulator.id}/appoint-regulator", None, 200)
    frozen = regulator.post(f"{path}/freeze", freeze, 200)["participant"]
    assert (frozen["frozen_until"], frozen["freeze_order"]) == (until, "2026-EXEC-17")
    invoice = world.invoice()
    assert victim.code("POST", "/receivables", invoice) == (403, "frozen")
    other = {"order": "2026-EXEC-18"}
    assert regulator.code("POST", f"{path}/unfreeze", other) == (409, "order_unknown")
    for client in (world.bank, world.core):
        assert client.code("POST", f"{path}/freeze", freeze) == (403, "wrong_role")
    assert world.operator.code("POST", f"{path}/freeze", freeze) == (403, "forbidden")
    free = regulator.post(f"{path}/unfreeze", order, 200)["participant"]
    assert (free["frozen_until"], free["freeze_order"]) == (None, None)
    refused = world.operator.code("POST", f"/participants/{world.bank.id}/appoint-regulator")
    assert refused == (403, "wrong_role")


def test_units_are_frozen_and_seen_by_their_holder(world: World) -> None:
    regulator = world.register("regulator")
    world.operator.post(f"/participants/{regulator.id}/appoint-regulator", None, 200)
    identity = world.tokenised("100.00")
    path, order = f"/receivables/{identity}/freezes", {"order": "A-1"}
    whose = {"holder": world.supplier.id, **order}
    body = {**whose, "amount": money("60.00"), "until": world.today.isoformat()}
    frozen = regulator.post(path, body, 200)["freezes"]
    assert [(e["holder"], e["amount"], e["order"]) for e in frozen] == [
        (world.supplier.id, money("60.00"), "A-1")
    ]
    assert world.supplier.get(path)["data"] == frozen
    assert world.core.get(path)["data"] == [], "the obligor holds no units"
    moving = {"receivable": identity, "to": world.tier2.id, "amount": money("50.00")}
    assert world.supplier.code("POST", "/transfers", moving) == (409, "units_are_frozen")
    world.supplier.post("/transfers", {**moving, "amount": money("40.00")})
    assert regulator.post(f"{path}/lift", whose, 200)["freezes"] == []
    world.supplier.post("/transfers", moving)


def test_a_lost_account_is_recovered_after_the_delay(world: World) -> None:
    lost = world.register("supplier")
    path = f"/participants/{lost.id}"
    before = world.operator.get(path)["participant"]
    assert world.core.code("POST", f"{path}/recovery", {}) == (403, "forbidden")
    asked = world.operator.post(f"{path}/recovery", {}, 200)["participant"]
    assert asked["account"] == before["account"] != asked["recovery_account"]
    assert lost.code("POST", f"{path}/recovery/carry-out") == (409, "recovery_too_soon")
    assert world.core.code("POST", f"{path}/recovery/cancel") == (403, "forbidden")
    kept = lost.post(f"{path}/recovery/cancel", None, 200)["participant"]
    assert kept["recovery_account"] is None
    assert lost.code("POST", f"{path}/recovery/carry-out") == (409, "no_recovery")
    asked = world.operator.post(f"{path}/recovery", {}, 200)["participant"]
    world.pass_days(7)
    assert world.bank.code("POST", f"{path}/recovery/carry-out") == (403, "forbidden")
    found = world.operator.post(f"{path}/recovery/carry-out", None, 200)["participant"]
    assert (found["account"], found["recovery_account"]) == (asked["recovery_account"], None)
    recorded = lost.post("/receivables", world.invoice())["receivable"]
    assert recorded["supplier"] == lost.id, "the new key acts"


def test_an_epoch_ends_all_quotes(world: World) -> None:
    identity = world.tokenised()
    quotes = [world.quoted(identity, rate) for rate in ("5", "6")]
    assert world.supplier.code("POST", "/quotes/cancel-all") == (403, "wrong_role")
    world.bank.post("/quotes/cancel-all", None, 200)
    for quote in quotes:
        assert world.bank.get(f"/quotes/{quote['id']}")["state"] == "cancelled"
        path = f"/quotes/{quote['id']}/accept"
        assert world.supplier.code("POST", path, {}) == (409, "quote_cancelled")
    assert world.quoted(identity)["state"] == "open"
