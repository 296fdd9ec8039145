"""Any EVM node behind a URL.

web3's provider carries the requests; its formatting, which costs ten times the request, is left
out.
"""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

import requests
from eth_utils import keccak, to_checksum_address
from web3 import HTTPProvider
from web3.exceptions import Web3Exception
from web3.types import RPCEndpoint

from sfc.chain.nodes.addresses import address_bytes, hex_text
from sfc.chain.nodes.fees import FeePolicy
from sfc.chain.nodes.node import Block, Fees, Included, Log, Message, Reverted, Simulated
from sfc.chain.nodes.ranges import Ranges
from sfc.chain.nodes.rpcerror import RpcError
from sfc.chain.nodes.session import NodeSession
from sfc.domain.errors import ChainUnavailable

GAS_MARGIN_PERCENT = 25
_CALLS_AT_ONCE = 100


class JsonRpcNode:
    """A node at an HTTP URL; see `Node`. `timeout` is for one request, in seconds."""

    def __init__(self, url: str, *, timeout: float = 30.0, policy: FeePolicy | None = None) -> None:
        self._provider = HTTPProvider(
            url,
            request_kwargs={"timeout": timeout},
            session=NodeSession(url, timeout),
            exception_retry_configuration=None,
        )
        self._policy = FeePolicy() if policy is None else policy
        self._ranges = Ranges()

    def request(self, method: str, *params: Any) -> Any:
        """Ask anything. Raises ChainUnavailable, and RpcError for what the node answers."""
        try:
            response = self._provider.make_request(RPCEndpoint(method), list(params))
        except (requests.RequestException, Web3Exception, ValueError, OSError) as error:
            raise ChainUnavailable(_why(error)) from error
        if "error" in response:
            raise RpcError(response["error"])
        return response.get("result")

    @cached_property
    def chain_id(self) -> int:
        """The number that transactions are signed for. Raises ChainUnavailable."""
        return int(self._ask("eth_chainId"), 16)

    @property
    def calls_at_once(self) -> int:
        """So many that one request carries what a node does in a moment."""
        return _CALLS_AT_ONCE

    def head(self) -> Block:
        """The newest block."""
        return _block(self._ask("eth_getBlockByNumber", "latest", False))

    def block(self, number: int) -> Block | None:
        """The canonical block of that number; None past the head."""
        found = self._ask("eth_getBlockByNumber", hex(number), False)
        return _block(found) if found else None

    def next_timestamp(self) -> int:
        """The time of the block that the node is making; of its newest, where it does not tell."""
        pending = self._ask("eth_getBlockByNumber", "pending", False)
        return int(pending["timestamp"], 16) if pending else self.head().timestamp

    def call(self, to: str, data: bytes, sender: str | None = None) -> bytes:
        """What a call would return in a block made now. Raises Reverted."""
        answer = self._ask("eth_call", _message(sender, to, data), "pending")
        return bytes.fromhex(answer[2:])

    def simulate(self, messages: Sequence[Message]) -> Sequence[Simulated | Reverted]:
        """What `eth_simulateV1` says. Raises ChainUnavailable where it is not offered."""
        calls = [_message(each.sender, each.to, each.data) for each in messages]
        block = {"calls": calls, "blockOverrides": {"time": hex(self.next_timestamp())}}
        [answer] = self._ask("eth_simulateV1", {"blockStateCalls": [block]}, "latest")
        return [_simulated(call) for call in answer["calls"]]

    def gas_limit(self, sender: str, to: str | None, data: bytes) -> int:
        """The node's estimate with a margin. Raises Reverted, and CannotPay."""
        estimate = int(self._ask("eth_estimateGas", _message(sender, to, data)), 16)
        return estimate * (100 + GAS_MARGIN_PERCENT) // 100

    def fees(self) -> Fees:
        """What the policy makes of the node's base fee. Raises FeesAboveCap."""
        base = self._ask("eth_getBlockByNumber", "latest", False).get("baseFeePerGas")
        return self._policy.offer(
            None if base is None else int(base, 16),
            lambda: int(self._ask("eth_gasPrice"), 16),
            lambda: int(self._ask("eth_maxPriorityFeePerGas"), 16),
        )

    def send_raw(self, raw: bytes) -> str:
        """Hand in a signed transaction. Raises Reverted, NonceRefused, and CannotPay."""
        self._ask("eth_sendRawTransaction", hex_text(raw))
        return hex_text(keccak(raw))

    def included(self, transaction: str) -> Included | None:
        """What became of a transaction; None while it is in no block."""
        receipt = self._ask("eth_getTransactionReceipt", transaction)
        if not receipt:
            return None
        contract = receipt.get("contractAddress")
        return Included(
            transaction=transaction,
            block=int(receipt["blockNumber"], 16),
            succeeded=int(receipt["status"], 16) == 1,
            gas_used=int(receipt["gasUsed"], 16),
            contract=to_checksum_address(contract) if contract else None,
        )

    def knows(self, transaction: str) -> bool:
        """Whether the node has the transaction, in a block or waiting for one."""
        return bool(self._ask("eth_getTransactionByHash", transaction))

    def logs(
        self, first: int, last: int, addresses: Collection[str], topic: bytes | None = None
    ) -> Sequence[Log]:
        """All events of these contracts in these blocks, in order, both ends included."""
        wanted: dict[str, Any] = {"address": list(addresses)}
        if topic is not None:
            wanted["topics"] = [hex_text(topic)]

        def ask(start: int, end: int) -> Sequence[Log]:
            blocks = {"fromBlock": hex(start), "toBlock": hex(end)}
            return [_log(log) for log in self._ask("eth_getLogs", wanted | blocks)]

        return list(self._ranges.read(first, last, ask))

    @property
    def most_blocks(self) -> int | None:
        """Of how many blocks the node gives the events at once; None while nothing was refused."""
        return self._ranges.most

    def nonce(self, account: str) -> int:
        """The nonce of the account's next transaction, those that wait counted."""
        return int(self._ask("eth_getTransactionCount", account, "pending"), 16)

    def balance(self, account: str) -> int:
        """The account's wei."""
        return int(self._ask("eth_getBalance", account, "latest"), 16)

    def code(self, address: str) -> bytes:
        """The code of a contract; nothing for any other account."""
        return bytes.fromhex(self._ask("eth_getCode", address, "latest")[2:])

    def _ask(self, method: str, *params: Any) -> Any:
        try:
            return self.request(method, *params)
        except RpcError as error:
            if error.is_known:  # it has these very bytes already
                return None
            raise error.meaning(method) from error


