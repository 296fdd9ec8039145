"""Reads UN/CEFACT Cross Industry Invoice (XRechnung, the XML of Factur-X), root element in hand."""

from datetime import date
from decimal import Decimal

from lxml import etree

from sfc.domain.intake import IdKind, InvoiceDraft, PartyId, Problem, Source
from sfc.importers.e_invoice import conclude
from sfc.importers.en_model import VAT, EInvoice, StatedParty, Totals, VatGroup, in_order
from sfc.importers.xml_fields import DAY_102, Node, amounts, sum_of

_CII = "urn:un:unece:uncefact:data:standard:"
NAMESPACES = {
    "rsm": f"{_CII}CrossIndustryInvoice:100",
    "ram": f"{_CII}ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{_CII}UnqualifiedDataType:100",
}
ROOT = f"{{{NAMESPACES['rsm']}}}CrossIndustryInvoice"
"""The root element that is read here."""

_DOCUMENT = "rsm:ExchangedDocument"
_TRADE = "rsm:SupplyChainTradeTransaction"
_SELLER = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement/ram:SellerTradeParty"
_BUYER = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement/ram:BuyerTradeParty"
_SETTLEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_PAYEE = f"{_SETTLEMENT}/ram:PayeeTradeParty"
_TERMS = f"{_SETTLEMENT}/ram:SpecifiedTradePaymentTerms"
_ACCOUNT = (
    f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount"
)
_VAT = f"{_SETTLEMENT}/ram:ApplicableTradeTax"
_ALLOWANCE = f"{_SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge"
_TOTALS = f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_LINE = f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem"
_LINE_AMOUNT = (
    "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation"
    "/ram:LineTotalAmount"
)

_ALONE = (
    _DOCUMENT,
    f"{_DOCUMENT}/ram:IssueDateTime",
    _TRADE,
    f"{_TRADE}/ram:ApplicableHeaderTradeAgreement",
    _SETTLEMENT,
    _TOTALS,
)

_PATHS = {
    "BT-24": "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
    "BT-1": f"{_DOCUMENT}/ram:ID",
    "BT-2": f"{_DOCUMENT}/ram:IssueDateTime",
    "BT-3": f"{_DOCUMENT}/ram:TypeCode",
    "BT-5": f"{_SETTLEMENT}/ram:InvoiceCurrencyCode",
    "BT-9": f"{_TERMS}/ram:DueDateDateTime",
    "BT-27": f"{_SELLER}/ram:Name",
    "BT-30": f"{_SELLER}/ram:SpecifiedLegalOrganization/ram:ID",
    "BT-40": f"{_SELLER}/ram:PostalTradeAddress/ram:CountryID",
    "BT-44": f"{_BUYER}/ram:Name",
    "BT-59": f"{_PAYEE}/ram:Name",
    "BT-106": f"{_TOTALS}/ram:LineTotalAmount",
    "BT-107": f"{_TOTALS}/ram:AllowanceTotalAmount",
    "BT-108": f"{_TOTALS}/ram:ChargeTotalAmount",
    "BT-109": f"{_TOTALS}/ram:TaxBasisTotalAmount",
    "BT-110": f"{_TOTALS}/ram:TaxTotalAmount",
    "BT-112": f"{_TOTALS}/ram:GrandTotalAmount",
    "BT-113": f"{_TOTALS}/ram:TotalPrepaidAmount",
    "BT-114": f"{_TOTALS}/ram:RoundingAmount",
    "BT-115": f"{_TOTALS}/ram:DuePayableAmount",
    "BT-116": f"{_VAT}/ram:BasisAmount",
    "BT-117": f"{_VAT}/ram:CalculatedAmount",
    "BT-131": f"{_LINE}/{_LINE_AMOUNT}",
}


def read_cii(root: etree._Element, source: Source) -> InvoiceDraft | Problem:
    """Give the draft of a document whose root is `ROOT`, or why there is none."""
    return conclude(source, _read(Node.root(root, NAMESPACES)))


