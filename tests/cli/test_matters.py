"""`sfc twins` and `sfc tasks` against a service."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from tests.api.service import World, sandbox
from tests.cli.conftest import As


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with capture_logs(), sandbox() as made:  # the service is in this process
        yield made


def test_twins_are_listed_and_decided(world: World, as_: As) -> None:
    for number in ("INV-7", "inv 07"):
        world.supplier.post("/receivables", world.invoice(invoice_number=number))
    at = as_(world.core)
    [case] = at("twins", "list", "--state", "open", "--json").json["data"]
    table = at("twins", "list").out
    assert "number +40, amount +25, date +15" in table and "inv 07" in table and " 80 " in table
    ran = at("twins", "decide", case["id"], "same", "--note", "sent twice")
    assert ran.code == 0 and "withdraws the later one" in ran.out
    assert case["later"]["receivable"] in ran.out
    again = at("twins", "decide", case["id"], "different", "--json").json
    assert [each["decision"] for each in again["decisions"]] == ["same", "different"]
    assert at("twins", "list", "--state", "open", "--json").json["data"] == []
    refused = as_(world.bank)("twins", "decide", case["id"], "same")
    assert refused.code == 1 and refused.err.endswith("[wrong_role]\n")
    assert at("twins", "decide", case["id"], "perhaps").code == 2


def test_tasks_are_listed_and_done(world: World, as_: As) -> None:
    body = {
        "obligor": world.core.id,
        "number": "CN-1",
        "issue_date": world.today.isoformat(),
        "amount": {"amount": "5.00", "currency": "CNY"},
        "preceding": [{"invoice_number": "nowhere"}],
    }
    [task] = world.supplier.post("/credit-notes", body)["tasks"]
    at = as_(world.supplier)
    table = at("tasks", "list").out
    assert "original unknown" in table and "CN-1 CNY 5.00 nowhere" in table
    assert "check the number" in table
    assert at("tasks", "done", task["id"], "--note", "a mistake").out == f"{task['id']} is done\n"
    assert at("tasks", "list", "--state", "open", "--json").json["data"] == []
    assert f"done by {world.supplier.id}" in at("tasks", "list", "--state", "done").out
