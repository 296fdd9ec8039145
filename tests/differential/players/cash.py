"""Who pays, and whose cash moves otherwise."""

from tests.contracts.world import operator, stranger
from tests.differential.cast import Stage
from tests.differential.players.choosing import Dice, a_key, a_part, anyone, in_role, one_of
from tests.reference.cash import UNLIMITED
from tests.reference.operations import Call
from tests.reference.receivable import Status


def paying(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    key = a_key(dice, book, Status.TOKENISED, Status.CONFIRMED)
    r = book.receivables.get(key)
    due = sum(r.due(book.today)) if r else 1
    payer = one_of(dice, (book.register.account_of(key.obligor), stranger))
    return Call(payer, "pay", (key, a_part(dice, due)))


def moving_cash(dice: Dice, stage: Stage) -> Call:
    token, by = one_of(dice, stage.tokens), anyone(dice)
    cash = stage.book.cash[token]
    match dice.randrange(6):
        case 0:
            amount = one_of(dice, (0, 10**6, 10**9, UNLIMITED))
            return Call(by, "approve", (one_of(dice, stage.spenders), amount), token)
        case 1:
            to = one_of(dice, (*stage.spenders, in_role(dice, stage.book, 0)))
            return Call(by, "transfer", (to, a_part(dice, cash.balance(by) % 10**7)), token)
        case 2:
            poor = in_role(dice, stage.book, 0)
            return Call(poor, "transfer", (stranger, cash.balance(poor)), token)
        case 3:
            return Call(by, "approve", (one_of(dice, stage.spenders), UNLIMITED), token)
        case _:
            to = in_role(dice, stage.book, 0)
            return Call(operator, "mint", (to, one_of(dice, (1, 2**80))), token)
