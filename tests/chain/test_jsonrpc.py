"""What nodes answer, in their various words, becomes the few things that we handle."""

import pytest

from sfc.chain.nodes import CannotPay, Fees, NonceRefused, Reverted
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.rpcerror import RpcError
from sfc.domain.errors import ChainUnavailable

ACCOUNT = "0x" + "11" * 20


class Scripted(JsonRpcNode):
    """A node of which the answers are given beforehand."""

    def __init__(self, **answers: object) -> None:
        super().__init__("http://127.0.0.1:1/secret-in-the-path")
        self._answers = answers

    def request(self, method: str, *params: object) -> object:
        answer = self._answers[method]
        if isinstance(answer, dict) and "message" in answer:
            raise RpcError(answer)
        return answer


def test_a_node_that_is_not_there() -> None:
    with pytest.raises(ChainUnavailable) as caught:
        JsonRpcNode("http://127.0.0.1:1/secret-in-the-path", timeout=1).head()
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("nonce too low", NonceRefused),
        ("Nonce too low: address 0x1, tx: 3 state: 4", NonceRefused),
        ("replacement transaction underpriced", NonceRefused),
        ("insufficient funds for gas * price + value: balance 0", CannotPay),
        ("Upfront cost exceeds account balance", CannotPay),
        ("execution reverted", Reverted),
        ("internal error", ChainUnavailable),
    ],
)
def test_words_of_nodes(message: str, kind: type[Exception]) -> None:
    node = Scripted(eth_sendRawTransaction={"code": -32000, "message": message})
    with pytest.raises(kind):
        node.send_raw(b"\1")


def test_a_transaction_that_the_node_has_already_is_sent() -> None:
    node = Scripted(eth_sendRawTransaction={"code": -32000, "message": "already known"})
    assert node.send_raw(b"\1").startswith("0x5fe7f977")


@pytest.mark.parametrize("data", ["0xdeadbeef", {"data": "0xdeadbeef"}])
def test_the_reason_of_a_revert(data: object) -> None:
    node = Scripted(eth_call={"message": "VM execution error.", "data": data})
    with pytest.raises(Reverted) as caught:
        node.call(ACCOUNT, b"")
    assert caught.value.data == bytes.fromhex("deadbeef")


def test_fees() -> None:
    tip = {"eth_maxPriorityFeePerGas": "0x2", "eth_gasPrice": "0x9"}
    assert Scripted(eth_getBlockByNumber={"baseFeePerGas": "0xa"}, **tip).fees() == Fees(22, 2)
    assert Scripted(eth_getBlockByNumber={}, **tip).fees() == Fees(9)


def test_a_node_without_pending_blocks_tells_the_time_of_its_newest() -> None:
    block = {"number": "0x1", "hash": "0x2", "parentHash": "0x3", "timestamp": "0x64"}

    class Besu(Scripted):
        def request(self, method: str, *params: object) -> object:
            return None if params[0] == "pending" else block

    assert Besu().next_timestamp() == 100
