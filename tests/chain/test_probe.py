"""What a node lacks is said before anything is built on it."""

from collections.abc import Iterator

import pytest

from sfc.chain.deployment import demands
from sfc.chain.nodes.fees import FeePolicy
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.probe import probe, require
from sfc.chain.nodes.rpcerror import RpcError
from sfc.domain.errors import ChainUnavailable, NodeUnfit
from tests.chain import anvil


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    if not anvil.available():
        pytest.skip("anvil is not installed: run make node")
    with anvil.running("--slots-in-an-epoch", "1") as url:
        yield url


class Lacking(JsonRpcNode):
    """A node behind which some methods answer with an error, or with something of ours."""

    def __init__(self, url: str, **answers: object) -> None:
        super().__init__(url)
        self._answers = answers

    def request(self, method: str, *params: object) -> object:
        answer = self._answers.get(method, ...)
        if isinstance(answer, str) and not answer.startswith("0x"):
            raise RpcError({"code": -32601, "message": answer})
        return super().request(method, *params) if answer is ... else answer


def lacks(node: JsonRpcNode, policy: FeePolicy | None = None) -> str:
    with pytest.raises(NodeUnfit) as caught:
        require(probe(node, policy or FeePolicy(), demands()))
    return caught.value.lacks


def found(node: JsonRpcNode) -> dict[str, str]:
    return {finding.about: finding.found for finding in probe(node, FeePolicy(), demands())}


def test_anvil_is_fit(url: str) -> None:
    node = JsonRpcNode(url)
    require(probe(node, FeePolicy(), demands()))
    said = found(node)
    assert said["client"].startswith("anvil")
    assert said["chain"] == "31337"
    assert said["Prague"] == "in force"
    assert said["eth_getLogs"] == "the whole chain at once"


def test_free_gas_needs_a_chain_without_base_fee(url: str) -> None:
    assert "blocks have a base fee" in lacks(JsonRpcNode(url), FeePolicy("free"))
    block = JsonRpcNode(url).request("eth_getBlockByNumber", "latest", False)
    free = Lacking(url, eth_getBlockByNumber=block | {"baseFeePerGas": "0x0"})
    require(probe(free, FeePolicy("free")))


def test_an_old_evm() -> None:
    if not anvil.available():
        pytest.skip("anvil is not installed: run make node")
    with anvil.running("--hardfork", "paris", "--code-size-limit", "20000") as url:
        told = lacks(JsonRpcNode(url))
    for missing in ("no PUSH0", "no MCOPY", "no TLOAD, TSTORE", "a contract of "):
        assert missing in told


def test_methods_that_are_missing(url: str) -> None:
    gone = "the method does not exist"
    node = Lacking(url, eth_maxPriorityFeePerGas=gone, eth_feeHistory=gone, web3_clientVersion=gone)
    assert lacks(node) == "eth_maxPriorityFeePerGas does not answer"
    require(probe(node, FeePolicy(tip=0)))
    assert found(node)["client"] == "does not say"
    assert "pending" in lacks(Lacking(url, eth_getTransactionCount=gone))
    assert "eth_getLogs" in lacks(
        Lacking(url, eth_getLogs="query returned more than 10000 results")
    )


def test_a_small_block(url: str) -> None:
    block = JsonRpcNode(url).request("eth_getBlockByNumber", "latest", False)
    small = Lacking(url, eth_getBlockByNumber=block | {"gasLimit": "0xf4240"})
    assert lacks(small).startswith("a block has 1,000,000 gas, and ")


def test_no_node_at_all() -> None:
    with pytest.raises(ChainUnavailable):
        probe(JsonRpcNode("http://127.0.0.1:1", timeout=1), FeePolicy())
