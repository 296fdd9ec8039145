"""Many steps at once: a result for each, nothing twice, nothing lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sfc.chain import ledger
from sfc.domain import moments
from tests.api.service import Client, Json, World, money, problem


@pytest.fixture(autouse=True)
def five_in_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of a hundred, for the tests' sake."""
    monkeypatch.setattr(ledger, "MAX_BATCH", 5)


def bulk(client: Client, path: str, items: list[Json], **more: Any) -> Json:
    return client.post(path, {"items": items, **more}, 200)


def outcomes(result: Json) -> list[str]:
    assert [item["index"] for item in result["items"]] == list(range(len(result["items"])))
    found = [item["outcome"] for item in result["items"]]
    assert (result["done"], result["refused"]) == (found.count("done"), found.count("refused"))
    return found


def recorded(world: World, count: int, amount: str = "10.00") -> list[str]:
    made = bulk(world.supplier, "/receivables/bulk", [world.invoice(amount) for _ in range(count)])
    assert outcomes(made) == ["done"] * count
    return [item["receivable"] for item in made["items"]]


def named(names: list[str]) -> list[Json]:
    return [{"receivable": name} for name in names]


def test_the_life_of_many_in_few_transactions(world: World) -> None:
    before = cash(world.core)
    names = recorded(world, 12)
    for client, path in (
        (world.core, "/receivables/bulk/confirm"),
        (world.supplier, "/receivables/bulk/tokenise"),
        (world.core, "/payments/bulk"),
        (world.supplier, "/redemptions/bulk"),
    ):
        result = bulk(client, path, named(names))
        assert outcomes(result) == ["done"] * 12, path
        hashes = {item["transaction"] for item in result["items"]}
        assert len(hashes) == 3
        assert result["gas_used"] < 12 * 65_000, path
    assert before - cash(world.core) == 12_000
    [last] = world.supplier.get("/receivables", limit=1)["data"]
    assert last["status"] == "settled" and last["redeemed"] == money("10.00")


def cash(client: Client) -> int:
    """In minor units."""
    amount: str = client.get("/balances")["data"][0]["cash"]["amount"]
    return int(amount.replace(".", ""))


def test_one_bad_item_stops_none_of_the_others(world: World) -> None:
    good = [world.invoice() for _ in range(6)]
    twice = good[0]
    late = world.invoice(due_date="2020-01-01")
    nobody = world.invoice(obligor="par_4000000")
    wrong = world.invoice("1.001")
    items = [*good[:2], late, nobody, *good[2:4], twice, wrong, *good[4:]]
    result = bulk(world.supplier, "/receivables/bulk", items)
    codes = [item["error"] and item["error"]["code"] for item in result["items"]]
    assert [code for code in codes if code] == [
        "due_not_after_issue",
        "unknown_participant",
        "already_recorded",
        "amount_not_exact",
    ]
    assert outcomes(result).count("done") == 6
    assert len({i["transaction"] for i in result["items"] if i["outcome"] == "done"}) == 2
    names = [item["receivable"] for item in result["items"] if item["outcome"] == "done"]
    stranger = "rcv_" + "0" * 64
    confirming = [*named([stranger]), *named(names[:1]), *named(names)]
    confirmed = bulk(world.core, "/receivables/bulk/confirm", confirming)
    assert outcomes(confirmed) == ["refused", "done", "refused", *["done"] * 5]
    assert confirmed["items"][0]["error"]["code"] == "not_found"
    assert confirmed["items"][2]["error"]["code"] == "wrong_status"
    early = bulk(world.supplier, "/redemptions/bulk", named(names))
    assert outcomes(early) == ["refused"] * 6 and early["gas_used"] == 0


def test_what_fails_only_together_is_refused_from_there_on(world: World) -> None:
    """Each fits into the credit line alone, and the third does not after the first two."""
    core = world.register("core_enterprise", money("250.00"))
    items = [world.invoice("100.00", obligor=core.id) for _ in range(4)]
    made = bulk(world.supplier, "/receivables/bulk", items)
    names = [item["receivable"] for item in made["items"]]
    result = bulk(core, "/receivables/bulk/confirm", named(names))
    assert outcomes(result) == ["done", "done", "refused", "refused"]
    refused = result["items"][2]["error"]
    assert (refused["code"], refused["fields"]["used"]) == ("credit_limit_exceeded", 20_000)
    part = {"receivable": names[2], "amount": money("50.00")}
    assert outcomes(bulk(core, "/receivables/bulk/confirm", [part])) == ["done"]


