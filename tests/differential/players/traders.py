"""Who trades beside the ledger: by signed orders, and by facilities."""

from dataclasses import replace
from typing import Any

from tests.contracts.world import stranger
from tests.differential.cast import Stage
from tests.differential.players.choosing import (
    UNKNOWN,
    Dice,
    a_holder,
    a_key,
    a_part,
    an_end,
    held,
    in_role,
    one_of,
    signed,
)
from tests.reference.book import Book
from tests.reference.operations import Call
from tests.reference.orders import ASK, BID
from tests.reference.parties import CORE_ENTERPRISE, FINANCIER, Account
from tests.reference.receivable import NEVER_RECORDED, Receivable, Status
from tests.reference.sales import claim_of, unpaid
from tests.reference.statements import Key, Order, SaleTerms
from tests.reference.venues import Bucket, Conditions

NONCES = (*range(9), 300)
TENORS = (1, 15, 20, 60, 90, 180, 360, 400)
ENOUGH = 2**64 - 1


def some_terms(dice: Dice, book: Book) -> SaleTerms:
    """Mostly terms that make sense."""
    receiver = dice.randint(1, len(book.register.entries))
    return SaleTerms(
        basis=one_of(dice, (*[360, 365] * 30, 364)),
        recourse=one_of(dice, (*[0, 10**6, 300_000, dice.randint(0, 10**6)] * 6, 10**6 + 1)),
        buy_back_rate=one_of(dice, (0, 80_000, 80_000, 2**32 - 1)),
        hold_back=one_of(dice, (*[0, 100_000, dice.randint(0, 500_000)] * 6, 500_001)),
        fee_rate=one_of(dice, (0, 0, 5_000, 49_999, 2**32 - 1)),
        fee_on_financier=dice.randrange(2) == 0,
        fee_amount=one_of(dice, (0, 0, 7, ENOUGH)),
        fee_receiver=one_of(dice, (*[receiver] * 24, 0, 99)),
    )


def for_sale(dice: Dice, book: Book, days: int = 1) -> Key:
    """A receivable that can be sold: mostly one in units, and not due in so many days."""
    ahead = [
        key
        for key, r in book.receivables.items()
        if r.status is Status.TOKENISED and r.due_day >= book.today + days
    ]
    key: Key = one_of(dice, ahead) if ahead and dice.randrange(12) else a_key(dice, book)
    return key


def a_nonce(dice: Dice, book: Book, maker: Account) -> int:
    """One of few, so that they meet; mostly one that is not closed."""
    fresh = [nonce for nonce in NONCES if (maker, nonce) not in book.market.closed]
    return int(one_of(dice, fresh if dice.randrange(15) else NONCES, 2**63))


def another(dice: Dice, book: Book, role: int, than: Account) -> Account:
    """Somebody in that role; hardly ever the same."""
    found = in_role(dice, book, role)
    return in_role(dice, book, role) if found == than else found


def an_order(
    dice: Dice, book: Book, side: int, maker: Account, key: Key, units: int
) -> tuple[Order, Any]:
    """What a maker would sign, for this receivable or for any of the obligor; and its signature."""
    r = book.receivables.get(key, NEVER_RECORDED)
    state = r.round, unpaid(book, r), r.due_day
    if dice.randrange(10) == 0:  # as it was, or may become
        older = max(r.round - 1, 0), state[1], state[2]
        state = one_of(dice, (older, (r.round, r.face, r.due_day), (*state[:2], r.due_day + 1)))
    terms = r.terms_number
    named: Key | int = key
    if dice.randrange(2):
        named, state, terms = 0, (0, 0, 0), one_of(dice, (0, 0, terms))
    claim = claim_of(book, r, units)
    epoch = book.market.epochs.get(maker, 0)
    order = Order(
        side if dice.randrange(40) else 1 - side,
        maker,
        named,
        key.obligor if dice.randrange(20) else 2,
        r.currency,
        *state,
        terms,
        one_of(dice, (0, 1, 1, units)),
        one_of(dice, (ENOUGH, ENOUGH, units)),
        one_of(dice, (*[ENOUGH, 3 * claim, claim] * 4, max(claim - 1, 0))) % 2**64,
        one_of(dice, (365, 400, 400, 90, 2**24 - 1)),
        dice.randint(0, 400_000),
        an_end(dice, book),
        a_nonce(dice, book, maker),
        max(0, epoch - (dice.randrange(8) == 0)),
        some_terms(dice, book),
    )
    return order, signed(book, maker, order)


def or_another(dice: Dice, book: Book, key: Key) -> Key:
    """Now and then another receivable than an order was written for; if there is one, its twin."""
    if dice.randrange(12):
        return key
    seen = looks(book.receivables.get(key, NEVER_RECORDED))
    twins = [k for k, r in book.receivables.items() if k != key and looks(r) == seen]
    return one_of(dice, twins) if twins else for_sale(dice, book)


def looks(r: Receivable) -> tuple[int, ...]:
    """All that an order says of it."""
    return r.obligor, r.currency, r.round, r.unpaid, r.due_day, r.terms_number


