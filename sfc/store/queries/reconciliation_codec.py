"""Entries and findings as rows and JSON, and back."""

from dataclasses import asdict
from typing import Any

from sfc.domain.reconciliation import (
    Allocation,
    BankEntry,
    Finding,
    ItemKind,
    Proposal,
    Rule,
    State,
)
from sfc.store.reconciled import AllocationModel, EntryModel

_COLUMNS = ("number", "amount", "booked", "value")
_SEVERAL = ("references", "documents", "texts")


def write_entry(entry: BankEntry) -> dict[str, Any]:
    """The columns of an entry: what sums and sorting need, and as JSON the rest."""
    said = {name: each for name, each in asdict(entry).items() if name not in _COLUMNS}
    return {name: getattr(entry, name) for name in _COLUMNS} | {"said": said}


def read_entry(row: EntryModel) -> BankEntry:
    """The entry of a row."""
    said = row.said | {name: tuple(row.said[name]) for name in _SEVERAL}
    return BankEntry(**{name: getattr(row, name) for name in _COLUMNS}, **said)


def write_finding(finding: Finding) -> dict[str, Any]:
    """A finding as JSON. Allocations of what is chosen are rows of their own."""
    return {
        "chosen": _write_proposal(finding.chosen) if finding.chosen else None,
        "proposals": [
            _write_proposal(each) | {"allocations": [asdict(part) for part in each.allocations]}
            for each in finding.proposals
        ],
        "reasons": list(finding.reasons),
        "place": finding.place,
    }


def read_finding(row: EntryModel, allocations: list[AllocationModel]) -> Finding:
    """The finding of a row, with the allocations that belong to it."""
    found = row.finding
    chosen = None
    if found["chosen"] is not None:
        parts = tuple(
            Allocation(
                item=each.item,
                kind=ItemKind(each.kind),
                receivable=each.receivable,
                amount=each.amount,
                transaction=each.transaction,
            )
            for each in sorted(allocations, key=lambda each: each.place)
        )
        chosen = _read_proposal(found["chosen"], parts)
    return Finding(
        number=row.number,
        state=State(row.state),
        chosen=chosen,
        proposals=tuple(
            _read_proposal(each, tuple(map(_read_allocation, each["allocations"])))
            for each in found["proposals"]
        ),
        reasons=tuple(found["reasons"]),
        place=found["place"],
    )


def _write_proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "rule": proposal.rule.value,
        "score": proposal.score,
        "fee": proposal.fee,
        "rest": proposal.rest,
        "reasons": list(proposal.reasons),
    }


def _read_proposal(said: dict[str, Any], allocations: tuple[Allocation, ...]) -> Proposal:
    return Proposal(
        rule=Rule(said["rule"]),
        score=said["score"],
        allocations=allocations,
        fee=said["fee"],
        rest=said["rest"],
        reasons=tuple(said["reasons"]),
    )


def _read_allocation(said: dict[str, Any]) -> Allocation:
    return Allocation(**said | {"kind": ItemKind(said["kind"])})
