"""Ids and their public texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.errors import IdMalformed
from sfc.domain.ids import (
    MAX_PARTICIPANT,
    format_participant,
    format_receivable,
    parse_participant,
    parse_receivable,
    participant_id,
    receivable_id,
)

HEX = "0123456789abcdef" * 4


def test_public_texts() -> None:
    assert format_participant(participant_id(7)) == "par_7"
    assert format_receivable(receivable_id(f"0x{HEX}")) == f"rcv_{HEX}"


@given(st.integers(1, MAX_PARTICIPANT))
def test_participants_read_back(number: int) -> None:
    assert parse_participant(format_participant(participant_id(number))) == number


@given(st.binary(min_size=32, max_size=32))
def test_receivables_read_back(raw: bytes) -> None:
    receivable = receivable_id(f"0x{raw.hex()}")
    assert parse_receivable(format_receivable(receivable)) == receivable


@pytest.mark.parametrize("number", [0, -1, MAX_PARTICIPANT + 1])
def test_numbers_of_nobody_are_refused(number: int) -> None:
    with pytest.raises(IdMalformed):
        participant_id(number)


@pytest.mark.parametrize(
    "text",
    ["", "7", "par_", "par_0", "par_07", "par_-1", "par_4294967296", "par_1 ", "PAR_1", "par_1２"],
)
def test_other_texts_name_no_participant(text: str) -> None:
    with pytest.raises(IdMalformed) as refusal:
        parse_participant(text)
    assert refusal.value.code == "id_malformed"


@pytest.mark.parametrize(
    "text", ["", HEX, f"0x{HEX}", f"rcv_{HEX[1:]}", f"rcv_{HEX}0", f"rcv_{HEX.upper()}", "rcv_\n"]
)
def test_other_texts_name_no_receivable(text: str) -> None:
    with pytest.raises(IdMalformed):
        parse_receivable(text)


@pytest.mark.parametrize("text", [HEX, f"rcv_{HEX}", f"0x{HEX.upper()}", f"0x{HEX}\n", "0x"])
def test_other_texts_are_no_chain_ids(text: str) -> None:
    with pytest.raises(IdMalformed):
        receivable_id(text)
