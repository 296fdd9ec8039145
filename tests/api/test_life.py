"""The whole life of a receivable over HTTP, on a real chain."""

from datetime import timedelta

from tests.api.service import START, World, money


def test_from_an_invoice_to_redeemed_cash(world: World) -> None:
    supplier, core, bank = world.supplier, world.core, world.bank
    invoice = world.invoice("1000000.00", days=180)
    recorded = supplier.post("/receivables", invoice)
    identity = recorded["receivable"]["id"]
    assert recorded["warnings"] == []
    assert recorded["transaction"]["gas_used"] > 21_000
    view = recorded["receivable"]
    assert (view["status"], view["obligor"], view["supplier"]) == (
        "recorded",
        core.id,
        supplier.id,
    )
    assert view["invoice_number"] == invoice["invoice_number"]
    assert view["recorded"] == view["face"] == money("1000000.00")
    assert view["amount_due"]["total"] == money("0.00")

    confirmed = core.post(f"/receivables/{identity}/confirm", {}, 200)["receivable"]
    assert confirmed["status"] == "confirmed"
    assert confirmed["amount_due"]["principal"] == money("1000000.00")
    tokenised = supplier.post(f"/receivables/{identity}/tokenise", None, 200)["receivable"]
    assert tokenised["status"] == "tokenised"

    def pass_on(giver: str, taker: str, amount: str) -> None:
        body = {"receivable": identity, "to": taker, "amount": money(amount)}
        {supplier.id: supplier, world.tier2.id: world.tier2}[giver].post("/transfers", body)

    pass_on(supplier.id, world.tier2.id, "300000.00")
    pass_on(world.tier2.id, world.tier3.id, "50000.00")

    asked = supplier.post("/asks", {"receivable": identity, "amount": money("700000.00")})
    assert asked["amount"] == money("700000.00")
    assert [each["id"] for each in bank.get("/asks", receivable=identity)["data"]] == [asked["id"]]
    dear = world.other_bank.post("/quotes", {"receivable": identity, "annual_rate_percent": "5.25"})
    cheap = bank.post("/quotes", {"receivable": identity, "annual_rate_percent": "5"})
    assert len(supplier.get("/quotes", receivable=identity)["data"]) == 2
    assert [each["id"] for each in bank.get("/quotes", receivable=identity)["data"]] == [
        cheap["id"]
    ]
    # 700,000 at 5 % for 180 days on 360: a discount of 17,500
    priced = supplier.get(f"/quotes/{cheap['id']}")["price_today"]
    assert (priced["discount"], priced["price"], priced["days"]) == (
        money("17500.00"),
        money("682500.00"),
        180,
    )
    # 17,500 / 682,500 × 365 / 180
    assert priced["effective_annual_rate_percent"] == "5.1994"
    assert dear["annual_rate_percent"] == "5.25"
    sold = supplier.post(f"/quotes/{cheap['id']}/accept", {})["sale"]
    assert sold["price"] == money("682500.00")
    cny, jpy = supplier.get("/balances")["data"]
    assert cny == {"cash": money("682500.00"), "units": money("0.00")}
    assert jpy == {"cash": money("0", "JPY"), "units": money("0", "JPY")}
    assert bank.get(f"/quotes/{cheap['id']}")["state"] == "filled"

    detail = world.tier3.get(f"/receivables/{identity}")
    holders = {each["holder"]: each for each in detail["holders"]}
    assert {holder: each["amount"]["amount"] for holder, each in holders.items()} == {
        bank.id: "700000.00",
        world.tier2.id: "250000.00",
        world.tier3.id: "50000.00",
    }
    assert holders[world.tier3.id]["lots"] == [
        {"amount": money("50000.00"), "path": [supplier.id, world.tier2.id, world.tier3.id]}
    ]
    assert detail["sales"] == []  # what others sold for is theirs
    sales = supplier.get(f"/receivables/{identity}")["sales"]
    assert [sale["financier"] for sale in sales] == [bank.id]
    names = [event["name"] for event in detail["history"]]
    assert names[:2] == ["Recorded", "Confirmed"] and "Sold" in names

    world.pass_days(180)
    assert world.today == START + timedelta(180)
    flags = core.get(f"/receivables/{identity}")["receivable"]["flags"]
    assert flags["due"] and not flags["overdue"]
    body = {"receivable": identity, "amount": money("400000.00")}
    part = core.post("/payments", body)["receivable"]
    assert (part["status"], part["paid"]) == ("tokenised", money("400000.00"))
    early = world.tier3.post("/redemptions", {"receivable": identity})
    assert early["amount"] == money("20000.00")
    paid = core.post("/payments", {"receivable": identity})["receivable"]
    assert (paid["status"], paid["paid"]) == ("settled", money("1000000.00"))
    rest = {
        client.id: client.post("/redemptions", {"receivable": identity})["amount"]["amount"]
        for client in (world.tier2, world.tier3, bank)
    }
    assert rest == {
        world.tier2.id: "250000.00",
        world.tier3.id: "30000.00",
        bank.id: "700000.00",
    }
    after = core.get(f"/receivables/{identity}")
    assert after["receivable"]["redeemed"] == money("1000000.00")
    assert after["holders"] == []


