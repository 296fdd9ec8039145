"""Accounts as texts and as bytes."""

import re
from functools import lru_cache

from eth_typing import Address, ChecksumAddress
from eth_utils import is_checksum_address, to_checksum_address

from sfc.domain.errors import IdMalformed

ACCOUNT_FORM = "0x<40 hexadecimal digits, with the right checksum if in both cases>"
_ACCOUNT = re.compile("0x[0-9a-fA-F]{40}")


@lru_cache(maxsize=65_536)
def address_text(address: bytes) -> ChecksumAddress:
    """The 0x-text with checksum of 20 bytes."""
    return to_checksum_address(address)


def address_bytes(address: str) -> Address:
    """The 20 bytes of a 0x-text."""
    return Address(bytes.fromhex(address.removeprefix("0x")))


def hex_text(data: bytes) -> str:
    """0x and lower-case digits."""
    return "0x" + data.hex()


def parse_account(text: str) -> str:
    """Read an account in one case, or in both with its checksum. Raises IdMalformed."""
    digits = text[2:]
    one_case = digits in (digits.lower(), digits.upper())
    if _ACCOUNT.fullmatch(text) is None or not (one_case or is_checksum_address(text)):
        raise IdMalformed(text, ACCOUNT_FORM)
    return to_checksum_address(text)
