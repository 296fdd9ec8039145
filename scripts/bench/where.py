"""Where the time of a financing call goes: a payment, done in ever shorter ways.

Each way leaves out one thing that stands between the caller and the EVM; the difference to the way
before it is what that thing costs.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from scripts.bench.ledger import FACE, BenchLedger, keys_of_all
from scripts.bench.page import Section, Size, Tell, table
from scripts.bench.served import CHAIN_ID
from scripts.bench.stock import StockNode
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.node import Fees

_GAS = 200_000
_PER_BLOCK = 16
Payment = Iterator[bytes]


def measure(size: Size, tell: Tell) -> Section:
    """Take each way in turn, and print the differences."""
    ways = {**_stock_ways(size.repeats), **_our_ways(size.repeats)}
    found: dict[str, float] = {}
    for name, way in ways.items():
        found[name] = way()
        tell(f"{name}: {found[name]:.2f} ms")
    rows, before = [], 0.0
    for name, milliseconds in found.items():
        less = "" if not before or name == _OURS else f"{before - milliseconds:.2f}"
        rows.append([name, f"{milliseconds:.2f}", less])
        before = milliseconds
    return Section(
        "Where a financing call's time goes",
        [
            "One payment on a receivable in this process, in milliseconds, and what each step "
            f"leaves out. Means of {size.repeats}.",
            table(["", "ms", "saved"], rows),
        ],
        {"stock ÷ ours, alone": found[_STOCK] / found[_OURS]},
    )


_STOCK = "eth-tester through web3, all by default"
_OURS = "embedded node, through the sender, signature and all"


def _stock_ways(repeats: int) -> dict[str, Callable[[], float]]:
    node = StockNode()
    ledger = BenchLedger(node, Keyring(), node.rich)
    for key in keys_of_all():
        node.tester.add_account("0x" + key.hex())
    web3, tester = node.web3, node.tester
    account, core = ledger.clients[0].core.account, ledger.manifest.core
    payments = _payments(ledger)

    def message(**more: Any) -> Any:
        return {"from": account, "to": core, "data": next(payments), **more}

    def by_default() -> None:
        web3.eth.wait_for_transaction_receipt(web3.eth.send_transaction(message()))

    def explicit() -> None:
        asked = message(gas=_GAS, maxFeePerGas=2 * 10**9, maxPriorityFeePerGas=10**9)
        web3.eth.wait_for_transaction_receipt(web3.eth.send_transaction(asked))

    def raw(**more: Any) -> dict[str, Any]:
        given: dict[str, Any] = message(
            gas=_GAS, max_fee_per_gas=2 * 10**9, max_priority_fee_per_gas=10**9, **more
        )
        return given | {"data": "0x" + given["data"].hex()}

    def without_web3() -> None:
        tester.get_transaction_receipt(tester.send_transaction(raw()))

    backend = tester.backend

    def normalised(waiting: int) -> dict[str, Any]:
        """As eth-tester hands it on, after so many others that wait for a block."""
        nonce = tester.get_nonce(account) + waiting
        given = raw(nonce=nonce, value=0, chain_id=CHAIN_ID)
        return dict(tester.normalizer.normalize_inbound_transaction(given))

    def bare(waiting: int = 0) -> Any:
        given = normalised(waiting)
        return lambda: backend.send_transaction(given)

    def one_by_one() -> float:
        spent = 0.0
        for _ in range(repeats):
            send = bare()
            start = time.perf_counter()
            send()
            backend.mine_blocks()
            spent += time.perf_counter() - start
        return 1000 * spent / repeats

    def many_a_block() -> float:
        spent = 0.0
        for number in range(repeats):
            send = bare(number % _PER_BLOCK)
            start = time.perf_counter()
            send()
            if number % _PER_BLOCK == _PER_BLOCK - 1:
                backend.mine_blocks()
            spent += time.perf_counter() - start
        return 1000 * spent / repeats

    return {
        _STOCK: lambda: _mean(repeats, by_default),
        "gas and fees given: no estimate": lambda: _mean(repeats, explicit),
        "no web3: none of its formatting": lambda: _mean(repeats, without_web3),
        "eth-tester's backend alone: no normalisation": one_by_one,
        f"{_PER_BLOCK} in a block instead of one": many_a_block,
    }


def _our_ways(repeats: int) -> dict[str, Callable[[], float]]:
    keys, node = Keyring(), EmbeddedNode(chain_id=CHAIN_ID)
    ledger = BenchLedger(node, keys)
    account, core = ledger.clients[0].core.account, ledger.manifest.core
    payments = _payments(ledger)

    def whole() -> None:
        ledger.sender.send(account, core, next(payments))

    def signed(count: int) -> Sequence[bytes]:
        first = node.nonce(account)
        return [
            keys.sign_transaction(
                account,
                to=core,
                data=data,
                nonce=first + place,
                gas=_GAS,
                fees=Fees(0),
                chain_id=CHAIN_ID,
            )
            for place, data in enumerate(islice(payments, count))
        ]

    def alone() -> float:
        raws = signed(repeats)
        start = time.perf_counter()
        for raw in raws:
            node.send_raw(raw)
        return 1000 * (time.perf_counter() - start) / repeats

    def together() -> float:
        raws = signed(repeats)
        start = time.perf_counter()
        for first in range(0, repeats, _PER_BLOCK):
            node._seal(raws[first : first + _PER_BLOCK])
        return 1000 * (time.perf_counter() - start) / repeats

    return {
        _OURS: lambda: _mean(repeats, whole),
        "signed before: the node alone": alone,
        f"{_PER_BLOCK} in a block, as under load": together,
    }


def _payments(ledger: BenchLedger) -> Payment:
    """Payments of 1 on one receivable after another, as calldata."""
    client = ledger.clients[0]
    while True:
        record, confirm, tokenise = ledger.life(client)[:3]
        for step in (record, confirm, tokenise):
            ledger.sender._nonces.clear()  # others have sent for this account meanwhile
            ledger.sender.send(step.account, step.to, step.data)
        receivable = ledger.newest
        for _ in range(FACE):
            yield ledger.ledger.pay(receivable, 1).data


def _mean(repeats: int, work: Callable[[], object]) -> float:
    """Milliseconds of one."""
    work()
    start = time.perf_counter()
    for _ in range(repeats):
        work()
    return 1000 * (time.perf_counter() - start) / repeats
