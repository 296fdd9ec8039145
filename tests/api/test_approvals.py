"""A second person: what waits for one, who may be it, and that what is approved has one effect."""

import hashlib
import json
import time
from collections.abc import Iterator

import pytest

from sfc.api import create_app
from sfc.api.control import Carrier
from tests.api.ready import auctioned
from tests.api.service import Client, Json, World, money, sandbox


@pytest.fixture(scope="module")
def own() -> Iterator[World]:
    with sandbox() as made:
        yield made


def second(world: World, first: Client, scopes: list[str] | None = None) -> Client:
    """Another user of a party, with a key."""
    user = first.post("/users", {"name": "Second", "scopes": ["*"]})["id"]
    made = first.post("/credentials", {"user": user, "scopes": scopes or ["*"]})
    return world.client(made["api_key"], first.id)


def controlled(world: World, *rules: Json, roles: str = "core_enterprise") -> tuple[Client, Client]:
    """The two users of a new party that has a policy; it has cash and credit."""
    maker = world.register(roles, money("900000.00"))
    world.give(maker, "900000.00")
    checker = second(world, maker)
    response = maker.http.put("/approval-policy", json={"rules": list(rules)})
    assert response.status_code == 200, response.text
    return maker, checker


PAYMENT = {"act": "payment", "above": [money("1000.00")]}


def owed(world: World, obligor: Client, amount: str = "5000.00") -> str:
    body = world.invoice(amount, obligor=obligor.id)
    identity = world.supplier.post("/receivables", body)["receivable"]["id"]
    return str(identity)


def confirmed(world: World, obligor: Client, amount: str = "5000.00") -> str:
    identity = owed(world, obligor, amount)
    obligor.post(f"/receivables/{identity}/confirm", {}, 200)
    return identity


def keyed(client: Client, path: str, body: Json, key: str) -> tuple[int, Json]:
    response = client.http.post(path, json=body, headers={"Idempotency-Key": key})
    return response.status_code, response.json()


def cash(client: Client) -> str:
    return next(
        str(each["cash"]["amount"])
        for each in client.get("/balances")["data"]
        if each["cash"]["currency"] == "CNY"
    )


def test_small_amounts_need_one_person_large_ones_two(own: World) -> None:
    maker, checker = controlled(own, PAYMENT)
    identity = confirmed(own, maker)
    maker.post("/payments", {"receivable": identity, "amount": money("1000.00")})
    large = {"receivable": identity, "amount": money("1000.01")}
    status, waits = keyed(maker, "/payments", large, "large 1")
    assert (status, waits["state"], waits["operation"]) == (202, "pending", "pay")
    assert waits["facts"] == {"receivable": identity, "amount": "1000.01 CNY"}
    assert cash(maker) == "899000.00", "nothing has moved"
    done = checker.post(f"/approvals/{waits['id']}/approve", {"note": "seen"}, 200)
    assert (done["state"], done["status"], done["note"]) == ("done", 201, "seen")
    assert done["result"]["receivable"]["paid"] == money("2000.01")
    assert (cash(maker), done["maker"] == done["checker"]) == ("897999.99", False)


def test_all_that_is_due_is_the_amount_where_none_is_named(own: World) -> None:
    maker, _ = controlled(own, PAYMENT)
    small, large = confirmed(own, maker, "999.00"), confirmed(own, maker, "1001.00")
    maker.post("/payments", {"receivable": small})
    assert maker.post("/payments", {"receivable": large}, 202)["facts"]["amount"] == "1001.00 CNY"


def test_another_currency_is_never_small(own: World) -> None:
    maker, _ = controlled(own, {"act": "confirmation", "above": [money("1", "JPY")]})
    identity = owed(own, maker, "1.00")
    assert maker.post(f"/receivables/{identity}/confirm", {}, 202)["act"] == "confirmation"


