"""Events read word by word say what a general decoder says."""

from typing import Any

from eth_abi import encode
from eth_typing import ABIEvent
from eth_utils import to_checksum_address
from hypothesis import given, settings
from hypothesis import strategies as st
from web3 import Web3
from web3.types import LogReceipt

from sfc.chain import artifacts
from sfc.chain.contracts import CORE, TOKEN, interface
from sfc.chain.logs import CORE_EVENTS, NOT_DECODED, READ_TOGETHER, TOKEN_EVENTS, LogReader
from sfc.chain.nodes import Log
from sfc.domain import events as d
from sfc.domain.receivable import Status

ADDRESS = bytes(range(20))
EVENTS = {
    (contract, entry["name"]): entry
    for contract in (CORE, TOKEN)
    for entry in artifacts.load(contract).abi
    if entry["type"] == "event"
}


def test_every_event_is_read_or_known_to_be_of_no_use() -> None:
    assert {name for c, name in EVENTS if c == CORE} == set(CORE_EVENTS) | READ_TOGETHER | (
        NOT_DECODED & {name for c, name in EVENTS if c == CORE}
    )
    tokens = {name for c, name in EVENTS if c == TOKEN}
    assert tokens == set(TOKEN_EVENTS) | (tokens & NOT_DECODED)


def test_all_fields_are_one_word() -> None:
    read = [x for (_, name), x in EVENTS.items() if name not in NOT_DECODED]
    kinds = {field["type"] for entry in read for field in entry["inputs"]}
    assert all(kind.startswith(("uint", "bytes3", "address")) for kind in kinds)


def _value(kind: str, seed: int) -> Any:
    if kind == "address":
        return to_checksum_address((seed % 2**160 or 1).to_bytes(20, "big"))
    if kind == "bool":
        return bool(seed % 2)
    if kind.startswith("bytes"):
        size = int(kind[5:])
        return (seed % 2 ** (8 * size)).to_bytes(size, "big") if size > 3 else b"CNY"
    return seed % 2 ** int(kind.removeprefix("uint"))


def _log(entry: ABIEvent, contract: str, values: list[Any]) -> Log:
    pairs = list(zip(entry["inputs"], values, strict=True))
    topics = [interface(contract).topics[entry["name"]]]
    topics += [encode([field["type"]], [value]) for field, value in pairs if field["indexed"]]
    plain = [(field["type"], value) for field, value in pairs if not field["indexed"]]
    data = encode([kind for kind, _ in plain], [value for _, value in plain])
    return Log(ADDRESS, tuple(topics), data, 1, "0x" + "00" * 32, 0)


def _general(entry: ABIEvent, log: Log) -> dict[str, Any]:
    contract = Web3().eth.contract(abi=[entry])
    receipt = LogReceipt(
        address=to_checksum_address(ADDRESS),
        topics=list(log.topics),  # type: ignore[typeddict-item]
        data=log.data,  # type: ignore[typeddict-item]
        blockHash=b"",  # type: ignore[typeddict-item]
        blockNumber=1,  # type: ignore[typeddict-item]
        logIndex=0,
        transactionHash=b"",  # type: ignore[typeddict-item]
        transactionIndex=0,
        removed=False,
    )
    return dict(contract.events[entry["name"]]().process_log(receipt)["args"])


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return "CNY" if len(value) == 3 else "0x" + value.hex()
    return value


