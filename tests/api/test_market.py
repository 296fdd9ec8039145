"""Facilities, orders and deals over HTTP."""

from tests.api.service import Client, World, money

RATE = "annual_rate_percent"


def facility(world: World, **terms: object) -> int:
    body = {
        "obligor": world.core.id,
        "limit": money("1000000.00"),
        "rates": [{"days": 30, RATE: "4"}, {"days": 180, RATE: "5.4"}],
        "terms": terms,
    }
    made = world.bank.post("/facilities", body)["facility"]
    number: int = made["id"]
    return number


def told(client: Client, kind: str, **facts: object) -> int:
    """How many events of a kind a client is told that say so."""
    page = client.get("/events", limit=200, type=kind)
    assert len(page["data"]) < 200
    return sum(facts.items() <= each["data"].items() for each in page["data"])


def test_a_facility_is_drawn_as_previewed(world: World) -> None:
    number = facility(world)
    assert number in [each["id"] for each in world.tier2.get("/facilities")["data"]]
    identity = world.tokenised("10000.00")
    body = {"receivable": identity, "amount": money("4000.00")}
    seen = world.supplier.http.post(f"/facilities/{number}/preview", json=body).json()
    # 4,000.00 at 5.4 % for 90 days on 360
    assert (seen["discount"], seen["proceeds"]) == (money("54.00"), money("3946.00"))
    done = world.supplier.post(f"/facilities/{number}/draw", body)
    assert done["trade"] == seen
    assert world.bank.get(f"/facilities/{number}")["used"] == money("4000.00")
    low = {**body, "bound": money("4000.00")}
    for asked in ("preview", "draw"):
        refused = world.supplier.code("POST", f"/facilities/{number}/{asked}", low)
        assert refused == (409, "price_moved")
    closed = world.bank.post(f"/facilities/{number}/close", None, 200)
    assert closed["facility"]["open"] is False
    assert number not in [each["id"] for each in world.tier2.get("/facilities")["data"]]
    refused = world.supplier.code("POST", f"/facilities/{number}/draw", body)
    assert refused == (409, "facility_not_open")
    for client, times in ((world.bank, 1), (world.supplier, 0), (world.other_bank, 0)):
        assert told(client, "facility.used", facility=number) == times
        assert told(client, "facility.closed", facility=number) == times


def test_who_may_do_what_with_a_facility(world: World) -> None:
    number = facility(world)
    body = {"obligor": world.core.id, "limit": money("1.00"), "rates": [{"days": 9, RATE: "1"}]}
    assert world.supplier.code("POST", "/facilities", body) == (403, "wrong_role")
    change = {"limit": money("2.00"), "rates": [{"days": 9, RATE: "1"}]}
    for client, code in ((world.other_bank, "forbidden"), (world.supplier, "wrong_role")):
        assert client.code("PUT", f"/facilities/{number}", change) == (403, code)
        assert client.code("POST", f"/facilities/{number}/close") == (403, code)
    upside_down = {**change, "rates": [{"days": 9, RATE: "1"}, {"days": 8, RATE: "1"}]}
    refused = world.bank.code("PUT", f"/facilities/{number}", upside_down)
    assert refused == (422, "offer_malformed")
    strangers = world.tokenised()
    draw = {"receivable": strangers}
    assert world.tier2.code("POST", f"/facilities/{number}/draw", draw) == (404, "not_found")


def test_a_bid_is_filled_in_parts(world: World) -> None:
    identity = world.tokenised("10000.00")
    order = {
        "side": "bid",
        "obligor": world.core.id,
        RATE: "5.4",
        "limit": money("6000.00"),
        "terms": {"fee_percent": "1", "fee_receiver": world.other_bank.id},
    }
    bid = world.bank.post("/orders", order)
    assert (bid["state"], bid["receivable"], bid["filled"]) == ("open", None, money("0.00"))
    path = f"/orders/{bid['id']}"
    # a competitor, and one without such units, see nothing
    for client in (world.other_bank, world.tier3):
        assert client.code("GET", path) == (404, "not_found")
        assert client.code("POST", f"{path}/fill", {"receivable": identity}) == (404, "not_found")
        assert bid["id"] not in [each["id"] for each in client.get("/orders")["data"]]
    body = {"receivable": identity, "amount": money("4000.00")}
    sold = world.supplier.post(f"{path}/fill", body)["trade"]
    # price 3,946.00, a fee of 1 % of it borne by the seller
    assert (sold["fee"], sold["proceeds"]) == (money("39.46"), money("3906.54"))
    assert world.bank.get(path)["filled"] == money("4000.00")
    assert world.supplier.code("POST", f"{path}/fill", body) == (422, "quote_mismatch")
    rest = {**body, "amount": money("2000.00")}
    world.supplier.post(f"{path}/fill", rest)
    assert world.bank.get(path)["state"] == "filled"
    assert world.supplier.code("POST", f"{path}/fill", rest) == (409, "quote_used")