def test_nobody_approves_what_they_asked_for(own: World) -> None:
    maker, checker = controlled(own, PAYMENT)
    identity = confirmed(own, maker)
    waits = maker.post("/payments", {"receivable": identity}, 202)["id"]
    for decision in ("approve", "refuse"):
        path = f"/approvals/{waits}/{decision}"
        assert maker.code("POST", path, {}) == (403, "own_approval")
        assert own.supplier.code("POST", path, {}) == (404, "not_found")
        assert own.operator.code("POST", path, {}) == (404, "not_found")
    assert checker.code("POST", f"/approvals/{waits}/withdraw", {}) == (403, "not_yours")
    assert own.supplier.code("GET", f"/approvals/{waits}") == (404, "not_found")
    assert own.supplier.get("/approvals")["data"] == []
    assert own.operator.get(f"/approvals/{waits}")["state"] == "pending"
    narrow = maker.post("/credentials", {"user": checker.get("/users")["data"][0]["id"]}, 202)
    assert narrow["act"] == "keys"


def test_who_might_not_ask_may_not_approve(own: World) -> None:
    maker = own.register("core_enterprise", money("900000.00"))
    checker = second(own, maker, ["approvals:read", "approvals:write"])
    maker.http.put("/approval-policy", json={"rules": [PAYMENT]})
    waits = maker.post("/payments", {"receivable": confirmed(own, maker)}, 202)["id"]
    assert checker.code("POST", f"/approvals/{waits}/approve", {}) == (403, "scope_missing")
    assert checker.post(f"/approvals/{waits}/refuse", {}, 200)["state"] == "refused"
    assert checker.code("POST", f"/approvals/{waits}/refuse", {}) == (409, "approval_closed")


def test_what_was_refused_or_withdrawn_is_not_done(own: World) -> None:
    maker, checker = controlled(own, PAYMENT)
    identity = confirmed(own, maker)
    before = cash(maker)
    one = maker.post("/payments", {"receivable": identity}, 202)["id"]
    assert maker.post(f"/approvals/{one}/withdraw", None, 200)["state"] == "withdrawn"
    assert checker.code("POST", f"/approvals/{one}/approve", {}) == (409, "approval_closed")
    assert cash(maker) == before
    assert [each["id"] for each in maker.get("/approvals", state="withdrawn")["data"]] == [one]
    assert maker.get("/approvals", state="pending")["data"] == []


def test_the_maker_who_repeats_gets_the_approval_and_then_the_answer(own: World) -> None:
    maker, checker = controlled(own, PAYMENT)
    identity = confirmed(own, maker)
    body = {"receivable": identity}
    _, waits = keyed(maker, "/payments", body, "repeat")
    assert keyed(maker, "/payments", body, "repeat") == (202, waits)
    other = keyed(maker, "/payments", body | {"amount": money("2000.00")}, "repeat")
    assert (other[0], other[1]["code"]) == (422, "idempotency_conflict")
    done = checker.post(f"/approvals/{waits['id']}/approve", {}, 200)
    status, answer = keyed(maker, "/payments", body, "repeat")
    assert (status, answer) == (201, done["result"])


def test_what_the_ledger_refuses_by_then_has_failed(own: World) -> None:
    maker, checker = controlled(own, PAYMENT)
    identity = confirmed(own, maker)
    bodies = ({"receivable": identity, "amount": money(each)} for each in ("5000.00", "2000.00"))
    first, again = (maker.post("/payments", body, 202)["id"] for body in bodies)
    assert checker.post(f"/approvals/{first}/approve", {}, 200)["state"] == "done"
    failed = checker.post(f"/approvals/{again}/approve", {}, 200)
    assert (failed["state"], failed["status"]) == ("failed", 409)
    assert failed["result"]["code"] == "wrong_status"


def test_a_request_that_could_not_be_done_is_refused_at_once(own: World) -> None:
    maker, _ = controlled(own, PAYMENT)
    nowhere = {"receivable": "rcv_" + "0" * 64}
    assert maker.code("POST", "/payments", nowhere) == (404, "not_found")
    assert maker.code("POST", "/payments", {"receivable": 7}) == (422, "request_malformed")
    assert maker.get("/approvals")["data"] == []


