"""UBL: what is read, and that nothing doubtful is taken for an invoice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.intake import IdKind, InvoiceDraft, Outcome, PartyId, Problem
from sfc.importers.detect import read_document
from tests.importers.conftest import Edit

PAYEE = """<cac:PayeeParty>
    <cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>
  </cac:PayeeParty>
  <cac:PaymentMeans>"""
DUE = "<cbc:DueDate>2026-07-09</cbc:DueDate>"
PAYABLE = '<cbc:PayableAmount currencyID="CNY">3706400.00</cbc:PayableAmount>'


def test_a_good_invoice_is_read_whole(ubl: str) -> None:
    draft = read_document(ubl.encode(), "drives.xml")
    assert isinstance(draft, InvoiceDraft)
    assert (draft.number, draft.document_type) == ("HC-26-0023", "380")
    assert (draft.issued, draft.due) == (date(2026, 3, 11), date(2026, 7, 9))
    assert (draft.total.amount, draft.total.currency.code) == ("3706400.00", "CNY")
    assert (draft.seller.name, draft.seller.legal_id) == ("恒磁电机有限公司", "91990000DEMA00048E")
    assert (draft.buyer.name, draft.buyer.legal_id) == (
        "锚汽车制造股份有限公司",
        "91990000DEMA00013U",
    )
    assert draft.seller.ids[1:] == (
        PartyId(IdKind.TAX, "CN91990000DEMA00048E", "VAT"),
        PartyId(IdKind.ENDPOINT, "drives@supplier.example", "EM"),
    )
    assert draft.payee is None
    assert draft.accounts == ("EXAMPLE-DEMA0004",)
    assert str(draft.source) == "drives.xml"


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("<cbc:ID>HC-26-0023</cbc:ID>", "", "element_missing", "/Invoice/cbc:ID"),
        ("HC-26-0023", " ", "field_blank", "/Invoice/cbc:ID"),
        (
            "<cbc:ID>HC-26-0023</cbc:ID>",
            "<cbc:ID>1</cbc:ID><cbc:ID>2</cbc:ID>",
            "element_repeated",
            "/Invoice/cbc:ID",
        ),
        ("2026-03-11", "2026-03-32", "date_malformed", "/Invoice/cbc:IssueDate"),
        ("2026-03-11", "11.03.2026", "date_malformed", "/Invoice/cbc:IssueDate"),
        ("2026-03-11", "1926-03-11", "date_malformed", "/Invoice/cbc:IssueDate"),
        ("2026-07-09", "2026-7-9", "date_malformed", "/Invoice/cbc:DueDate"),
        (
            ">3706400.00</cbc:PayableAmount>",
            ">3706400,00</cbc:PayableAmount>",
            "amount_malformed",
            "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
        ),
        (
            PAYABLE,
            PAYABLE + PAYABLE,
            "element_repeated",
            "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
        ),
        (
            "<cac:AccountingSupplierParty>",
            "<cac:AccountingSupplierParty/><cac:AccountingSupplierParty>",
            "element_repeated",
            "/Invoice/cac:AccountingSupplierParty",
        ),
        (
            "<cac:LegalMonetaryTotal>",
            "<cac:LegalMonetaryTotal/><cac:LegalMonetaryTotal>",
            "element_repeated",
            "/Invoice/cac:LegalMonetaryTotal",
        ),
        ("HC-26-0023", "HC-26<cbc:Note/>-0023", "element_unexpected", "/Invoice/cbc:ID"),
        ("HC-26-0023", "9" * 4001, "text_too_long", "/Invoice/cbc:ID"),
        (
            "<cac:PaymentMeans>",
            "<cac:PaymentTerms><cbc:Note>a</cbc:Note></cac:PaymentTerms>" * 101
            + "<cac:PaymentMeans>",
            "element_repeated",
            "/Invoice/cac:PaymentTerms/cbc:Note",
        ),
        (
            PAYABLE,
            "",
            "element_missing",
            "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
        ),
    ],
)
def test_fields_that_cannot_be_read_are_named(
    edited: Edit, old: str, new: str, code: str, place: str
) -> None:
    problem = edited(old, new)
    assert isinstance(problem, Problem)
    assert (problem.outcome, problem.reasons) == (Outcome.REJECT, ("R-XSD",))
    assert (code, place) in [(fault.code, fault.place) for fault in problem.faults]
    assert len(set(problem.faults)) == len(problem.faults)


@pytest.mark.parametrize(
    ("old", "new", "outcome", "reason", "place"),
    [
        (DUE, "", Outcome.HOLD, "H-NODUE", "/Invoice/cbc:DueDate"),
        (DUE, DUE.replace("07-09", "03-10"), Outcome.HOLD, "H-DUE<ISSUE", "/Invoice/cbc:DueDate"),
        (
            DUE,
            DUE.replace("07-09", "03-11"),
            Outcome.NOTHING_TO_FINANCE,
            "N-TENOR0",
            "/Invoice/cbc:DueDate",
        ),
        (
            "<cac:PaymentMeans>",
            PAYEE.format(name="Some Factor"),
            Outcome.HOLD,
            "H-PAYEE",
            "/Invoice/cac:PayeeParty/cac:PartyName/cbc:Name",
        ),
        (
            "TypeCode>380",
            "TypeCode>381",
            Outcome.ADJUST,
            "A-CREDIT",
            "/Invoice/cbc:InvoiceTypeCode",
        ),
        (
            "TypeCode>380",
            "TypeCode>384",
            Outcome.ADJUST,
            "A-CORRECTED",
            "/Invoice/cbc:InvoiceTypeCode",
        ),
    ],
)
def test_what_is_no_receivable_is_told_apart(
    edited: Edit, old: str, new: str, outcome: Outcome, reason: str, place: str
) -> None:
    result = edited(old, new)
    if reason == "H-NODUE":  # without terms either, it breaks a rule
        assert isinstance(result, Problem) and result.reasons == ("R-EN",)
        terms = "<cac:PaymentTerms><cbc:Note>30 days</cbc:Note></cac:PaymentTerms>"
        result = edited(DUE, terms)
    assert isinstance(result, Problem)
    assert (result.outcome, result.reasons) == (outcome, (reason,))
    assert [fault.place for fault in result.faults] == [place]
    assert result.document is not None and result.document.number == "HC-26-0023"


def test_the_seller_named_as_payee_is_no_other_payee(edited: Edit) -> None:
    draft = edited("<cac:PaymentMeans>", PAYEE.format(name=" 恒磁电机有限公司 "))
    assert isinstance(draft, InvoiceDraft) and draft.payee is None


def test_a_prepaid_part_is_not_financed(ubl: str) -> None:
    prepaid = '<cbc:PrepaidAmount currencyID="CNY">706400.00</cbc:PrepaidAmount>'
    text = ubl.replace(PAYABLE, prepaid + PAYABLE.replace("3706400", "3000000"))
    draft = read_document(text.encode(), "prepaid.xml")
    assert isinstance(draft, InvoiceDraft) and draft.total.amount == "3000000.00"


def test_tax_stated_again_in_another_currency_is_left_out(edited: Edit) -> None:
    again = '<cac:TaxTotal><cbc:TaxAmount currencyID="USD">1.00</cbc:TaxAmount></cac:TaxTotal>'
    assert isinstance(edited("<cac:TaxTotal>", f"{again}<cac:TaxTotal>"), InvoiceDraft)


def test_a_currency_that_the_system_does_not_carry_is_said_so(ubl: str) -> None:
    problem = read_document(ubl.replace("CNY", "XAU").encode(), "gold.xml")
    assert isinstance(problem, Problem) and problem.reasons == ("R-FIELD",)
    assert [(fault.code, fault.value) for fault in problem.faults] == [("currency_unknown", "XAU")]


@pytest.mark.parametrize("xml", ["<Invoice/>", '<Reminder xmlns="urn:oasis"/>', "<html/>"])
def test_other_documents_are_refused(xml: str) -> None:
    problem = read_document(xml.encode(), "other.xml")
    assert isinstance(problem, Problem) and problem.reasons == ("R-ROOT",)


@given(st.data())
def test_a_damaged_invoice_is_never_a_wrong_one(ubl: str, data: st.DataObject) -> None:
    original = ubl.encode()
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 400)))
    result = read_document(original[:start] + data.draw(st.binary(max_size=8)) + original[end:], "")
    if isinstance(result, InvoiceDraft):
        # A changed digit in one amount contradicts the others.
        assert result.total.amount == "3706400.00"


@given(st.integers(0, 6000))
def test_a_truncated_invoice_is_refused(ubl: str, length: int) -> None:
    data = ubl.encode().rstrip()
    result = read_document(data[: min(length, len(data) - 1)], "")
    assert isinstance(result, Problem) and result.reasons == ("R-XML",)
