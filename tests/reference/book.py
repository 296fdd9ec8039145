"""Everything that the instrument knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from tests.reference.cash import Token
from tests.reference.freezing import UnitFreeze
from tests.reference.lists import Lists
from tests.reference.parties import Account, Register
from tests.reference.receivable import Receivable
from tests.reference.recovery import Recovery
from tests.reference.refusals import Needs, Refused
from tests.reference.rules import Rule
from tests.reference.statements import Key
from tests.reference.tree import Batch, Tree
from tests.reference.venues import Auctions, Market

DAY = 86_400


@dataclass
class Book:
    """The whole state. `now` is in unix seconds; days are the ledger's own."""

    chain: int
    ledger: Account
    splitter: Account
    market: Market
    auctions: Auctions
    administrators: frozenset[Account]
    utc_offset: int
    now: int
    register: Register = field(default_factory=Register)
    lists: Lists = field(default_factory=Lists)
    rules: list[Rule] = field(default_factory=list)
    limits: dict[tuple[int, int], int] = field(default_factory=dict)
    cash: dict[Account, Token] = field(default_factory=dict)
    receivables: dict[Key, Receivable] = field(default_factory=dict)
    allowances: dict[tuple[Account, Account, Key], int] = field(default_factory=dict)
    operators: set[tuple[Account, Account]] = field(default_factory=set)
    nonces: dict[tuple[Key, int, int], str] = field(default_factory=dict)
    """By receivable, financier and the nonce's lower byte: used or withdrawn."""
    batches: dict[tuple[int, Tree], Batch] = field(default_factory=dict)
    """By obligor and root."""
    frozen: dict[tuple[Key, int], UnitFreeze] = field(default_factory=dict)
    """By receivable and holder; some are over."""
    recoveries: dict[int, Recovery] = field(default_factory=dict)
    credited: set[tuple[Key, bytes]] = field(default_factory=set)
    """Credit notes that have taken effect."""
    claims: dict[Key, int] = field(default_factory=dict)
    """What suppliers owe to obligors from credit notes, minor units."""
    owners: dict[Account, Account] = field(default_factory=dict)
    """Of accounts that are contracts: whose key signs for them."""

    @property
    def today(self) -> int:
        """The ledger day, counted from 1970-01-01 in the ledger's own time zone."""
        return self.day_of(self.now)

    def day_of(self, moment: int) -> int:
        """The ledger day in which a moment lies."""
        return (moment + self.utc_offset) // DAY

    def signing_key(self, account: Account) -> Account:
        """Whose key signs for an account: its own, unless it is a contract."""
        return self.owners.get(account, account)

    def token(self, currency: int) -> Token:
        """The token that pays a currency."""
        return self.cash[self.lists.currencies[currency - 1].token]

    def in_token(self, currency: int, amount: int) -> int:
        """Minor units in token units."""
        return amount * self.lists.currencies[currency - 1].scale

    def recorded(self, needs: Needs, key: Key, refusal: str, *fields: object) -> Receivable:
        """State that a receivable was recorded, and go on only then."""
        found = self.receivables.get(key)
        if found is None:
            needs.refuse(refusal, *fields)
        return found

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """A refusal within leaves everything as it was."""
        before = copied(self)
        try:
            yield
        except Refused:
            self.__dict__.update(before.__dict__)
            raise


def copied(value: Any) -> Any:
    """A copy down to what cannot change."""
    match value:
        case dict():
            return {key: copied(member) for key, member in value.items()}
        case list():
            return [copied(member) for member in value]
        case set():
            return set(value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            parts = {part.name: copied(getattr(value, part.name)) for part in fields(value)}
            return replace(value, **parts)
    return value
