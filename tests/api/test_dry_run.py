"""Writes that are only tried: what they would do, and that they do nothing."""

from typing import Any

import pytest

from sfc.domain.days import Day
from sfc.domain.rules import Rule
from tests.api.described import DESCRIPTION
from tests.api.service import Client, Json, World, money


def state(world: World) -> tuple[Any, ...]:
    """What any write would change: the chain's head, operations, invoices that were noted."""
    context = world.system.context
    head = context.events.head()
    parties = world.operator.get("/participants", limit=200)["data"]
    kept = [context.operations.operations_of(each["id"], None, 200) for each in parties]
    noted = context.store.invoices_between("LEGAL-3", "LEGAL-1")
    return head, kept, noted


def tried(client: Client, path: str, body: Json | None = None) -> Json:
    response = client.http.post(path, json=body, params={"dry_run": "true"})
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def test_the_whole_life_can_be_tried_and_does_what_was_said(world: World) -> None:
    supplier, core, bank, tier2 = world.supplier, world.core, world.bank, world.tier2

    def step(client: Client, path: str, body: Json | None, status: int, *happens: str) -> Json:
        before = state(world)
        said = tried(client, path, body)
        assert state(world) == before, "a dry run leaves no trace"
        assert said["would_succeed"] and said["refusal"] is None, said
        assert said["happens"] == list(happens)
        done = client.post(path, body, status)
        assert abs(said["gas"] - done["transaction"]["gas_used"]) <= 30_000, path
        return {"said": said, "done": done}

    recorded = step(supplier, "/receivables", world.invoice("1000.00"), 201, "Recorded")
    assert recorded["said"]["moves"] == []
    name = recorded["done"]["receivable"]["id"]
    path = f"/receivables/{name}"
    step(core, f"{path}/confirm", {}, 200, "Confirmed")
    made = step(supplier, f"{path}/tokenise", None, 200, "UnitsMoved")["said"]["moves"]
    assert made == [units(name, None, supplier.id, "1000.00")]
    passing = {"receivable": name, "to": tier2.id, "amount": money("400.00")}
    moved = step(supplier, "/transfers", passing, 201, "UnitsMoved")["said"]["moves"]
    assert moved == [units(name, supplier.id, tier2.id, "400.00")]
    quote = world.quoted(name, "6.00")
    sale = step(
        *(supplier, f"/quotes/{quote['id']}/accept", {}, 201),
        *("UnitsMoved", "Sold", "CashMoved"),
    )
    said, sold = sale["said"], sale["done"]["sale"]
    assert said["moves"] == [
        units(name, supplier.id, bank.id, "600.00"),
        cash(bank.id, supplier.id, sold["price"]["amount"]),
    ]
    [cost] = said["costs"]
    assert (cost["face"], cost["fees"]) == (money("600.00"), money("0.00"))
    assert (cost["discount"], cost["proceeds"]) == (sold["discount"], sold["price"])
    # 600.00 × 6 % × 90/360 = 9.00; 9.00 / 591.00 × 365/90 = 6.1760… %
    assert cost["discount"] == money("9.00") and cost["days"] == 90
    assert cost["effective_annual_rate_percent"] == "6.176"
    paid = step(core, "/payments", {"receivable": name}, 201, "Paid", "CashMoved")
    assert [move["amount"] for move in paid["said"]["moves"]] == [money("1000.00")]
    redeemed = ("UnitsMoved", "Redeemed", "CashMoved")
    out = step(bank, "/redemptions", {"receivable": name}, 201, *redeemed)
    assert units(name, bank.id, None, "600.00") in out["said"]["moves"]
    assert out["said"]["moves"][-1]["taker"] == bank.id


def units(receivable: str, giver: str | None, taker: str | None, amount: str) -> Json:
    return {
        "what": "units",
        "receivable": receivable,
        "giver": giver,
        "taker": taker,
        "amount": money(amount),
    }


def cash(giver: str, taker: str, amount: str) -> Json:
    return units("", giver, taker, amount) | {"what": "cash", "receivable": None}


