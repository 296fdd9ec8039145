"""Many steps at once, tried first: nothing moves, and then each item goes as was said."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sfc.chain import ledger
from sfc.chain.unsent import RehearsalLedger
from sfc.ports import Call
from tests.api.service import Client, Json, money, sandbox
from tests.api.test_bulk import named, recorded
from tests.api.trying import Traced

GAS = 0.05
"""Part of the gas by which what was tried and what was done may differ: what is warm when."""

STRANGER = "rcv_" + "0" * 64


@pytest.fixture(autouse=True)
def five_in_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "MAX_BATCH", 5)


@pytest.fixture(scope="module")
def trying() -> Iterator[Traced]:
    with sandbox(Traced) as made:
        assert isinstance(made, Traced)
        yield made


def tried(world: Traced, client: Client, path: str, items: list[Json], **more: Any) -> Json:
    """What is said of a bulk operation, which leaves no trace."""
    before = world.trace()
    body = {"items": items, **more}
    response = client.http.post(path, json=body, params={"dry_run": "true"})
    assert response.status_code == 200, response.text
    assert world.trace() == before
    told: Json = response.json()
    outcomes = [item["outcome"] for item in told["items"]]
    assert [item["index"] for item in told["items"]] == list(range(len(items)))
    assert told["would_succeed"] == outcomes.count("would_succeed")
    assert told["refused"] == outcomes.count("refused")
    return told


def tried_and_done(
    world: Traced, client: Client, path: str, items: list[Json], **more: Any
) -> tuple[Json, Json]:
    """What was said, and what came of it: the same for each item."""
    said = tried(world, client, path, items, **more)
    done = client.post(path, {"items": items, **more}, 200)
    assert said["would_succeed"] == done["done"]
    for one, other in zip(said["items"], done["items"], strict=True):
        came = {"done": "would_succeed"}.get(other["outcome"], other["outcome"])
        assert one == {
            "index": other["index"],
            "outcome": came,
            "receivable": other["receivable"],
            "error": other["error"],
        }
    hashes = {item["transaction"] for item in done["items"]} - {None}
    assert said["transactions"] == len(hashes)
    assert abs(said["gas"] - done["gas_used"]) <= GAS * done["gas_used"] + 21_000
    return said, done


def codes(told: Json) -> list[str | None]:
    return [item["error"] and item["error"]["code"] for item in told["items"]]


def test_the_life_of_many_is_tried_step_by_step(trying: Traced) -> None:
    core, supplier = trying.core, trying.supplier
    invoices = [trying.invoice("10.00") for _ in range(12)]
    said, done = tried_and_done(trying, supplier, "/receivables/bulk", invoices)
    assert said["transactions"] == 3 and said["moves"] == []
    names = named([item["receivable"] for item in done["items"]])
    tried_and_done(trying, core, "/receivables/bulk/confirm", names)
    said, _ = tried_and_done(trying, supplier, "/receivables/bulk/tokenise", names)
    assert said["moves"] == [moved("units", None, supplier.id, "120.00")]
    part = [each | {"amount": money("4.00")} for each in names]
    said, _ = tried_and_done(trying, core, "/payments/bulk", part)
    [cash] = said["moves"]
    assert (cash["what"], cash["giver"], cash["amount"]) == ("cash", core.id, money("48.00"))
    tried_and_done(trying, core, "/payments/bulk", names)
    said, _ = tried_and_done(trying, supplier, "/redemptions/bulk", names)
    assert moved("units", supplier.id, None, "120.00") in said["moves"]
    assert [each["amount"] for each in said["moves"]] == [money("120.00")] * 2


def moved(what: str, giver: str | None, taker: str | None, amount: str) -> Json:
    return {"what": what, "giver": giver, "taker": taker, "amount": money(amount)}


def test_bad_items_and_the_same_one_twice(trying: Traced) -> None:
    good = [trying.invoice() for _ in range(9)]
    nobody, late = trying.invoice(obligor="par_4000000"), trying.invoice(due_date="2020-01-01")
    items = [*good[:2], late, good[0], nobody, trying.invoice("1.001"), *good[2:], good[5]]
    said, done = tried_and_done(trying, trying.supplier, "/receivables/bulk", items)
    assert [code for code in codes(said) if code] == [
        "due_not_after_issue",
        "already_recorded",
        "unknown_participant",
        "amount_not_exact",
        "already_recorded",
    ]
    names = [item["receivable"] for item in done["items"] if item["outcome"] == "done"]
    items = named([STRANGER, names[0], names[0], *names, names[4]])
    said, _ = tried_and_done(trying, trying.core, "/receivables/bulk/confirm", items)
    assert said["would_succeed"] == 9 and codes(said)[0] == "not_found"


def test_a_credit_line_that_ends_in_a_later_transaction(trying: Traced) -> None:
    """Seven of them fit, and then a small one; five are in the first transaction."""
    core = trying.register("core_enterprise", money("750.00"))
    amounts = ["100.00"] * 8 + ["50.00", "1.00"]
    items = [trying.invoice(amount, obligor=core.id) for amount in amounts]
    made = trying.supplier.post("/receivables/bulk", {"items": items}, 200)
    names = named([item["receivable"] for item in made["items"]])
    said, _ = tried_and_done(trying, core, "/receivables/bulk/confirm", names)
    refused = [item["error"] and item["error"]["fields"]["used"] for item in said["items"]]
    assert refused == [None] * 7 + [70_000, None, 75_000]


def test_all_or_none(trying: Traced) -> None:
    path, core = "/receivables/bulk/confirm", trying.core
    names = recorded(trying, 4)
    core.post(f"/receivables/{names[1]}/confirm", {}, 200)
    said, _ = tried_and_done(trying, core, path, named(names), atomic=True)
    outcomes = [item["outcome"] for item in said["items"]]
    assert outcomes == ["not_tried", "refused", "not_tried", "not_tried"]
    unknown = named([names[0], STRANGER])
    said, _ = tried_and_done(trying, core, path, unknown, atomic=True)
    assert [item["outcome"] for item in said["items"]] == ["not_tried", "refused"]
    left = named([names[0], *names[2:]])
    said, _ = tried_and_done(trying, core, path, left, atomic=True)
    assert said["would_succeed"] == 3 and said["transactions"] == 1
    many = {"items": named(names[:1]) * 6, "atomic": True}
    refused = core.refused("POST", path, many, params={"dry_run": "true"})
    assert refused["code"] == "batch_too_large"


def test_cash_that_was_never_allowed_and_then_runs_out(trying: Traced) -> None:
    """The allowance is tried first, not given; it is then part of what is done."""
    core = trying.register("core_enterprise", money("500.00"))
    items = [trying.invoice("20.00", obligor=core.id) for _ in range(8)]
    made = trying.supplier.post("/receivables/bulk", {"items": items}, 200)
    names = named([item["receivable"] for item in made["items"]])
    core.post("/receivables/bulk/confirm", {"items": names}, 200)
    said, _ = tried_and_done(trying, core, "/payments/bulk", names)
    assert set(codes(said)) == {"insufficient_funds"}
    trying.give(core, "130.00")
    said, _ = tried_and_done(trying, core, "/payments/bulk", names)
    assert codes(said) == [None] * 6 + ["insufficient_funds"] * 2
    [cash] = (each for each in said["moves"] if each["what"] == "cash")
    assert (cash["giver"], cash["amount"]) == (core.id, money("120.00"))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.sampled_from([0, 1, 3, 9, 40])), max_size=16, min_size=1
    ),
    st.booleans(),
)
def test_payments_of_any_kind_go_as_was_said(
    trying: Traced, payments: list[tuple[int, int]], atomic: bool
) -> None:
    """Of seven that can be paid on and one that is not confirmed: too much, nothing, again."""
    names = recorded(trying, 8, "9.00")
    trying.core.post("/receivables/bulk/confirm", {"items": named(names[:7])}, 200)
    items = [{"receivable": names[at], "amount": money(f"{much}.00")} for at, much in payments]
    if atomic:
        items = items[:5]
    tried_and_done(trying, trying.core, "/payments/bulk", items, atomic=atomic)


def test_who_signs_elsewhere_is_refused_alike(trying: Traced) -> None:
    own = {"account": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "roles": ["supplier"]}
    about = {"name": "Own Key", "legal_id": "91990000DEMA00077X"}
    key = trying.operator.post("/participants", about | own)["api_key"]
    body = {"items": [trying.invoice()]}
    for params in ({"dry_run": "true"}, {}):
        refused = trying.client(key).refused("POST", "/receivables/bulk", body, params=params)
        assert refused["code"] == "key_not_held"
    prefer = {"Prefer": "return=unsigned"}
    refused = trying.client(key).refused("POST", "/receivables/bulk", body, headers=prefer)
    assert refused["code"] == "request_malformed"


def test_a_trial_uses_no_key_up_and_the_client_knows_it(trying: Traced) -> None:
    items = [trying.invoice()]
    key = {"Idempotency-Key": "tried, then done"}
    http = trying.supplier.http
    for params, status in ({"dry_run": "true"}, "would_succeed"), ({}, "done"):
        answer = http.post("/receivables/bulk", json={"items": items}, params=params, headers=key)
        assert answer.json()["items"][0]["outcome"] == status
    body: Any = {"items": [trying.invoice()]}
    assert trying.supplier.sfc.try_record_many(body)["would_succeed"] == 1


def test_many_transactions_are_tried_in_one_pass(
    trying: Traced, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With bad items it takes three: as they are, each for itself, and what is left."""
    passes: list[int] = []
    real = RehearsalLedger.rehearse

    def counted(self: RehearsalLedger, sender: str, transactions: list[list[Call]]) -> Any:
        passes.append(len(transactions))
        return real(self, sender, transactions)

    monkeypatch.setattr(RehearsalLedger, "rehearse", counted)
    invoices = [trying.invoice() for _ in range(12)]
    tried(trying, trying.supplier, "/receivables/bulk", invoices)
    assert passes == [3]
    tried(trying, trying.supplier, "/receivables/bulk", [*invoices, invoices[0]])
    assert passes == [3, 3, 13, 3]
