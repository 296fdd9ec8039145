"""Orders: a participant, or an amount of its units, stays as it is until the end of a day."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from tests.reference.parties import Account, administrator, existing
from tests.reference.receivable import Receivable
from tests.reference.refusals import Needs
from tests.reference.statements import Key

if TYPE_CHECKING:
    from tests.reference.book import Book


@dataclass
class UnitFreeze:
    """Frozen units of a holder; `waiting` is what was collected on them and not redeemed."""

    order: bytes
    units: int
    until: int
    waiting: Fraction


def freeze(book: "Book", by: Account, number: int, order: bytes, until: int) -> None:
    """A participant neither acts nor receives; again under the same order, the day is replaced."""
    needs = Needs()
    _dated(book, needs, until)
    party = existing(book, needs, by, number)
    _no_other(book, needs, party.order, party.frozen_until, order)
    needs.met()
    party.order, party.frozen_until = order, until


def unfreeze(book: "Book", by: Account, number: int, order: bytes) -> None:
    """The order is lifted."""
    needs = Needs()
    party = existing(book, needs, by, number)
    needs.that(party.frozen_until > 0 and party.order == order, "OrderUnknown", order)
    needs.met()
    party.order, party.frozen_until = bytes(32), 0


def freeze_units(
    book: "Book", by: Account, key: Key, holder: int, units: int, order: bytes, until: int
) -> None:
    """So many units of a holding stay, and with them their part of what it has coming.

    In place of a freeze in force: for more units a part of what is free waits too, for fewer a part
    of what waited is free; as many wait for as much as before.
    """
    needs = Needs()
    administrator(book, needs, by)
    _dated(book, needs, until)
    before = book.frozen.get((key, holder))
    if before:
        _no_other(book, needs, before.order, before.until, order)
    needs.that(units > 0, "ZeroAmount")
    r = book.receivables.get(key)
    held = r.held(holder) if r else 0
    needs.that(units <= held, "InsufficientUnits", key, holder, held, units)
    needs.met()
    assert r is not None
    stays = frozen_units(book, key, holder)
    waits = r.claim(holder) - free_claim(book, key, r, holder)
    if units <= stays:
        waits = waits * units / stays
    else:
        free = r.claim(holder) - waits
        waits += free * (units - stays) / (held - stays)
    waits = Fraction(ceil(waits * r.face), r.face)
    book.frozen[key, holder] = UnitFreeze(order, units, until, waits)


def unfreeze_units(book: "Book", by: Account, key: Key, holder: int, order: bytes) -> None:
    """The order is lifted."""
    needs = Needs()
    administrator(book, needs, by)
    found = book.frozen.get((key, holder))
    needs.that(found is not None and found.order == order, "OrderUnknown", order)
    needs.met()
    del book.frozen[key, holder]


def frozen_units(book: "Book", key: Key, holder: int) -> int:
    """Units of a holder that stay today."""
    found = book.frozen.get((key, holder))
    return found.units if found and book.today <= found.until else 0


def free_claim(book: "Book", key: Key, r: Receivable, holder: int) -> Fraction:
    """What a holder has coming and can have today."""
    found = book.frozen.get((key, holder))
    waiting = found.waiting if found and book.today <= found.until else Fraction(0)
    return max(Fraction(0), r.claim(holder) - waiting)


def collect(book: "Book", key: Key, r: Receivable, amount: int) -> None:
    """What comes in on frozen units waits for them."""
    for (of, _), found in book.frozen.items():
        if of == key:
            found.waiting += Fraction(amount * found.units, r.face)


def _dated(book: "Book", needs: Needs, until: int) -> None:
    needs.that(until >= book.today, "FreezeOver", until, book.today)


def _no_other(book: "Book", needs: Needs, before: bytes, until: int, order: bytes) -> None:
    needs.that(until < book.today or before == order, "OrderInForce", before)
