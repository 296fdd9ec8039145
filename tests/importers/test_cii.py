"""CII: the same fields, the same judgement."""

from datetime import date

import pytest

from sfc.domain.intake import IdKind, InvoiceDraft, PartyId, Problem
from sfc.importers.detect import read_document

CII = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice
    xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
    xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
    xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext>
    <ram:GuidelineSpecifiedDocumentContextParameter>
      <ram:ID>urn:cen.eu:en16931:2017</ram:ID>
    </ram:GuidelineSpecifiedDocumentContextParameter>
  </rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument>
    <ram:ID>HC-26-0023</ram:ID>
    <ram:TypeCode>380</ram:TypeCode>
    <ram:IssueDateTime>
      <udt:DateTimeString format="102">20260311</udt:DateTimeString>
    </ram:IssueDateTime>
  </rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    <ram:IncludedSupplyChainTradeLineItem>
      <ram:SpecifiedLineTradeSettlement>
        <ram:SpecifiedTradeSettlementLineMonetarySummation>
          <ram:LineTotalAmount>3280000.00</ram:LineTotalAmount>
        </ram:SpecifiedTradeSettlementLineMonetarySummation>
      </ram:SpecifiedLineTradeSettlement>
    </ram:IncludedSupplyChainTradeLineItem>
    <ram:ApplicableHeaderTradeAgreement>
      <ram:SellerTradeParty>
        <ram:GlobalID schemeID="0088">4000001123452</ram:GlobalID>
        <ram:Name>恒磁电机有限公司</ram:Name>
        <ram:SpecifiedLegalOrganization><ram:ID>91990000DEMA00048E</ram:ID></ram:SpecifiedLegalOrganization>
        <ram:PostalTradeAddress><ram:CountryID>CN</ram:CountryID></ram:PostalTradeAddress>
        <ram:SpecifiedTaxRegistration>
          <ram:ID schemeID="FC">7</ram:ID>
        </ram:SpecifiedTaxRegistration>
        <ram:SpecifiedTaxRegistration>
          <ram:ID schemeID="VA">CN8</ram:ID>
        </ram:SpecifiedTaxRegistration>
      </ram:SellerTradeParty>
      <ram:BuyerTradeParty>
        <ram:Name>锚汽车制造股份有限公司</ram:Name>
        <ram:SpecifiedLegalOrganization><ram:ID>91990000DEMA00013U</ram:ID></ram:SpecifiedLegalOrganization>
      </ram:BuyerTradeParty>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>CNY</ram:InvoiceCurrencyCode>
      <ram:ApplicableTradeTax>
        <ram:CalculatedAmount>426400.00</ram:CalculatedAmount>
        <ram:BasisAmount>3280000.00</ram:BasisAmount>
        <ram:RateApplicablePercent>13</ram:RateApplicablePercent>
      </ram:ApplicableTradeTax>
      <ram:SpecifiedTradePaymentTerms>
        <ram:DueDateDateTime>
          <udt:DateTimeString format="102">20260709</udt:DateTimeString>
        </ram:DueDateDateTime>
      </ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        <ram:LineTotalAmount>3280000.00</ram:LineTotalAmount>
        <ram:TaxBasisTotalAmount>3280000.00</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="CNY">426400.00</ram:TaxTotalAmount>
        <ram:TaxTotalAmount currencyID="USD">1.00</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>3706400.00</ram:GrandTotalAmount>
        <ram:DuePayableAmount>3706400.00</ram:DuePayableAmount>
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
"""


def test_it_is_the_same_invoice_as_in_ubl(ubl: str) -> None:
    draft, twin = read_document(CII.encode(), "cii.xml"), read_document(ubl.encode(), "ubl.xml")
    assert isinstance(draft, InvoiceDraft) and isinstance(twin, InvoiceDraft)
    assert draft.key == twin.key
    assert (draft.due, draft.total, draft.payee) == (date(2026, 7, 9), twin.total, None)
    assert draft.seller.ids == (
        PartyId(IdKind.LEGAL, "91990000DEMA00048E"),
        PartyId(IdKind.TAX, "CN8", "VAT"),
        PartyId(IdKind.TAX, "7"),
        PartyId(IdKind.OTHER, "4000001123452", "0088"),
    )


@pytest.mark.parametrize(
    ("old", "new", "reason", "code"),
    [
        ("20260311", "2026-03-11", "R-XSD", "date_malformed"),
        ("<ram:InvoiceCurrencyCode>CNY", "<ram:InvoiceCurrencyCode>XXA", "R-EN", "BR-CL-04"),
        (">3706400.00</ram:DuePayable", ">3706400.01</ram:DuePayable", "R-EN", "BR-CO-16"),
        ("<ram:Name>锚汽车制造股份有限公司</ram:Name>", "", "R-EN", "BR-07"),
        ("<ram:TypeCode>380", "<ram:TypeCode>384", "A-CORRECTED", "document_type_unsuitable"),
        ("20260709", "20260311", "N-TENOR0", "due_not_after_issue"),
        ("DuePayableAmount>", "Nothing>", "R-XSD", "element_missing"),
        (
            "<rsm:ExchangedDocument>",
            "<rsm:ExchangedDocument/><rsm:ExchangedDocument>",
            "R-XSD",
            "element_repeated",
        ),
    ],
)
def test_it_is_judged_alike(old: str, new: str, reason: str, code: str) -> None:
    assert old in CII
    problem = read_document(CII.replace(old, new).encode(), "cii.xml")
    assert isinstance(problem, Problem) and problem.reasons == (reason,)
    assert code in [fault.code for fault in problem.faults]
    assert all(fault.place.startswith("/CrossIndustryInvoice/") for fault in problem.faults)
