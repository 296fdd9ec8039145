"""Who may do what, and who sees what."""

from tests.api.service import World, money


def test_health_and_description_need_none(world: World) -> None:
    health = world.stranger.get("/health")
    assert health["lag_blocks"] == 0
    assert health["chain_head"] == health["read_model_head"]
    assert world.stranger.get("/openapi.json")["openapi"].startswith("3.1")


def test_what_is_the_operators_is_nobody_elses(world: World) -> None:
    entry = {"name": "N", "legal_id": "N-1", "roles": ["supplier"]}
    for client in (world.core, world.supplier, world.bank):
        for path, body in (
            ("/participants", entry),
            (f"/participants/{world.tier2.id}/suspend", None),
            (f"/participants/{world.tier2.id}/reinstate", None),
            ("/sandbox/clock", {"days": 1}),
            ("/sandbox/faucet", {"participant": client.id, "amount": money("1.00")}),
        ):
            assert client.code("POST", path, body) == (403, "forbidden")
        limit = {"limit": money("1.00")}
        path = f"/participants/{client.id}/credit-line"
        assert client.code("PUT", path, limit) == (403, "forbidden")


def test_the_operator_acts_for_nobody(world: World) -> None:
    identity = world.tokenised()
    assert world.operator.code("POST", "/receivables", world.invoice()) == (403, "forbidden")
    for path in ("/payments", "/redemptions", "/asks"):
        assert world.operator.code("POST", path, {"receivable": identity}) == (403, "forbidden")
    assert world.operator.code("GET", "/balances") == (403, "forbidden")


def test_a_receivable_is_seen_by_its_parties_only(world: World) -> None:
    identity = world.tokenised()
    path = f"/receivables/{identity}"
    for client in (world.tier2, world.bank, world.other_core):
        assert client.code("GET", path) == (404, "not_found")
        assert identity not in [each["id"] for each in client.get("/receivables")["data"]]
        paying = {"receivable": identity, "amount": money("1.00")}
        assert client.code("POST", "/payments", paying) == (404, "not_found")
    for client in (world.core, world.supplier, world.operator):
        assert client.get(path)["history"]
        assert identity in [each["id"] for each in client.get("/receivables")["data"]]
    body = {"receivable": identity, "to": world.tier2.id, "amount": money("10000.00")}
    world.supplier.post("/transfers", body)
    world.tier2.post("/transfers", body | {"to": world.tier3.id})
    assert world.tier2.get(path)["holders"], "who once held units sees what became of them"


def test_a_financier_sees_what_it_was_asked_for(world: World) -> None:
    identity = world.tokenised()
    path = f"/receivables/{identity}"
    offer = {"receivable": identity, "annual_rate_percent": "6"}
    assert world.bank.code("POST", "/quotes", offer) == (404, "not_found")
    world.supplier.post("/asks", {"receivable": identity})
    seen = world.bank.get(path)
    assert seen["receivable"]["face"] == money("10000.00")
    assert seen["holders"] == seen["sales"] == seen["history"] == []
    assert world.tier2.get("/asks", receivable=identity)["data"] == []
    quote = world.bank.post("/quotes", offer)
    for client in (world.other_bank, world.tier2, world.core):
        assert client.code("GET", f"/quotes/{quote['id']}") == (404, "not_found")
        accepting = client.code("POST", f"/quotes/{quote['id']}/accept", {})
        assert accepting == (404, "not_found")
    assert world.operator.get(f"/quotes/{quote['id']}")["id"] == quote["id"]


def test_a_regulator_reads_everything_and_does_nothing(world: World) -> None:
    reader = world.register("regulator")
    identity = world.tokenised()
    assert reader.get(f"/receivables/{identity}")["history"]
    assert reader.get("/balances", participant=world.core.id)["data"]
    moving = {"receivable": identity, "to": world.tier2.id, "amount": money("1.00")}
    assert reader.code("POST", "/transfers", moving) == (403, "wrong_role")


def test_balances_and_credit_lines_are_ones_own(world: World) -> None:
    assert world.bank.code("GET", f"/balances?participant={world.core.id}") == (403, "forbidden")
    own = world.core.get(f"/participants/{world.core.id}")["credit_lines"]
    assert {line["limit"]["currency"] for line in own} == {"CNY", "JPY"}
    assert world.bank.get(f"/participants/{world.core.id}")["credit_lines"] == []


def test_the_operator_sets_a_credit_line(world: World) -> None:
    core = world.register("core_enterprise")
    path = f"/participants/{core.id}/credit-line"
    response = world.operator.http.put(path, json={"limit": money("70.00")})
    assert response.json()["credit_lines"] == [{"limit": money("70.00"), "used": money("0.00")}]
