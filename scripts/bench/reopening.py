"""Opening a long chain again, and what a transaction costs in memory and on the disk.

`python -m scripts.bench.reopening KIND TRANSACTIONS FILE` fills one chain in a process of its own,
so that memory is that chain's alone, and prints what it took as JSON.
"""

import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from scripts.bench.page import Aim, Section, Size, Tell, table

WRITERS = 8
_NAMES = {"stock": "stock eth-tester", "memory": "embedded, in memory", "durable": "in a file"}
_STOCK_SHARE = 10
"""eth-tester gets a part of the transactions only: it would take too long."""


def measure(size: Size, tell: Tell) -> Section:
    """Fill a chain of each kind, and open the one in a file again."""
    rows, ratios = [], {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chain.db"
        for kind, name in _NAMES.items():
            count = size.transactions // (_STOCK_SHARE if kind == "stock" else 1)
            found = _filled(kind, count, file)
            megabytes = found["bytes"] / count * 1000 / 2**20
            rows.append([name, f"{count:,}", f"{megabytes:.2f} MB", f"{found['rate']:,.0f}"])
            ratios[f"memory per 1,000 transactions, MB, {kind}"] = megabytes
            tell(f"{name}: {count:,} transactions, {megabytes:.2f} MB per 1,000")
        opened = sorted(_reopened(file) for _ in range(5))[2]
        disk = sum(each.stat().st_size for each in Path(folder).iterdir()) / 2**20
    tell(f"opened again in {1000 * opened:.1f} ms")
    return Section(
        "Start, and memory",
        [
            "Memory that a process takes more after so many transfers of cash than after the first "
            f"hundred, per 1,000 of them, and transfers a second from {WRITERS} threads meanwhile.",
            table(["", "transactions", "memory per 1,000", "per second"], rows),
            f"The file of {size.transactions:,} transactions has {disk:.1f} MB and is open again "
            f"in **{1000 * opened:.1f} ms** (median of 5).",
        ],
        ratios | {"reopening, ms": 1000 * opened},
        aims=[
            Aim(
                f"open again after {size.transactions:,} transactions",
                "below 1 s",
                f"{opened:.3f} s",
                opened < 1,
            )
        ],
    )


def _filled(kind: str, count: int, file: Path) -> Any:
    command = [sys.executable, "-m", "scripts.bench.reopening", kind, str(count), str(file)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def _reopened(file: Path) -> float:
    from sfc.chain.nodes.embedded import EmbeddedNode

    start = time.perf_counter()
    node = EmbeddedNode(file=file, chain_id=_chain_id())
    node.head()
    seconds = time.perf_counter() - start
    node.close()
    return seconds


def _chain_id() -> int:
    from scripts.bench.served import CHAIN_ID

    return CHAIN_ID


def _resident() -> int:
    """Bytes that this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def main(kind: str, count: int, file: Path) -> None:
    """Fill one chain, and tell what it took."""
    from scripts.bench.served import ours, stock
    from sfc.chain.nodes.embedded import EmbeddedNode

    where = file if kind == "durable" else None
    chain = stock() if kind == "stock" else ours(EmbeddedNode(file=where, chain_id=_chain_id()))

    def fill(transactions: int) -> None:
        def work(writer: int) -> None:
            for number in range(transactions // WRITERS):
                chain.transfer(writer, writer + 1, 1 + number)

        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(work, range(WRITERS)))

    fill(96)
    before, start = _resident(), time.perf_counter()
    fill(count)
    seconds = time.perf_counter() - start
    print(json.dumps({"bytes": _resident() - before, "rate": count / seconds}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
