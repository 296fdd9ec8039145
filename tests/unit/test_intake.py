"""What importers hand over: documents know their key, problems speak for themselves."""

from dataclasses import replace
from datetime import date

import pytest

from sfc.domain.currency import currency
from sfc.domain.errors import InvoiceFieldMalformed
from sfc.domain.intake import (
    Fault,
    IdKind,
    InvoiceDocument,
    Outcome,
    Party,
    PartyId,
    Problem,
    Source,
)
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import Money

LEGAL, LEGAL_2 = PartyId(IdKind.LEGAL, "L1"), PartyId(IdKind.LEGAL, "L2")
TAX, OTHER = PartyId(IdKind.TAX, "T1"), PartyId(IdKind.OTHER, "O1")
ENDPOINT = PartyId(IdKind.ENDPOINT, "a@b.example")
DOCUMENT = InvoiceDocument(
    source=Source("ledger.csv", 7),
    number=" INV 1",
    issued=date(2026, 1, 2),
    due=None,
    total=Money(10050, currency("CNY")),
    seller=Party("Seller", (LEGAL,)),
    buyer=Party("Buyer"),
)


@pytest.mark.parametrize(
    ("ids", "legal_id"),
    [
        ((), "Name"),
        ((ENDPOINT,), "a@b.example"),
        ((ENDPOINT, OTHER), "O1"),
        ((OTHER, TAX), "T1"),
        ((TAX, LEGAL, LEGAL_2), "L1"),
        ((LEGAL_2, LEGAL), "L2"),
    ],
)
def test_a_party_is_known_by_the_best_of_its_ids(ids: tuple[PartyId, ...], legal_id: str) -> None:
    assert Party("Name", ids).legal_id == legal_id


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Party("A", (TAX,)), Party("B", (LEGAL, TAX)), True),
        (Party("A", (PartyId(IdKind.LEGAL, "t 1"),)), Party("B", (TAX,)), True),
        (Party("Acme ltd"), Party("ACME  Ltd", (TAX,)), True),
        (Party("A", (LEGAL,)), Party("B", (TAX,)), False),
        (Party("A"), Party("B"), False),
    ],
)
def test_parties_are_one_by_an_id_or_the_name(one: Party, other: Party, same: bool) -> None:
    assert one.is_same_as(other) is other.is_same_as(one) is same


def test_the_key_is_the_documents_own_or_that_of_the_registered_ids() -> None:
    assert DOCUMENT.key == InvoiceKey("l1", "buyer", "inv1", date(2026, 1, 2))
    assert DOCUMENT.key_between("R1", "R2") == InvoiceKey("R1", "R2", "INV1", date(2026, 1, 2))
    assert replace(DOCUMENT, document_type="389").key != DOCUMENT.key


def test_a_document_that_nothing_identifies_is_refused() -> None:
    with pytest.raises(InvoiceFieldMalformed):
        replace(DOCUMENT, number=" ")


def test_evidence_has_what_is_there() -> None:
    assert DOCUMENT.evidence_fields() == {
        "number": " INV 1",
        "document_type": "380",
        "issue_date": "2026-01-02",
        "amount": "100.50",
        "currency": "CNY",
        "seller": "L1",
        "seller_name": "Seller",
        "buyer": "Buyer",
        "buyer_name": "Buyer",
    }
    due = replace(DOCUMENT, due=date(2026, 5, 2), payee=Party("P"), accounts=("1", "2"))
    added = dict(due.evidence_fields().items() - DOCUMENT.evidence_fields().items())
    assert added == {"due_date": "2026-05-02", "payee": "P", "accounts": "1 2"}


def test_a_problem_says_where_and_what() -> None:
    fault = Fault("date_malformed", "due_date", "x" * 100, "a date")
    problem = Problem(Source("a.csv", 3), Outcome.REJECT, ("R-ROW",), (fault,))
    assert str(problem) == (
        f"a.csv, row 3: reject R-ROW: due_date: '{'x' * 80}…', expected a date (date_malformed)"
    )
    whole = Problem(Source("a.xml"), Outcome.HOLD, ("H-NODUE",), (replace(fault, place=""),))
    assert str(whole).startswith("a.xml: hold H-NODUE: 'xxx")
