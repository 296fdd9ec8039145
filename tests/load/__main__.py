"""Put a running service under load, and hold what came of it against the reference model.

`python -m tests.load --clients 8 --operations 500 --seed 1`
"""

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import httpx

from sfc.bootstrap import open_inspection
from sfc.chain.manifest import Manifest
from sfc.chain.nodes.embedded import EmbeddedNode
from tests.load import service
from tests.load.board import Board, Party
from tests.load.clients import Client, enter
from tests.load.judgement import against_answers, against_cash, against_ledger, against_tokens
from tests.load.replay import replay


@dataclass(frozen=True)
class Figures:
    """What a run consisted of, and what was compared."""

    board: Board
    seconds: float
    transactions: int
    answers: int
    facts: int
    differences: int
    since: int
    """The block after which every transaction was answered for."""

    def __str__(self) -> str:
        done, refused = self.board.done.total(), self.board.refused.total()
        return (
            f"load: {done + refused} operations ({done} done, {refused} refused with"
            f" {len(self.board.refused)} codes), {self.board.repeated} repeated,"
            f" {self.board.cut} cut off, {self.transactions} transactions,"
            f" {self.answers} answers with one effect each, {self.facts} facts as in the model,"
            f" {self.differences} differences found by the audit, {self.seconds:.0f} s"
        )


def run(folder: Path, seed: int, clients: int, operations: int) -> Figures:
    """So many clients do so many operations each; then everything is compared. Raises Differs."""
    began = time.monotonic()
    with service.serving(folder) as url:
        board = enter(url, Party("operator", service.OPERATOR))
        since = httpx.get(f"{url}/v1/health").json()["chain_head"]["block"]

        def client(number: int) -> None:
            Client(url, board, Random(f"{seed} {number}")).play(operations)

        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(client, range(clients)))
    seconds = time.monotonic() - began
    differences = service.audit(folder)
    manifest = Manifest.load(folder / "manifest.json")
    node = EmbeddedNode(file=folder / "chain.db")
    try:
        played = replay(node, manifest)
        answers = against_answers(played, board.effects, since)
        facts = against_tokens(played, node)
    finally:
        node.close()
    with open_inspection(service.settings(folder)) as inspection:
        facts += against_ledger(played, inspection)
        facts += against_cash(played, inspection)
    transactions = len({each.transaction for each in played.played})
    return Figures(board, seconds, transactions, answers, facts, differences, since)


def main() -> int:
    """Run alone; 1 if the audit found anything. What differs from the model is raised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--operations", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), given.seed, given.clients, given.operations)
    print(figures)
    return 1 if figures.differences else 0


if __name__ == "__main__":
    sys.exit(main())