def selling_to_a_bid(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    key = for_sale(dice, book)
    seller = a_holder(dice, book, key)
    units = a_part(dice, held(book, key, seller))
    buyer = another(dice, book, FINANCIER, seller)
    order, signature = an_order(dice, book, BID, buyer, key, units)
    least = one_of(dice, (0, 0, 0, a_part(dice, units)))
    key = or_another(dice, book, key)
    return Call(seller, "sell", (order, signature, key, units, least), "market")


def buying_an_ask(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    key = for_sale(dice, book)
    seller = a_holder(dice, book, key)
    units = a_part(dice, held(book, key, seller))
    order, signature = an_order(dice, book, ASK, seller, key, units)
    most = one_of(dice, (ENOUGH, ENOUGH, ENOUGH, a_part(dice, units)))
    buyer = another(dice, book, FINANCIER, seller)
    key = or_another(dice, book, key)
    return Call(buyer, "buy", (order, signature, key, units, most), "market")


def filling_again(dice: Dice, stage: Stage) -> Call | None:
    """Another part of an order that was filled, or a later version of it."""
    book = stage.book
    fills = [call for call in stage.done[-80:] if call.name in ("sell", "buy")]
    before: Call | None = one_of(dice, fills)
    if before is None:
        return None
    order, signature, key, _, bound = before.arguments
    if order.receivable == 0:
        key = one_of(dice, (key, for_sale(dice, book)))
    seller = order.maker if order.side == ASK else a_holder(dice, book, key)
    buyer = before.by if order.side == ASK else order.maker
    units = a_part(dice, held(book, key, seller))
    if dice.randrange(3) == 0:
        order = order._replace(limit=one_of(dice, (ENOUGH, a_part(dice, order.limit) % 2**64)))
        signature = replace(signature, says=order)
    by = buyer if order.side == ASK else seller
    return Call(by, before.name, (order, signature, key, units, bound), "market")


def withdrawing_an_order(dice: Dice, stage: Stage) -> Call:
    by = in_role(dice, stage.book, FINANCIER if dice.randrange(2) else 0)
    if dice.randrange(4) == 0:
        return Call(by, "withdrawAllOrders", (), "market")
    return Call(by, "withdrawOrder", (one_of(dice, NONCES),), "market")


def some_conditions(dice: Dice, book: Book) -> Conditions:
    """Of a facility; seldom without sense."""
    days = sorted({*dice.sample(TENORS, dice.randint(1, 4)), one_of(dice, (360, 400))})
    if dice.randrange(15) == 0:
        days = one_of(dice, ([], days[::-1], [0, *days], list(TENORS)))
    owed = [unpaid(book, r) for r in book.receivables.values() if r.is_owed]
    enough_for_some = min(one_of(dice, owed, 2**41) * 3 // 2, ENOUGH)
    return Conditions(
        one_of(dice, (10**3, 10**6, enough_for_some, ENOUGH, ENOUGH)),
        one_of(dice, (0, 0, 0, dice.randint(1, 3))),
        tuple(Bucket(day, dice.randint(0, 400_000)) for day in days),
        some_terms(dice, book),
    )


def opening_a_facility(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    obligor = book.register.number_of(in_role(dice, book, CORE_ENTERPRISE))
    arguments = obligor, dice.randint(1, 2), some_conditions(dice, book)
    return Call(in_role(dice, book, FINANCIER), "openFacility", arguments, "market")


def changing_a_facility(dice: Dice, stage: Stage) -> Call:
    """Its financier changes it, or ends it; or another one tries to."""
    book = stage.book
    number = dice.randint(1, len(book.market.facilities) + 1)
    known = number <= len(book.market.facilities)
    owner = book.market.facilities[number - 1].financier if known else 6
    by = book.register.account_of(owner) if dice.randrange(4) else in_role(dice, book, FINANCIER)
    if dice.randrange(4) == 0:
        return Call(by, "closeFacility", (number,), "market")
    conditions = some_conditions(dice, book)
    return Call(by, "changeFacility", (number, conditions), "market")


def drawing(dice: Dice, stage: Stage) -> Call | None:
    book = stage.book
    facilities = book.market.facilities
    fitting = [
        (number, key)
        for number, facility in enumerate(facilities, start=1)
        for key, r in book.receivables.items()
        if (r.obligor, r.currency) == (facility.obligor, facility.currency)
        if facility.conditions.receivable_terms in (0, r.terms_number)
        if facility.is_open and r.status is Status.TOKENISED and r.due_day > book.today
    ]
    if dice.randrange(12) == 0 and facilities:
        fitting = [(dice.randint(1, len(facilities) + 1), a_key(dice, book))]
    number, key = one_of(dice, fitting, (0, UNKNOWN))
    if not number:
        return None
    financier = facilities[number - 1].financier if number <= len(facilities) else 0
    seller = a_holder(dice, book, key)
    if seller == book.register.account_of(financier):
        seller = book.register.account_of(key.supplier)
    units = a_part(dice, held(book, key, seller))
    least = one_of(dice, (0, 0, 0, a_part(dice, units)))
    return Call(seller, "draw", (number, key, units, least), "market")


def restoring(dice: Dice, stage: Stage) -> Call | None:
    facilities = stage.book.market.facilities
    drawn = [(n, key) for n, facility in enumerate(facilities, start=1) for key in facility.drawn]
    if not drawn:
        return None
    number, key = one_of(dice, drawn)
    return Call(stranger, "restore", (number, key), "market")
