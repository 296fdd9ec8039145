"""Requests for quotes: who is asked, who sees the answers, and how they rank."""

from tests.api.service import World, money

RATE = "annual_rate_percent"


def test_only_the_named_see_a_request(world: World) -> None:
    identity = world.tokenised()
    body = {"receivable": identity, "financiers": [world.bank.id]}
    asked = world.supplier.post("/asks", body)
    assert asked["financiers"] == [world.bank.id]
    seen = world.bank.get(f"/asks/{asked['id']}")
    assert seen["financiers"] is None, "who else was asked is not told"
    assert [e["id"] for e in world.bank.get("/asks", receivable=identity)["data"]] == [asked["id"]]
    for client in (world.other_bank, world.tier2, world.core):
        assert client.code("GET", f"/asks/{asked['id']}") == (404, "not_found")
        assert client.get("/asks", receivable=identity)["data"] == []
    offer = {"receivable": identity, RATE: "5"}
    assert world.other_bank.code("POST", "/quotes", offer) == (404, "not_found")
    assert world.other_bank.code("GET", f"/receivables/{identity}") == (404, "not_found")


def test_asking_one_who_is_no_financier(world: World) -> None:
    identity = world.tokenised()
    for named, code in ((world.core.id, (403, "wrong_role")), ("par_99", None)):
        body = {"receivable": identity, "financiers": [named]}
        refused = world.supplier.code("POST", "/asks", body)
        assert refused == (code or (422, "unknown_participant"))


def test_answers_are_for_who_asked_only(world: World) -> None:
    identity = world.tokenised()
    part = {"receivable": identity, "to": world.tier2.id, "amount": money("4000.00")}
    world.supplier.post("/transfers", part)
    asked = world.supplier.post("/asks", {"receivable": identity})
    quote = world.bank.post("/quotes", {"receivable": identity, RATE: "5"})
    assert quote["ask"] == asked["id"]
    # tier 2 holds units of the same receivable, and did not ask
    for client in (world.tier2, world.other_bank, world.core):
        assert client.code("GET", f"/quotes/{quote['id']}") == (404, "not_found")
        assert client.code("POST", f"/quotes/{quote['id']}/accept", {}) == (404, "not_found")
        assert client.code("GET", f"/asks/{asked['id']}/comparison") == (404, "not_found")
    assert world.bank.code("GET", f"/asks/{asked['id']}/comparison") == (404, "not_found")
    assert [e["id"] for e in world.supplier.get("/quotes", receivable=identity)["data"]] == [
        quote["id"]
    ]


def test_the_comparison_ranks_by_what_money_costs(world: World) -> None:
    identity = world.tokenised("10000.00")
    asked = world.supplier.post("/asks", {"receivable": identity})
    half = {"most": money("5000.00")}
    dear = world.bank.post("/quotes", {"receivable": identity, RATE: "5.2", "basis": 365})
    # 5.1 % on 360 days is more than 5.15 % on 365
    middle = world.other_bank.post("/quotes", {"receivable": identity, RATE: "5.1", **half})
    cheap = world.bank.post("/quotes", {"receivable": identity, RATE: "5.15", "basis": 365})
    found = world.supplier.get(f"/asks/{asked['id']}/comparison")
    assert found["ask"]["id"] == asked["id"]
    assert [e["quote"] for e in found["quotes"]] == [cheap["id"], middle["id"], dear["id"]]
    assert [e["rank"] for e in found["quotes"]] == [1, 2, 3]
    best, second, _ = found["quotes"]
    # 10,000.00 × 5.15 % × 90 / 365 = 126.986, so 9,873.01 at once; 126.99 / 9,873.01 × 365 / 90
    assert (best["discount"], best["received"]) == (money("126.99"), money("9873.01"))
    assert best["effective_annual_rate_percent"] == "5.2164"
    assert best["hold_back"] == best["fees"] == best["hold_back_cost"] == money("0.00")
    assert (second["face"], second["takes_all"]) == (money("5000.00"), False)
    world.supplier.post(f"/quotes/{best['quote']}/accept", {})
    after = world.supplier.get(f"/asks/{asked['id']}/comparison")
    assert after["quotes"] == [] or best["quote"] not in [e["quote"] for e in after["quotes"]]


def test_a_request_that_is_over_takes_no_answer(world: World) -> None:
    identity = world.tokenised()
    asked = world.supplier.post("/asks", {"receivable": identity})
    body = {"receivable": identity, RATE: "5", "ask": asked["id"]}
    world.bank.post("/quotes", body)
    away = {"receivable": identity, "to": world.tier2.id, "amount": money("1.00")}
    world.supplier.post("/transfers", away)
    assert world.bank.code("POST", "/quotes", body) == (404, "not_found")


def test_instructions_are_ones_own(world: World) -> None:
    order = {
        "side": "quote",
        RATE: "4.35",
        "max_tenor_days": 180,
        "total": money("50000.00"),
        "obligor": world.core.id,
    }
    given = world.bank.post("/standing-instructions", order)
    assert (given["annual_rate_percent"], given["ended_at"]) == ("4.35", None)
    path = f"/standing-instructions/{given['id']}"
    for client in (world.other_bank, world.supplier, world.core):
        assert given["id"] not in [e["id"] for e in client.get("/standing-instructions")["data"]]
        for method, of in (("GET", path), ("GET", f"{path}/decisions"), ("POST", f"{path}/end")):
            assert client.code(method, of) == (404, "not_found")
    assert world.operator.get(path)["owner"] == world.bank.id
    assert world.bank.get(f"{path}/decisions")["data"] == []
    ended = world.bank.post(f"{path}/end", None, 200)
    assert ended["ended_at"] is not None
    assert world.supplier.code("POST", "/standing-instructions", order) == (403, "wrong_role")
    refused = world.bank.code("POST", "/standing-instructions", order | {"obligor": "par_99"})
    assert refused == (422, "unknown_participant")
