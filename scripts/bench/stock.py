"""eth-tester and web3 as everybody uses them, one thread at a time."""

from collections.abc import Collection, Sequence
from threading import RLock
from typing import Any

from eth_tester import EthereumTester, PyEVMBackend
from eth_tester.exceptions import TransactionFailed
from web3 import EthereumTesterProvider, Web3
from web3.exceptions import TransactionNotFound

from sfc.chain.nodes.addresses import hex_text
from sfc.chain.nodes.node import Block, Fees, Included, Log, Message, Reverted, Simulated


class StockNode:
    """Implements `Node` as far as setting up a ledger needs it; `web3` is for what is measured."""

    def __init__(self) -> None:
        self.tester: Any = EthereumTester(PyEVMBackend())
        self.web3 = Web3(EthereumTesterProvider(self.tester))
        self.lock = RLock()
        self.rich = bytes(self.tester.backend.account_keys[0].to_bytes())
        """The key of an account that eth-tester has given ether to."""

    @property
    def chain_id(self) -> int:
        """The number that transactions are signed for."""
        return int(self.web3.eth.chain_id)

    @property
    def calls_at_once(self) -> int:
        """One."""
        return 1

    def head(self) -> Block:
        """The newest block."""
        return self._block("latest")

    def block(self, number: int) -> Block | None:
        """The block of that number; None past the head."""
        with self.lock:
            return None if number > self.web3.eth.block_number else self._block(number)

    def next_timestamp(self) -> int:
        """The time of the newest block."""
        return self.head().timestamp

    def call(self, to: str, data: bytes, sender: str | None = None) -> bytes:
        """What a call would return. Raises Reverted."""
        message: Any = {"to": to, "data": data} | ({"from": sender} if sender else {})
        with self.lock:
            try:
                return bytes(self.web3.eth.call(message))
            except TransactionFailed as failure:
                raise Reverted(b"") from failure

    def gas_limit(self, sender: str, to: str | None, data: bytes) -> int:
        """An estimate, and a quarter."""
        message: Any = {"from": sender, "data": data} | ({"to": to} if to else {})
        with self.lock:
            return int(self.web3.eth.estimate_gas(message)) * 5 // 4

    def fees(self) -> Fees:
        """The gas price."""
        with self.lock:
            return Fees(int(self.web3.eth.gas_price))

    def send_raw(self, raw: bytes) -> str:
        """Hand in a signed transaction, and give its hash."""
        with self.lock:
            return hex_text(self.web3.eth.send_raw_transaction(raw))

    def included(self, transaction: str) -> Included | None:
        """What became of a transaction; None for an unknown one."""
        with self.lock:
            try:
                found: Any = self.web3.eth.get_transaction_receipt(transaction)  # type: ignore[arg-type]
            except TransactionNotFound:
                return None
        return Included(
            transaction,
            int(found["blockNumber"]),
            bool(found["status"]),
            int(found["gasUsed"]),
            found["contractAddress"],
        )

    def knows(self, transaction: str) -> bool:
        """Whether it is in a block: here none waits."""
        return self.included(transaction) is not None

    def simulate(self, messages: Sequence[Message]) -> Sequence[Simulated | Reverted]:
        """Not what a benchmark asks of it."""
        raise NotImplementedError("eth-tester has nothing of the kind")

    def logs(
        self, first: int, last: int, addresses: Collection[str], topic: bytes | None = None
    ) -> Sequence[Log]:
        """Not here."""
        raise NotImplementedError("eth-tester takes minutes for what a ledger asks here")

    def nonce(self, account: str) -> int:
        """The nonce of the account's next transaction."""
        with self.lock:
            return int(self.web3.eth.get_transaction_count(account))  # type: ignore[arg-type]

    def balance(self, account: str) -> int:
        """The account's wei."""
        with self.lock:
            return int(self.web3.eth.get_balance(account))  # type: ignore[arg-type]

    def code(self, address: str) -> bytes:
        """The code of a contract."""
        with self.lock:
            return bytes(self.web3.eth.get_code(address))  # type: ignore[arg-type]

    def _block(self, number: Any) -> Block:
        with self.lock:
            found: Any = self.web3.eth.get_block(number)
        return Block(
            int(found["number"]),
            hex_text(found["hash"]),
            hex_text(found["parentHash"]),
            int(found["timestamp"]),
        )
