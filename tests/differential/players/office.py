"""The operator, the regulator, and time."""

from tests.contracts.world import digest, operator, stranger
from tests.differential.cast import Stage, newcomers
from tests.differential.players.choosing import Dice, a_holder, a_key, a_part, anyone, held, one_of
from tests.reference.book import DAY, Book
from tests.reference.lines import used
from tests.reference.lists import Terms
from tests.reference.operations import Call
from tests.reference.receivable import Receivable, Status
from tests.reference.rules import Rule


def administering(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    number = dice.randint(1, len(book.register.entries))
    match dice.randrange(7):
        case 0:
            account = one_of(dice, newcomers)
            entity = digest(f"LEI {dice.randrange(3)}")
            return Call(operator, "register", (account, entity, dice.randint(1, 31)))
        case 1:
            roles = one_of(dice, (*[7, 31, 1, 6] * 4, 0, 32))
            return Call(operator, "setRoles", (number, roles))
        case 2:
            return Call(operator, "suspend", (number,))
        case 3 | 4:
            suspended = [p.number for p in book.register.entries if p.suspended]
            return Call(operator, "reinstate", (one_of(dice, suspended, number),))
        case 5:
            rate = one_of(dice, (0, 100_000, 2**32 - 1))
            terms = Terms(dice.randint(0, 9), rate, one_of(dice, (360, 365, 364)))
            return Call(operator, "addTerms", (terms,))
        case _:
            exponent = dice.randint(0, 7)
            return Call(operator, "addCurrency", (b"XXX", one_of(dice, stage.tokens), exponent))


def lending(dice: Dice, stage: Stage) -> Call:
    """A credit line becomes tight, or wide again; mostly one that is used."""
    book = stage.book
    line = dice.randint(1, len(book.register.entries)), dice.randint(1, len(book.lists.currencies))
    number, currency = one_of(dice, in_use(book), line) if dice.randrange(4) else line
    now = used(book, number, currency)
    tight = now + dice.randint(0, 2_000)
    limit = one_of(dice, (tight, tight, now * 3 // 2, 0, 10**6, 2**70, 2**70, 2**128 - 1))
    return Call(operator, "setCreditLine", (number, currency, limit))


def in_use(book: Book) -> list[tuple[int, int]]:
    """The credit lines of which something is used."""
    return [line for line in book.limits if used(book, *line)]


def ordering(dice: Dice, stage: Stage) -> Call:
    """A participant or some units are frozen, or no longer."""
    book = stage.book
    order, until = digest(f"order {dice.randrange(3)}"), book.today + one_of(dice, (0, 2, 20, -1))
    number = dice.randint(1, len(book.register.entries))
    frozen = [p for p in book.register.entries if p.frozen_until]
    match dice.randrange(8):
        case 0:
            return Call(operator, "freeze", (number, order, until))
        case 1 | 2 if frozen:
            party = one_of(dice, frozen)
            return Call(operator, "unfreeze", (party.number, party.order))
        case 3 if book.frozen:
            (key, holder), found = one_of(dice, list(book.frozen.items()))
            return Call(operator, "unfreezeUnits", (key, holder, found.order))
        case _:
            key = a_key(dice, book, one_of(dice, (Status.TOKENISED, Status.SETTLED)))
            holder = a_holder(dice, book, key)
            if book.frozen and dice.randrange(3) == 0:
                (key, _), found = one_of(dice, list(book.frozen.items()))
                holder, order = book.register.account_of(_), found.order
            units = a_part(dice, held(book, key, holder))
            arguments = key, book.register.number_of(holder), units, order, until
            return Call(operator, "freezeUnits", arguments)


def recovering(dice: Dice, stage: Stage) -> Call:
    """Another account is asked for, refused by the old one, or takes over."""
    book = stage.book
    number = dice.randint(1, len(book.register.entries))
    asked: int = one_of(dice, list(book.recoveries), number)
    match dice.randrange(4):
        case 0:
            return Call(operator, "requestRecovery", (number, one_of(dice, newcomers)))
        case 1 if dice.randrange(3) == 0:
            return Call(book.register.account_of(asked), "cancelRecovery", (asked,))
        case _:
            return Call(anyone(dice), "recover", (asked,))


def supervising(dice: Dice, stage: Stage) -> Call:
    """Rules, mostly at the notice that they need."""
    today = stage.book.today
    begins = today + one_of(dice, (7, 7, 8, 6, 0, 30))
    ends = one_of(dice, (0, 0, begins + 3, begins + 40, begins - 1, begins, begins + 65_535))
    rule = Rule(
        digest(f"rule {dice.randrange(3)}"),
        begins,
        ends,
        one_of(dice, (0, 89, 180, 365)),
        dice.randint(0, 400),
        one_of(dice, (0, 0, 10**6, 2**40, 2**56 - 1)),
    )
    return Call(operator, "announceRule", (rule,))


def marking_default(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    late = [key for key, r in book.receivables.items() if r.is_owed and r.due_day < book.today]
    key = one_of(dice, late, a_key(dice, book))
    return Call(anyone(dice), "markDefault", (key,))


def waiting(dice: Dice, stage: Stage) -> Call:
    """Moments, days, and years; often to the edge of something that is to happen."""
    book = stage.book
    open_ = [r for r in book.receivables.values() if r.is_owed or r.status is Status.RECORDED]
    r: Receivable | None = one_of(dice, open_)
    days = one_of(dice, (0, 1, 1, 2, 7, 15))
    if dice.randrange(60) == 0:
        days = one_of(dice, (200, 400, 4_000))
    elif r and dice.randrange(3) == 0:
        edge = one_of(dice, (r.due_day, r.due_day + r.terms.grace)) + dice.randint(-1, 1)
        days = max(0, min(edge - book.today, 10_000))
    return Call(stranger, "wait", (days * DAY + one_of(dice, (0, 1, DAY // 2)),), "time")
