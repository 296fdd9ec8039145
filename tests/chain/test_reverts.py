"""Every error of the contracts has its word in the domain."""

import pytest
from eth_abi import encode

from sfc.chain import artifacts
from sfc.chain.attempt import Attempt
from sfc.chain.contracts import AUTHORITY, TOKEN, core, interface
from sfc.chain.nodes import Reverted
from sfc.chain.reverts import TABLE, UNEXPECTED, refusal
from sfc.domain import errors as e

OURS = [name for name in artifacts.all_names() if name not in (AUTHORITY, TOKEN)]
FROM_OTHERS = {
    "AccessManagerUnauthorizedAccount",
    "ERC20InsufficientAllowance",
    "ERC20InsufficientBalance",
}
ATTEMPT = Attempt("0x" + "11" * 20, core(), core()["redeem"].encode(1))

_SAMPLES = {"address": "0x" + "ab" * 20, "bytes32": b"\1" * 32, "string": "text", "uint8": 1}


def names(contracts: list[str]) -> set[str]:
    return {error.name for name in contracts for error in interface(name).errors.values()}


def test_no_error_of_ours_is_forgotten() -> None:
    assert names(OURS) | FROM_OTHERS == set(TABLE) | (UNEXPECTED & names(OURS))
    assert not set(TABLE) & UNEXPECTED


def test_what_is_listed_exists() -> None:
    assert names(OURS) >= UNEXPECTED
    assert names([AUTHORITY, TOKEN]) >= FROM_OTHERS


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_error_can_be_said(name: str) -> None:
    found = {
        x.name: (s, x) for c in (*OURS, AUTHORITY, TOKEN) for s, x in interface(c).errors.items()
    }
    selector, error = found[name]
    data = selector + encode(error.types, [_SAMPLES.get(kind, 3) for kind in error.types])
    said = refusal(Reverted(data), ATTEMPT)
    assert not isinstance(said, e.TransactionFailed)
    assert said.message and all(said.fields()) is not None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the contracts gave no reason"),
        (b"\xde\xad\xbe\xef", "the contracts gave 0xdeadbeef"),
        (bytes.fromhex("08c379a0") + encode(["string"], ["no way"]), "no way"),
        (bytes.fromhex("4e487b71") + encode(["uint256"], [0x11]), "panic 0x11"),
        (bytes.fromhex("08c379a0") + b"\1", "the contracts gave 0x08c379a001"),
    ],
)
def test_what_is_no_error_of_ours(data: bytes, reason: str) -> None:
    said = refusal(Reverted(data), ATTEMPT)
    assert said.fields() == {"transaction": "redeem", "reason": reason}


def test_an_unexpected_error_is_told_by_its_name() -> None:
    (selector,) = (s for s, x in core().errors.items() if x.name == "OffsetOutOfRange")
    said = refusal(Reverted(selector + encode(["uint256"], [7])), Attempt("", core(), b""))
    assert said.fields() == {"transaction": "deployment", "reason": "OffsetOutOfRange offset=7"}
    said = refusal(Reverted(selector), ATTEMPT)
    assert said.fields()["reason"] == "OffsetOutOfRange with malformed fields"


def test_a_batch_does_not_blame_its_first_quote() -> None:
    data = bytes.fromhex("00000000")
    attempt = Attempt("0x" + "11" * 20, core(), core()["fill"].selector + data, alone=False)
    assert (attempt.quote, attempt.payer) == ("the quote", "the financier")
