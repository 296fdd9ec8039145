"""The embedded node against stock eth-tester and anvil, over HTTP with 16 clients, in one run.

Each chain does the same deployments, transfers, whole lives and calls behind the same small
service, in turns, so that a slow minute hits all of them. At the end receipts and balances are
compared: a fast chain that gives other results has lost.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from scripts.bench.clients import Connection, serving, together
from scripts.bench.ledger import CLIENTS, LIFE
from scripts.bench.page import Section, Size, Tell, at_least, ratio, table
from scripts.bench.served import KINDS

_NAMES = {
    "stock": "stock eth-tester, locked",
    "memory": "embedded, in memory",
    "durable": "embedded, in a file",
    "anvil": "anvil",
}


@dataclass(frozen=True)
class Figures:
    """Of one chain: per second what it did, and what came of it."""

    deploy: float
    transfer: float
    life: float
    call: float
    outcome: object


def measure(size: Size, tell: Tell) -> Section:
    """Run all of them in turns, and compare."""
    found: dict[str, list[Figures]] = {kind: [] for kind in KINDS}
    for turn in range(size.rounds):
        for kind in KINDS:
            found[kind].append(_of(kind, size))
            tell(f"round {turn + 1} of {size.rounds}: {kind}, {_said(found[kind][-1])}")
    rates = {
        kind: [
            median(getattr(each, name) for each in turns)
            for name in ("deploy", "transfer", "life", "call")
        ]
        for kind, turns in found.items()
    }
    rows = [
        [
            _NAMES[kind],
            *(
                f"{rate:,.1f} ({ratio(rate, peer)})"
                for rate, peer in zip(each, rates["stock"], strict=True)
            ),
        ]
        for kind, each in rates.items()
    ]
    outcomes = {str(each.outcome) for turns in found.values() for each in turns}
    equal = len(outcomes) == 1
    return Section(
        "The chain, over HTTP with 16 clients",
        [
            "Per second, and in brackets against stock eth-tester: deployments of the token, "
            f"transfers of cash, whole lives of receivables ({LIFE} transactions each), and calls "
            f"of `balanceOf`. Medians of {size.rounds} rounds, taken in turns.",
            table(["", "deploy", "transfer", "life", "call"], rows),
            "Gas and status of every transaction and all balances at the end are "
            + ("equal on all four." if equal else "**DIFFERENT**."),
        ],
        {
            f"{what}, {kind} ÷ stock": rate / peer
            for kind in KINDS[1:]
            for what, rate, peer in zip(
                ("deploy", "transfer", "life", "call"), rates[kind], rates["stock"], strict=True
            )
        },
        ok=equal,
        aims=[
            at_least(
                f"{what} over HTTP with {CLIENTS} clients, {_NAMES[kind]} ÷ stock eth-tester",
                times,
                rates[kind][place] / rates["stock"][place],
            )
            for kind in ("memory", "durable")
            for what, place, times in (("transfers", 1, 3), ("lives", 2, 3), ("calls", 3, 5))
        ],
    )


def _of(kind: str, size: Size) -> Figures:
    with serving(["-m", "scripts.bench.served", kind]) as port:

        def times(count: int, method: str, path: Callable[[int, int], str]) -> Any:
            def work(connection: Connection, client: int) -> list[Any]:
                return [connection.ask(method, path(client, turn)) for turn in range(count)]

            return together(port, CLIENTS, work)

        deploy = times(size.deployments, "POST", lambda client, _: f"/deploy/{client}")
        transfer = times(
            size.transfers,
            "POST",
            lambda client, turn: f"/transfer/{client}/{(client + 1) % CLIENTS}/{1 + client + turn}",
        )
        life = times(size.lives, "POST", lambda client, _: f"/life/{client}")
        call = times(size.calls, "GET", lambda client, _: f"/balance/{client}")
        lived = [_receipts(answer) for answer in life.answers]
        balances = call.answers[:: size.calls]
        outcome = (_receipts(deploy.answers), _receipts(transfer.answers), sorted(lived), balances)
        return Figures(deploy.rate, transfer.rate, life.rate, call.rate, outcome)


def _receipts(answers: Sequence[Any]) -> list[tuple[int, int]]:
    return sorted((each["gas"], each["status"]) for each in answers)


def _said(figures: Figures) -> str:
    return (
        f"{figures.deploy:,.1f} deployments, {figures.transfer:,.1f} transfers, "
        f"{figures.life:,.1f} lives, {figures.call:,.0f} calls a second"
    )
