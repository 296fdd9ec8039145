"""Every write, cut off at every moment and repeated with its key: done once, answered alike."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

from sfc.domain import moments
from tests.api.service import Client, Json, World, money, sandbox

MOMENTS = (
    "before signing",
    "before storing",
    "after storing",
    "before sending",
    "after sending",
    "after receipt",
    "before answering",
)
Do = Callable[[Client, str, Json], Json]
_keys = count()


class CutOff(Exception):
    """The process ends here."""


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with sandbox() as made:
        yield made


@contextmanager
def cut_off_at(moment: str) -> Iterator[None]:
    def watcher(passed: str) -> None:
        if passed == moment:
            moments.watch(None)
            raise CutOff(moment)

    moments.watch(watcher)
    try:
        yield
    finally:
        moments.watch(None)


def write(client: Client, path: str, body: Json, key: str) -> Any:
    return client.http.post(path, json=body, headers={"Idempotency-Key": key})


def life(world: World, do: Do) -> Iterator[Json]:
    """The writes of a receivable's life, each with what it answered."""
    supplier, core, bank, tier2 = world.supplier, world.core, world.bank, world.tier2
    recorded = do(supplier, "/receivables", world.invoice("1000.00", days=90))
    yield recorded
    name = recorded["receivable"]["id"]
    yield do(core, f"/receivables/{name}/confirm", {"amount": money("900.00")})
    yield do(supplier, f"/receivables/{name}/tokenise", {})
    yield do(
        supplier, "/transfers", {"receivable": name, "to": tier2.id, "amount": money("300.00")}
    )
    do(supplier, "/asks", {"receivable": name, "amount": money("600.00")})
    quote = do(bank, "/quotes", {"receivable": name, "annual_rate_percent": "5"})
    yield do(supplier, f"/quotes/{quote['id']}/accept", {"amount": money("600.00")})
    yield do(core, "/payments", {"receivable": name, "amount": money("100.00")})
    yield do(tier2, "/redemptions", {"receivable": name})
    yield do(core, "/payments", {"receivable": name})
    yield do(tier2, "/redemptions", {"receivable": name})
    yield do(bank, "/redemptions", {"receivable": name})
    other = do(supplier, "/receivables", world.invoice("10.00"))["receivable"]["id"]
    yield do(core, f"/receivables/{other}/reject", {"reason": "PRI"})
    third = do(supplier, "/receivables", world.invoice("10.00"))["receivable"]["id"]
    yield do(supplier, f"/receivables/{third}/cancel", {})
    issued = world.invoice("20.00") | {"supplier": supplier.id}
    del issued["obligor"]
    yield do(core, "/receivables/issue", issued)


def said(answer: Json) -> Json:
    """What has to be the same: everything but names, places in the chain, and fees."""
    hidden = {
        "id",
        "warnings",
        "transaction",
        "invoice_number",
        "receivable_id",
        "block",
        "created",
        "quote",
    }

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(each) for key, each in value.items() if key not in hidden}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value if not str(value).startswith(("rcv_", "0x", "quo_")) else "…"

    found: Json = plain(answer)
    return found


@pytest.fixture(scope="module")
def undisturbed(world: World) -> list[Json]:
    def do(client: Client, path: str, body: Json) -> Json:
        response = write(client, path, body, f"key {next(_keys)}")
        assert response.is_success, response.text
        answer: Json = response.json()
        return answer

    return [said(answer) for answer in life(world, do)]


@pytest.mark.parametrize("moment", MOMENTS)
def test_cut_off_and_repeated(world: World, undisturbed: list[Json], moment: str) -> None:
    cut = 0

    def do(client: Client, path: str, body: Json) -> Json:
        nonlocal cut
        key = f"key {next(_keys)}"
        with cut_off_at(moment):
            first = write(client, path, body, key)
        cut += first.status_code == 500
        again = write(client, path, body, key)
        assert again.is_success, (path, again.text)
        answer: Json = again.json()
        return answer

    answers = [said(answer) for answer in life(world, do)]
    assert cut >= len(answers)
    for answer, expected in zip(answers, undisturbed, strict=True):
        assert answer == expected
