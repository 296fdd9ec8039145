"""What is owed, what was paid and what a bank says, for the tests of matching."""

from dataclasses import replace

from sfc.domain.currency import currency
from sfc.domain.days import Day
from sfc.domain.ids import ReceivableId
from sfc.domain.reconciliation import (
    BankEntry,
    BankStatement,
    Expected,
    Finding,
    ItemKind,
    Known,
    Policy,
    Rule,
    Standing,
    State,
    due_item,
    match,
    totals,
)
from sfc.domain.references import reference

CNY, JPY = currency("CNY"), currency("JPY")
TODAY = Day(20_000)


def rcv(number: int) -> ReceivableId:
    return ReceivableId(f"0x{number:064x}"[:2] + f"{number:032x}" + "0" * 32)


def due(number: int, amount: int, **changes: object) -> Expected:
    item = Expected(
        id=due_item(rcv(number)),
        kind=ItemKind.DUE,
        amount=amount,
        currency=CNY,
        day=TODAY,
        receivable=rcv(number),
        references=(reference(rcv(number)),),
        invoice_number=f"INV-{number}",
        parties=(f"Company {number}",),
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def paid(number: int, amount: int, **changes: object) -> Expected:
    item = due(number, amount, id=f"payment:tx:{rcv(number)}:0", kind=ItemKind.PAYMENT)
    return replace(item, **changes)  # type: ignore[arg-type]


def entry(number: int, amount: int, *texts: str, **changes: object) -> BankEntry:
    made = BankEntry(number, amount, TODAY, TODAY, bank_reference=f"B{number}", texts=texts)
    return replace(made, **changes)  # type: ignore[arg-type]


def statement(*entries: BankEntry) -> BankStatement:
    return BankStatement("S", "A", CNY, TODAY, TODAY, None, None, entries)


def found(
    entries: list[BankEntry],
    items: list[Expected],
    policy: Policy | None = None,
    known: dict[str, Known] | None = None,
) -> tuple[Finding, ...]:
    result = match(statement(*entries), items, known or {}, policy or Policy(), "rec_1")
    assert totals(
        Standing(each.amount, finding.state, finding.chosen)
        for each, finding in zip(entries, result, strict=True)
    ).balanced
    return result


def only(entry: BankEntry, items: list[Expected], policy: Policy | None = None) -> Finding:
    (finding,) = found([entry], items, policy)
    return finding


def chosen(finding: Finding) -> list[tuple[str, int]]:
    assert finding.chosen is not None
    return [(each.item, each.amount) for each in finding.chosen.allocations]


def best(finding: Finding) -> tuple[Rule, list[tuple[str, int]], int, int]:
    assert finding.state is State.PROPOSED
    first = finding.proposals[0]
    parts = [(each.item.removeprefix("due:"), each.amount) for each in first.allocations]
    return first.rule, parts, first.fee, first.rest