def _why(error: Exception) -> str:
    """The kind of failure. Its text may hold the URL, and a URL may hold a secret."""
    return f"the node does not answer ({type(error).__name__})"


def _message(sender: str | None, to: str | None, data: bytes) -> dict[str, str]:
    message = {"data": hex_text(data)}
    return message | ({"from": sender} if sender else {}) | ({"to": to} if to else {})


def _block(found: Any) -> Block:
    return Block(
        number=int(found["number"], 16),
        hash=found["hash"],
        parent=found["parentHash"],
        timestamp=int(found["timestamp"], 16),
    )


def _simulated(call: dict[str, Any]) -> Simulated | Reverted:
    if int(call["status"], 16) == 1:
        return Simulated(int(call["gasUsed"], 16), [_log(log) for log in call["logs"]])
    reason = (call.get("error") or {}).get("data") or call.get("returnData") or "0x"
    return Reverted(bytes.fromhex(reason[2:]))


def _log(found: Any) -> Log:
    return Log(
        address=address_bytes(found["address"]),
        topics=tuple(bytes.fromhex(topic[2:]) for topic in found["topics"]),
        data=bytes.fromhex(found["data"][2:]),
        block=int(found["blockNumber"], 16),
        transaction=found["transactionHash"],
        index=int(found["logIndex"], 16),
    )