def test_a_quote_waits_too(own: World) -> None:
    maker, checker = controlled(own, {"act": "quote"}, roles="financier")
    identity = own.tokenised()
    own.supplier.post("/asks", {"receivable": identity})
    offer = {"receivable": identity, "annual_rate_percent": "6.5"}
    waits = maker.post("/quotes", offer, 202)
    assert waits["facts"]["annual_rate_percent"] == "6.5"
    assert own.supplier.get("/quotes", receivable=identity)["data"] == []
    checker.post(f"/approvals/{waits['id']}/approve", {}, 200)
    (quote,) = own.supplier.get("/quotes", receivable=identity)["data"]
    assert quote["financier"] == maker.id


def test_a_sealed_bid_that_waits_is_its_partys_alone(own: World) -> None:
    maker, checker = controlled(own, {"act": "quote"}, roles="financier")
    own.give(own.supplier, "1000.00")
    _, ids = auctioned(own)
    path = f"/auctions/{ids['auction']}/commit"
    bid = {"annual_rate_percent": "5.4321", "amount": money("200000.00")}
    status, waits = keyed(maker, path, bid, "bid 1")
    told = {"auction": ids["auction"], "annual_rate_percent": "5.4321", "amount": "200000.00 CNY"}
    assert (status, waits["facts"]) == (202, told)
    place = f"/approvals/{waits['id']}"
    assert checker.get(place)["facts"] == checker.get("/approvals")["data"][0]["facts"] == told
    assert own.operator.get(place)["facts"] == {}
    access, operations = own.system.context.access, own.system.context.operations
    kept = access.approvals.approval(waits["id"])
    log = own.operator.get("/audit-log", limit=200)["data"]
    assert "5.4321" not in f"{kept}{log}"
    assert keyed(maker, path, bid | {"amount": money("1.00")}, "bid 1")[0] == 422
    done = checker.post(f"{place}/approve", {}, 200)
    assert (done["state"], done["status"], done["facts"]) == ("done", 200, told)
    begun = operations.asked(maker.id, "bid 1")
    assert begun is not None and begun.request is None
    assert keyed(maker, path, bid, "bid 1") == (200, done["result"])


def test_a_bid_cannot_be_guessed_by_who_reads_the_database(own: World) -> None:
    """What is kept of it, waiting and done, is no digest that a guess can be tried on."""
    maker, checker = controlled(own, {"act": "quote"}, roles="financier")
    own.give(own.supplier, "1000.00")
    _, ids = auctioned(own)
    path = f"/auctions/{ids['auction']}/commit"
    bid = json.dumps({"annual_rate_percent": "4.8765", "amount": money("200000.00")}).encode()
    headers = {"Idempotency-Key": "guess it", "Content-Type": "application/json"}
    waits = maker.http.post(path, content=bid, headers=headers).json()
    checker.post(f"/approvals/{waits['id']}/approve", {}, 200)
    assert maker.http.post(path, content=bid, headers=headers).status_code == 200
    kept = [
        own.system.context.access.approvals.approval(waits["id"]).fingerprint,
        getattr(own.system.context.operations.asked(maker.id, "guess it"), "fingerprint", ""),
    ]
    assert all(len(each) == 64 for each in kept)
    lines = [f"POST /v1{path}{mark}\n".encode() for mark in ("", "?")]
    guesses = {hashlib.sha256(told).hexdigest() for line in lines for told in (bid, line + bid)}
    assert guesses.isdisjoint(kept)


def test_one_person_cannot_become_two(own: World) -> None:
    maker, checker = controlled(own, PAYMENT)
    user = maker.post("/users", {"name": "Myself"}, 202)
    assert user["act"] == "keys"
    response = maker.http.put("/approval-policy", json={"rules": []})
    assert (response.status_code, response.json()["act"]) == (202, "policy")
    checker.post(f"/approvals/{response.json()['id']}/approve", {}, 200)
    assert maker.get("/approval-policy")["rules"] == []
    maker.post("/payments", {"receivable": confirmed(own, maker)})


def test_a_policy_needs_somebody_who_can_approve(own: World) -> None:
    alone = own.register("core_enterprise")
    rules = {"rules": [PAYMENT]}
    assert alone.code("PUT", "/approval-policy", rules) == (409, "second_person_missing")
    second(own, alone, ["*:read"])
    assert alone.code("PUT", "/approval-policy", rules) == (409, "second_person_missing")


