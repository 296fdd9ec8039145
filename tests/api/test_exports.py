"""Messages and papers over HTTP: to whom they belong, read by readers that did not write them."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO

import httpx
import pytest
from pyiso20022.camt import camt_053_001_08 as camt053
from pyiso20022.camt import camt_054_001_08 as camt054
from pyiso20022.pain import pain_001_001_09 as pain001
from pypdf import PdfReader

from sfc.domain.journal import Account
from sfc.exporters import schemas
from tests.api.service import Client, World, money
from tests.exporters.readers import read_iso, read_peppol, value

MISSING = "rcv_" + "0" * 64


@pytest.fixture(scope="module")
def sold(world: World) -> str:
    """A receivable that the bank bought in part, was paid in part, and is due."""
    identity = world.tokenised("10000.00", 30)
    quote = world.quoted(identity)
    world.supplier.post(f"/quotes/{quote['id']}/accept", {"amount": money("6000.00")})
    world.core.post("/payments", {"receivable": identity, "amount": money("2500.00")})
    world.pass_days(30)
    return identity


def fetched(client: Client, path: str, **params: str) -> httpx.Response:
    """A file, twice the same, whose tag is its SHA-256."""
    first, again = (client.http.get(path, params=params or None) for _ in range(2))
    assert first.status_code == 200, first.text
    assert first.content == again.content
    assert first.headers["ETag"] == f'"{sha256(first.content).hexdigest()}"'
    assert first.headers["Content-Disposition"].startswith('attachment; filename="')
    return first


def of(client: Client, what: str) -> str:
    return f"/participants/{client.id}/exports/{what}"


def period(world: World) -> dict[str, str]:
    return {"first": "2026-03-01", "last": world.today.isoformat()}


def balance(client: Client) -> Decimal:
    lines = client.get("/balances")["data"]
    (cash,) = [each["cash"] for each in lines if each["cash"]["currency"] == "CNY"]
    return Decimal(cash["amount"])


def test_an_invoice_response_is_for_supplier_and_obligor(world: World, sold: str) -> None:
    path = f"/receivables/{sold}/exports/invoice-response"
    for client in (world.supplier, world.core, world.operator):
        answer = fetched(client, path)
        assert answer.headers["Content-Type"] == "application/xml"
        root = read_peppol(answer.content, on_the_network=False)
        assert value(root, "//cbc:ResponseCode") == "AP"
    assert world.bank.code("GET", path) == (403, "forbidden"), "it holds units, and that is all"
    assert world.tier2.code("GET", path) == (404, "not_found")
    recorded = f"/receivables/{world.recorded()}/exports/invoice-response"
    assert world.core.code("GET", recorded) == (409, "wrong_status")


def test_an_electronic_address_that_is_stated_is_used(world: World, sold: str) -> None:
    address = {"electronic_address": "0088:7300010000001"}
    for client in (world.supplier, world.core):
        response = client.http.put(f"/participants/{client.id}/contact", json=address)
        assert response.json() == address | {"bank_accounts": []}
    answer = fetched(world.core, f"/receivables/{sold}/exports/invoice-response")
    root = read_peppol(answer.content)
    assert value(root, "cac:SenderParty/cbc:EndpointID[@schemeID='0088']") == "7300010000001"


def test_a_statement_closes_with_the_balance(world: World, sold: str) -> None:
    for client in (world.core, world.supplier, world.bank):
        answer = fetched(client, of(client, "statement"), currency="CNY", **period(world))
        (read,) = read_iso(answer.content, camt053.Document).bk_to_cstmr_stmt.stmt
        assert read.bal[1].amt.value == balance(client)
    name = answer.headers["Content-Disposition"]
    assert name == f'attachment; filename="{name.partition(chr(34))[2][:-1]}"'


def test_a_remittance_advice_names_the_invoice(world: World, sold: str) -> None:
    answer = fetched(world.bank, of(world.bank, "remittance"), currency="CNY", **period(world))
    (read,) = read_iso(answer.content, camt054.Document).bk_to_cstmr_dbt_cdt_ntfctn.ntfctn
    assert read.ntry
    number = world.core.get(f"/receivables/{sold}")["receivable"]["invoice_number"]
    assert number in answer.text


def test_a_payment_file_is_valid_and_names_the_stated_account(world: World, sold: str) -> None:
    path, due = of(world.core, "payment-file"), world.today.isoformat()
    schemas.check_pain001(fetched(world.core, path, on=due).content)
    account = {"currency": "CNY", "number": "DE89 3704 0044 0532 0130 00", "bic": "COBADEFF"}
    stated = world.core.http.put(
        f"/participants/{world.core.id}/contact", json={"bank_accounts": [account]}
    ).json()
    assert stated["bank_accounts"][0]["number"] == "DE89370400440532013000"
    assert stated["bank_accounts"][0]["holder"] == "Company 1"
    content = fetched(world.core, path, on=due).content
    schemas.check_pain001(content)
    (group,) = read_iso(content, pain001.Document).cstmr_cdt_trf_initn.pmt_inf
    assert group.dbtr_acct.id.iban == "DE89370400440532013000"
    assert [each.amt.instd_amt.value for each in group.cdt_trf_tx_inf] == [Decimal("7500.00")]
    early = (world.today - timedelta(29)).isoformat()
    assert world.core.code("GET", f"{path}?on={early}") == (404, "not_found")


def test_a_journal_balances_under_any_chart(world: World, sold: str) -> None:
    whole = period(world)
    shipped = fetched(world.supplier, of(world.supplier, "journal"), **whole)
    assert shipped.headers["Content-Type"] == "text/csv; charset=utf-8"
    chart = "account,code,name\n" + "".join(f"{a.value},X{n},A\n" for n, a in enumerate(Account))
    path = of(world.supplier, "journal")
    mine = world.supplier.http.post(path, json={**whole, "chart": chart})
    assert mine.status_code == 200
    for content in (shipped.text, mine.text):
        rows = list(csv.DictReader(StringIO(content, newline="")))
        assert rows
        sums = [Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0) for row in rows]
        assert sum(sums) == 0
        cash = sum(s for s, row in zip(sums, rows, strict=True) if row["account"] == "cash")
        assert cash == balance(world.supplier)
    assert {row["account_code"][0] for row in rows} == {"X"}
    bad = world.supplier.refused("POST", path, {**whole, "chart": "account,code,name\ncash,1,C\n"})
    assert bad["code"] == "request_malformed" and "is missing" in bad["detail"]


def test_the_papers_of_a_sale_are_for_its_parties(world: World, sold: str) -> None:
    sale = f"/receivables/{sold}/exports/sales/1"
    for client in (world.supplier, world.bank, world.core, world.operator):
        notice = fetched(client, f"{sale}/assignment-notice")
        assert notice.headers["Content-Type"] == "application/pdf"
        assert "CNY 6,000.00" in PdfReader(BytesIO(notice.content), strict=True).pages[
            0
        ].extract_text().replace("\n", " ")
    for what in ("registration-sheet", "registration-data"):
        for client in (world.supplier, world.bank):
            fetched(client, f"{sale}/{what}")
        assert world.core.code("GET", f"{sale}/{what}") == (403, "forbidden"), "not its price"
        assert world.tier2.code("GET", f"{sale}/{what}") == (404, "not_found")
    assert world.other_bank.code("GET", f"{sale}/assignment-notice") == (404, "not_found")
    for number in (0, 2):
        other = f"/receivables/{sold}/exports/sales/{number}/assignment-notice"
        assert world.bank.code("GET", other) == (404, "not_found")


def test_books_are_their_owners(world: World, sold: str) -> None:
    regulator = world.register("regulator")
    query = "?currency=CNY&" + "&".join(f"{k}={v}" for k, v in period(world).items())
    days = f"?on={world.today}"
    for what, asked in (
        ("statement", query),
        ("remittance", query),
        ("journal", query.replace("currency=CNY&", "")),
        ("payment-file", days),
    ):
        path = of(world.core, what) + asked
        assert world.supplier.code("GET", path) == (403, "forbidden")
        assert world.stranger.code("GET", path) == (401, "unauthorised")
        for client in (world.core, world.operator, regulator):
            fetched(client, path)
    form = {**period(world), "chart": "account,"}
    assert world.bank.code("POST", of(world.core, "journal"), form) == (403, "forbidden")


def test_contacts_are_ones_own(world: World) -> None:
    path = f"/participants/{world.bank.id}/contact"
    address = {"electronic_address": "0088:7300010000001"}
    assert world.core.code("PUT", path, address) == (403, "forbidden")
    assert world.core.code("GET", path) == (403, "forbidden")
    assert world.operator.http.put(path, json=address).status_code == 200
    assert world.bank.get(path)["electronic_address"] == "0088:7300010000001"
    for body, code in (
        ({"electronic_address": "7300010000001"}, "request_malformed"),
        ({"bank_accounts": [{"currency": "XXX", "number": "1"}]}, "currency_unknown"),
        (
            {"bank_accounts": [{"currency": "CNY", "number": "DE00370400440532013000"}]},
            "request_malformed",
        ),
        ({"bank_accounts": [{"currency": "CNY", "number": "1", "bic": "x"}]}, "request_malformed"),
    ):
        assert world.bank.code("PUT", path, body) == (422, code)


def test_what_cannot_be_exported_is_refused(world: World) -> None:
    bad = of(world.core, "statement") + "?currency=CNY&first=2026-04-01&last=2026-03-01"
    assert world.core.code("GET", bad) == (422, "request_malformed")
    other = of(world.core, "statement") + "?currency=EUR&first=2026-03-01&last=2026-03-01"
    assert world.core.code("GET", other) == (422, "currency_unknown")
    nobody = "/participants/par_9999/exports/journal?first=2026-03-01&last=2026-03-01"
    assert world.operator.code("GET", nobody) == (422, "unknown_participant")
    missing = f"/receivables/{MISSING}/exports/invoice-response"
    assert world.operator.code("GET", missing) == (404, "not_found")
    far = of(world.core, "journal") + f"?first={date.min}&last={date.max}"
    assert world.core.http.get(far).status_code in (200, 422)
