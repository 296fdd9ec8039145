"""The tokens that pay: balances and what owners let others move."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.reference.parties import NOBODY, Account
from tests.reference.refusals import Needs

if TYPE_CHECKING:
    from tests.reference.book import Book

UNLIMITED = 2**256 - 1
OVERFLOW = 0x11
"""The compiler's own refusal of a sum that does not fit."""


@dataclass
class Token:
    """Tokenised bank money."""

    decimals: int
    balances: dict[Account, int] = field(default_factory=dict)
    allowances: dict[tuple[Account, Account], int] = field(default_factory=dict)

    def balance(self, owner: Account) -> int:
        """Token units of an account."""
        return self.balances.get(owner, 0)

    def allowance(self, owner: Account, spender: Account) -> int:
        """What the spender may still move of the owner's."""
        return self.allowances.get((owner, spender), 0)

    def can_pull(self, needs: Needs, owner: Account, spender: Account, amount: int) -> None:
        """State that the spender may move that much of the owner's, who has it."""
        self.can_pull_each(needs, owner, spender, (amount,))

    def can_pull_each(
        self, needs: Needs, owner: Account, spender: Account, amounts: Sequence[int]
    ) -> None:
        """State the same of several amounts, one after the other."""
        left, allowed = self.balance(owner), self.allowance(owner, spender)
        for amount in amounts:
            may, has = amount <= allowed, amount <= left
            needs.that(may, "ERC20InsufficientAllowance", spender, allowed, amount)
            needs.that(has, "ERC20InsufficientBalance", owner, left, amount)
            if not (may and has):
                break
            left -= amount
            allowed -= 0 if allowed == UNLIMITED else amount

    def can_give(self, needs: Needs, owner: Account, amount: int) -> None:
        """State that the owner has that much."""
        has = self.balance(owner)
        needs.that(amount <= has, "ERC20InsufficientBalance", owner, has, amount)

    def pull(self, owner: Account, spender: Account, to: Account, amount: int) -> None:
        """Move, and use up what was allowed; what is unlimited stays so."""
        if self.allowance(owner, spender) != UNLIMITED:
            self.allowances[owner, spender] -= amount
        self.give(owner, to, amount)

    def give(self, owner: Account, to: Account, amount: int) -> None:
        """Move."""
        self.balances[owner] = self.balance(owner) - amount
        self.balances[to] = self.balance(to) + amount


def mint(book: "Book", by: Account, token: Account, to: Account, amount: int) -> None:
    """The settlement bank credits token units."""
    needs = Needs()
    needs.that(by in book.administrators, "AccessManagedUnauthorized", by)
    needs.that(to != NOBODY, "ERC20InvalidReceiver", NOBODY)
    supply = sum(book.cash[token].balances.values()) + amount
    needs.that(supply <= UNLIMITED, "Panic", OVERFLOW)
    needs.met()
    book.cash[token].balances[to] = book.cash[token].balance(to) + amount


def approve(book: "Book", by: Account, token: Account, spender: Account, amount: int) -> bool:
    """An owner lets somebody move its cash."""
    needs = Needs()
    needs.that(spender != NOBODY, "ERC20InvalidSpender", NOBODY)
    needs.met()
    book.cash[token].allowances[by, spender] = amount
    return True


def send(book: "Book", by: Account, token: Account, to: Account, amount: int) -> bool:
    """An owner moves its own cash, to the ledger even, which gives nobody a claim."""
    needs = Needs()
    needs.that(to != NOBODY, "ERC20InvalidReceiver", NOBODY)
    book.cash[token].can_give(needs, by, amount)
    needs.met()
    book.cash[token].give(by, to, amount)
    return True
