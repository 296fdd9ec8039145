"""Brings entries and expected items together: what is certain first, then proposals.

In this order, each entry ending at the first that fits:

1. not booked by the bank: pending;
2. a repetition of an earlier entry, here or in another statement: a duplicate;
3. a reversal together with the entry that it takes back: both reversed;
4. exact: names its items, and has their amount to the minor unit (`exact`);
5. proposals, best first, for a person to decide on (`proposals`);
6. unknown money: parked, with what is odd about it.

What is exact takes its items away before anything is proposed, oldest entry first. The same input
always gives the same findings.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sfc.domain.reconciliation.exact import exact
from sfc.domain.reconciliation.expected import Expected
from sfc.domain.reconciliation.findings import Finding, State
from sfc.domain.reconciliation.oddities import oddities
from sfc.domain.reconciliation.policy import Policy
from sfc.domain.reconciliation.pool import Pool
from sfc.domain.reconciliation.proposals import proposals
from sfc.domain.reconciliation.statement import (
    NOT_PROVIDED,
    BankEntry,
    BankStatement,
    keys_of,
)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of an earlier statement: `place` is its id and number, such as `rec_…/3`."""

    place: str
    amount: int


def match(
    statement: BankStatement,
    items: Iterable[Expected],
    known: Mapping[str, Known],
    policy: Policy,
    own: str = "",
) -> tuple[Finding, ...]:
    """Find for each entry what it is, in the order of the statement.

    `known` has the entries of earlier statements by the keys of `keys_of`; `own` is the id of this
    statement, for naming its entries.
    """
    pool = Pool(items, statement.currency)
    found = _set_aside(statement, known, own)
    waiting = [entry for entry in statement.entries if entry.number not in found]
    for entry in sorted(waiting, key=lambda each: (each.booked, each.number)):
        if (chosen := exact(entry, pool)) is not None:
            pool.take(chosen, entry.number)
            found[entry.number] = Finding(entry.number, chosen.state, chosen)
    waiting = [entry for entry in waiting if entry.number not in found]
    offered = proposals(waiting, pool, policy)
    for entry in waiting:
        reasons = oddities(entry, pool)
        state = State.PROPOSED if offered[entry.number] else State.PARKED
        found[entry.number] = Finding(
            entry.number, state, proposals=offered[entry.number], reasons=reasons
        )
    return tuple(found[entry.number] for entry in statement.entries)


def _set_aside(
    statement: BankStatement, known: Mapping[str, Known], own: str
) -> dict[int, Finding]:
    """Find what is not matched to anything: pending, repeated, and taken back."""
    found: dict[int, Finding] = {}
    here: dict[str, Known] = {}
    for entry, key in zip(statement.entries, keys_of(statement), strict=True):
        if entry.pending:
            reason = "the bank has not booked it yet"
            found[entry.number] = Finding(entry.number, State.PENDING, reasons=(reason,))
            continue
        if not entry.amount:
            reason = "moves no money"
            found[entry.number] = Finding(entry.number, State.PARKED, reasons=(reason,))
            continue
        before = known.get(key) or here.get(key)
        here.setdefault(key, Known(f"{own}/{entry.number}", entry.amount))
        if before is not None:
            found[entry.number] = _repeated(entry, before)
    for entry in statement.entries:
        if entry.reversal and entry.number not in found:
            _take_back(entry, statement, found, known, own)
    return found


def _repeated(entry: BankEntry, before: Known) -> Finding:
    what = f"the bank reference {entry.bank_reference}" if entry.bank_reference else "the content"
    if before.amount == entry.amount:
        reason = f"has {what} of {before.place} again"
        return Finding(entry.number, State.DUPLICATE, reasons=(reason,), place=before.place)
    reason = f"has {what} of {before.place}, and another amount: ask the bank"
    return Finding(entry.number, State.PARKED, reasons=(reason,), place=before.place)


def _take_back(
    entry: BankEntry,
    statement: BankStatement,
    found: dict[int, Finding],
    known: Mapping[str, Known],
    own: str,
) -> None:
    """Pair a reversal with the entry that it takes back, which has to be named."""
    candidates = [
        other
        for other in statement.entries
        if not other.reversal
        and other.number not in found
        and other.amount == -entry.amount
        and _traces(other) & _traces(entry)
    ]
    if candidates:
        other = candidates[0]
        for one, its in ((entry, other), (other, entry)):
            place = f"{own}/{its.number}"
            verb = "takes back" if one.reversal else "is taken back by"
            reasons = (f"{verb} entry {its.number}",)
            found[one.number] = Finding(one.number, State.REVERSED, reasons=reasons, place=place)
        return
    earlier = known.get(reversed_key(statement, entry))
    reason = "takes back an entry that is not known: somebody has to look"
    if earlier is not None:
        reason = f"takes back {earlier.place} of an earlier statement: somebody has to look"
    place = earlier.place if earlier else ""
    found[entry.number] = Finding(entry.number, State.PARKED, reasons=(reason,), place=place)


def reversed_key(statement: BankStatement, entry: BankEntry) -> str:
    """The key of the entry that a reversal under the same bank reference takes back."""
    original = BankEntry(
        number=entry.number,
        amount=-entry.amount,
        booked=entry.booked,
        value=entry.value,
        bank_reference=entry.bank_reference,
    )
    alone = BankStatement(
        number=statement.number,
        account=statement.account,
        currency=statement.currency,
        first=statement.first,
        last=statement.last,
        opening=None,
        closing=None,
        entries=(original,),
    )
    return keys_of(alone)[0]


def _traces(entry: BankEntry) -> set[str]:
    given = {each for each in entry.references if each != NOT_PROVIDED}
    return given | ({entry.bank_reference} if entry.bank_reference else set())
