"""The chains that are compared, each behind the same small HTTP service in a process of its own.

`python -m scripts.bench.served KIND PORT`: KIND is `stock` (eth-tester as it comes, with web3
before it, behind the lock that it needs), `ours` in memory, or `durable`, ours in a file.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import uvicorn
from eth_account import Account
from fastapi import FastAPI

from sfc.chain import artifacts
from sfc.chain.contracts import AUTHORITY, TOKEN, interface
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.sender import Sender

CLIENTS = 16
SUPPLY = 10**12
_NAMING = ("Bench", "BCH", 6)


@dataclass(frozen=True)
class Chain:
    """What is measured between numbered accounts: a transfer up to its receipt, and a call."""

    transfer: Callable[[int, int, int], dict[str, Any]]
    balance: Callable[[int], int]


def keys_of() -> list[bytes]:
    """The keys of the accounts, the same on every chain."""
    return [bytes(30) + b"\x01" + bytes([number + 1]) for number in range(CLIENTS)]


def ours(file: Path | None = None) -> Chain:
    """The embedded node."""
    keys = Keyring()
    accounts = [keys.add(key) for key in keys_of()]
    node = EmbeddedNode(file=file)
    sender = Sender(node, keys)
    token, authority = interface(TOKEN), interface(AUTHORITY)

    def make(name: str, arguments: bytes) -> str:
        code = artifacts.load(name).creation_code() + arguments
        contract = sender.send(accounts[0], None, code).contract
        assert contract is not None
        return contract

    manager = make(AUTHORITY, authority.constructor(accounts[0]))
    cash = make(TOKEN, token.constructor(manager, *_NAMING))
    for account in accounts:
        sender.send(accounts[0], cash, token["mint"].encode(account, SUPPLY))

    def transfer(giver: int, taker: int, amount: int) -> dict[str, Any]:
        data = token["transfer"].encode(accounts[taker], amount)
        included = sender.send(accounts[giver], cash, data)
        return {"gas": included.gas_used, "status": int(included.succeeded)}

    def balance(holder: int) -> int:
        function = token["balanceOf"]
        answer = node.call(cash, function.encode(accounts[holder]))
        return int(function.decode(answer))

    return Chain(transfer, balance)


def stock() -> Chain:
    """eth-tester and web3 as everybody uses them, one thread at a time."""
    from eth_tester import EthereumTester, PyEVMBackend
    from web3 import EthereumTesterProvider, Web3
    from web3.types import Wei

    tester: Any = EthereumTester(PyEVMBackend())
    web3 = Web3(EthereumTesterProvider(tester))
    rich = web3.eth.accounts[0]
    accounts = []
    for key in keys_of():
        accounts.append(tester.add_account("0x" + key.hex()))
        assert accounts[-1] == Account.from_key(key).address
        web3.eth.send_transaction({"from": rich, "to": accounts[-1], "value": Wei(10**21)})

    def make(name: str, *arguments: Any) -> Any:
        artifact = artifacts.load(name)
        factory = web3.eth.contract(abi=artifact.abi, bytecode=artifact.bytecode)
        done = factory.constructor(*arguments).transact({"from": accounts[0]})
        address = web3.eth.wait_for_transaction_receipt(done)["contractAddress"]
        return web3.eth.contract(address, abi=artifact.abi)

    manager = make(AUTHORITY, accounts[0])
    cash = make(TOKEN, manager.address, *_NAMING)
    for account in accounts:
        cash.functions.mint(account, SUPPLY).transact({"from": accounts[0]})
    lock = Lock()

    def transfer(giver: int, taker: int, amount: int) -> dict[str, Any]:
        with lock:
            move = cash.functions.transfer(accounts[taker], amount)
            receipt = web3.eth.wait_for_transaction_receipt(
                move.transact({"from": accounts[giver]})
            )
        return {"gas": receipt["gasUsed"], "status": receipt["status"]}

    def balance(holder: int) -> int:
        with lock:
            return int(cash.functions.balanceOf(accounts[holder]).call())

    return Chain(transfer, balance)


def service(chain: Chain) -> FastAPI:
    """The same service before each of them."""
    app = FastAPI()

    @app.post("/transfer/{giver}/{taker}/{amount}")
    def transfer(giver: int, taker: int, amount: int) -> dict[str, Any]:
        return chain.transfer(giver, taker, amount)

    @app.get("/balance/{holder}")
    def balance(holder: int) -> int:
        return chain.balance(holder)

    return app


def main(kind: str, port: int) -> None:
    """Serve until killed."""
    with tempfile.TemporaryDirectory() as folder:
        chains: dict[str, Callable[[], Chain]] = {
            "stock": stock,
            "ours": ours,
            "durable": lambda: ours(Path(folder) / "chain.db"),
        }
        uvicorn.run(service(chains[kind]()), port=port, log_level="error")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
