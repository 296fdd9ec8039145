"""What a participant says of itself for messages out: where it is reached, where it pays from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sfc.domain.errors import RequestMalformed
from sfc.domain.outgoing import BankAccount

ADDRESS_PATTERN = r"^[0-9A-Z]{2,4}:[!-~]{1,128}$"
"""Scheme (a code of Peppol's list EAS) and value of an electronic address: `0088:7300010000001`."""

BIC_PATTERN = r"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$"
LONGEST_NUMBER = 34

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


@dataclass(frozen=True, slots=True)
class Contact:
    """An electronic address, or empty, and by currency code the bank accounts to pay from."""

    electronic_address: str = ""
    bank_accounts: Mapping[str, BankAccount] = field(default_factory=dict)


def check_account_number(number: str) -> str:
    """Give an account number back; of an IBAN, without spaces.

    What has the form of an IBAN must have its check digits (ISO 7064, MOD 97-10). Raises
    RequestMalformed.
    """
    compact = number.replace(" ", "").upper()
    if _IBAN.fullmatch(compact) is None:
        return number
    digits = "".join(str(int(each, 36)) for each in compact[4:] + compact[:4])
    if int(digits) % 97 != 1:
        raise RequestMalformed(f"the check digits are wrong for an IBAN: {number}")
    return compact