def test_the_obligor_issues_in_one_transaction(world: World) -> None:
    invoice = world.invoice("5000.00")
    del invoice["obligor"]
    made = world.core.post("/receivables/issue", invoice | {"supplier": world.supplier.id})
    assert made["receivable"]["status"] == "tokenised"
    identity = made["receivable"]["id"]
    held = world.supplier.get(f"/receivables/{identity}")["holders"]
    assert [(each["holder"], each["amount"]) for each in held] == [
        (world.supplier.id, money("5000.00"))
    ]


def test_partial_acceptance_lowers_the_face(world: World) -> None:
    identity = world.recorded("100.00")
    body = {"amount": money("99.50")}
    view = world.core.post(f"/receivables/{identity}/confirm", body, 200)["receivable"]
    assert (view["recorded"], view["face"]) == (money("100.00"), money("99.50"))


def test_a_currency_without_decimals(world: World) -> None:
    invoice = world.invoice(amount="x") | {"amount": money("5000", "JPY")}
    identity = world.supplier.post("/receivables", invoice)["receivable"]["id"]
    view = world.core.post(f"/receivables/{identity}/confirm", {}, 200)["receivable"]
    assert view["face"] == money("5000", "JPY")


def test_rejection_says_why(world: World) -> None:
    identity = world.recorded()
    view = world.core.post(f"/receivables/{identity}/reject", {"reason": "PRI"}, 200)["receivable"]
    assert view["status"] == "rejected"
    assert view["rejection"] == {"code": "PRI", "meaning": "the prices are wrong"}


def test_both_parties_cancel_and_the_invoice_is_open_again(world: World) -> None:
    invoice = world.invoice()
    identity = world.supplier.post("/receivables", invoice)["receivable"]["id"]
    world.core.post(f"/receivables/{identity}/confirm", {}, 200)
    asked = world.supplier.post(f"/receivables/{identity}/cancel", None, 200)["receivable"]
    assert (asked["status"], asked["cancellation_asked_by"]) == ("confirmed", world.supplier.id)
    agreed = world.core.post(f"/receivables/{identity}/cancel", None, 200)["receivable"]
    assert agreed["status"] == "cancelled"
    again = world.supplier.post("/receivables", invoice)["receivable"]
    assert (again["id"], again["status"]) == (identity, "recorded")


def test_lateness_costs_interest_after_grace(world: World) -> None:
    identity = world.tokenised("100000.00", days=30)
    world.pass_days(30 + 5)
    due = world.core.get(f"/receivables/{identity}")["receivable"]
    assert due["flags"]["in_grace"] and due["amount_due"]["penalty"] == money("0.00")
    world.pass_days(10)
    late = world.core.get(f"/receivables/{identity}")["receivable"]
    assert late["flags"]["defaulted"] and late["flags"]["days_overdue"] == 15
    # 100,000 at 18.25 % for 10 days on 365
    assert late["amount_due"]["penalty"] == money("500.00")
    settled = world.core.post("/payments", {"receivable": identity})["receivable"]
    assert settled["status"] == "settled"
    got = world.supplier.post("/redemptions", {"receivable": identity})["amount"]
    assert got == money("100500.00")
