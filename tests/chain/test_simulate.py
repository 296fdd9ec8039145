"""What nodes answer to `eth_simulateV1`, each in its own way."""

from typing import Any

import pytest

from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.node import Message, Reverted, Simulated
from sfc.domain.errors import ChainUnavailable

MESSAGE = Message("0x" + "11" * 20, "0x" + "22" * 20, b"\x01")
LOG = {
    "address": "0x" + "22" * 20,
    "topics": ["0x" + "33" * 32],
    "data": "0x44",
    "blockNumber": "0x5",
    "transactionHash": "0x" + "55" * 32,
    "logIndex": "0x0",
}


def node(monkeypatch: pytest.MonkeyPatch, *calls: dict[str, Any]) -> JsonRpcNode:
    made = JsonRpcNode("http://127.0.0.1:9")
    asked: list[Any] = []

    def request(method: str, *params: Any) -> Any:
        asked.append(method)
        if method == "eth_getBlockByNumber":
            return {"timestamp": "0x64"}
        [block] = params[0]["blockStateCalls"]
        assert block["blockOverrides"] == {"time": "0x64"}
        assert [call["data"] for call in block["calls"]] == ["0x01"] * len(block["calls"])
        return [{"calls": list(calls)}]

    monkeypatch.setattr(made, "request", request)
    return made


def test_what_succeeds_has_gas_and_events(monkeypatch: pytest.MonkeyPatch) -> None:
    done = {"status": "0x1", "gasUsed": "0x5208", "returnData": "0x", "logs": [LOG]}
    [one] = node(monkeypatch, done).simulate([MESSAGE])
    assert isinstance(one, Simulated)
    assert one.gas_used == 21_000
    assert (one.logs[0].data, one.logs[0].topics) == (b"\x44", (b"\x33" * 32,))


@pytest.mark.parametrize(
    "refused",
    [
        {"status": "0x0", "returnData": "0xc0ffee"},  # anvil
        {"status": "0x0", "returnData": "0x", "error": {"code": 3, "data": "0xc0ffee"}},  # geth
    ],
)
def test_what_is_refused_gives_its_reason(
    monkeypatch: pytest.MonkeyPatch, refused: dict[str, Any]
) -> None:
    done = {"status": "0x1", "gasUsed": "0x5208", "returnData": "0x", "logs": []}
    tried = node(monkeypatch, done, refused, done).simulate([MESSAGE] * 3)
    assert [type(each) for each in tried] == [Simulated, Reverted, Simulated]
    assert isinstance(tried[1], Reverted) and tried[1].data == bytes.fromhex("c0ffee")


def test_a_refusal_without_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    out_of_gas = {"status": "0x0", "returnData": "0x", "error": {"code": -32015}}
    [refused] = node(monkeypatch, out_of_gas).simulate([MESSAGE])
    assert isinstance(refused, Reverted) and refused.data == b""


def test_a_node_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ChainUnavailable):
        JsonRpcNode("http://127.0.0.1:9", timeout=0.2).simulate([MESSAGE])