def _read(node: Node) -> EInvoice:
    node.alone(*_ALONE)
    code = node.string(_PATHS["BT-5"])
    payable = node.one(_PATHS["BT-115"], required=True)
    payee = node.one(_PAYEE)
    return EInvoice(
        faults=node.faults,  # still growing
        places={term: f"{node.place}/{path}" for term, path in _PATHS.items()},
        specification=node.string(_PATHS["BT-24"]),
        number=node.string(_PATHS["BT-1"], required=True),
        issued=_day(node, _PATHS["BT-2"], required=True),
        due=_day(node, _PATHS["BT-9"]),
        document_type=node.string(_PATHS["BT-3"]),
        currency=code,
        payable_currency=payable.attribute("currencyID") if payable else "",
        seller=_party(node.one(_SELLER, required=True)),
        buyer=_party(node.one(_BUYER, required=True)),
        payee=_party(payee) if payee else None,
        accounts=node.strings(f"{_ACCOUNT}/ram:IBANID")
        + node.strings(f"{_ACCOUNT}/ram:ProprietaryID"),
        preceding=node.strings(f"{_SETTLEMENT}/ram:InvoiceReferencedDocument/ram:IssuerAssignedID"),
        terms=" ".join(node.strings(f"{_TERMS}/ram:Description")),
        totals=_totals(node, code),
    )


def _day(node: Node, path: str, *, required: bool = False) -> date | None:
    return node.date(f"{path}/udt:DateTimeString", DAY_102, required=required)


def _party(node: Node | None) -> StatedParty:
    if node is None:
        return StatedParty()
    taxes = [
        PartyId(IdKind.TAX, found.text, VAT if found.attribute("schemeID") == "VA" else "")
        for found in node.few("ram:SpecifiedTaxRegistration/ram:ID")
    ]
    return StatedParty(
        name=node.string("ram:Name"),
        trading_name=node.string("ram:SpecifiedLegalOrganization/ram:TradingBusinessName"),
        ids=in_order(
            *_ids(node, IdKind.LEGAL, "ram:SpecifiedLegalOrganization/ram:ID"),
            *taxes,
            *_ids(node, IdKind.OTHER, "ram:GlobalID"),
            *_ids(node, IdKind.OTHER, "ram:ID"),
            *_ids(node, IdKind.ENDPOINT, "ram:URIUniversalCommunication/ram:URIID"),
        ),
        country=node.string("ram:PostalTradeAddress/ram:CountryID"),
    )


def _ids(node: Node, kind: IdKind, path: str) -> list[PartyId]:
    return [PartyId(kind, found.text, found.attribute("schemeID")) for found in node.few(path)]


def _totals(node: Node, code: str) -> Totals:
    # A second total states the VAT again, in the currency of the seller's tax authority.
    stated = (t for t in node.few(_PATHS["BT-110"]) if t.attribute("currencyID") in ("", code))
    return Totals(
        lines=amounts(node.all(_LINE), _LINE_AMOUNT),
        lines_total=node.decimal(_PATHS["BT-106"]),
        allowances=_allowances(node, charges=False),
        allowances_total=node.decimal(_PATHS["BT-107"]),
        charges=_allowances(node, charges=True),
        charges_total=node.decimal(_PATHS["BT-108"]),
        without_vat=node.decimal(_PATHS["BT-109"]),
        vat_groups=tuple(map(_vat_group, node.all(_VAT))),
        vat=sum_of(total.number() for total in stated),
        with_vat=node.decimal(_PATHS["BT-112"]),
        prepaid=node.decimal(_PATHS["BT-113"]),
        rounding=node.decimal(_PATHS["BT-114"]),
        payable=node.decimal(_PATHS["BT-115"]),
    )


def _allowances(node: Node, *, charges: bool) -> tuple[Decimal, ...]:
    indicator = "ram:ChargeIndicator/udt:Indicator"
    of_kind = (found for found in node.all(_ALLOWANCE) if found.boolean(indicator) is charges)
    return amounts(of_kind, "ram:ActualAmount")


def _vat_group(node: Node) -> VatGroup:
    return VatGroup(
        base=node.decimal("ram:BasisAmount"),
        tax=node.decimal("ram:CalculatedAmount", required=True),
        rate=node.decimal("ram:RateApplicablePercent"),
    )