@settings(max_examples=25)
@given(st.integers(min_value=1, max_value=2**256 - 1))
def test_word_by_word_is_what_a_general_decoder_says(seed: int) -> None:
    reader = LogReader()
    for (contract, name), entry in EVENTS.items():
        if name in NOT_DECODED | READ_TOGETHER:
            continue
        kinds = [field["type"] for field in entry["inputs"]]
        values = [_value(kind, seed >> 3 * index) for index, kind in enumerate(kinds)]
        if name in ("Registered", "RolesChanged"):
            values[-1] %= 32
        log = _log(entry, contract, values)
        (event,) = reader.of_core(log) if contract == CORE else reader.of_token(log)
        values = list(_general(entry, log).values())
        told = [_plain(value) for value in values]
        told += [v.rstrip(b"\0").decode("ascii", "replace") for v in values if type(v) is bytes]
        read = [getattr(event, field) for field in event.__slots__]
        ids = {f"0x{value:064x}" for value in told if isinstance(value, int)}
        emitter = to_checksum_address(ADDRESS)
        known = {*told, *ids, emitter, 0, 1, None}
        assert known.issuperset(read)


def _core(name: str, *values: Any, transaction: str = "0x01") -> Log:
    log = _log(EVENTS[CORE, name], CORE, list(values))
    return Log(log.address, log.topics, log.data, 1, transaction, 0)


def test_a_payment_is_divided_by_what_stood_before_it() -> None:
    reader, payer = LogReader(), to_checksum_address(ADDRESS)
    id_ = "0x" + "0" * 63 + "7"
    assert reader.of_core(_core("Paid", 7, payer, 50)) == (d.Paid(id_, payer, 50, 0, 0),)
    assert reader.of_core(_core("Allocated", 7, 30, 20, 5)) == ()
    assert reader.of_core(_core("Paid", 7, payer, 50)) == (d.Paid(id_, payer, 30, 20, 5),)
    assert reader.of_core(_core("Paid", 7, payer, 50)) == (d.Paid(id_, payer, 50, 0, 0),)
    reader.of_core(_core("Allocated", 8, 30, 20, 5))
    assert reader.of_core(_core("Paid", 7, payer, 50)) == (d.Paid(id_, payer, 50, 0, 0),)
    reader.of_core(_core("Allocated", 7, 30, 20, 5))
    other = _core("Paid", 7, payer, 50, transaction="0x02")
    assert reader.of_core(other) == (d.Paid(id_, payer, 50, 0, 0),)


def test_issued_is_recorded_and_confirmed() -> None:
    word = 5 << 11 | 2 << 16 | 3 << 24 | 20_000 << 40 | 99 << 128
    fields = (10, 4, 6)
    tail = (19_900, b"\1" * 32, b"\2" * 32)
    (recorded,) = LogReader().of_core(_core("Recorded", *fields, word | Status.RECORDED, *tail))
    again, confirmed = LogReader().of_core(
        _core("Recorded", *fields, word | Status.TOKENISED, *tail)
    )
    assert isinstance(recorded, d.Recorded) and recorded == again
    assert (recorded.round, recorded.currency, recorded.terms) == (5, 2, 3)
    assert (recorded.due_day, recorded.face, recorded.issue_day) == (20_000, 99, 19_900)
    assert (recorded.obligor, recorded.supplier) == (4, 6)
    assert confirmed == d.Confirmed(recorded.receivable, 99, "0x" + "02" * 32)


def test_out_of_a_batch_it_is_recorded_and_confirmed_too() -> None:
    word, tail = 99 << 128 | Status.TOKENISED, (19_900, b"\1" * 32, b"\2" * 32)
    made = _core("Materialised", 10, 4, 6, word, *tail, b"\7" * 32)
    recorded, confirmed = LogReader().of_core(made)
    assert (recorded, confirmed) != LogReader().of_core(_core("Recorded", 10, 4, 6, word, *tail))
    assert recorded == LogReader().of_core(_core("Recorded", 10, 4, 6, word, *tail))[0]
    assert confirmed == d.Confirmed(
        recorded.receivable, 99, "0x" + "02" * 32, batch="0x" + "07" * 32
    )


def test_strange_logs_mean_nothing() -> None:
    reader = LogReader()
    for topics in ((), (b"\0" * 32,)):
        log = Log(ADDRESS, topics, b"", 1, "0x", 0)
        assert reader.of_core(log) == reader.of_token(log) == ()
