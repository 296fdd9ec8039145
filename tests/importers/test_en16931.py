"""The rules of EN 16931: each one can be broken, and is then named."""

import pytest

from sfc.domain.intake import Outcome, Problem
from tests.importers.conftest import Edit

SELLER_NAME = "<cbc:RegistrationName>恒磁电机有限公司</cbc:RegistrationName>"
BUYER_NAME = "<cbc:RegistrationName>锚汽车制造股份有限公司</cbc:RegistrationName>"
ALLOWANCE = """<cac:AllowanceCharge>
    <cbc:ChargeIndicator>{charge}</cbc:ChargeIndicator>
    <cbc:Amount currencyID="CNY">1.00</cbc:Amount>
  </cac:AllowanceCharge>
  <cac:TaxTotal>"""


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("BR-01", "<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>", ""),
        ("BR-04", "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", ""),
        ("BR-05", "<cbc:DocumentCurrencyCode>CNY</cbc:DocumentCurrencyCode>", ""),
        ("BR-06", SELLER_NAME, ""),
        ("BR-07", BUYER_NAME, ""),
        ("BR-09", "<cbc:IdentificationCode>CN</cbc:IdentificationCode>", ""),
        (
            "BR-12",
            '<cbc:LineExtensionAmount currencyID="CNY">3280000.00</cbc:LineExtensionAmount>',
            "",
        ),
        (
            "BR-13",
            '<cbc:TaxExclusiveAmount currencyID="CNY">3280000.00</cbc:TaxExclusiveAmount>',
            "",
        ),
        (
            "BR-14",
            '<cbc:TaxInclusiveAmount currencyID="CNY">3706400.00</cbc:TaxInclusiveAmount>',
            "",
        ),
        ("BR-16", "cac:InvoiceLine>", "cac:Line>"),
        ("BR-17", "<cac:PaymentMeans>", "<cac:PayeeParty/><cac:PaymentMeans>"),
        ("BR-CO-18", "cac:TaxSubtotal>", "cac:Subtotal>"),
        ("BR-CO-25", "<cbc:DueDate>2026-07-09</cbc:DueDate>", ""),
        ("BR-CL-04", "Code>CNY<", "Code>XXA<"),
        ("BR-CL-03", 'PayableAmount currencyID="CNY"', 'PayableAmount currencyID="XXA"'),
        ("PEPPOL-EN16931-R051", 'PayableAmount currencyID="CNY"', 'PayableAmount currencyID="USD"'),
        (
            "BR-CO-10",
            ">880000.00</cbc:LineExtensionAmount>",
            ">880000.01</cbc:LineExtensionAmount>",
        ),
        ("BR-CO-11", "<cac:TaxTotal>", ALLOWANCE.format(charge="false")),
        ("BR-CO-12", "<cac:TaxTotal>", ALLOWANCE.format(charge="1")),
        ("BR-CO-13", ">3280000.00</cbc:TaxExclusive", ">3280000.01</cbc:TaxExclusive"),
        (
            "BR-CO-14",
            ">426400.00</cbc:TaxAmount>\n    <cac",
            ">426400.01</cbc:TaxAmount>\n    <cac",
        ),
        ("BR-CO-15", ">3706400.00</cbc:TaxInclusive", ">3706400.01</cbc:TaxInclusive"),
        ("BR-CO-16", ">3706400.00</cbc:Payable", ">3706400.01</cbc:Payable"),
        ("BR-CO-17", "<cbc:Percent>13<", "<cbc:Percent>12<"),
    ],
)
def test_a_broken_rule_is_named(edited: Edit, rule: str, old: str, new: str) -> None:
    problem = edited(old, new)
    assert isinstance(problem, Problem)
    assert (problem.outcome, problem.reasons) == (Outcome.REJECT, ("R-EN",))
    broken = {fault.code: fault for fault in problem.faults}
    assert rule in broken
    assert broken[rule].place.startswith("/Invoice/") and broken[rule].expected


def test_an_invoice_in_which_all_agrees_breaks_none(edited: Edit) -> None:
    assert not isinstance(edited("HC-26-0023", "HC-26-0024"), Problem)
