"""What is handed in as a signed transaction may be anything."""

import pytest
import rlp
from eth_account import Account
from hypothesis import example, given
from hypothesis import strategies as st

from sfc.chain.unsent import read_signed
from sfc.domain.errors import RequestMalformed, TransactionNotOffered
from sfc.ports import OfferedTransaction

ACCOUNT = Account.from_key(b"\x07" * 32)
TO = "0x" + "22" * 20
OFFERED = OfferedTransaction(ACCOUNT.address, 1, TO, "0x", 100_000, "op_1 a 0", {})
SENT = {"to": TO, "nonce": 3, "gas": 90_000, "value": 0, "data": b"", "chainId": 1}
FEES = {"maxFeePerGas": 9, "maxPriorityFeePerGas": 2}
RIGHT = bytes(ACCOUNT.sign_transaction({**SENT, **FEES}).raw_transaction)
FIELDS = st.recursive(st.binary(max_size=33), lambda each: st.lists(each, max_size=4))


def refused(raw: bytes) -> bool:
    try:
        read_signed("op_1", OFFERED, raw)
    except (RequestMalformed, TransactionNotOffered):
        return True
    return False


def test_the_right_one_is_read() -> None:
    signed = read_signed("op_1", OFFERED, RIGHT)
    assert (signed.sender, signed.nonce) == (ACCOUNT.address, 3)
    assert (signed.fee, signed.tip, signed.raw) == (9, 2, RIGHT)


@given(st.binary(min_size=1, max_size=200))
@example(b"\x00")
@example(b"\x05\xc0")
@example(b"\x02")
def test_bytes_of_any_kind_are_refused(raw: bytes) -> None:
    assert refused(raw)


@given(st.sampled_from([b"", b"\x01", b"\x02", b"\x03", b"\x04"]), st.lists(FIELDS, max_size=14))
def test_fields_of_any_kind_are_refused(kind: bytes, fields: list[object]) -> None:
    assert refused(kind + rlp.encode(fields))


@given(st.integers(0, len(RIGHT) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed(place: int, change: int) -> None:
    changed = bytearray(RIGHT)
    changed[place] ^= change
    assert refused(bytes(changed))


@pytest.mark.parametrize("cut", [1, 20, len(RIGHT) - 1])
def test_a_part_of_it_is_refused(cut: int) -> None:
    assert refused(RIGHT[:cut])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"gas": 0}, "gas"),
        ({"gas": 20_999}, "gas"),
        ({"gas": 100_001}, "gas"),
        ({"maxFeePerGas": 2**96}, "fees"),
        ({"maxPriorityFeePerGas": 10}, "fees"),
        ({"maxFeePerGas": 2**96 - 1, "gas": 21_000}, None),
    ],
)
def test_what_no_chain_would_take_is_not_sent(changes: dict[str, int], field: str | None) -> None:
    raw = bytes(ACCOUNT.sign_transaction({**SENT, **FEES, **changes}).raw_transaction)
    if field is None:
        assert not refused(raw)
        return
    with pytest.raises(TransactionNotOffered) as caught:
        read_signed("op_1", OFFERED, raw)
    assert caught.value.fields()["field"] == field
