"""What participants state for messages out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban

from sfc.domain.contact import ADDRESS_PATTERN, BIC_PATTERN, check_account_number
from sfc.domain.errors import RequestMalformed


def test_an_iban_is_compact_and_another_number_is_as_it_was() -> None:
    assert check_account_number("de89 3704 0044 0532 0130 00") == "DE89370400440532013000"
    for number in ("6222 0210 0111 2223 334", "CN-7", "账号 1"):
        assert check_account_number(number) == number


@given(st.text("0123456789ABCXYZ", min_size=11, max_size=30), st.integers(0, 99))
def test_check_digits_are_those_of_another_library(rest: str, check: int) -> None:
    number = f"GB{check:02}{rest}"
    right = iban.calc_check_digits(number) == number[2:4]
    if check in (0, 1, 99):
        return  # ISO 7064 gives 02 to 98; the remainder alone does not tell 00 from 97
    if right:
        assert check_account_number(number) == number
    else:
        with pytest.raises(RequestMalformed, match="check digits"):
            check_account_number(number)


def test_forms() -> None:
    assert re.fullmatch(ADDRESS_PATTERN, "0088:7300010000001")
    assert re.fullmatch(ADDRESS_PATTERN, "EM:a@b.example")
    for wrong in ("", "0088", "0088:", "0088:7 3", "88888:1", "0088:发"):
        assert not re.fullmatch(ADDRESS_PATTERN, wrong), wrong
    assert re.fullmatch(BIC_PATTERN, "COBADEFF") and re.fullmatch(BIC_PATTERN, "COBADEFFXXX")
    assert not re.fullmatch(BIC_PATTERN, "COBADEF")