def test_all_or_none(world: World) -> None:
    names = recorded(world, 3)
    world.core.post(f"/receivables/{names[1]}/confirm", {}, 200)
    refused = bulk(world.core, "/receivables/bulk/confirm", named(names), atomic=True)
    assert outcomes(refused) == ["not_tried", "refused", "not_tried"]
    assert refused["items"][1]["error"]["code"] == "wrong_status"
    assert world.core.get(f"/receivables/{names[0]}")["receivable"]["status"] == "recorded"
    nobody = [*named(names[:1]), *named(["rcv_" + "0" * 64])]
    refused = bulk(world.core, "/receivables/bulk/confirm", nobody, atomic=True)
    assert outcomes(refused) == ["not_tried", "refused"]
    done = bulk(world.core, "/receivables/bulk/confirm", named([names[0], names[2]]), atomic=True)
    assert outcomes(done) == ["done", "done"]
    many = {"items": named(names[:1]) * 6, "atomic": True}
    assert world.core.code("POST", "/receivables/bulk/confirm", many) == (422, "batch_too_large")


def test_the_number_of_items_is_limited(world: World) -> None:
    for count in (0, 1001):
        body = {"items": named(["rcv_" + "0" * 64]) * count}
        refused = world.core.refused("POST", "/payments/bulk", body)
        assert refused["code"] == "request_malformed"
        assert refused["errors"][0]["field"] == "items"


class CutOff(Exception):
    """The process ends here."""


@contextmanager
def cut_off_at(moment: str, count: int) -> Iterator[None]:
    passed = 0

    def watcher(now: str) -> None:
        nonlocal passed
        passed += now == moment
        if now == moment and passed == count:
            moments.watch(None)
            raise CutOff

    moments.watch(watcher)
    try:
        yield
    finally:
        moments.watch(None)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("moment", ["before storing", "after storing", "after receipt"])
def test_cut_off_and_repeated_nothing_is_paid_twice(world: World, moment: str, count: int) -> None:
    """Part payments, which the ledger would take again; one item is never possible."""
    names = recorded(world, 12, "9.00")
    bulk(world.core, "/receivables/bulk/confirm", named(names[:7] + names[8:]))
    items = [each | {"amount": money("3.00")} for each in named(names)]
    key = {"Idempotency-Key": f"{moment} {count}"}
    with cut_off_at(moment, count):
        first = world.core.http.post("/payments/bulk", json={"items": items}, headers=key)
    assert first.status_code == 500
    # what was not possible may have become so in between
    world.core.post(f"/receivables/{names[7]}/confirm", {}, 200)
    again = world.core.http.post("/payments/bulk", json={"items": items}, headers=key)
    assert again.status_code == 200, again.text
    result = again.json()
    assert outcomes(result).count("done") >= 11
    for name, item in zip(names, result["items"], strict=True):
        paid = world.core.get(f"/receivables/{name}")["receivable"]["paid"]
        assert paid == money("3.00" if item["outcome"] == "done" else "0.00"), name


def test_a_key_belongs_to_all_items(world: World) -> None:
    items = [world.invoice() for _ in range(3)]
    key = {"Idempotency-Key": "all of them"}
    first = world.supplier.http.post("/receivables/bulk", json={"items": items}, headers=key)
    again = world.supplier.http.post("/receivables/bulk", json={"items": items}, headers=key)
    assert again.json() == first.json() and again.headers["Idempotent-Replayed"] == "true"
    fewer = world.supplier.http.post("/receivables/bulk", json={"items": items[:2]}, headers=key)
    assert problem(fewer)["code"] == "idempotency_conflict"
    other = bulk(world.supplier, "/receivables/bulk", items)
    assert [item["error"]["code"] for item in other["items"]] == ["already_recorded"] * 3
