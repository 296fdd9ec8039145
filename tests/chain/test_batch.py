"""Several calls become one transaction."""

import pytest
from eth_abi import decode

from sfc.chain.batch import MAX_BATCH, bundle
from sfc.chain.calls import Calls
from sfc.chain.contracts import core
from sfc.domain.days import Day
from sfc.domain.errors import BatchTooLarge
from sfc.domain.ids import ReceivableId
from sfc.domain.statements import Statement
from sfc.ports import Call

CALLS = Calls("0x" + "22" * 20)


def issue(number: int) -> Call:
    statement = Statement(
        obligor="0x" + "33" * 20,
        currency=1,
        terms=1,
        face=number,
        issue_day=Day(1),
        due_day=Day(2),
        invoice=b"\1" * 32,
        evidence_root=b"\2" * 32,
    )
    return CALLS.issue(statement, "0x" + "44" * 20)


def test_one_call_is_itself() -> None:
    call = CALLS.redeem(ReceivableId("0x" + "01" * 32))
    assert bundle([call]) == call.data


def test_issuing_is_bundled_by_the_contracts_own_means() -> None:
    data = bundle([issue(number) for number in range(1, 101)])
    assert data[:4] == core()["issue"].selector
    struct = "(address,uint8,uint16,uint64,uint24,uint24,bytes32,bytes32)[]"
    (invoices,) = decode([struct], data[4:])
    assert [invoice[3] for invoice in invoices] == list(range(1, 101))
    assert data == core()["issue"].encode(invoices)


def test_other_calls_are_bundled_as_they_are() -> None:
    calls = [issue(1), CALLS.redeem(ReceivableId("0x" + "01" * 32))]
    data = bundle(calls)
    assert data[:4] == core()["multicall"].selector
    assert decode(["bytes[]"], data[4:])[0] == tuple(call.data for call in calls)


def test_what_is_no_batch() -> None:
    with pytest.raises(BatchTooLarge):
        bundle([issue(1)] * (MAX_BATCH + 1))
    with pytest.raises(ValueError, match="one call at a time"):
        bundle([CALLS.allow_cash(1)] * 2)
    with pytest.raises(ValueError, match="one or more"):
        bundle([])