def test_a_refusal_is_told_and_not_kept(world: World) -> None:
    name = world.recorded("950000000.00")
    before = state(world)
    said = tried(world.core, f"/receivables/{name}/confirm", {})
    assert (said["would_succeed"], said["happens"], said["gas"]) == (False, [], None)
    assert said["refusal"]["code"] == "credit_limit_exceeded"
    assert said["refusal"]["fields"]["asked"] == 95_000_000_000
    early = tried(world.supplier, f"/receivables/{name}/tokenise")
    assert early["refusal"]["code"] == "not_confirmed"
    assert state(world) == before


def test_cash_that_was_never_allowed_is_no_obstacle(world: World) -> None:
    """The allowance is tried first, as it would be done first."""
    core = world.register("core_enterprise", money("5000.00"))
    invoice = world.invoice("1000.00", obligor=core.id)
    name = world.supplier.post("/receivables", invoice)["receivable"]["id"]
    core.post(f"/receivables/{name}/confirm", {}, 200)
    broke = tried(core, "/payments", {"receivable": name})
    assert broke["refusal"]["code"] == "insufficient_funds"
    world.give(core, "1000.00")
    said = tried(core, "/payments", {"receivable": name})
    assert said["would_succeed"] and said["happens"][-2:] == ["Paid", "CashMoved"]
    assert core.get("/balances")["data"][0]["cash"] == money("1000.00")


def test_an_allowance_itself_can_be_tried(world: World) -> None:
    said = tried(world.core, "/allowances", {"currency": "CNY"})
    assert said["would_succeed"] and said["gas"] > 0
    assert tried(world.core, "/allowances", {"currency": "XYZ"})["would_succeed"] is False


def test_a_quote_can_be_tried_and_is_not_in_the_book(world: World) -> None:
    name = world.tokenised()
    world.supplier.post("/asks", {"receivable": name})
    offer = {"receivable": name, "annual_rate_percent": "5.00"}
    assert tried(world.bank, "/quotes", offer)["would_succeed"]
    assert world.supplier.get("/quotes", receivable=name)["data"] == []
    wrong = tried(world.bank, "/quotes", offer | {"basis": 366})
    assert wrong["refusal"]["code"] == "basis_unsupported"


@pytest.mark.parametrize("asked", [{"params": {"dry_run": "true"}}, {"params": {"dry_run": ""}}])
def test_what_cannot_be_tried_is_not_done_either(world: World, asked: Json) -> None:
    name = world.tokenised()
    refused = world.supplier.refused("POST", "/asks", {"receivable": name}, **asked)
    assert refused["code"] == "request_malformed" and "nothing was done" in refused["detail"]
    prefer = {"headers": {"Prefer": "return=unsigned"}}
    refused = world.supplier.refused("POST", "/asks", {"receivable": name}, **prefer)
    assert refused["code"] == "request_malformed"
    assert world.supplier.get("/asks", receivable=name)["data"] == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("dryrun=true", "'dryrun': no parameter of this"),
        ("DRY_RUN=true", "'DRY_RUN': no parameter of this"),
        ("dry_run=true&dry_run=false", "dry_run: given twice"),
        ("dry_run=perhaps", "dry_run: Input should be a valid boolean"),
        ("a%0Db=1", r"'a\rb': no parameter of this"),
    ],
)
def test_a_misspelt_dry_run_is_not_taken_for_the_write(world: World, query: str, told: str) -> None:
    before = state(world)
    for client, path, body in (
        (world.supplier, "/receivables", world.invoice()),
        (world.supplier, "/receivables/bulk", {"items": [world.invoice()]}),
        (world.operator, "/rules", {}),
    ):
        refused = client.refused("POST", f"{path}?{query}", body)
        assert refused["code"] == "request_malformed" and told in refused["detail"]
    assert state(world) == before


def test_a_rule_is_named_with_version_threshold_and_input(world: World) -> None:
    context = world.system.context
    start = Day(context.clock.today() + 60)
    rule = Rule("CN-77", valid_from=start, max_tenor=365)
    context.send(context.operator, context.ledger.announce_rule(rule))
    world.pass_days(60)
    name = world.recorded(days=400)
    refusal = tried(world.core, f"/receivables/{name}/confirm", {})["refusal"]
    assert refusal["code"] == "rule_broken"
    assert refusal["fields"] == {
        "rule": "CN-77",
        "limit": "tenor in days",
        "threshold": 365,
        "found": 400,
        "version": 1,
    }