def test_an_ask_is_bought(world: World) -> None:
    identity = world.tokenised("10000.00")
    order = {"side": "ask", "receivable": identity, RATE: "6", "limit": money("10000.00")}
    asked = world.supplier.post("/orders", order)
    path = f"/orders/{asked['id']}"
    assert world.tier2.code("GET", path) == (404, "not_found"), "a rival sees no ask"
    assert world.bank.get(path)["obligor"] == world.core.id
    seen = world.bank.http.post(f"{path}/preview", json={"receivable": identity}).json()
    assert (seen["price"], seen["cost"]) == (money("9850.00"), money("9850.00"))
    dear = {"receivable": identity, "bound": money("9849.99")}
    assert world.bank.code("POST", f"{path}/preview", dear) == (409, "cost_above")
    malformed = {"receivable": identity, "bound": money("")}
    assert world.bank.code("POST", f"{path}/preview", malformed) == (422, "amount_malformed")
    bought = world.bank.post(f"{path}/fill", {"receivable": identity})
    assert bought["trade"] == seen
    again = world.supplier.code("POST", "/orders", order)
    assert again == (409, "insufficient_units")


def test_orders_are_cancelled_one_by_one_and_all(world: World) -> None:
    identity = world.tokenised("10000.00")
    order = {"side": "bid", "receivable": identity, RATE: "5", "limit": money("10000.00")}
    world.supplier.post("/asks", {"receivable": identity})
    first, second = world.bank.post("/orders", order), world.bank.post("/orders", order)
    path = f"/orders/{first['id']}"
    assert world.supplier.code("POST", f"{path}/cancel") == (403, "forbidden")
    gone = world.bank.post(f"{path}/cancel", None, 200)["order"]
    assert gone["state"] == "cancelled"
    refused = world.supplier.code("POST", f"{path}/fill", {"receivable": identity})
    assert refused == (409, "quote_used")
    world.bank.post("/orders/cancel-all", None, 200)
    path = f"/orders/{second['id']}"
    assert world.bank.get(path)["state"] == "cancelled"
    refused = world.supplier.code("POST", f"{path}/fill", {"receivable": identity})
    assert refused == (409, "quote_cancelled")


def test_a_deal_is_its_parties_and_runs_its_course(world: World) -> None:
    number = facility(world, recourse_percent="100", hold_back_percent="10")
    identity = world.tokenised("10000.00", days=20)
    drawn = world.supplier.post(f"/facilities/{number}/draw", {"receivable": identity})
    path = f"/deals/{drawn['trade']['deal']}"
    deal = world.supplier.get(path)
    # 10,000.00 at 4 % for 20 days on 360: a price of 9,977.78
    assert (deal["price"], deal["hold_back"]) == (money("9977.78"), money("997.77"))
    for client in (world.other_bank, world.tier2, world.core):
        assert client.code("GET", path) == (404, "not_found")
        refused = (404, "not_found") if client is world.other_bank else (403, "wrong_role")
        assert client.code("POST", f"{path}/put-back", {}) == refused
        assert deal["id"] not in [each["id"] for each in client.get("/deals")["data"]]
    assert world.bank.code("POST", f"{path}/put-back", {}) == (409, "not_in_default")
    assert world.supplier.code("POST", f"{path}/release") == (409, "nothing_to_release")
    world.pass_days(26)
    assert world.supplier.code("POST", f"{path}/put-back", {}) == (403, "wrong_role")
    part = {"amount": money("1000.00")}
    back = world.bank.post(f"{path}/put-back", part, 200)["deal"]
    assert (back["units"], back["owed"]) == (money("9000.00"), money("0.00"))
    back = world.bank.post(f"{path}/put-back", {}, 200)["deal"]
    assert (back["units"], back["owed_units"]) == (money("0.00"), money("0.00"))
    sold = {"Traded": "price", "DealOpened": "price", "PutBack": "from_cash"}
    for client in (world.supplier, world.bank, world.core, world.operator):
        history = client.get(f"/receivables/{identity}")["history"]
        amounts = [(x["name"], x["details"][sold[x["name"]]]) for x in history if x["name"] in sold]
        assert {name for name, _ in amounts} == set(sold)
        assert all((amount is None) is (client is world.core) for _, amount in amounts), amounts
    venue, deal = drawn["trade"]["deal"].split("-")
    for client, times in ((world.bank, 2), (world.supplier, 2), (world.tier2, 0), (world.core, 0)):
        assert told(client, "deal.put_back", venue=venue, deal=int(deal)) == times
    assert world.bank.code("POST", f"{path}/put-back", {}) == (409, "no_debt")
    assert world.bank.code("POST", f"{path}/pay", {})[1] in ("no_debt", "amount_not_positive")