def test_an_approved_key_is_shown_to_its_maker_only(own: World) -> None:
    maker, checker = controlled(own, PAYMENT)
    user = maker.get("/users")["data"][0]["id"]
    waits = maker.post("/credentials", {"user": user, "label": "till"}, 202)["id"]
    done = checker.post(f"/approvals/{waits}/approve", {}, 200)
    assert "api_key" not in done["result"]
    credential = done["result"]["credential"]
    assert credential["prefix"] is None
    path = f"/credentials/{credential['id']}/claim"
    assert checker.code("POST", path) == (403, "forbidden")
    key = maker.post(path, None, 200)["api_key"]
    assert own.client(key).get("/credentials")["data"]
    assert maker.code("POST", path) == (409, "credential_closed")


def test_the_operator_too_may_want_a_second_person(own: World) -> None:
    user = own.operator.post("/users", {"name": "Deputy"})["id"]
    key = own.operator.post("/credentials", {"user": user})["api_key"]
    deputy = own.client(key)
    rule = {"act": "credit_line", "above": [money("100.00")]}
    deputy.http.put("/approval-policy", json={"rules": [rule]})
    try:
        held_limit(own, deputy)
    finally:
        off = deputy.http.put("/approval-policy", json={"rules": []}).json()
        own.operator.post(f"/approvals/{off['id']}/approve", {}, 200)


def held_limit(own: World, deputy: Client) -> None:
    core = own.register("core_enterprise", money("100.00"))
    path = f"/participants/{core.id}/credit-line"
    waits = own.operator.http.put(path, json={"limit": money("100.01")})
    assert waits.status_code == 202
    done = deputy.post(f"/approvals/{waits.json()['id']}/approve", {}, 200)
    assert done["result"]["credit_lines"][0]["limit"] == money("100.01")


def test_after_its_time_it_has_expired(own: World, monkeypatch: pytest.MonkeyPatch) -> None:
    maker, checker = controlled(own, PAYMENT)
    waits = maker.post("/payments", {"receivable": confirmed(own, maker)}, 202)["id"]
    access = own.system.context.access
    later = access.now() + 86_401
    monkeypatch.setattr(type(access), "now", lambda _self: later, raising=False)
    assert access.now() == later
    assert maker.get(f"/approvals/{waits}")["state"] == "expired"
    assert [each["id"] for each in maker.get("/approvals", state="expired")["data"]] == [waits]
    assert checker.code("POST", f"/approvals/{waits}/approve", {}) == (409, "approval_closed")


def approved_only(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[Client, str]:
    """An approval of 2000.00 that the service was killed before carrying out."""
    maker, checker = controlled(world, PAYMENT)
    body = {"receivable": confirmed(world, maker), "amount": money("2000.00")}
    waits = maker.post("/payments", body, 202)["id"]
    with monkeypatch.context() as patched:
        patched.setattr(Carrier, "carry_out", lambda *_: None)
        left = checker.post(f"/approvals/{waits}/approve", {}, 200)
    assert (left["state"], cash(maker)) == ("approved", "900000.00")
    return maker, waits


def test_a_service_that_starts_carries_out_what_was_approved(
    own: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker, waits = approved_only(own, monkeypatch)
    create_app(own.system.context, own.system.operator_key)
    for _ in range(500):
        if (found := maker.get(f"/approvals/{waits}"))["state"] != "approved":
            break
        time.sleep(0.02)
    assert (found["state"], cash(maker)) == ("done", "898000.00")


def test_what_was_done_and_not_noted_is_not_done_again(
    own: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker, waits = approved_only(own, monkeypatch)
    with monkeypatch.context() as patched:
        patched.setattr(Carrier, "resume", lambda *_: None)
        carrier = create_app(own.system.context, own.system.operator_key).state.carrier
    with monkeypatch.context() as patched:
        patched.setattr(type(own.system.context.access.approvals), "carried_out", lambda *_: None)
        carrier.resume()
    assert (maker.get(f"/approvals/{waits}")["state"], cash(maker)) == ("approved", "898000.00")
    carrier.resume()
    assert (maker.get(f"/approvals/{waits}")["state"], cash(maker)) == ("done", "898000.00")