def test_a_sale_in_the_market_tells_all_that_it_costs(world: World) -> None:
    terms = {"hold_back_percent": "10", "fee_percent": "1", "fee_receiver": world.other_bank.id}
    rate = {"annual_rate_percent": "5.4"}
    body = {
        "obligor": world.core.id,
        "limit": money("1000000.00"),
        "rates": [{"days": 180, **rate}],
        "terms": terms,
    }
    assert tried(world.bank, "/facilities", body)["happens"] == ["FacilityChanged"]
    number = world.bank.post("/facilities", body)["facility"]["id"]
    draw = {"receivable": world.tokenised("4000.00")}
    said = tried(world.supplier, f"/facilities/{number}/draw", draw)
    [cost] = said["costs"]
    # 4,000.00 at 5.4 % for 90 days on 360 costs 54.00; of the price of 3,946.00 a tenth is kept,
    # and 1 % is the fee; 93.46 / 3,511.94 × 365 / 90 = 10.7926… %, to four places 10.7927
    assert [cost[name]["amount"] for name in ("face", "discount", "fees", "hold_back")] == [
        *("4000.00", "54.00", "39.46", "394.60"),
    ]
    assert (cost["proceeds"], cost["days"]) == (money("3511.94"), 90)
    assert cost["effective_annual_rate_percent"] == "10.7927"
    assert cash(world.bank.id, world.supplier.id, "3511.94") in said["moves"]
    assert cash(world.bank.id, world.other_bank.id, "39.46") in said["moves"]
    high = {**draw, "bound": money("3600.00")}
    refusal = tried(world.supplier, f"/facilities/{number}/draw", high)["refusal"]
    assert refusal["code"] == "price_moved"
    sold = world.supplier.post(f"/facilities/{number}/draw", draw)["trade"]
    assert [sold[name] for name in ("hold_back", "proceeds")] == [
        *(cost[name] for name in ("hold_back", "proceeds")),
    ]
    # the fee is the buyer's own here, and the seller's rate is that of the discount
    terms = {"fee_percent": "1", "fee_receiver": world.other_bank.id, "fee_borne_by": "financier"}
    ask = {"side": "ask", "limit": money("4000.00"), "terms": terms, **rate}
    identity = world.tokenised("4000.00")
    assert tried(world.supplier, "/orders", {**ask, "receivable": identity})["would_succeed"]
    order = world.supplier.post("/orders", {**ask, "receivable": identity})["id"]
    [cost] = tried(world.bank, f"/orders/{order}/fill", {"receivable": identity})["costs"]
    assert (cost["fees"], cost["proceeds"]) == (money("0.00"), money("3946.00"))
    assert cost["effective_annual_rate_percent"] == "5.5499"


WITHOUT = {
    "nothing of it is on the ledger": {
        *("set_approval_policy", "approve", "refuse_approval", "withdraw_approval"),
        *("add_user", "remove_user", "issue_credential", "claim_credential"),
        *("rotate_credential", "revoke_credential"),
        *("open_session", "challenge", "close_session"),
        *("add_webhook", "change_webhook", "remove_webhook", "rotate_secret"),
        *("ping", "redeliver"),
        *("save_import_profile", "state_contact", "ask", "instruct", "end_instruction"),
        *("keep_document", "grant", "revoke", "rotate", "renew_reading_key"),
        *("decide_about_twins", "finish_task", "decline_credit_note", "decide_about_entry"),
    },
    "looks only": {
        *("verify", "prove", "preview_draw", "preview_fill"),
        *("offer_import_profile", "journal_by_chart"),
    },
    "says so in its body": {"reconcile_statement"},
    "what it does is shown before": {"post_matched"},
    "goes on with what was offered": {"hand_in_signature", "hand_in_transaction"},
    "the sandbox is for trying out as a whole": {"clock", "faucet", "make_world", "reset"},
}
"""Writes that take no `dry_run`, by the reason that docs/writes.md gives."""


def test_every_write_can_be_tried_or_there_is_a_reason() -> None:
    without = {
        operation["operationId"]
        for item in DESCRIPTION["paths"].values()
        for method, operation in item.items()
        if method != "get"
        and all(each["name"] != "dry_run" for each in operation.get("parameters", ()))
    }
    assert without == set().union(*WITHOUT.values())
    assert sum(map(len, WITHOUT.values())) == len(without), "one reason each"
