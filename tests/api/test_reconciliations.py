"""Bank statements over HTTP: sent, looked at, decided on, posted."""

from base64 import b64encode
from itertools import count
from typing import Any

import pytest

from tests.api.service import Client, Json, World, money
from tests.reconciliation.statements import Line, camt

_numbers = count(1)


def form(*lines: Line, content: bytes | None = None, **more: Any) -> Json:
    data = camt(lines, number=f"API-{next(_numbers)}") if content is None else content
    return {"content": b64encode(data).decode(), "name": "bank.xml", **more}


def line(receivable: str, amount: str, **more: Any) -> Line:
    fields = {
        "end_to_end": f"rcv{receivable[4:36]}",
        "bank_reference": f"API{next(_numbers)}",
    }
    return Line(amount, **fields | more)


def sent(client: Client, *lines: Line, **more: Any) -> Json:
    (found,) = client.post("/reconciliations", form(*lines, **more))["data"]
    assert isinstance(found, dict)
    return found


def test_from_statement_to_settled(world: World) -> None:
    whole, part = world.tokenised("100.00"), world.tokenised("50.00")
    unknown = Line("3.00", text="thanks", bank_reference=f"API{next(_numbers)}")
    done = sent(world.operator, line(whole, "100.00"), line(part, "20.00"), unknown)
    about = done["reconciliation"]
    assert (about["owner"], about["filed_by"]) == ("settlement_bank", "operator")
    assert about["counts"] == {
        "matched": 1,
        "explained": 0,
        "posted": 0,
        "proposed": 1,
        "parked": 1,
        "duplicate": 0,
        "reversed": 0,
        "pending": 0,
    }
    totals = about["totals"]
    assert totals["balanced"]
    assert totals["entries"] == totals["closing"] == money("123.00")
    first, second, third = done["entries"]
    assert first["chosen"]["rule"] == "reference"
    assert first["chosen"]["allocations"] == [
        {"kind": "due", "receivable": whole, "amount": money("100.00"), "transaction": None}
    ]
    assert second["proposals"][0]["rule"] == "part"
    assert third["reasons"] == ["names no receivable that is known here"]
    path = f"/reconciliations/{about['id']}"
    accepted = world.operator.post(
        f"{path}/entries/2/decision", {"action": "accept", "note": "as agreed"}, 200
    )
    assert accepted["state"] == "matched"
    by_hand = {
        "action": "assign",
        "assigned": [{"receivable": part, "amount": money("3.00")}],
    }
    assert world.operator.post(f"{path}/entries/3/decision", by_hand, 200)["state"] == "matched"
    posted = world.operator.post(f"{path}/post", None, 200)
    assert [each["outcome"] for each in posted["postings"]] == ["posted"] * 3
    assert posted["reconciliation"]["totals"]["posted"] == money("123.00")
    assert world.operator.post(f"{path}/post", None, 200)["postings"] == []
    detail = world.operator.get(f"{path}/entries/2")
    assert [(each["action"], each["by"], each["note"]) for each in detail["decisions"]] == [
        ("accept", "operator", "as agreed")
    ]
    found = world.core.get(f"/receivables/{whole}")
    assert found["receivable"]["status"] == "settled"
    transaction = detail["entry"]["chosen"]["allocations"][0]["transaction"]
    history = world.core.get(f"/receivables/{part}")["history"]
    assert transaction in [each["transaction"] for each in history]


def test_entries_are_paged_and_filtered(world: World) -> None:
    lines = [Line("1.00", text=f"no. {n}", bank_reference=f"P{next(_numbers)}") for n in range(5)]
    path = f"/reconciliations/{sent(world.core, *lines)['reconciliation']['id']}/entries"
    first = world.core.get(path, limit=3)
    assert [each["number"] for each in first["data"]] == [1, 2, 3]
    second = world.core.get(path, limit=3, cursor=first["next_cursor"])
    assert ([each["number"] for each in second["data"]], second["next_cursor"]) == ([4, 5], None)
    assert world.core.get(path, state="matched")["data"] == []
    assert world.core.code("GET", f"{path}?state=lost") == (422, "request_malformed")


