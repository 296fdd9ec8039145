"""Reads UBL 2.1 Invoice and CreditNote (Peppol BIS Billing 3, XRechnung), root element in hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from sfc.domain.intake import IdKind, InvoiceDraft, PartyId, Problem, Source
from sfc.importers.e_invoice import conclude
from sfc.importers.en_model import EInvoice, StatedParty, Totals, VatGroup, in_order
from sfc.importers.xml_fields import Node, amounts, sum_of

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMESPACES = {
    "cac": f"{_UBL}CommonAggregateComponents-2",
    "cbc": f"{_UBL}CommonBasicComponents-2",
}


@dataclass(frozen=True, slots=True)
class _Kind:
    type_code: str
    line: str


KINDS = {
    f"{{{_UBL}Invoice-2}}Invoice": _Kind("cbc:InvoiceTypeCode", "cac:InvoiceLine"),
    f"{{{_UBL}CreditNote-2}}CreditNote": _Kind("cbc:CreditNoteTypeCode", "cac:CreditNoteLine"),
}
"""The root elements that are read here."""

_SELLER = "cac:AccountingSupplierParty/cac:Party"
_BUYER = "cac:AccountingCustomerParty/cac:Party"
_PAYEE = "cac:PayeeParty"
_TOTALS = "cac:LegalMonetaryTotal"
_ALLOWANCE = "cac:AllowanceCharge"
_SEPA_CREDITOR = "SEPA"  # BT-90, an identifier for direct debits and not of the party

_ALONE = (
    "cac:AccountingSupplierParty",
    "cac:AccountingCustomerParty",
    f"{_SELLER}/cac:PartyLegalEntity",
    f"{_BUYER}/cac:PartyLegalEntity",
    _TOTALS,
)

_PATHS = {
    "BT-24": "cbc:CustomizationID",
    "BT-1": "cbc:ID",
    "BT-2": "cbc:IssueDate",
    "BT-9": "cbc:DueDate",
    "BT-5": "cbc:DocumentCurrencyCode",
    "BT-27": f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName",
    "BT-30": f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID",
    "BT-40": f"{_SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode",
    "BT-44": f"{_BUYER}/cac:PartyLegalEntity/cbc:RegistrationName",
    "BT-59": f"{_PAYEE}/cac:PartyName/cbc:Name",
    "BT-106": f"{_TOTALS}/cbc:LineExtensionAmount",
    "BT-107": f"{_TOTALS}/cbc:AllowanceTotalAmount",
    "BT-108": f"{_TOTALS}/cbc:ChargeTotalAmount",
    "BT-109": f"{_TOTALS}/cbc:TaxExclusiveAmount",
    "BT-110": "cac:TaxTotal/cbc:TaxAmount",
    "BT-112": f"{_TOTALS}/cbc:TaxInclusiveAmount",
    "BT-113": f"{_TOTALS}/cbc:PrepaidAmount",
    "BT-114": f"{_TOTALS}/cbc:PayableRoundingAmount",
    "BT-115": f"{_TOTALS}/cbc:PayableAmount",
    "BT-116": "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount",
    "BT-117": "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount",
}


def read_ubl(root: etree._Element, source: Source) -> InvoiceDraft | Problem:
    """Give the draft of a document whose root is one of `KINDS`, or why there is none."""
    return conclude(source, _read(Node.root(root, NAMESPACES), KINDS[str(root.tag)]))


def _read(node: Node, kind: _Kind) -> EInvoice:
    node.alone(*_ALONE)
    paths = {**_PATHS, "BT-3": kind.type_code, "BT-131": f"{kind.line}/cbc:LineExtensionAmount"}
    code = node.string(paths["BT-5"])
    payable = node.one(paths["BT-115"], required=True)
    payee = node.one(_PAYEE)
    return EInvoice(
        faults=node.faults,  # still growing
        places={term: f"{node.place}/{path}" for term, path in paths.items()},
        specification=node.string(paths["BT-24"]),
        number=node.string(paths["BT-1"], required=True),
        issued=node.date(paths["BT-2"], required=True),
        due=node.date(paths["BT-9"]),
        document_type=node.string(paths["BT-3"]),
        currency=code,
        payable_currency=payable.attribute("currencyID") if payable else "",
        seller=_party(node.one(_SELLER, required=True)),
        buyer=_party(node.one(_BUYER, required=True)),
        payee=_payee(payee) if payee else None,
        accounts=node.strings("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"),
        preceding=node.strings("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"),
        terms=" ".join(node.strings("cac:PaymentTerms/cbc:Note")),
        totals=_totals(node, kind, code),
    )


def _party(node: Node | None) -> StatedParty:
    if node is None:
        return StatedParty()
    taxes = [
        PartyId(IdKind.TAX, scheme.string("cbc:CompanyID"), scheme.string("cac:TaxScheme/cbc:ID"))
        for scheme in node.few("cac:PartyTaxScheme")
    ]
    return StatedParty(
        name=node.string("cac:PartyLegalEntity/cbc:RegistrationName"),
        trading_name=node.string("cac:PartyName/cbc:Name"),
        ids=in_order(*_ids(node), *taxes),
        country=node.string("cac:PostalAddress/cac:Country/cbc:IdentificationCode"),
    )


def _payee(node: Node) -> StatedParty:
    return StatedParty(name=node.string("cac:PartyName/cbc:Name"), ids=in_order(*_ids(node)))


def _ids(node: Node) -> Iterator[PartyId]:
    for kind, path in (
        (IdKind.LEGAL, "cac:PartyLegalEntity/cbc:CompanyID"),
        (IdKind.OTHER, "cac:PartyIdentification/cbc:ID"),
        (IdKind.ENDPOINT, "cbc:EndpointID"),
    ):
        for found in node.few(path):
            if (scheme := found.attribute("schemeID")) != _SEPA_CREDITOR:
                yield PartyId(kind, found.text, scheme)


def _totals(node: Node, kind: _Kind, code: str) -> Totals:
    # A second total states the VAT again, in the currency of the seller's tax authority.
    taxes = [total for total in node.few("cac:TaxTotal") if _currency(total) in ("", code)]
    groups = (group for total in taxes for group in total.all("cac:TaxSubtotal"))
    return Totals(
        lines=amounts(node.all(kind.line), "cbc:LineExtensionAmount"),
        lines_total=node.decimal(_PATHS["BT-106"]),
        allowances=_allowances(node, charges=False),
        allowances_total=node.decimal(_PATHS["BT-107"]),
        charges=_allowances(node, charges=True),
        charges_total=node.decimal(_PATHS["BT-108"]),
        without_vat=node.decimal(_PATHS["BT-109"]),
        vat_groups=tuple(map(_vat_group, groups)),
        vat=sum_of(total.decimal("cbc:TaxAmount") for total in taxes),
        with_vat=node.decimal(_PATHS["BT-112"]),
        prepaid=node.decimal(_PATHS["BT-113"]),
        rounding=node.decimal(_PATHS["BT-114"]),
        payable=node.decimal(_PATHS["BT-115"]),
    )


def _currency(total: Node) -> str:
    amount = total.one("cbc:TaxAmount", required=True)
    return amount.attribute("currencyID") if amount else ""


def _allowances(node: Node, *, charges: bool) -> tuple[Decimal, ...]:
    indicator = "cbc:ChargeIndicator"
    of_kind = (found for found in node.all(_ALLOWANCE) if found.boolean(indicator) is charges)
    return amounts(of_kind, "cbc:Amount")


def _vat_group(node: Node) -> VatGroup:
    return VatGroup(
        base=node.decimal("cbc:TaxableAmount"),
        tax=node.decimal("cbc:TaxAmount", required=True),
        rate=node.decimal("cac:TaxCategory/cbc:Percent"),
    )
