"""Who may act: legal entities by number, each with one account, roles, and a status."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.reference.refusals import Needs

if TYPE_CHECKING:
    from tests.reference.book import Book

Account = str
NOBODY: Account = "0x" + "00" * 20

ANY, CORE_ENTERPRISE, SUPPLIER, FINANCIER, OPERATOR, REGULATOR = 0, 1, 2, 4, 8, 16
ALL_ROLES = 31


@dataclass
class Participant:
    """A legal entity. Its number never changes."""

    number: int
    account: Account
    entity: bytes
    roles: int
    suspended: bool = False
    quote_epoch: int = 0
    order: bytes = bytes(32)
    frozen_until: int = 0


@dataclass
class Register:
    """All participants, numbered from 1."""

    entries: list[Participant] = field(default_factory=list)

    def behind(self, account: Account) -> Participant | None:
        """The participant that an account acts for."""
        return next((p for p in self.entries if p.account == account), None)

    def number_of(self, account: Account) -> int:
        """The number of that participant, or 0."""
        found = self.behind(account)
        return found.number if found else 0

    def by_number(self, number: int) -> Participant | None:
        """The participant of that number."""
        return self.entries[number - 1] if 0 < number <= len(self.entries) else None

    def account_of(self, number: int) -> Account:
        """The account of that number's participant, or nobody's."""
        found = self.by_number(number)
        return found.account if found else NOBODY


def active(book: "Book", needs: Needs, account: Account, role: int = ANY) -> int:
    """State that `account` acts for an active participant in that role; its number, or 0."""
    found = book.register.behind(account)
    if found is None:
        needs.that(False, "UnknownParticipant", account)
        return 0
    needs.that(found.roles & role == role, "WrongRole", account, role)
    needs.that(not found.suspended, "ParticipantSuspended", found.number)
    until = found.frozen_until
    needs.that(until < book.today, "Frozen", found.number, until)
    return found.number


def may_act(book: "Book", account: Account, role: int = ANY) -> bool:
    """Whether it acts for an active participant in that role."""
    needs = Needs()
    active(book, needs, account, role)
    return needs.hold


def account_behind(book: "Book", needs: Needs, number: int) -> Account:
    """State that there is a participant of that number; its account."""
    found = book.register.by_number(number)
    needs.that(found is not None, "UnknownParticipantId", number)
    return found.account if found else NOBODY


def administrator(book: "Book", needs: Needs, by: Account) -> None:
    """State that the authority lets the caller administer."""
    needs.that(by in book.administrators, "AccessManagedUnauthorized", by)


def register(book: "Book", by: Account, account: Account, entity: bytes, roles: int) -> int:
    """Enter a legal entity; its number."""
    needs, entries = Needs(), book.register.entries
    administrator(book, needs, by)
    needs.that(account != NOBODY and any(entity), "ZeroIdentity")
    for entry in entries:
        needs.that(entry.account != account, "AccountTaken", account, entry.number)
        needs.that(entry.entity != entity, "LegalEntityTaken", entity, entry.number)
    _valid(needs, roles)
    needs.met()
    entries.append(Participant(len(entries) + 1, account, entity, roles))
    return len(entries)


def set_roles(book: "Book", by: Account, number: int, roles: int) -> None:
    """Replace a participant's roles; what it holds or owes stays."""
    needs = Needs()
    _valid(needs, roles)
    existing(book, needs, by, number).roles = roles


def suspend(book: "Book", by: Account, number: int) -> None:
    """Bar a participant from acting."""
    existing(book, Needs(), by, number).suspended = True


def reinstate(book: "Book", by: Account, number: int) -> None:
    """Let it act again."""
    existing(book, Needs(), by, number).suspended = False


def existing(book: "Book", needs: Needs, by: Account | None, number: int) -> Participant:
    """The participant of that number, for an administrator or for anybody; all needs are met."""
    if by is not None:
        administrator(book, needs, by)
    found = book.register.by_number(number)
    if found is None:
        needs.refuse("UnknownParticipantId", number)
    needs.met()
    return found


def _valid(needs: Needs, roles: int) -> None:
    needs.that(0 < roles <= ALL_ROLES, "InvalidRoles", roles)
