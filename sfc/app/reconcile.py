"""Bank statements in: read, matched to what the ledger expects, and kept with what was found.

The same statement twice changes nothing; entries that an earlier statement had are recognised.
Nothing is posted here: see `reconcile_decide` and `reconcile_post`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from sfc.app.context import Context
from sfc.app.query import Viewer
from sfc.app.reconcile_items import expected_items
from sfc.domain.errors import Forbidden, NotFound
from sfc.domain.ids import ParticipantId, format_participant
from sfc.domain.reconciliation import (
    BankStatement,
    Finding,
    Policy,
    Standing,
    State,
    Totals,
    keys_of,
    match,
    totals,
)
from sfc.domain.reconciliation.csv_profile import BankProfile
from sfc.domain.reconciliation.matching import reversed_key
from sfc.domain.reconciliation.statement import identity
from sfc.ports.reconciliation import Decision, FiledEntry, FiledStatement


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file as it came; CSV needs a profile."""

    content: bytes
    name: str
    profile: BankProfile | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A statement with its totals, and how many entries stand where."""

    filed: FiledStatement
    totals: Totals
    counts: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a file came to: with `entries`, and whether the statement was there before."""

    reconciliation: Reconciliation
    entries: Sequence[FiledEntry]
    repeated: bool


def reconcile(
    context: Context,
    owner: ParticipantId | None,
    file: BankFile,
    policy: Policy,
    *,
    dry_run: bool = False,
) -> tuple[Reconciled, ...]:
    """Match all statements of a file, and unless it is a dry run keep them.

    Without an `owner` they are the settlement bank's. Raises StatementMalformed and
    StatementUnbalanced, before anything is kept.
    """
    statements = context.reconciling.reader.read(file.content, file.name, file.profile)
    with alone(context, owner):
        allocated = dict(context.reconciling.book.allocated(owner))
        return tuple(
            _reconciled(context, owner, each, file.name, policy, allocated, dry_run=dry_run)
            for each in statements
        )


def reconciliation(context: Context, viewer: Viewer, identity_: str) -> Reconciliation:
    """One statement that the viewer may see: its own, or as overseer any. Raises NotFound."""
    filed = context.reconciling.book.filed(identity_)
    if not viewer.sees_all and filed.owner != viewer.participant:
        raise NotFound("reconciliation", identity_)
    return _summed(filed, context.reconciling.book.standings(identity_))


def reconciliations(
    context: Context, viewer: Viewer, after: str | None = None, limit: int = 50
) -> tuple[Sequence[Reconciliation], str | None]:
    """A page of the statements that the viewer may see, newest first, and the next cursor."""
    book = context.reconciling.book
    owners = None if viewer.sees_all else [viewer.participant]
    page, cursor = book.all_filed(owners, after, limit)
    return [_summed(each, book.standings(each.id)) for each in page], cursor


def entries(
    context: Context,
    viewer: Viewer,
    identity_: str,
    state: State | None = None,
    after: int = 0,
    limit: int = 50,
) -> Sequence[FiledEntry]:
    """A page of entries by number, of one state or all. Raises NotFound."""
    found = reconciliation(context, viewer, identity_)
    return context.reconciling.book.entries(found.filed.id, state, after, limit)


def decisions(
    context: Context, viewer: Viewer, identity_: str, number: int
) -> tuple[FiledEntry, Sequence[Decision]]:
    """An entry, and who has decided what about it. Raises NotFound."""
    book = context.reconciling.book
    found = reconciliation(context, viewer, identity_)
    return book.entry(found.filed.id, number), book.decisions(found.filed.id, number)


def owned(context: Context, owner: ParticipantId | None, identity_: str) -> FiledStatement:
    """A statement, for its owner to act on. Raises NotFound, Forbidden for an overseer."""
    filed = context.reconciling.book.filed(identity_)
    if filed.owner != owner:
        if owner is None:
            raise Forbidden("acting on another's statement")
        raise NotFound("reconciliation", identity_)
    return filed


def alone(context: Context, owner: ParticipantId | None) -> AbstractContextManager[None]:
    """One at a time for each owner: two must not have the same item, or pay it twice."""
    return context.store.exclusively(f"reconciliation of {name_of_owner(owner)}")


def name_of_owner(owner: ParticipantId | None) -> str:
    """`par_7`, or `settlement_bank`."""
    return "settlement_bank" if owner is None else format_participant(owner)


def _reconciled(
    context: Context,
    owner: ParticipantId | None,
    statement: BankStatement,
    file: str,
    policy: Policy,
    allocated: dict[str, int],
    *,
    dry_run: bool,
) -> Reconciled:
    book = context.reconciling.book
    keys = keys_of(statement)
    number = identity(owner or 0, statement, keys)
    try:
        before = book.filed(number)
    except NotFound:
        pass
    else:
        kept = _summed(before, book.standings(number))
        return Reconciled(
            kept, book.entries(number, None, 0, len(statement.entries)), repeated=True
        )
    found = _findings(context, owner, statement, number, policy, allocated)
    by = "operator" if owner is None else format_participant(owner)
    pairs = zip(statement.entries, found, strict=True)
    entries_ = [FiledEntry(entry, each) for entry, each in pairs]
    head = replace(statement, entries=())
    filed = FiledStatement(number, owner, head, file, context.clock.now(), by)
    standings = [
        Standing(each.entry.amount, each.finding.state, each.finding.chosen) for each in entries_
    ]
    summed = _summed(filed, standings)
    for each in found:
        for part in each.chosen.allocations if each.chosen else ():
            allocated[part.item] = allocated.get(part.item, 0) + part.amount
    if not dry_run:
        book.file(filed, entries_, keys)
    return Reconciled(summed, entries_, repeated=False)


def _findings(
    context: Context,
    owner: ParticipantId | None,
    statement: BankStatement,
    number: str,
    policy: Policy,
    allocated: Mapping[str, int],
) -> tuple[Finding, ...]:
    taken_back = [reversed_key(statement, each) for each in statement.entries if each.reversal]
    keys = [*keys_of(statement), *taken_back]
    known = context.reconciling.book.known(owner, keys, but=number)
    items = expected_items(context, owner, statement, allocated)
    return match(statement, items, known, policy, number)


def _summed(filed: FiledStatement, standings: Sequence[Standing]) -> Reconciliation:
    of = filed.statement
    summed = totals(standings, of.opening, of.closing)
    assert summed.balanced, f"{filed.id}: {summed}"
    return Reconciliation(filed, summed, Counter(each.state for each in standings))
