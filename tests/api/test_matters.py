"""Suspected twins, tasks and credit notes: who sees them, and who decides."""

from collections.abc import Iterator
from typing import Any

import pytest

from sfc.chain.ledger import ContractLedger
from tests.api.service import Client, World, money, sandbox

Json = dict[str, Any]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with sandbox() as made:
        yield made


@pytest.fixture(scope="module")
def rival(world: World) -> Client:
    """Another who invoices the same obligor."""
    return world.register("supplier")


def twins(world: World, client: Client, **wanted: str) -> dict[tuple[str, str], Json]:
    found = client.get("/twins", limit="200", **wanted)["data"]
    return {(each["earlier"]["receivable"], each["later"]["receivable"]): each for each in found}


def record(world: World, by: Client, number: str, amount: str, **changes: Any) -> str:
    body = world.invoice(amount, invoice_number=number, **changes)
    identity: str = by.post("/receivables", body)["receivable"]["id"]
    return identity


def test_a_warning_and_a_case_say_the_same(world: World) -> None:
    accounts = {"bank_accounts": ["DE89 3704 0044 0532 0130 00"]}
    first = record(world, world.supplier, "TW-001", "500.00", **accounts)
    other = {"bank_accounts": ["GB33BUKB20201555555555"], "payee": ["Factor AG"]}
    body = world.invoice("501.00", invoice_number="tw 1", **other)
    made = world.supplier.post("/receivables", body)
    [warning] = made["warnings"]
    assert warning["receivable"] == first
    found = twins(world, world.supplier)[first, made["receivable"]["id"]]
    assert warning["score"] == found["score"] == 100
    weights = {each["reason"]: each["weight"] for each in found["reasons"]}
    assert weights == {
        "number": 40,
        "amount": 25,
        "date": 15,
        "other_account": 10,
        "other_payee": 10,
    }
    assert list(weights) == warning["alike_in"]
    assert (found["state"], found["decisions"], found["next_step"]) == ("open", [], None)
    assert found["later"]["amount"] == money("501.00")
    text = world.operator.http.get("/twins").text
    assert "DE89" not in text and "Factor" not in text


def test_a_rivals_invoice_is_the_obligors_to_compare(world: World, rival: Client) -> None:
    first = record(world, world.supplier, "RV-7", "900.00")
    body = world.invoice("900.00", invoice_number="RV 7")
    made = rival.post("/receivables", body)
    assert made["warnings"] == [], "it learns nothing of what another invoiced"
    pair = (first, made["receivable"]["id"])
    for client in (world.core, world.operator):
        assert twins(world, client)[pair]["score"] == 50
    case = twins(world, world.core)[pair]["id"]
    for client in (rival, world.supplier, world.bank, world.other_core):
        assert pair not in twins(world, client)
        assert client.code("GET", f"/twins/{case}") == (404, "not_found")
        answer = {"decision": "same"}
        unseen = (403, "wrong_role") if client is world.bank else (404, "not_found")
        assert client.code("POST", f"/twins/{case}/decision", answer) == unseen


def test_who_decides(world: World) -> None:
    first = record(world, world.supplier, "DC-1", "70.00")
    second = record(world, world.supplier, "DC-01", "70.00")
    case = twins(world, world.core)[first, second]["id"]
    path = f"/twins/{case}/decision"
    clearing = {"decision": "different"}
    assert world.supplier.code("POST", path, clearing) == (403, "forbidden")
    reader = world.register("regulator")
    assert reader.get(f"/twins/{case}")["state"] == "open"
    assert reader.code("POST", path, clearing) == (403, "wrong_role")
    admitted = world.supplier.post(path, {"decision": "same", "note": "sent twice"}, 200)
    assert (admitted["state"], admitted["next_step"]["step"]) == ("same", "withdraw")
    assert world.operator.get(f"/receivables/{second}")["receivable"]["status"] == "recorded"
    cleared = world.core.post(path, clearing, 200)
    assert [each["by"] for each in cleared["decisions"]] == [world.supplier.id, world.core.id]
    assert (cleared["state"], cleared["next_step"]) == ("different", None)
    assert world.core.post(path, clearing, 200) == cleared, "said again, it adds nothing"
    assert world.supplier.code("POST", path, {"decision": "same"}) == (409, "already_decided")
    assert len(world.operator.post(path, {"decision": "same"}, 200)["decisions"]) == 3
    assert (first, second) in twins(world, world.core, state="same")
    assert (first, second) not in twins(world, world.core, state="open")
    assert (first, second) not in twins(world, world.core, state="different")


