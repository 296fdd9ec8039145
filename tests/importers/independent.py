"""Reads the few fields that matter with another parser (expat) and other code: a second opinion."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from sfc.domain.intake import InvoiceDraft

UBL = "{urn:oasis:names:specification:ubl:schema:xsd:%s-2}%s"
CII = "{urn:un:unece:uncefact:data:standard:%s:100}%s"

# expat refuses instructions whose name has a colon, which say nothing; libxml2 passes them over.
_COLON_INSTRUCTION = re.compile(rb"<\?[^\s?]*:[^?]*\?>")


@dataclass(frozen=True)
class Facts:
    number: str
    issued: date
    due: date
    amount: Decimal
    currency: str
    seller: str
    buyer: str
    document_type: str


def facts_of(draft: InvoiceDraft) -> Facts:
    """What was imported."""
    return Facts(
        draft.number,
        draft.issued,
        draft.due,
        Decimal(draft.total.amount),
        draft.total.currency.code,
        draft.seller.name,
        draft.buyer.name,
        draft.document_type,
    )


def facts_in(xml: bytes) -> Facts:
    """What the document says. Raises where it does not say it, or says it twice."""
    root = ElementTree.fromstring(_COLON_INSTRUCTION.sub(b"", xml))
    return _ubl(root) if root.tag.endswith("-2}Invoice") else _cii(root)


def _ubl(root: ElementTree.Element) -> Facts:
    def basic(name: str) -> str:
        return UBL % ("CommonBasicComponents", name)

    def party(name: str) -> str:
        node = _only(root, UBL % ("CommonAggregateComponents", name))
        node = _only(node, UBL % ("CommonAggregateComponents", "Party"))
        legal = _only(node, UBL % ("CommonAggregateComponents", "PartyLegalEntity"))
        return _text(legal, basic("RegistrationName"))

    totals = _only(root, UBL % ("CommonAggregateComponents", "LegalMonetaryTotal"))
    return Facts(
        _text(root, basic("ID")),
        date.fromisoformat(_text(root, basic("IssueDate"))[:10]),
        date.fromisoformat(_text(root, basic("DueDate"))[:10]),
        Decimal(_text(totals, basic("PayableAmount"))),
        _text(root, basic("DocumentCurrencyCode")),
        party("AccountingSupplierParty"),
        party("AccountingCustomerParty"),
        _text(root, basic("InvoiceTypeCode")),
    )


def _cii(root: ElementTree.Element) -> Facts:
    def ram(name: str) -> str:
        return CII % ("ReusableAggregateBusinessInformationEntity", name)

    def day(node: ElementTree.Element) -> date:
        text = _text(node, CII % ("UnqualifiedDataType", "DateTimeString"))
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))

    document = _only(root, CII % ("CrossIndustryInvoice", "ExchangedDocument"))
    trade = _only(root, CII % ("CrossIndustryInvoice", "SupplyChainTradeTransaction"))
    parties = _only(trade, ram("ApplicableHeaderTradeAgreement"))
    settled = _only(trade, ram("ApplicableHeaderTradeSettlement"))
    (due,) = settled.findall(f"{ram('SpecifiedTradePaymentTerms')}/{ram('DueDateDateTime')}")
    totals = _only(settled, ram("SpecifiedTradeSettlementHeaderMonetarySummation"))
    return Facts(
        _text(document, ram("ID")),
        day(_only(document, ram("IssueDateTime"))),
        day(due),
        Decimal(_text(totals, ram("DuePayableAmount"))),
        _text(settled, ram("InvoiceCurrencyCode")),
        _text(_only(parties, ram("SellerTradeParty")), ram("Name")),
        _text(_only(parties, ram("BuyerTradeParty")), ram("Name")),
        _text(document, ram("TypeCode")),
    )


def _only(node: ElementTree.Element, tag: str) -> ElementTree.Element:
    found = node.findall(tag)
    if len(found) != 1:
        raise LookupError(f"{len(found)} of {tag}")
    return found[0]


def _text(node: ElementTree.Element, tag: str) -> str:
    return (_only(node, tag).text or "").strip()
