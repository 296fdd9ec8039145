"""A connection to a node that does everything wrong that connections and nodes do, by a seed."""

import random
import time
from contextlib import suppress
from typing import Any

from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.rpcerror import RpcError
from sfc.domain.errors import ChainUnavailable

RATE = 0.05


class FaultyNode(JsonRpcNode):
    """Each fault hits a request with a probability of `rate`; `faults` counts them by name.

    dropped: the request never arrives. unanswered: it arrives, the answer does not. doubled: it
    arrives twice. null receipt, and a null transaction. known: "already known" for what was taken.
    wrong nonce: a count too low or too high, or a refusal of the nonce for what was taken. 429 and
    500 instead of an answer. late: the answer comes after a pause.
    """

    def __init__(self, url: str, seed: int, rate: float = RATE) -> None:
        super().__init__(url, timeout=10)
        self._random = random.Random(seed)
        self._rate = rate
        self.faults: dict[str, int] = {}
        self.requests = 0
        self.calm = False

    def request(self, method: str, *params: Any) -> Any:
        """Ask, and perhaps get what is wrong."""
        self.requests += 1
        if self.calm:
            return super().request(method, *params)
        if self._hits("dropped"):
            raise ChainUnavailable("the node does not answer (Timeout)")
        if self._hits("429"):
            raise RpcError({"code": -32005, "message": "Too Many Requests"})
        if self._hits("500"):
            raise ChainUnavailable("the node does not answer (HTTPError)")
        if self._hits("late"):
            time.sleep(0.002)
        if self._hits("doubled"):
            with suppress(RpcError):
                super().request(method, *params)
        answer = super().request(method, *params)
        if self._hits("unanswered"):
            raise ChainUnavailable("the node does not answer (ReadTimeout)")
        return self._twisted(method, answer)

    def _twisted(self, method: str, answer: Any) -> Any:
        if method in ("eth_getTransactionReceipt", "eth_getTransactionByHash"):
            return None if self._hits("null receipt") else answer
        if method == "eth_getTransactionCount" and self._hits("wrong nonce"):
            return hex(max(0, int(answer, 16) + self._random.choice((-1, 1, 7))))
        if method == "eth_sendRawTransaction":
            if self._hits("known"):
                raise RpcError({"code": -32000, "message": "already known"})
            if self._hits("wrong nonce"):
                raise RpcError({"code": -32000, "message": "nonce too low"})
        return answer

    def _hits(self, fault: str) -> bool:
        if self._random.random() >= self._rate:
            return False
        self.faults[fault] = self.faults.get(fault, 0) + 1
        return True
