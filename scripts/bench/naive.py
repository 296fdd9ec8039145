"""The service that everybody writes first: FastAPI, and one `eth_call` for each request.

`python -m scripts.bench.naive NODE PORT`: NODE is `stock`, eth-tester in the same process behind a
lock, or the URL of a node that has the manifest in SFC_MANIFEST on it.
"""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

import uvicorn
from fastapi import FastAPI
from web3 import HTTPProvider, Web3

from scripts.bench.ledger import BenchLedger
from scripts.bench.stock import StockNode
from sfc.chain import artifacts
from sfc.chain.contracts import CORE
from sfc.chain.keys import Keyring
from sfc.chain.manifest import Manifest


def service(contract: Any, known: int | None, guard: AbstractContextManager[Any]) -> FastAPI:
    """One route, and one that asks nothing; `known` is the receivable that is read, if given."""
    app = FastAPI()

    @app.get("/receivables/{number}")
    def receivable(number: str) -> list[str]:
        identity = known if known is not None else int(number, 16)
        with guard:
            return [str(each) for each in contract.functions.receivableOf(identity).call()]

    @app.get("/nothing/{number}")
    def nothing(number: str) -> list[str]:
        return [number]

    return app


def main(node: str, port: int) -> None:
    """Serve until killed."""
    abi = artifacts.load(CORE).abi
    if node == "stock":
        chain = StockNode()
        ledger = BenchLedger(chain, Keyring(), chain.rich)
        core, known, web3 = ledger.manifest.core, int(ledger.newest, 16), chain.web3
        guard: AbstractContextManager[Any] = Lock()
    else:
        manifest = Manifest.load(Path(os.environ["SFC_MANIFEST"]))
        core, known, web3 = manifest.core, None, Web3(HTTPProvider(node))
        guard = nullcontext()
    contract: Any = web3.eth.contract(core, abi=abi)  # type: ignore[call-overload]
    uvicorn.run(service(contract, known, guard), port=port, log_level="error")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