def test_the_same_file_again_and_a_dry_run(world: World) -> None:
    body = form(Line("1.00", text="x", bank_reference=f"R{next(_numbers)}"))
    dry = world.core.post("/reconciliations", body | {"dry_run": True})["data"][0]
    path = f"/reconciliations/{dry['reconciliation']['id']}"
    assert world.core.code("GET", path) == (404, "not_found")
    first, second = (world.core.post("/reconciliations", body)["data"][0] for _ in range(2))
    assert (dry["repeated"], first["repeated"], second["repeated"]) == (False, False, True)
    assert first["entries"] == second["entries"] == dry["entries"]
    listed = world.core.get("/reconciliations", limit=1)
    assert listed["data"][0]["id"] == first["reconciliation"]["id"]
    assert listed["next_cursor"]
    assert world.core.get("/reconciliations", cursor=listed["next_cursor"])["data"]
    assert world.core.code("GET", "/reconciliations?cursor=x") == (422, "id_malformed")


def test_each_sees_and_acts_on_its_own(world: World) -> None:
    owed = world.tokenised("8.00")
    path = f"/reconciliations/{sent(world.core, line(owed, '-8.00'))['reconciliation']['id']}"
    regulator = world.register("regulator")
    for reader in (world.core, world.operator, regulator):
        assert reader.get(path)["owner"] == world.core.id
    for stranger in (world.supplier, world.bank, world.other_core):
        for method, inner in (
            ("GET", ""),
            ("GET", "/entries"),
            ("GET", "/entries/1"),
            ("POST", "/post"),
        ):
            assert stranger.code(method, path + inner) == (404, "not_found")
        deciding = stranger.code("POST", f"{path}/entries/1/decision", {"action": "park"})
        assert deciding == (404, "not_found")
        assert stranger.get("/reconciliations")["data"] == []
    for overseer, code in ((world.operator, (403, "forbidden")), (regulator, (403, "wrong_role"))):
        assert overseer.code("POST", f"{path}/post") == code
        assert overseer.code("POST", f"{path}/entries/1/decision", {"action": "park"}) == code
    assert world.core.post(f"{path}/post", None, 200)["postings"][0]["outcome"] == "posted"


def test_csv_with_a_profile_of_ones_own(world: World) -> None:
    owed = world.tokenised("1234.50")
    number = world.core.get(f"/receivables/{owed}")["receivable"]["invoice_number"]
    text = f"Tag;Soll;Haben;Zweck\n31.03.2026;1.234,50;;Rechnung {number}\n"
    profile = {
        "booked": "Tag",
        "credit": "Haben",
        "debit": "Soll",
        "texts": ["Zweck"],
        "currency_code": "CNY",
        "account_number": "DE1",
        "date_format": "%d.%m.%Y",
        "decimal_sign": ",",
        "grouping_sign": ".",
        "delimiter": ";",
    }
    done = sent(world.core, content=text.encode(), profile=profile)
    assert done["entries"][0]["chosen"]["rule"] == "invoice_number"
    assert done["reconciliation"]["totals"]["opening"] is None
    bad = form(content=text.encode(), profile=profile | {"decimal_sign": "x"})
    found = world.core.refused("POST", "/reconciliations", bad)
    assert found["code"] == "request_malformed"
    assert "decimal_sign" in found["detail"]
    unknown = form(content=text.encode(), profile="none")
    assert world.core.code("POST", "/reconciliations", unknown) == (422, "request_malformed")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no statement", "statement_malformed"),
        (camt([Line("1.00")], closing="2.00"), "statement_unbalanced"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "statement_malformed"),
    ],
)
def test_what_cannot_be_read_is_refused(world: World, content: bytes, code: str) -> None:
    assert world.core.code("POST", "/reconciliations", form(content=content)) == (422, code)


def test_decisions_that_are_none(world: World) -> None:
    path = f"/reconciliations/{sent(world.core, Line('1.00', text='y'))['reconciliation']['id']}"
    deciding = f"{path}/entries/1/decision"
    assert world.core.code("POST", deciding, {"action": "accept"}) == (409, "decision_impossible")
    assert world.core.code("POST", deciding, {"action": "burn"}) == (422, "request_malformed")
    far = f"{path}/entries/99/decision"
    assert world.core.code("POST", far, {"action": "reject"}) == (404, "not_found")
    assert world.core.code("GET", "/reconciliations/rec_1") == (422, "request_malformed")
