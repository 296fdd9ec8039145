"""Where Peppol can reach a party: the scheme of its electronic address, from its legal id.

A unified social credit code has no scheme there. Without an address that was stated, a response
names such a party by its code and no scheme, as UBL allows and Peppol's network does not: it then
has to go another way.
"""

from dataclasses import dataclass

from stdnum import lei
from stdnum.eu import vat

LEI_SCHEME = "0199"

# Countries of which VAT numbers are electronic addresses, by the code of the scheme.
_VAT_SCHEMES = {
    "AT": "9914",
    "BE": "9925",
    "BG": "9926",
    "CY": "9928",
    "CZ": "9929",
    "DE": "9930",
    "EE": "9931",
    "EL": "9933",
    "ES": "9920",
    "FR": "9957",
    "HR": "9934",
    "HU": "9910",
    "IE": "9935",
    "IT": "0211",
    "LT": "9937",
    "LU": "9938",
    "LV": "9939",
    "MT": "9943",
    "NL": "9944",
    "PL": "9945",
    "PT": "9946",
    "RO": "9947",
    "SI": "9949",
    "SK": "9950",
}


@dataclass(frozen=True, slots=True)
class ElectronicAddress:
    """An address, and the code of Peppol's list (EAS) that says what kind it is."""

    scheme: str
    value: str


def electronic_address(legal_id: str, stated: str = "") -> ElectronicAddress | None:
    """The address that was stated, or that a legal id is; None where Peppol has no scheme for it.

    A stated one is a scheme and a value, such as `0088:7300010000001`.
    """
    if stated:
        scheme, _, value = stated.partition(":")
        return ElectronicAddress(scheme, value)
    if lei.is_valid(legal_id):
        return ElectronicAddress(LEI_SCHEME, lei.compact(legal_id))
    if vat.is_valid(legal_id):
        number = vat.compact(legal_id)
        if (known := _VAT_SCHEMES.get(number[:2])) is not None:
            return ElectronicAddress(known, number)
    return None
