"""What holds whatever was called; docs/invariants.md names each. Asked of the contracts alone.

The book is used only to know which receivables and parties there are.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from tests.contracts.chain import Refused
from tests.contracts.world import (
    CANCELLED,
    CONFIRMED,
    RECORDED,
    SETTLED,
    TOKENISED,
    operator,
    stranger,
)
from tests.differential.broken import hold
from tests.differential.cast import ACTORS
from tests.differential.codec import id_of, root_of
from tests.differential.consent import consenting
from tests.differential.keeping import Keeping
from tests.differential.twins import Twins
from tests.reference.operations import Call
from tests.reference.statements import Key

NEXT = {
    0: {RECORDED, CONFIRMED, TOKENISED},
    RECORDED: {CONFIRMED, 5, CANCELLED},
    CONFIRMED: {TOKENISED, CANCELLED},
    TOKENISED: {SETTLED, CANCELLED},
}
"""Where a status leads to within a round."""

ROUND, CURRENCY, DUE, OBLIGOR, SUPPLIER, FACE = 1, 2, 4, 5, 6, 7


class Watch:
    """Checks the invariants; it remembers what it saw before."""

    def __init__(self, twins: Twins) -> None:
        self.twins = twins
        self._seen: dict[Key, list[int]] = {}
        self._funds: Mapping[tuple[str, str | Key], int] = {}
        self._beside = Keeping(twins)
        core = twins.book.ledger
        self._gifts = {
            token: twins.one("balanceOf", core, of=token) for token in twins.stage.tokens
        }

    def check_all(self) -> None:
        """All that can be said of a state."""
        for key in self.twins.book.receivables:
            stored = self.twins.view("receivableOf", id_of(key))
            self._units_sum_to_the_face(key, stored)
            self._nothing_is_redeemable_before_payment(key, stored)
            self._shares_sum_to_what_is_there(key, stored)
            self._status_goes_forward(key, stored)
        self._cash_held_is_what_is_owed()
        self._lines_are_what_is_promised_and_unpaid()
        self._beside.check_all()

    # I1

    def _units_sum_to_the_face(self, key: Key, stored: list[int]) -> None:
        units = sum(self._units(key).values())
        if stored[0] == TOKENISED:
            hold(units == stored[FACE], "I1 units sum to the face", key, units, stored)
        elif stored[0] == SETTLED:
            hold(units <= stored[FACE], "I1 units sum to the face", key, units, stored)
        else:
            hold(units == 0, "I1 no units before tokenising or after the end", key, units)

    # I2

    def _cash_held_is_what_is_owed(self) -> None:
        twins, owed = self.twins, dict.fromkeys(self.twins.stage.tokens, 0)
        for key in twins.book.receivables:
            stored = twins.view("receivableOf", id_of(key))
            token = twins.book.lists.currencies[stored[CURRENCY] - 1].token
            owed[token] += twins.book.in_token(stored[CURRENCY], self._outstanding(key, stored))
        for token, amount in owed.items():
            held = twins.one("balanceOf", twins.book.ledger, of=token)
            given = self._gifts[token] + twins.stage.gifts(token, twins.book.ledger)
            hold(held == amount + given, "I2 cash held is what is owed", held, amount, given)

    # I3

    def _nothing_is_redeemable_before_payment(self, key: Key, stored: list[int]) -> None:
        paid = self._collected(key, stored)
        for number in self._numbers():
            owed = self.twins.one("redeemable", id_of(key), number)
            hold(owed <= paid, "I3 nothing is redeemable before payment", key, number, owed, paid)

    # I4

    def _shares_sum_to_what_is_there(self, key: Key, stored: list[int]) -> None:
        shares = [self.twins.one("redeemable", id_of(key), number) for number in self._numbers()]
        there = self._outstanding(key, stored)
        waits = any(
            self._is_frozen(of, holder) for of, holder in self.twins.book.frozen if of == key
        )
        fits = sum(shares) <= there and (waits or there <= sum(shares) + len(shares))
        hold(fits, "I4 shares sum to what is there", key, shares, there)

    # I5

    def _lines_are_what_is_promised_and_unpaid(self) -> None:
        promised: dict[tuple[int, int], int] = {}
        for key in self.twins.book.receivables:
            stored = self.twins.view("receivableOf", id_of(key))
            if stored[0] in (CONFIRMED, TOKENISED):
                line = stored[OBLIGOR], stored[CURRENCY]
                principal, _ = self.twins.view("amountDue", id_of(key))
                promised[line] = promised.get(line, 0) + principal
        for obligor, tree in self.twins.book.batches:
            root = int.from_bytes(root_of(tree), "big")
            _, total, currency, *_ = self.twins.view("batchOf", obligor, root)
            promised[obligor, currency] = promised.get((obligor, currency), 0) + total
        for line in {*promised, *self.twins.book.limits}:
            limit, used = self.twins.view("creditLineOf", *line)
            fits = used == promised.get(line, 0) and used <= limit
            hold(fits, "I5 a line is what is promised and unpaid", line, used, limit, promised)

    # I6, I7

    def _status_goes_forward(self, key: Key, stored: list[int]) -> None:
        known = key.obligor, key.supplier
        hold((stored[OBLIGOR], stored[SUPPLIER]) == known, "I6 an id keeps its parties", key)
        before = self._seen.get(key, stored)
        self._seen[key] = stored
        if before[ROUND] == stored[ROUND]:
            reached = _reachable(before[0])
            hold(stored[0] in reached, "I7 status goes forward", key, before, stored)
            fixed = stored[CURRENCY : DUE + 1] == before[CURRENCY : DUE + 1]
            hold(fixed, "I6 what was agreed stays", key, before, stored)
            if before[0] != RECORDED:
                fits = stored[FACE] <= before[FACE]
                hold(fits, "I6 the face does not grow", key, before, stored)
        else:
            again = CANCELLED in _reachable(before[0])
            hold(again and stored[ROUND] > before[ROUND], "I6 once, or again after its end", key)

    # I8

    def before(self, call: Call) -> None:
        """Remember who has what before a call."""
        self._funds = self._all_funds(call)

    def after(self, call: Call) -> None:
        """That the call took nothing from anybody who had no part in it."""
        now, agreed = self._all_funds(call), consenting(self.twins, call)
        for (account, what), had in self._funds.items():
            if now[account, what] < had and account not in agreed:
                hold(False, "I8 no path to others' funds", account, what, call)

    def _all_funds(self, call: Call) -> dict[tuple[str, str | Key], int]:
        twins = self.twins
        everybody = [*ACTORS, twins.stage.vault.address]
        funds: dict[tuple[str, str | Key], int] = {
            (account, token): twins.one("balanceOf", account, of=token)
            for token in twins.stage.tokens
            for account in everybody
        }
        for key in list(twins.book.receivables)[-6:]:
            for account, units in self._units(key).items():
                funds[account, key] = units
        return _Missing(funds)

    # I9

    def count(self, call: Call) -> None:
        """Remember what an accepted call has done, and check what it has done it to."""
        self._beside.count(call)

    def end(self) -> None:
        """What the last moment of a run has to show."""
        settle(self.twins)
        self._beside.all_is_handed_out()
        self.order_of_redemption_is_irrelevant()

    def order_of_redemption_is_irrelevant(self) -> None:
        """Everything was paid and all redeem, in two orders: the same for all but the last.

        Leaves the ledger without a unit, and without any cash but what was sent by mistake.
        """
        twins = self.twins
        before = twins.chain.snapshot()
        forward = redeem_all(twins, reverse=False)
        self._no_cash_is_left()
        twins.chain.revert(before)
        backward = redeem_all(twins, reverse=True)
        self._no_cash_is_left()
        hold(forward.keys() == backward.keys(), "I9 order of redemption is irrelevant")
        for key in twins.book.receivables:
            one = {holder: got for (k, holder), got in forward.items() if k == key}
            other = {holder: got for (k, holder), got in backward.items() if k == key}
            hold(sum(one.values()) == sum(other.values()), "I9 the sum is the same", key)
            changed = {holder for holder in one if one[holder] != other[holder]}
            last = {[*one][-1], [*other][-1]} if one else set()
            hold(changed <= last, "I9 only the last gets the remainder", key, one, other)

    def _no_cash_is_left(self) -> None:
        for token, before in self._gifts.items():
            held = self.twins.one("balanceOf", self.twins.book.ledger, of=token)
            given = before + self.twins.stage.gifts(token, self.twins.book.ledger)
            hold(held == given, "I9 everything is paid out", token, held, given)

    # What is there.

    def _units(self, key: Key) -> dict[str, int]:
        id = id_of(key)
        return {
            party.account: self.twins.one("balanceOf", party.account, id)
            for party in self.twins.book.register.entries
        }

    def _is_frozen(self, key: Key, holder: int) -> bool:
        _, units, until, *_ = self.twins.view("unitFreezeOf", id_of(key), holder)
        return units > 0 and until >= self.twins.book.today

    def _numbers(self) -> Iterable[int]:
        return range(1, len(self.twins.book.register.entries) + 1)

    def _collected(self, key: Key, stored: list[int]) -> int:
        paid, penalty, *_ = self.twins.view("collectionOf", id_of(key))
        return paid + penalty or (stored[FACE] if stored[0] == SETTLED else 0)

    def _outstanding(self, key: Key, stored: list[int]) -> int:
        """What was collected and not redeemed, minor units."""
        paid, penalty, _, _, redeemed, _ = self.twins.view("collectionOf", id_of(key))
        if paid + penalty:
            return paid + penalty - redeemed
        return sum(self._units(key).values()) if stored[0] == SETTLED else 0


class _Missing(dict[tuple[str, "str | Key"], int]):
    def __missing__(self, _: object) -> int:
        return 2**256


def settle(twins: Twins) -> None:
    """Whatever was suspended or frozen is free again, and everything that is owed is paid."""
    for party in twins.book.register.entries:
        if party.suspended:
            twins.do(Call(operator, "reinstate", (party.number,)))
        if party.frozen_until:
            twins.do(Call(operator, "unfreeze", (party.number, party.order)))
    for (key, holder), frozen in list(twins.book.frozen.items()):
        twins.do(Call(operator, "unfreezeUnits", (key, holder, frozen.order)))
    for key, r in list(twins.book.receivables.items()):
        if r.is_owed:
            token = twins.book.lists.currencies[r.currency - 1].token
            cash = twins.book.in_token(r.currency, sum(r.due(twins.book.today)))
            twins.do(Call(operator, "mint", (stranger, cash), token))
            twins.do(Call(stranger, "approve", (twins.book.ledger, 2**256 - 1), token))
            due = sum(r.due(twins.book.today))
            refusal = twins.do(Call(stranger, "pay", (key, due)))
            hold(not refusal, "I10 what is owed can be paid", key, refusal)


def redeem_all(twins: Twins, *, reverse: bool) -> dict[tuple[Key, int], int]:
    """Everybody redeems everything; what each got."""
    got: dict[tuple[Key, int], int] = {}
    parties = twins.book.register.entries
    for key, r in twins.book.receivables.items():
        id, token = id_of(key), twins.book.lists.currencies[r.currency - 1].token
        for party in reversed(parties) if reverse else parties:
            had = twins.one("balanceOf", party.account, of=token)
            # even who has less than a minor unit coming: its fraction is part of the last one's
            with suppress(Refused):
                twins.stage.send(party.account, "core", "redeem", id)
                cash = twins.one("balanceOf", party.account, of=token) - had
                got[key, party.number] = cash
        left = sum(twins.one("balanceOf", party.account, id) for party in parties)
        hold(left == 0, "I1 what is redeemed is gone", key, left)
    return got


def _reachable(status: int) -> set[int]:
    reached, waiting = {status}, [status]
    while waiting:
        new = NEXT.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached
