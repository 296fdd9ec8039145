"""Check digits: what cannot be right is said, and nothing is refused for it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.currency import currency
from sfc.domain.intake import (
    IdKind,
    InvoiceDocument,
    InvoiceDraft,
    Party,
    PartyId,
    Source,
)
from sfc.domain.money import Money
from sfc.importers.check_digits import CODE, check_digit_warnings
from tests.importers.conftest import Edit

LEGAL, TAX, OTHER = IdKind.LEGAL, IdKind.TAX, IdKind.OTHER
DOCUMENT = InvoiceDocument(
    Source("a.xml"),
    "1",
    date(2026, 1, 2),
    date(2026, 5, 2),
    Money(100, currency("EUR")),
    Party("Seller"),
    Party("Buyer"),
)


def warned(document: InvoiceDocument) -> list[tuple[str, str]]:
    warnings = check_digit_warnings(document)
    assert {warning.code for warning in warnings} <= {CODE}
    return [(warning.place, warning.value) for warning in warnings]


def of_buyer(kind: IdKind, value: str, scheme: str = "") -> InvoiceDocument:
    return replace(DOCUMENT, buyer=Party("Buyer", (PartyId(kind, value, scheme),)))


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "scheme", "what"),
    [
        (LEGAL, "91990000DEMA00013U", "91990000DEMA00014U", "", "USCC"),
        (LEGAL, "529900T8BM49AURSDO55", "529900T8BM49AURSDO56", "", "LEI"),
        (OTHER, "529900T8BM49AURSDO55", "529900T8BM49AURSDO5", "0199", "LEI"),
        (TAX, "CN91990000DEMA00013U", "CN91990000DEMA00031U", "VAT", "VAT number of CN"),
        (TAX, "DE 136695 976", "DE136695978", "VAT", "VAT number of DE"),
        (TAX, "NL4495445B01", "NL4495446B01", "VAT", "VAT number of NL"),
        (TAX, "NO 995 525 828 MVA", "NO995525829MVA", "VAT", "VAT number of NO"),
        (TAX, "EL 094259216", "EL123456781", "VAT", "VAT number of EL"),
    ],
)
def test_party_identifiers(kind: IdKind, right: str, wrong: str, scheme: str, what: str) -> None:
    assert warned(of_buyer(kind, right, scheme)) == []
    (warning,) = check_digit_warnings(of_buyer(kind, wrong, scheme))
    assert (warning.place, warning.value) == ("buyer", wrong)
    assert what in warning.expected and ", but " in warning.expected


@pytest.mark.parametrize(
    ("kind", "value", "scheme"),
    [
        (LEGAL, "HRB 12345", ""),
        (LEGAL, "91990000DEMA00014U", "0088"),  # stated to be of another numbering
        (TAX, "12/345/67890", ""),
        (TAX, "XX123", "VAT"),
        (OTHER, "4000001123452", "0088"),
    ],
)
def test_what_is_of_no_such_numbering_is_not_judged(kind: IdKind, value: str, scheme: str) -> None:
    assert warned(of_buyer(kind, value, scheme)) == []


def test_accounts() -> None:
    accounts = ("DE89 3704 0044 0532 0130 00", "DE88370400440532013000", "EXAMPLE-DEMA0004")
    assert warned(replace(DOCUMENT, accounts=accounts)) == [("accounts", accounts[1])]


def test_each_field_is_named_and_nothing_is_said_twice() -> None:
    wrong = Party("P", (PartyId(TAX, "DE136695978"), PartyId(TAX, "DE136695978")))
    everywhere = replace(DOCUMENT, seller=wrong, buyer=wrong, payee=wrong)
    assert [place for place, _ in warned(everywhere)] == ["seller", "buyer", "payee"]


def test_a_document_with_warnings_is_imported(edited: Edit) -> None:
    draft = edited(">91990000DEMA00013U<", ">91990000DEMA00014U<")
    assert isinstance(draft, InvoiceDraft)
    assert [warning.place for warning in draft.warnings] == ["buyer"]


@given(st.sampled_from(IdKind), st.text(max_size=80), st.sampled_from(["", "VAT", "0199"]))
def test_any_identifier_is_judged_or_not(kind: IdKind, value: str, scheme: str) -> None:
    for prefix in ("", "DE", "FR", "GR", "CN", "ES", "CH", "IN"):
        party = Party("Payee", (PartyId(kind, prefix + value, scheme),))
        check_digit_warnings(replace(DOCUMENT, payee=party))
    check_digit_warnings(replace(DOCUMENT, accounts=(value, f"DE89{value}")))
