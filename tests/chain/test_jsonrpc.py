"""What nodes answer, in their various words, becomes the few things that we handle."""

import pytest

from sfc.chain.nodes import CannotPay, Fees, NonceRefused, Reverted
from sfc.chain.nodes.fees import FeePolicy
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.rpcerror import RpcError
from sfc.domain.errors import ChainUnavailable, FeesAboveCap

ACCOUNT = "0x" + "11" * 20


class Scripted(JsonRpcNode):
    """A node of which the answers are given beforehand."""

    def __init__(self, policy: FeePolicy | None = None, **answers: object) -> None:
        super().__init__("http://127.0.0.1:1/secret-in-the-path", policy=policy)
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


def fees(policy: FeePolicy, **block: str) -> Fees:
    node = Scripted(
        policy, eth_getBlockByNumber=block, eth_maxPriorityFeePerGas="0x2", eth_gasPrice="0x9"
    )
    return node.fees()


def test_fees() -> None:
    assert fees(FeePolicy(), baseFeePerGas="0xa") == Fees(22, 2)
    assert fees(FeePolicy()) == Fees(9)
    assert fees(FeePolicy("legacy"), baseFeePerGas="0xa") == Fees(9)
    assert fees(FeePolicy("free"), baseFeePerGas="0xa") == Fees(0)
    assert fees(FeePolicy(tip=0), baseFeePerGas="0xa") == Fees(20, 0)


def test_a_cap_on_fees() -> None:
    assert fees(FeePolicy(cap=30), baseFeePerGas="0xa") == Fees(22, 2, cap=30)
    assert fees(FeePolicy(cap=15), baseFeePerGas="0xa") == Fees(15, 2, cap=15)
    assert fees(FeePolicy(cap=11), baseFeePerGas="0xa") == Fees(11, 1, cap=11)
    with pytest.raises(FeesAboveCap) as caught:
        fees(FeePolicy(cap=9), baseFeePerGas="0xa")
    assert caught.value.fields() == {"asked": 10, "cap": 9}
    with pytest.raises(FeesAboveCap):
        fees(FeePolicy(cap=8))


class Guarded(Scripted):
    """A node that gives the events of few blocks at a time, and few events: one in each block."""

    def __init__(self, message: str, blocks: int, events: int) -> None:
        super().__init__()
        self.asked: list[int] = []
        self.message, self.blocks, self.events = message, blocks, events

    def request(self, method: str, *params: object) -> object:
        wanted = params[0]
        assert isinstance(wanted, dict)
        first, last = int(wanted["fromBlock"], 16), int(wanted["toBlock"], 16)
        self.asked.append(last - first + 1)
        numbers = [number for number in range(first, last + 1) if number >= 40]
        if self.asked[-1] > self.blocks or len(numbers) > self.events:
            raise RpcError({"code": -32005, "message": self.message})
        return [_log(number) for number in numbers]


def _log(number: int) -> dict[str, object]:
    block = {"blockNumber": hex(number), "transactionHash": "0x1", "logIndex": "0x0"}
    return {"address": ACCOUNT, "topics": [], "data": "0x", **block}


@pytest.mark.parametrize(
    "message",
    [
        "exceed maximum block range: 5000",
        "query returned more than 10000 results",
        "Requested range exceeds maximum RPC range limit",
        "query exceeds max results 20000, retry with the range 1-2",
        "range 1000000 exceeds limit of 10000",
        "Log response size exceeded.",
        "query returns too many logs, narrow your filter",
    ],
)
@pytest.mark.parametrize(("blocks", "events"), [(7, 99), (99, 3), (1, 1), (1000, 1000)])
def test_events_in_pieces_that_the_node_gives(message: str, blocks: int, events: int) -> None:
    node = Guarded(message, blocks, events)
    assert [log.block for log in node.logs(1, 100, [ACCOUNT])] == list(range(40, 101))
    again = len(node.asked)
    assert [log.block for log in node.logs(41, 60, [ACCOUNT])] == list(range(41, 61))
    assert len(node.asked) - again <= 21, "it remembers what the node gives"


def test_a_node_that_does_not_give_the_events_of_one_block() -> None:
    with pytest.raises(ChainUnavailable, match="of one block: query returned more than 10"):
        Guarded("query returned more than 10000 results", 5, 0).logs(39, 50, [ACCOUNT])


def test_pieces_grow_again() -> None:
    node = Guarded("too many results", 1000, 10)
    node.logs(41, 100, [ACCOUNT])
    node.events = 1000
    node.logs(101, 1000, [ACCOUNT])
    assert max(node.asked[-3:]) > 20


def test_too_many_requests_are_no_range() -> None:
    node = Scripted(eth_getLogs={"code": -32005, "message": "Too Many Requests"})
    with pytest.raises(ChainUnavailable):
        node.logs(1, 100, [ACCOUNT])


def test_a_node_without_pending_blocks_tells_the_time_of_its_newest() -> None:
    block = {"number": "0x1", "hash": "0x2", "parentHash": "0x3", "timestamp": "0x64"}

    class Besu(Scripted):
        def request(self, method: str, *params: object) -> object:
            return None if params[0] == "pending" else block

    assert Besu().next_timestamp() == 100
