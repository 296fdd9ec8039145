"""The chains that are compared, each behind the same small HTTP service in a process of its own.

`python -m scripts.bench.served KIND PORT`: KIND is `stock` (eth-tester as it comes, with web3
before it, behind the lock that it needs), `memory` and `durable`, the embedded node without and in
a file, or `anvil`, a node of another's making by URL.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from scripts.bench.ledger import BenchLedger, keys_of_all
from scripts.bench.stock import StockNode
from sfc.chain import artifacts
from sfc.chain.contracts import AUTHORITY, TOKEN
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from tests.chain import anvil

CHAIN_ID = 131277322940537
"""eth-tester's, for all of them: signatures are over it, and are calldata."""

KINDS = ("stock", "memory", "durable", "anvil")
Receipt = dict[str, Any]


@dataclass(frozen=True)
class Chain:
    """What is measured. Each transaction gives its gas and its status."""

    ledger: BenchLedger
    deploy: Callable[[int], Receipt]
    transfer: Callable[[int, int, int], Receipt]
    life: Callable[[int], list[Receipt]]
    balance: Callable[[int], int]


def ours(node: EmbeddedNode | JsonRpcNode, rich: bytes | None = None) -> Chain:
    """A node of ours, with the sender before it."""
    ledger = BenchLedger(node, Keyring(), rich)

    def send(account: str, to: str | None, data: bytes) -> Receipt:
        included = ledger.sender.send(account, to, data)
        return {"gas": included.gas_used, "status": int(included.succeeded)}

    def transfer(giver: int, taker: int, amount: int) -> Receipt:
        step = ledger.transfer(giver, taker, amount)
        return send(step.account, step.to, step.data)

    return Chain(
        ledger,
        deploy=lambda client: send(_bank(ledger, client), None, ledger.creation()),
        transfer=transfer,
        life=lambda client: [
            send(step.account, step.to, step.data) for step in ledger.life(ledger.clients[client])
        ],
        balance=lambda holder: ledger.balance_of(
            node.call(ledger.cash, ledger.balance_data(holder))
        ),
    )


def stock() -> Chain:
    """eth-tester and web3 with their defaults, as their guides show it."""
    node = StockNode()
    ledger = BenchLedger(node, Keyring(), node.rich)
    for key in keys_of_all():
        node.tester.add_account("0x" + key.hex())
    web3, lock = node.web3, node.lock
    artifact = artifacts.load(TOKEN)
    cash: Any = web3.eth.contract(ledger.cash, abi=artifact.abi)  # type: ignore[call-overload]
    factory: Any = web3.eth.contract(abi=artifact.abi, bytecode=artifact.bytecode)
    authority = ledger.manifest.addresses[AUTHORITY]

    def told(transaction: Any) -> Receipt:
        receipt = web3.eth.wait_for_transaction_receipt(transaction)
        return {"gas": receipt["gasUsed"], "status": receipt["status"]}

    def deploy(client: int) -> Receipt:
        with lock:
            making = factory.constructor(authority, "Bench", "BCH", 6)
            return told(making.transact({"from": _bank(ledger, client)}))

    def transfer(giver: int, taker: int, amount: int) -> Receipt:
        with lock:
            move = cash.functions.transfer(_bank(ledger, taker), amount)
            return told(move.transact({"from": _bank(ledger, giver)}))

    def life(client: int) -> list[Receipt]:
        receipts = []
        for step in ledger.life(ledger.clients[client]):
            message: Any = {"from": step.account, "to": step.to, "data": step.data}
            with lock:
                receipts.append(told(web3.eth.send_transaction(message)))
        return receipts

    def balance(holder: int) -> int:
        with lock:
            return int(cash.functions.balanceOf(_bank(ledger, holder)).call())

    return Chain(ledger, deploy, transfer, life, balance)


def _bank(ledger: BenchLedger, client: int) -> str:
    return ledger.clients[client].bank.account


@contextmanager
def opened(kind: str) -> Iterator[Chain]:
    """A chain of that kind, with everything deployed."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "stock":
            yield stock()
        elif kind == "anvil":
            with anvil.running("--chain-id", str(CHAIN_ID)) as url:
                yield ours(JsonRpcNode(url), anvil.KEY)
        else:
            file = Path(folder) / "chain.db" if kind == "durable" else None
            yield ours(EmbeddedNode(file=file, chain_id=CHAIN_ID))


def service(chain: Chain) -> FastAPI:
    """The same service before each of them."""
    app = FastAPI()

    @app.post("/deploy/{client}")
    def deploy(client: int) -> Receipt:
        return chain.deploy(client)

    @app.post("/transfer/{giver}/{taker}/{amount}")
    def transfer(giver: int, taker: int, amount: int) -> Receipt:
        return chain.transfer(giver, taker, amount)

    @app.post("/life/{client}")
    def life(client: int) -> list[Receipt]:
        return chain.life(client)

    @app.get("/balance/{holder}")
    def balance(holder: int) -> int:
        return chain.balance(holder)

    return app


def main(kind: str, port: int) -> None:
    """Serve until killed."""
    with opened(kind) as chain:
        uvicorn.run(service(chain), port=port, log_level="error")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
