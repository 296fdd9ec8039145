"""The rules of EN 16931 that decide if an invoice is believed: what must be there and add up.

Not the whole standard: a receivable needs the header, the parties and the amounts. Faults carry
the standard's rule ids. Nothing is said about the profile that an invoice claims, and check
digits are left to warnings.
"""

from collections.abc import Iterator
from decimal import Decimal

from iso4217 import Currency as IsoCurrency

from sfc.domain.adjustment import CREDIT_NOTES
from sfc.domain.intake import Fault
from sfc.importers.en_model import EInvoice, Totals

ZERO = Decimal(0)
PROFILES_WITHOUT_LINES = ("basicwl", "minimum")

_ISO_CODES = frozenset(unit.code for unit in IsoCurrency)
_HUNDRED = Decimal(100)


def broken_rules(invoice: EInvoice) -> Iterator[Fault]:
    """Give a fault for each rule that `invoice` breaks, in order of the standard's business terms.

    The reader's own faults come first: an amount that could not be read is None here.
    """
    for rule, term, broken, value, expected in (
        *_mandatory(invoice),
        *_codes(invoice),
        *_arithmetic(invoice.totals),
    ):
        if broken:
            yield Fault(rule, invoice.places.get(term, term), value, expected)


_Check = tuple[str, str, bool, str, str]


def _mandatory(invoice: EInvoice) -> Iterator[_Check]:
    totals, seller, buyer = invoice.totals, invoice.seller, invoice.buyer
    needs_lines = not any(p in invoice.specification.lower() for p in PROFILES_WITHOUT_LINES)
    for rule, term, present, what in (
        ("BR-01", "BT-24", bool(invoice.specification), "a specification identifier"),
        ("BR-02", "BT-1", bool(invoice.number), "an invoice number"),
        ("BR-03", "BT-2", invoice.issued is not None, "an issue date"),
        ("BR-04", "BT-3", bool(invoice.document_type), "a document type"),
        ("BR-05", "BT-5", bool(invoice.currency), "a currency"),
        ("BR-06", "BT-27", bool(seller.name), "the seller's registered name"),
        ("BR-07", "BT-44", bool(buyer.name), "the buyer's registered name"),
        ("BR-09", "BT-40", bool(seller.country), "the seller's country"),
        ("BR-12", "BT-106", totals.lines_total is not None or not needs_lines, "a sum of lines"),
        ("BR-13", "BT-109", totals.without_vat is not None, "a total without VAT"),
        ("BR-14", "BT-112", totals.with_vat is not None, "a total with VAT"),
        ("BR-15", "BT-115", totals.payable is not None, "an amount to pay"),
        ("BR-16", "BT-131", bool(totals.lines) or not needs_lines, "at least one line"),
        ("BR-17", "BT-59", invoice.payee is None or bool(invoice.payee.name), "the payee's name"),
        ("BR-CO-18", "BT-116", bool(totals.vat_groups), "a VAT breakdown"),
        ("BR-CO-26", "BT-30", bool(seller.ids), "an identifier of the seller"),
        ("BR-CO-25", "BT-9", _says_when_to_pay(invoice), "a due date or payment terms"),
    ):
        yield rule, term, not present, "", what


def _says_when_to_pay(invoice: EInvoice) -> bool:
    nothing_due = (invoice.totals.payable or ZERO) <= 0 or invoice.document_type in CREDIT_NOTES
    return bool(invoice.due or invoice.terms or nothing_due)


def _codes(invoice: EInvoice) -> Iterator[_Check]:
    code = invoice.currency
    expected = "a currency code of ISO 4217"
    yield "BR-CL-04", "BT-5", bool(code) and code not in _ISO_CODES, code, expected
    stated = invoice.payable_currency
    yield "BR-CL-03", "BT-115", bool(stated) and stated not in _ISO_CODES, stated, expected
    differs = bool(code and stated) and stated != code
    yield "PEPPOL-EN16931-R051", "BT-115", differs, stated, f"the document's currency {code}"


def _arithmetic(totals: Totals) -> Iterator[_Check]:
    lines, allowances = totals.lines_total, totals.allowances_total or ZERO
    charges, vat = totals.charges_total or ZERO, totals.vat or ZERO
    if totals.lines:
        yield _sum("BR-CO-10", "BT-106", lines, sum(totals.lines, ZERO), "of the lines")
    if totals.lines or totals.allowances:
        expected = sum(totals.allowances, ZERO)
        yield _sum("BR-CO-11", "BT-107", allowances, expected, "of the allowances")
    if totals.lines or totals.charges:
        yield _sum("BR-CO-12", "BT-108", charges, sum(totals.charges, ZERO), "of the charges")
    if lines is not None:
        expected = lines - allowances + charges
        yield _sum("BR-CO-13", "BT-109", totals.without_vat, expected, "less allowances and so on")
    if totals.vat is not None:
        taxes = sum((group.tax or ZERO for group in totals.vat_groups), ZERO)
        yield _sum("BR-CO-14", "BT-110", totals.vat, taxes, "of the VAT breakdown")
    if totals.without_vat is not None:
        expected = totals.without_vat + vat
        yield _sum("BR-CO-15", "BT-112", totals.with_vat, expected, "with VAT")
    if totals.with_vat is not None:
        expected = totals.with_vat - (totals.prepaid or ZERO) + (totals.rounding or ZERO)
        yield _sum("BR-CO-16", "BT-115", totals.payable, expected, "less what is prepaid")
    for group in totals.vat_groups:
        if group.base is not None and group.tax is not None and group.rate is not None:
            due = group.base * group.rate / _HUNDRED
            wrong = abs(group.tax - due) >= 1  # the standard's own tolerance
            yield "BR-CO-17", "BT-117", wrong, str(group.tax), f"{group.rate} % of {group.base}"


def _sum(rule: str, term: str, stated: Decimal | None, expected: Decimal, of: str) -> _Check:
    wrong = stated is not None and stated != expected
    return rule, term, wrong, str(stated), f"{expected}, the sum {of}"
