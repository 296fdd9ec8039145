"""How a player chooses: dice, and the book as it stands."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.contracts.chain import Actor
from tests.contracts.world import digest, stranger
from tests.differential.cast import ACTORS, Stage
from tests.reference.book import DAY, Book
from tests.reference.operations import Call
from tests.reference.parties import Account
from tests.reference.receivable import Status
from tests.reference.statements import Key, Signature

UNKNOWN = Key(1, 3, digest("an invoice that nobody recorded"))
EDGES = (0, 1, 2**8, 2**16, 2**24 - 1, 2**32, 2**64 - 1, 2**64, 2**128 - 1, 2**256 - 1)
FOREVER = 2**24 - 1

Dice = Random
Player = Callable[[Dice, Stage], Call | None]


def one_of(dice: Dice, things: Sequence[Any], otherwise: Any = None) -> Any:
    """One of these, if there is any."""
    return things[dice.randrange(len(things))] if things else otherwise


def in_role(dice: Dice, book: Book, role: int) -> Account:
    """The account of a participant in that role."""
    fitting = [p for p in book.register.entries if p.roles & role == role]
    acting = [p for p in fitting if not p.suspended or dice.randrange(8) == 0]
    found = one_of(dice, acting)
    return str(found.account if found else stranger)


def anyone(dice: Dice) -> Actor:
    """Somebody who can send a transaction."""
    return ACTORS[dice.randrange(len(ACTORS))]


def a_key(dice: Dice, book: Book, *statuses: Status) -> Key:
    """A receivable in one of these statuses, if there is one."""
    keys = [key for key, r in book.receivables.items() if r.status in statuses or not statuses]
    found: Key = one_of(dice, keys, UNKNOWN)
    return found


def a_part(dice: Dice, whole: int) -> int:
    """One, all, or a part of so much; now and then nothing, or one too many."""
    match dice.randrange(12):
        case 0:
            return min(1, whole)
        case 1 | 2 | 3:
            return whole
        case 4 | 5:
            return -(-whole // 3)
        case 6:
            return whole - min(1, whole)
        case 7:
            return 0
        case 8:
            return whole + 1
        case _:
            return dice.randint(0, whole)


def an_end(dice: Dice, book: Book) -> int:
    """The last second of an offer: mostly the last of all; or in a day, or about now."""
    ends = (*[2**64 - 1] * 6, book.now + DAY, book.now + 1, book.now, book.now - 1)
    return int(one_of(dice, ends))


def a_holder(dice: Dice, book: Book, key: Key) -> Account:
    """Somebody who has units of it, or cash coming."""
    r = book.receivables.get(key)
    numbers = [n for n in r.units if r.units[n] or r.claim(n)] if r else []
    numbers += [n for n in r.claims if r.claims[n]] if r else []
    return book.register.account_of(one_of(dice, numbers, 3))


def to_confirm(dice: Dice, book: Book) -> Key:
    """A recorded receivable, mostly one that is not due yet."""
    ahead = [
        key
        for key, r in book.receivables.items()
        if r.status is Status.RECORDED and r.due_day >= book.today
    ]
    late = dice.randrange(12) == 0
    key: Key = a_key(dice, book, Status.RECORDED) if late else one_of(dice, ahead, UNKNOWN)
    return key


def held(book: Book, key: Key, account: Account) -> int:
    """Units of an account."""
    r, party = book.receivables.get(key), book.register.behind(account)
    return r.held(party.number) if r and party else 0


def signed(book: Book, signer: Account, statement: Any) -> Signature:
    """The signer's own signature, or a stranger's for an account that has no key."""
    key = book.signing_key(signer)
    return Signature(key if key in ACTORS else stranger, statement)