def test_the_next_step_follows_the_later_one(world: World) -> None:
    first = record(world, world.supplier, "NS-1", "80.00")
    second = record(world, world.supplier, "NS-01", "80.00")
    case = twins(world, world.core)[first, second]["id"]
    world.core.post(f"/twins/{case}/decision", {"decision": "same"}, 200)

    def step() -> str:
        found: str = world.core.get(f"/twins/{case}")["next_step"]["step"]
        return found

    assert step() == "withdraw"
    world.core.post(f"/receivables/{second}/confirm", {}, 200)
    assert step() == "cancel_together"
    world.supplier.post(f"/receivables/{second}/tokenise", None, 200)
    assert step() == "cancel_together"
    sold = {"receivable": second, "to": world.tier2.id, "amount": money("1.00")}
    world.supplier.post("/transfers", sold)
    assert step() == "credit_note"
    world.core.post("/payments", {"receivable": second})
    assert step() == "nothing"


def test_a_credit_note_over_what_is_recorded(world: World, rival: Client) -> None:
    identity = record(world, world.supplier, "CR-1", "100.00")
    body = credit_note(world, "CN-1", "30.00", "CR-1")
    done = world.supplier.post("/credit-notes", body)
    assert (done["outcome"], done["receivable"], done["repeated"]) == ("reduced", identity, False)
    assert world.supplier.post("/credit-notes", body)["repeated"]
    found = world.core.get(f"/receivables/{identity}")["receivable"]
    assert (found["recorded"], found["status"]) == (money("70.00"), "recorded")
    note = world.core.get(f"/credit-notes/{done['id']}")
    assert note["amount"] == money("30.00")
    for client in (world.bank, rival):
        path = f"/credit-notes/{done['id']}"
        assert client.code("GET", path) == (404, "not_found")
        assert client.code("POST", f"{path}/agree") == (403, "wrong_role")
    assert world.other_core.code("POST", f"{path}/agree") == (404, "not_found")
    assert world.supplier.code("POST", f"/credit-notes/{done['id']}/agree") == (403, "wrong_role")
    late = world.core.code("POST", f"/credit-notes/{done['id']}/decline", {})
    assert late == (409, "already_decided")
    assert world.operator.code("POST", "/credit-notes", body) == (403, "forbidden")


def test_what_is_left_to_people_is_a_task(world: World) -> None:
    body = credit_note(world, "CN-2", "30.00", "nobody knows it")
    done = world.supplier.post("/credit-notes", body)
    assert done["outcome"] == "referred"
    [task] = done["tasks"]
    assert (task["reason"], task["owner"]) == ("original_unknown", world.supplier.id)
    assert task in world.supplier.get("/tasks", state="open")["data"]
    assert task not in world.core.get("/tasks")["data"]
    path = f"/tasks/{task['id']}/done"
    assert world.core.code("POST", path, {}) == (404, "not_found")
    finished = world.supplier.post(path, {"note": "sent by mistake"}, 200)
    assert (finished["state"], finished["done_by"]) == ("done", world.supplier.id)
    assert world.operator.code("POST", path, {}) == (409, "already_decided")
    assert task["id"] not in [
        each["id"] for each in world.supplier.get("/tasks", state="open")["data"]
    ]


@pytest.mark.skipif(
    not hasattr(ContractLedger, "credit_note"), reason="the contracts know no credit notes yet"
)
def test_a_credit_note_over_what_is_confirmed_waits_for_the_obligor(world: World) -> None:
    identity = record(world, world.supplier, "CR-3", "100.00")
    world.core.post(f"/receivables/{identity}/confirm", {}, 200)
    done = world.supplier.post("/credit-notes", credit_note(world, "CN-3", "30.00", "CR-3"))
    assert done["outcome"] == "proposed"
    [task] = world.core.get("/tasks", state="open")["data"]
    assert (task["reason"], task["subject"]) == ("to_be_agreed", done["id"])
    agreed = world.core.post(f"/credit-notes/{done['id']}/agree", None, 200)
    assert agreed["outcome"] == "agreed"
    assert world.core.get(f"/receivables/{identity}")["receivable"]["face"] == money("70.00")
    assert world.core.get("/tasks", state="open")["data"] == []


def test_pages_are_whole_and_newest_first(world: World) -> None:
    supplier = world.register("supplier")
    for number in range(5):
        supplier.post("/credit-notes", credit_note(world, f"P-{number}", "1.00", "none"))
    seen: list[str] = []
    page = supplier.get("/tasks", limit="2")
    while True:
        seen += [each["facts"]["number"] for each in page["data"]]
        if page["next_cursor"] is None:
            break
        page = supplier.get("/tasks", limit="2", cursor=page["next_cursor"])
    assert sorted(seen) == [f"P-{number}" for number in range(5)]
    for path in ("/tasks?cursor=nonsense", "/twins?cursor=nonsense"):
        assert supplier.code("GET", path) == (422, "id_malformed")
    for path in ("/twins/twn_1", "/twins/crn_" + "0" * 32, "/credit-notes/x"):
        assert supplier.code("GET", path) == (422, "id_malformed")


def credit_note(world: World, number: str, amount: str, of: str) -> Json:
    return {
        "obligor": world.core.id,
        "number": number,
        "issue_date": world.today.isoformat(),
        "amount": money(amount),
        "preceding": [{"invoice_number": of}],
    }
