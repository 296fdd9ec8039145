"""Units: a transfer of a part is the split. ERC-6909 approvals."""

from collections.abc import Sequence

from tests.reference.book import Book
from tests.reference.freezing import frozen_units
from tests.reference.money import split as split_amount
from tests.reference.parties import NOBODY, Account, active
from tests.reference.receivable import Receivable, Status
from tests.reference.refusals import Needs
from tests.reference.statements import Key

UNLIMITED = 2**256 - 1
MOST_RECEIVERS = 100


def transfer(book: Book, by: Account, to: Account, key: Key, units: int) -> bool:
    """A holder passes a part on."""
    needs = Needs()
    move(book, needs, by, to, key, units)
    return True


def transfer_from(
    book: Book, by: Account, giver: Account, to: Account, key: Key, units: int
) -> bool:
    """Whom the holder allowed passes a part on: any of its units, or so many of this receivable."""
    needs = Needs()
    r = takeable(book, needs, by, giver, to, key, units)
    needs.met()
    take(book, r, by, giver, to, key, units)
    return True


def approve(book: Book, by: Account, spender: Account, key: Key, units: int) -> bool:
    """A holder lets somebody move so many units."""
    needs = Needs()
    needs.that(spender != NOBODY, "ERC6909InvalidSpender", NOBODY)
    needs.met()
    book.allowances[by, spender, key] = units
    return True


def set_operator(book: Book, by: Account, spender: Account, approved: bool) -> bool:
    """A holder lets somebody move all its units, or no longer."""
    needs = Needs()
    needs.that(spender != NOBODY, "ERC6909InvalidSpender", NOBODY)
    needs.met()
    (book.operators.add if approved else book.operators.discard)((by, spender))
    return True


def split(
    book: Book,
    by: Account,
    key: Key,
    units: int,
    receivers: Sequence[Account],
    weights: Sequence[int],
) -> None:
    """Divide units of the caller among several, all or nothing. The splitter is its operator."""
    needs = Needs()
    sizes = len(receivers), len(weights)
    fits = 0 < sizes[0] <= MOST_RECEIVERS and sizes[0] == sizes[1]
    needs.that(fits, "SplitMalformed", *sizes)
    needs.met()
    parts = split_amount(needs, units, weights)
    needs.met()
    with book.all_or_nothing():
        for receiver, part in zip(receivers, parts, strict=True):
            transfer_from(book, book.splitter, by, receiver, key, part)


def movable(
    book: Book, needs: Needs, giver: Account, to: Account, key: Key, units: int
) -> Receivable:
    """State what every move of units requires; the receivable."""
    needs.that(to != NOBODY, "ERC6909InvalidReceiver", NOBODY)
    needs.that(giver != NOBODY, "ERC6909InvalidSender", NOBODY)
    seller, buyer = active(book, needs, giver), active(book, needs, to)
    needs.that(units > 0, "ZeroAmount")
    needs.that(not seller or seller != buyer, "TransferToSelf", seller)
    r = book.recorded(needs, key, "InsufficientUnits", key, seller, 0, units)
    needs.that(r.status is not Status.SETTLED, "UnitsOnlyRedeemable", key)
    held = r.held(seller)
    needs.that(units <= held, "InsufficientUnits", key, seller, held, units)
    frozen = frozen_units(book, key, seller)
    needs.that(not frozen or units + frozen <= held, "UnitsAreFrozen", key, seller, frozen)
    return r


def is_free(book: Book, by: Account, giver: Account, key: Key) -> bool:
    """Whether the holder lets `by` move all its units of it."""
    unlimited = book.allowances.get((giver, by, key)) == UNLIMITED
    return by == giver or (giver, by) in book.operators or unlimited


def takeable(
    book: Book, needs: Needs, by: Account, giver: Account, to: Account, key: Key, units: int
) -> Receivable:
    """State what a move of another's units requires; the receivable."""
    if not is_free(book, by, giver, key):
        allowed = book.allowances.get((giver, by, key), 0)
        fields = by, allowed, units, key
        needs.that(units <= allowed, "ERC6909InsufficientAllowance", *fields)
    return movable(book, needs, giver, to, key, units)


def take(
    book: Book, r: Receivable, by: Account, giver: Account, to: Account, key: Key, units: int
) -> None:
    """Move another's units, and use up what was allowed."""
    if not is_free(book, by, giver, key):
        book.allowances[giver, by, key] -= units
    hand_over(book, r, giver, to, units)


def move(book: Book, needs: Needs, giver: Account, to: Account, key: Key, units: int) -> None:
    """Units change hands. What was paid on them before stays with the giver."""
    r = movable(book, needs, giver, to, key, units)
    needs.met()
    hand_over(book, r, giver, to, units)


def hand_over(book: Book, r: Receivable, giver: Account, to: Account, units: int) -> None:
    """The move itself."""
    seller, buyer = book.register.behind(giver), book.register.behind(to)
    assert seller is not None and buyer is not None
    r.units[seller.number] -= units
    r.units[buyer.number] = r.held(buyer.number) + units
