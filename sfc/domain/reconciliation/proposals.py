"""Proposals for a person to decide on, each adding up to the entry, each with its reasons.

They do not take items away from each other: whoever accepts one finds out whether it still holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sfc.domain.days import date_of
from sfc.domain.money import Money
from sfc.domain.reconciliation.expected import Expected
from sfc.domain.reconciliation.findings import SCORES, Proposal, Rule
from sfc.domain.reconciliation.policy import Policy
from sfc.domain.reconciliation.pool import Pool, allocation, is_counterparty
from sfc.domain.reconciliation.statement import BankEntry
from sfc.domain.reconciliation.subsets import subsets_of_sum

_SAME_PARTY = 10
_PART_IN_ALL = 5
_AMBIGUOUS = 20


def proposals(
    entries: Sequence[BankEntry], pool: Pool, policy: Policy
) -> Mapping[int, tuple[Proposal, ...]]:
    """Give the best proposals for each entry, by its number."""
    groups = _groups(entries, pool, policy)
    found = {}
    for entry in entries:
        named = [item for item in pool.named_by(entry).all if pool.fits(entry, item)]
        offers = [*groups.get(entry.number, ())]
        if named:
            offers += _to_named(entry, named, policy)
        else:
            offers += _to_unnamed(entry, pool, policy)
        found[entry.number] = _best(offers, entry, policy)
    return found


def _best(offers: Iterable[Proposal], entry: BankEntry, policy: Policy) -> tuple[Proposal, ...]:
    """The best offers, without those that explain the same items in another way for less."""
    ranked = sorted(offers, key=lambda o: (-o.score, o.rule, [a.item for a in o.allocations]))
    kept: dict[object, Proposal] = {}
    for offer in ranked:
        assert offer.amount == entry.amount, offer
        kept.setdefault(offer.allocations, offer)
    return tuple(kept.values())[: policy.most_proposals]


def _to_named(entry: BankEntry, named: Sequence[Expected], policy: Policy) -> Iterator[Proposal]:
    if len(named) > 1:
        yield from _all_named(entry, named, policy)
    for item in named:
        yield from _with_fees(entry, [item], policy)
        yield from _late(entry, item)
        missing = item.amount - entry.amount
        if _same_sign(missing, entry.amount):
            reason = f"{_what(item)} is named, and {_money(item, missing)} stay open"
            yield _offer(entry, Rule.PART, [(item, entry.amount)], [reason])
        elif not missing:
            reason = f"{_what(item)} has the amount, and so has another that is named"
            yield _offer(entry, Rule.ONE_OF_SEVERAL, [(item, item.amount)], [reason])
        else:
            reason = f"{_what(item)} is named, and {_money(item, missing)} are left over"
            yield _offer(entry, Rule.MORE_THAN_DUE, [(item, item.amount)], [reason], rest=-missing)


def _all_named(entry: BankEntry, named: Sequence[Expected], policy: Policy) -> Iterator[Proposal]:
    yield from _with_fees(entry, named, policy)
    left, parts = entry.amount, []
    for item in sorted(named, key=lambda each: (each.day, each.id)):
        amount = item.amount if _reaches(left, item.amount) else left
        if amount:
            parts.append((item, amount))
            left -= amount
    if len(parts) > 1 or left:
        reason = f"{len(named)} are named, the oldest are covered first"
        yield _offer(entry, Rule.NAMED_IN_TURN, parts, [reason], rest=left)


def _with_fees(entry: BankEntry, items: Sequence[Expected], policy: Policy) -> Iterator[Proposal]:
    if (found := _fee(entry, items, policy)) is not None:
        rule, fee, reason = found
        parts = [(item, item.amount) for item in items]
        yield _offer(entry, rule, parts, [reason], fee=fee)


def _fee(
    entry: BankEntry, items: Sequence[Expected], policy: Policy
) -> tuple[Rule, int, str] | None:
    """What is missing may have been kept by banks: the owner of the statement bears it."""
    fee = entry.amount - sum(item.amount for item in items)
    names = ", ".join(map(_what, items))
    if fee >= 0:
        return None
    missing = _money(items[0], fee)
    if -fee == entry.charges:
        reason = f"{names}: the {missing} missing are the charges stated"
        return Rule.FEES_STATED, fee, reason
    if -fee <= policy.fee_tolerance:
        tolerated = _money(items[0], policy.fee_tolerance)
        reason = f"{names}: {missing} are missing, {tolerated} are tolerated"
        return Rule.FEES_TOLERATED, fee, reason
    return None


def _late(entry: BankEntry, item: Expected) -> Iterator[Proposal]:
    """Payments of what is overdue, by somebody who reckons its interest in another way."""
    if not item.penalty:
        return
    principal = item.amount - item.penalty
    if entry.amount == principal:
        penalty = _money(item, item.penalty)
        reason = f"{_what(item)}: the principal; {penalty} of penalty interest stay due"
        yield _offer(entry, Rule.WITHOUT_PENALTY, [(item, entry.amount)], [reason])
    elif item.interest is not None:
        due = item.interest.on(entry.value, abs(principal))
        if abs(entry.amount) == abs(principal) + due:
            day = date_of(entry.value).isoformat()
            reason = f"{_what(item)} with penalty interest up to {day}; more has accrued since"
            yield _offer(entry, Rule.PENALTY_TO_VALUE_DAY, [(item, entry.amount)], [reason])


def _to_unnamed(entry: BankEntry, pool: Pool, policy: Policy) -> Iterator[Proposal]:
    equal = pool.equal(entry, policy.near_days)
    for item in equal:
        days = abs(item.day - entry.value)
        reasons = [f"{_what(item)} has the amount, and its day is {days} days off"]
        if len(equal) > 1:
            reasons.append(f"so do {len(equal) - 1} others")
        less = days + (_AMBIGUOUS if len(equal) > 1 else 0)
        yield _offer(entry, Rule.AMOUNT_AND_DAY, [(item, item.amount)], reasons, less=less)
    for item in pool.near(entry, policy.near_days, policy.most_items):
        if (found := _fee(entry, [item], policy)) is not None:
            _, fee, reason = found
            reasons = [reason, "nothing but amount and day speaks for it"]
            yield _offer(entry, Rule.AMOUNT_NEAR, [(item, item.amount)], reasons, fee=fee)
    yield from _sums(entry, pool, policy)


def _sums(entry: BankEntry, pool: Pool, policy: Policy) -> Iterator[Proposal]:
    """Several items that the entry does not name, and whose sum it is."""
    near = pool.near(entry, policy.sum_days, policy.most_items)
    tried = [item for item in near if abs(item.amount) < abs(entry.amount)]
    ways = subsets_of_sum([abs(item.amount) for item in tried], abs(entry.amount))
    looked = f"the {len(near)} nearest in time were looked at"
    for way in ways:
        chosen = [tried[place] for place in way]
        reasons = [f"is the sum of {', '.join(map(_what, chosen))}", looked]
        if len(ways) > 1:
            reasons.append("other sums make the same amount")
        parts = [(item, item.amount) for item in chosen]
        less = _AMBIGUOUS if len(ways) > 1 else 0
        yield _offer(entry, Rule.SUM, parts, reasons, less=less)


def _groups(
    entries: Sequence[BankEntry], pool: Pool, policy: Policy
) -> Mapping[int, list[Proposal]]:
    """Entries that together pay one item: those that name it, or that come from its party."""
    wanting: dict[str, list[tuple[BankEntry, Expected]]] = {}
    for entry in entries:
        named = [item for item in pool.named_by(entry).all if pool.fits(entry, item)]
        if not named:
            near = pool.near(entry, policy.near_days, policy.most_items)
            named = [item for item in near if is_counterparty(entry, item)]
        for item in named:
            if abs(entry.amount) < abs(item.amount):
                wanting.setdefault(item.id, []).append((entry, item))
    found: dict[int, list[Proposal]] = {}
    for pairs in wanting.values():
        item = pairs[0][1]
        nearest = sorted(pairs, key=lambda p: (abs(p[0].value - item.day), p[0].number))
        tried = [entry for entry, _ in nearest[: policy.most_items]]
        ways = subsets_of_sum([abs(entry.amount) for entry in tried], abs(item.amount), limit=2)
        if len(ways) != 1:
            continue
        together = sorted((tried[place] for place in ways[0]), key=lambda each: each.number)
        for entry in together:
            others = ", ".join(str(each.number) for each in together if each is not entry)
            reason = f"together with {others} it is all of {_what(item)}"
            offer = _offer(entry, Rule.TOGETHER, [(item, entry.amount)], [reason])
            found.setdefault(entry.number, []).append(offer)
    return found


def _offer(
    entry: BankEntry,
    rule: Rule,
    parts: Sequence[tuple[Expected, int]],
    reasons: Sequence[str],
    *,
    fee: int = 0,
    rest: int = 0,
    less: int = 0,
) -> Proposal:
    score = SCORES[rule] - less
    said = list(reasons)
    if all(is_counterparty(entry, item) for item, _ in parts):
        score += _SAME_PARTY
        said.append(f"comes from, or goes to, {entry.counterparty}")
    if any(amount != item.amount for item, amount in parts):
        score -= _PART_IN_ALL
    allocations = tuple(allocation(item, amount) for item, amount in parts)
    return Proposal(rule, min(score, 99), allocations, fee, rest, tuple(said))


def _what(item: Expected) -> str:
    number = f"invoice {item.invoice_number}" if item.invoice_number else item.receivable or item.id
    return number if not item.done else f"{item.kind.value.replace('_', ' ')} of {number}"


def _money(item: Expected, minor: int) -> Money:
    """An amount for people, without sign."""
    return Money(abs(minor), item.currency)


def _same_sign(one: int, other: int) -> bool:
    return one != 0 and (one < 0) == (other < 0)


def _reaches(left: int, amount: int) -> bool:
    return _same_sign(left, amount) and abs(left) >= abs(amount)
