"""What an operation takes with ever more receivables on the ledger, and what reading takes at all.

Everything is real: a sandbox in memory, receivables issued a hundred at a time and indexed.
"""

import time
from collections.abc import Callable
from random import Random

from scripts.bench.page import Section, Size, Tell, table
from scripts.bench.town import Town, town
from sfc.app.confirm import confirm
from sfc.app.query import Viewer, detail, receivables
from sfc.app.record import record
from sfc.app.settle import pay
from sfc.app.tokenise import tokenise
from sfc.domain.ids import ReceivableId
from sfc.domain.roles import Role
from sfc.ports import ReceivableFilter


def measure(size: Size, tell: Tell) -> Section:
    """Issue up to each level, and measure there."""
    columns: dict[int, dict[str, float]] = {}
    with town() as made:
        there: list[ReceivableId] = []
        for level in size.levels:
            start = time.perf_counter()
            there += made.issue(level - len(there))
            seconds = time.perf_counter() - start
            columns[level] = _at(made, there, size)
            tell(f"{level:,} receivables, issued in {seconds:.0f} s: {_said(columns[level])}")
    levels = list(size.levels)
    rows = [
        [name, *(f"{columns[level][name]:.2f}" for level in levels), _ratio(columns, levels, name)]
        for name in columns[levels[0]]
    ]
    first, last = columns[levels[0]], columns[levels[-1]]
    asked, read = last[_CALLED], last["read one from the read model"]
    return Section(
        "Growth, and the read model against the contract",
        [
            "Milliseconds an operation, in this process, with so many receivables on the ledger; "
            "the last column is the largest ledger against the smallest.",
            table(["", *(f"{level:,}" for level in levels), "growth"], rows),
            f"From the read model {1000 / read:,.0f} receivables a second are read one by one, by "
            f"`eth_call` of the embedded node {1000 / asked:,.0f}.",
        ],
        {"read model ÷ eth_call": asked / read}
        | {f"growth, {name}": last[name] / first[name] for name in first},
    )


_CALLED = "read one from the contract (two calls)"


def _at(town: Town, there: list[ReceivableId], size: Size) -> dict[str, float]:
    context, random = town.context, Random(1)
    viewer = Viewer(town.supplier, Role.SUPPLIER)
    everything = Viewer(None, Role.OPERATOR)
    few, many = max(10, size.repeats // 10), size.repeats

    def some() -> ReceivableId:
        return random.choice(there)

    written = there[-few:]
    drafts = [town.draft(town.core) for _ in range(few)]
    recorded: list[ReceivableId] = []

    def put() -> None:
        recorded.append(record(context, town.supplier, drafts[len(recorded)]).result.receivable.id)

    def fold() -> None:
        context.indexer.catch_up()

    return {
        "read one from the read model": _each(many, lambda: context.read.receivable(some())),
        _CALLED: _each(many, lambda: context.state.receivable(some())),
        "detail with holders and history": _each(many, lambda: detail(context, viewer, some())),
        "page of 50, a party's": _each(
            few, lambda: receivables(context, viewer, ReceivableFilter())
        ),
        "page of 50, the operator's": _each(
            few, lambda: receivables(context, everything, ReceivableFilter())
        ),
        "totals": _each(few, context.read.totals),
        "record": _each(few, put),
        "confirm": _each(few, _in_turn(recorded, lambda each: confirm(context, town.core, each))),
        "tokenise": _each(
            few, _in_turn(recorded, lambda each: tokenise(context, town.supplier, each))
        ),
        "pay": _each(few, _in_turn(written, lambda each: pay(context, town.core, each))),
        "look for new blocks": _each(many, fold),
    }


def _in_turn(ids: list[ReceivableId], work: Callable[[ReceivableId], object]) -> Callable[[], None]:
    rest = iter(ids)

    def next_one() -> None:
        work(next(rest))

    return next_one


def _each(times: int, work: Callable[[], object]) -> float:
    """Milliseconds that a piece of work takes, on average."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return 1000 * (time.perf_counter() - start) / times


def _ratio(columns: dict[int, dict[str, float]], levels: list[int], name: str) -> str:
    return f"{columns[levels[-1]][name] / columns[levels[0]][name]:.1f}×"


def _said(column: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in column.items())
