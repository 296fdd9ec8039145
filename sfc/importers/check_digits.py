"""Check digits of identifiers and bank accounts: wrong ones are warned of, and refuse nothing.

Real invoices have them wrong often enough, as have most official examples.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from stdnum import get_cc_module, iban, lei
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from sfc.domain.intake import Fault, IdKind, InvoiceDocument, Party, PartyId

CODE = "check_digits_wrong"
_LEI_SCHEME = "0199"  # ISO 6523
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_USCC = re.compile(r"[0-9A-Z]{2}[0-9]{6}[0-9A-Z]{10}")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
_VAT = re.compile(r"([A-Z]{2}).+", re.DOTALL)
_BLANKS_AND_MARKS = re.compile(r"[\s.\-/]")
_LONGEST = 64

_Check = Callable[[str], Any]


def check_digit_warnings(document: InvoiceDocument) -> tuple[Fault, ...]:
    """Warn of each LEI, USCC, VAT number and IBAN that cannot be right, by the field it is in.

    Which numbering an identifier belongs to follows from its scheme where one is stated, and else
    from its shape; what is of none of the four is not judged.
    """
    judged = [
        *((("seller", each.value), _of_party(each)) for each in document.seller.ids),
        *((("buyer", each.value), _of_party(each)) for each in document.buyer.ids),
        *((("payee", each.value), _of_party(each)) for each in _ids(document.payee)),
        *((("accounts", each), _of_account(each)) for each in document.accounts),
    ]
    warnings = (Fault(CODE, *stated, expected) for stated, expected in judged if expected)
    return tuple(dict.fromkeys(warnings))


def _ids(party: Party | None) -> tuple[PartyId, ...]:
    return party.ids if party else ()


@lru_cache(maxsize=1024)
def _of_party(party_id: PartyId) -> str:
    """Say what the identifier was expected to be, blank if it is that or not judged."""
    number = _plain(party_id.value)
    if party_id.kind is IdKind.TAX:
        return _of_vat(number)
    if party_id.scheme == _LEI_SCHEME or (not party_id.scheme and _LEI.fullmatch(number)):
        return _expected("a legal entity identifier (LEI)", lei.validate, number)
    if not party_id.scheme and _USCC.fullmatch(number):
        return _expected("a unified social credit code (USCC)", uscc.validate, number)
    return ""


def _of_vat(number: str) -> str:
    country = _VAT.fullmatch(number)
    if country is None:
        return ""
    code = country[1]
    if code == "CN":
        return _expected("a VAT number of CN", uscc.validate, number[2:])
    module = get_cc_module("GR" if code == "EL" else code, "vat")
    return _expected(f"a VAT number of {code}", module.validate, number) if module else ""


def _of_account(account: str) -> str:
    number = _plain(account)
    return _expected("an IBAN", iban.validate, number) if _IBAN.fullmatch(number) else ""


def _plain(text: str) -> str:
    return _BLANKS_AND_MARKS.sub("", text[: _LONGEST + 1]).upper()


def _expected(what: str, check: _Check, number: str) -> str:
    if len(number) > _LONGEST:
        return f"{what}, but the number has an invalid length"
    try:
        check(number)
    except ValidationError as error:
        return f"{what}, but {str(error).rstrip('.').lower()}"
    except (ValueError, IndexError, KeyError, AttributeError, TypeError):  # where digits are absent
        return f"{what}, but the number has an invalid format"
    return ""
