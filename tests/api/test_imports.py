"""`/v1/imports`: files in, each row for itself, any number of times."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from sfc.api.uploads import MOST_BYTES
from sfc.domain.intake import InvoiceDraft
from sfc.importers.detect import read_document
from tests.api.service import Client, Json, World, problem

HEADER = (
    "invoice_number,seller_id,buyer_id,issue_date,due_date,amount,currency,seller_name,buyer_name"
)


@pytest.fixture
def importer(world: World) -> "Importer":
    return Importer(world, world.register("supplier"))


class Importer:
    """A supplier that sends ledgers."""

    def __init__(self, world: World, client: Client) -> None:
        self.world, self.client = world, client
        self.legal_id = _legal_id(client)
        self.buyer = _legal_id(world.core)

    def row(self, number: str, **changes: str) -> str:
        cells = {
            "number": number,
            "seller": self.legal_id,
            "buyer": self.buyer,
            "issued": "2026-02-20",
            "due": "2026-06-25",
            "amount": "100.50",
            "currency": "CNY",
            "seller_name": "",
            "buyer_name": "",
        }
        return ",".join((cells | changes).values())

    def ledger(self, *rows: str) -> bytes:
        return "\n".join((HEADER, *rows)).encode()

    def send(self, content: bytes, status: int = 201, **query: Any) -> Json:
        asked = {"name": "ledger.csv", "profile": "examples", **query}
        response = self.client.http.post("/imports", content=content, params=asked)
        assert response.status_code == status, response.text
        found: Json = response.json()
        return found

    def results(self, run: Json, **query: Any) -> list[Json]:
        found: list[Json] = self.client.get(f"/imports/{run['id']}/results", **query)["data"]
        return found


def _legal_id(client: Client) -> str:
    found: str = client.get(f"/participants/{client.id}")["participant"]["legal_id"]
    return found


def test_every_row_is_recorded_for_itself(importer: Importer) -> None:
    rows = [importer.row("A-1"), importer.row("A-2", amount="1.505"), importer.row("A-3", due="")]
    run = importer.send(importer.ledger(*rows, importer.row("A-4")))
    assert run["state"] == "done" and run["finished"]
    assert run["counts"] == {"recorded": 2, "hold": 1, "reject": 1}
    assert run["offset"] == run["file"]["size"]
    first, bad, held, last = importer.results(run)
    assert (first["place"], first["row"], first["outcome"]) == (1, 2, "recorded")
    assert first["document"]["number"] == "A-1"
    shown = importer.client.get(f"/receivables/{first['receivable']}")["receivable"]
    assert (shown["invoice_number"], shown["face"]["amount"]) == ("A-1", "100.50")
    assert bad["outcome"] == "reject" and bad["receivable"] is None
    assert [(f["place"], f["value"]) for f in bad["faults"]] == [("amount", "1.505")]
    assert held["reasons"] == ["H-NODUE"]
    assert last["outcome"] == "recorded"


def test_the_same_file_again_changes_nothing(importer: Importer) -> None:
    content = importer.ledger(importer.row("B-1"), importer.row("B-2"), importer.row("b-1"))
    once, again = importer.send(content), importer.send(content)
    assert once["counts"] == {"recorded": 2, "same": 1}
    assert again["counts"] == {"same": 3} and again["id"] != once["id"]
    before = [each["receivable"] for each in importer.results(once)]
    assert [each["receivable"] for each in importer.results(again)] == before
    assert before[0] == before[2], "a repetition within the file is the same invoice"
    assert len(importer.client.get("/receivables")["data"]) == 2


def test_a_contradiction_to_the_ledger_is_told(importer: Importer) -> None:
    importer.send(importer.ledger(importer.row("C-1")))
    run = importer.send(importer.ledger(importer.row("C-1", amount="99.00", due="2026-06-26")))
    (found,) = importer.results(run)
    assert (found["outcome"], found["reasons"]) == ("conflict", ["already_recorded"])
    told = [(fault["place"], fault["value"], fault["expected"]) for fault in found["faults"]]
    assert told == [
        ("amount", "99.00 CNY", "100.50 CNY"),
        ("due_date", "2026-06-26", "2026-06-25"),
    ]


def test_rows_of_others_and_on_strangers_are_refused(importer: Importer) -> None:
    rows = [importer.row("D-1", seller="LEGAL-3"), importer.row("D-2", buyer="NOBODY")]
    run = importer.send(importer.ledger(*rows, importer.row("D-3")))
    assert run["counts"] == {"recorded": 1, "refused": 2}
    reasons = [each["reasons"] for each in importer.results(run, outcome="refused")]
    assert reasons == [["forbidden"], ["unknown_participant"]]


def test_a_dry_run_changes_nothing(importer: Importer) -> None:
    content = importer.ledger(importer.row("E-1"), importer.row("E-1"), importer.row("E-2", due=""))
    run = importer.send(content, dry_run=True)
    assert run["counts"] == {"same": 1, "import": 1, "hold": 1}
    assert importer.client.get("/receivables")["data"] == []
    assert importer.send(content)["counts"] == {"recorded": 1, "same": 1, "hold": 1}


def test_what_the_ledger_refuses_in_a_batch_stops_none_of_the_others(importer: Importer) -> None:
    late = importer.row("F-2", issued="2026-02-21", due="9999-12-31")
    alone = importer.row("F-3", buyer=importer.legal_id)
    run = importer.send(importer.ledger(importer.row("F-1"), late, alone, importer.row("F-4")))
    outcomes = [each["outcome"] for each in importer.results(run)]
    assert outcomes[0] == outcomes[3] == "recorded" and outcomes[2] == "refused"


def test_a_workbook_is_read_like_a_text(importer: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER.split(","))
    for number, amount in (("G-1", 1234.56), ("G-2", 0.125), ("G-3", 7)):
        days = (date(2026, 2, 20), date(2026, 6, 25))
        sheet.append([number, importer.legal_id, importer.buyer, *days, amount, "CNY", "", ""])
    content = io.BytesIO()
    book.save(content)
    run = importer.send(content.getvalue(), name="ledger.xlsx")
    assert run["counts"] == {"recorded": 2, "reject": 1}
    first, noisy, whole = importer.results(run)
    assert first["document"]["amount"] == "1234.56"
    assert noisy["faults"][0]["code"] == "amount_not_exact"
    assert (whole["document"]["amount"], whole["document"]["due_date"]) == ("7.00", "2026-06-25")


def test_a_batch_with_day_and_month_exchanged_is_held(importer: Importer) -> None:
    importer.client.http.put("/import-profiles/american", json=_american())
    rows = [importer.row(f"H-{n}", issued=f"{n}/02/2026", due=f"{n}/08/2026") for n in range(1, 20)]
    content = importer.ledger(*rows)
    run = importer.send(content, profile="american")
    assert (run["state"], run["reason"], run["counts"]) == ("held", "dates_swapped", {})
    assert "13/02/2026" in run["doubts"][0]["text"]
    assert importer.client.get("/receivables")["data"] == []
    accepted = importer.send(content, profile="american", accept_doubts=True)
    assert accepted["state"] == "done" and accepted["counts"]["reject"] == 7


def _american() -> Json:
    columns = dict(
        zip(
            ("number", "seller", "buyer", "issue_date", "due_date", "amount", "currency"),
            HEADER.split(","),
            strict=False,
        )
    )
    return {"columns": columns, "date_format": "%m/%d/%Y"}


def test_due_dates_move_to_business_days_of_a_stated_calendar(importer: Importer) -> None:
    content = importer.ledger(importer.row("I-1", due="2026-10-01"))
    run = importer.send(content, calendar="CN")
    assert run["calendar"] == "CN"
    (found,) = importer.results(run)
    stated, moved = found["document"]["due_date"], found["document"]["due_date_adjusted"]
    assert (stated, moved) == ("2026-10-01", "2026-10-08")
    shown = importer.client.get(f"/receivables/{found['receivable']}")["receivable"]
    assert shown["due_date"] == moved
    assert importer.send(content, 422, calendar="MARS")["code"] == "calendar_unknown"


def test_an_e_invoice_is_kept_as_evidence(world: World, root: Any) -> None:
    content = (root / "examples" / "invoices" / "drives-0023.xml").read_bytes()
    buyer = world.operator.post("/participants", _entry("91990000DEMA00013U", "core_enterprise"))
    made = world.operator.post("/participants", _entry("91990000DEMA00021X", "supplier"))
    assert buyer
    client = world.client(made["api_key"], made["participant"]["id"])
    text = content.decode()
    seller, obligor = _parties(text)
    text = text.replace(seller, "91990000DEMA00021X").replace(obligor, "91990000DEMA00013U")
    response = client.http.post(
        "/imports",
        content=text.encode(),
        params={"name": "drives.xml"},
        headers={"Content-Type": "application/xml"},
    )
    run = response.json()
    assert run["counts"] == {"recorded": 1}, client.get(f"/imports/{run['id']}/results")
    (found,) = client.get(f"/imports/{run['id']}/results")["data"]
    original = client.http.get(f"/receivables/{found['receivable']}/evidence/original")
    assert original.status_code == 200 and original.content == text.encode()


def test_an_original_that_the_obligor_has_no_key_to_is_not_kept(world: World, root: Any) -> None:
    """Who has an account of its own has no reading key here until it asks for one."""
    text = (root / "examples" / "invoices" / "towers-004.xml").read_text(encoding="utf-8")
    seller, obligor = _parties(text)
    text = text.replace(seller, "SELLER-TO-OWN").replace(obligor, "OWN-KEYS")
    own = {**_entry("OWN-KEYS", "core_enterprise"), "account": f"0x{'78' * 20}"}
    world.operator.post("/participants", own)
    made = world.operator.post("/participants", _entry("SELLER-TO-OWN", "supplier"))
    client = world.client(made["api_key"], made["participant"]["id"])
    response = client.http.post("/imports", content=text.encode(), params={"name": "towers.xml"})
    run = response.json()
    assert run["counts"] == {"recorded": 1}, run
    (found,) = client.get(f"/imports/{run['id']}/results")["data"]
    assert any("the original is not kept" in each for each in found["warnings"]), found
    view = client.get(f"/receivables/{found['receivable']}")["receivable"]
    assert int(view["evidence_root"], 16), "its facts are committed to all the same"
    missing = problem(client.http.get(f"/receivables/{found['receivable']}/evidence/original"))
    assert missing["status"] == 404


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("cable-0419-in-words.ubl.xml", "2026-06-14"),
        ("cable-0412.ubl.xml", "2026-06-20"),
    ],
)
def test_a_due_date_that_was_not_proposed_changes_nothing_and_is_said(
    importer: Importer, root: Any, file: str, expected: str
) -> None:
    content = (root / "examples" / "e-invoices" / file).read_bytes()
    run = importer.send(content, name=file, accept_due_date="2026-06-30", dry_run=True)
    (found,) = importer.results(run)
    assert "2026-06-30" not in str(found["document"])
    said = str(found["faults"] + found["warnings"])
    assert "due_date_not_proposed" in said and expected in said


def _entry(legal_id: str, role: str) -> Json:
    return {"name": f"Company {legal_id}", "legal_id": legal_id, "roles": [role]}


def _parties(text: str) -> tuple[str, str]:
    draft = read_document(text.encode(), "drives.xml")
    assert isinstance(draft, InvoiceDraft)
    return draft.seller.legal_id, draft.buyer.legal_id


def test_profiles_are_saved_by_each_supplier_for_itself(importer: Importer, world: World) -> None:
    put = importer.client.http.put("/import-profiles/ours", json=_american())
    assert put.status_code == 200, put.text
    assert importer.client.get("/import-profiles/ours") == put.json()
    assert put.json()["options"] == {"date_format": "%m/%d/%Y"}
    names = [each["name"] for each in importer.client.get("/import-profiles")["data"]]
    assert names == ["examples", "ibm-ar", "ours"]
    assert world.tier2.code("GET", "/import-profiles/ours") == (404, "not_found")
    assert importer.client.code("GET", "/import-profiles/lost") == (404, "not_found")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"columns": {}}, "number"),
        ({"columns": {"number": "n", "colour": "c"}}, "colour"),
        ({"constants": {"amount": "1"}}, "amount"),
        ({"date_format": "%d %B %Y"}, "format"),
        ({"decimal_sign": ";"}, "format"),
        ({"encoding": "klingon"}, "format"),
        ({"convention": "whenever"}, "format"),
    ],
)
def test_a_profile_that_reads_nothing_is_refused(
    importer: Importer, change: Json, field: str
) -> None:
    refused = importer.client.refused("PUT", "/import-profiles/ours", _american() | change)
    assert (refused["code"], refused["fields"]["field"]) == ("profile_malformed", field)


def test_a_ledger_needs_a_declared_profile(importer: Importer) -> None:
    content = importer.ledger(importer.row("J-1"))
    refused = importer.send(content, 422, profile="")
    assert refused["code"] == "profile_missing" and refused["fields"]["offered"] == "examples"
    assert importer.send(content, 404, profile="lost")["code"] == "not_found"


def test_an_offer_shows_what_speaks_against_it(importer: Importer) -> None:
    text = "Rechnungsnr.;Kunde;Datum;Fällig am;Betrag\n1;K;02.03.2026;30.04.2026;1.234,50\n"
    response = importer.client.http.post(
        "/import-offers", content=text.encode("cp1252"), params={"name": "bücher.csv"}
    )
    offer = response.json()
    assert offer["body"]["date_format"] == "%d.%m.%Y"
    assert (offer["body"]["decimal_sign"], offer["body"]["grouping_sign"]) == (",", ".")
    assert offer["body"]["delimiter"] == ";"
    assert any(question.startswith("currency:") for question in offer["questions"])


def test_runs_are_seen_by_their_supplier_and_overseers(importer: Importer, world: World) -> None:
    run = importer.send(importer.ledger(importer.row("K-1")))
    path = f"/imports/{run['id']}"
    for client in (world.tier2, world.core, world.bank):
        assert client.code("GET", path) == (404, "not_found")
        assert client.code("GET", f"{path}/results") == (404, "not_found")
        assert run["id"] not in [each["id"] for each in client.get("/imports")["data"]]
    for client in (importer.client, world.operator, world.register("regulator")):
        assert client.get(path)["counts"] == {"recorded": 1}
        assert client.get(f"{path}/results")["data"][0]["document"]["number"] == "K-1"
        mine = client.get("/imports", supplier=importer.client.id)["data"]
        assert [each["id"] for each in mine] == [run["id"]]


def test_only_suppliers_import(importer: Importer, world: World) -> None:
    content = importer.ledger(importer.row("L-1"))
    asked = {"name": "ledger.csv", "profile": "examples"}
    for client, status, code in (
        (world.operator, 403, "forbidden"),
        (world.core, 403, "wrong_role"),
        (world.bank, 403, "wrong_role"),
        (world.stranger, 401, "unauthorised"),
    ):
        found = problem(client.http.post("/imports", content=content, params=asked))
        assert (found["status"], found["code"]) == (status, code)


def test_results_are_paged_in_the_order_of_the_file(importer: Importer) -> None:
    rows = [importer.row(f"M-{n}", amount="x" if n % 30 else "5") for n in range(130)]
    run = importer.send(importer.ledger(*rows))
    places: list[int] = []
    asked: Json = {"outcome": "reject", "limit": 60}
    while True:
        page = importer.client.get(f"/imports/{run['id']}/results", **asked)
        places += [each["place"] for each in page["data"]]
        if page["next_cursor"] is None:
            break
        asked["cursor"] = page["next_cursor"]
    assert places == [n + 1 for n in range(130) if n % 30]


def test_a_large_body_and_none_are_refused(importer: Importer) -> None:
    assert importer.send(b"", 422)["code"] == "request_malformed"
    assert importer.send(b"x" * (MOST_BYTES + 1), 413)["code"] == "request_too_large"


def test_an_idempotency_key_gives_the_first_answer(importer: Importer) -> None:
    def send(**query: str) -> Any:
        asked = {"name": "ledger.csv", "profile": "examples", **query}
        headers = {"Idempotency-Key": "once"}
        content = importer.ledger(importer.row("N-1"))
        return importer.client.http.post("/imports", content=content, params=asked, headers=headers)

    first, again = send(), send()
    assert again.headers["Idempotent-Replayed"] == "true" and first.json() == again.json()
    assert problem(send(dry_run="true"))["code"] == "idempotency_conflict"


def test_what_takes_longer_is_answered_at_once(importer: Importer) -> None:
    content = importer.ledger(*(importer.row(f"O-{n}") for n in range(20)))
    asked = {"name": "ledger.csv", "profile": "examples"}
    response = importer.client.http.post(
        "/imports", content=content, params=asked, headers={"Prefer": "wait=0"}
    )
    assert response.status_code in (201, 202)
    run = response.json()
    assert response.headers["Location"] == f"/v1/imports/{run['id']}"
    again = importer.send(content)  # waits for the run that is there, or finds its end
    assert again["counts"] in ({"recorded": 20}, {"same": 20})
    final = importer.client.get(f"/imports/{run['id']}")
    assert final["state"] == "done" and final["counts"] == {"recorded": 20}
