"""Who holds units: passes them on, sells them to a quote, redeems them."""

from tests.differential.cast import ACTORS, BESIDE, Stage, jack
from tests.differential.players.choosing import (
    UNKNOWN,
    Dice,
    a_holder,
    a_key,
    a_part,
    an_end,
    anyone,
    held,
    in_role,
    one_of,
    signed,
)
from tests.reference.book import Book
from tests.reference.cash import UNLIMITED
from tests.reference.operations import Call
from tests.reference.parties import FINANCIER, Account
from tests.reference.receivable import Status
from tests.reference.statements import Quote

NONCES = (0, 1, 2, 95)


def transferring(dice: Dice, stage: Stage) -> Call:
    key = a_key(dice, stage.book, Status.TOKENISED)
    giver = a_holder(dice, stage.book, key)
    units = a_part(dice, held(stage.book, key, giver))
    return Call(giver, "transfer", (in_role(dice, stage.book, 0), key, units))


def transferring_for_another(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    key, by = a_key(dice, book, Status.TOKENISED), anyone(dice)
    allowed = [(giver, spender, k) for giver, spender, k in book.allowances if k == key]
    giver = a_holder(dice, book, key)
    if allowed and dice.randrange(3):
        giver, by, key = one_of(dice, allowed)
    operators = sorted(pair for pair in book.operators if pair[1] in ACTORS)
    if not allowed and operators and dice.randrange(3):
        giver, by = one_of(dice, operators)
    if by not in ACTORS:
        by = jack
    units = a_part(dice, held(book, key, giver))
    return Call(by, "transferFrom", (giver, in_role(dice, book, 0), key, units))


def allowing(dice: Dice, stage: Stage) -> Call:
    key = a_key(dice, stage.book, Status.TOKENISED)
    giver = a_holder(dice, stage.book, key)
    beside = [stage.contracts[name].address for name in BESIDE]
    if dice.randrange(3) == 0:
        spender = one_of(dice, (stage.book.splitter, one_of(dice, beside), anyone(dice)))
        return Call(giver, "setOperator", (spender, dice.randrange(4) > 0))
    units = one_of(dice, (a_part(dice, held(stage.book, key, giver)), UNLIMITED))
    spender = one_of(dice, (anyone(dice), anyone(dice), one_of(dice, beside)))
    return Call(giver, "approve", (spender, key, units))


def splitting(dice: Dice, stage: Stage) -> Call | None:
    book = stage.book
    willing = [giver for giver, by in sorted(book.operators) if by == book.splitter]
    giver = one_of(dice, willing)
    if giver is None or giver == stage.vault.address:
        return None
    key = a_key(dice, book, Status.TOKENISED)
    receivers = [in_role(dice, book, 0) for _ in range(dice.randint(1, 4))]
    weights = [one_of(dice, (1, 1, 2, 5, 5, 0)) for _ in receivers]
    if dice.randrange(10) == 0:
        weights.append(1)
    units = a_part(dice, held(book, key, giver))
    return Call(giver, "split", (key, units, tuple(receivers), tuple(weights)), "splitter")


def selling(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    ahead = [k for k, r in book.receivables.items() if r.is_owed and r.due_day > book.today]
    key = one_of(dice, ahead, a_key(dice, book, Status.TOKENISED))
    seller = a_holder(dice, book, key)
    units = a_part(dice, held(book, key, seller))
    r = book.receivables.get(key)
    state = (r.round, r.unpaid, r.due_day) if r else (0, 0, 0)
    if r and dice.randrange(8) == 0:  # as it was, or may become
        older = (max(r.round - 1, 0), r.unpaid, r.due_day), (r.round, r.face, r.due_day)
        state = one_of(dice, (*older, (r.round, r.unpaid, r.due_day + 1)))
    financier = in_role(dice, book, FINANCIER)
    quote = Quote(
        financier,
        key,
        *state,
        one_of(dice, (0, 0, 1, units)),
        one_of(dice, (2**64 - 1, units)),
        dice.randint(0, 400_000),
        one_of(dice, (360, 365)),
        an_end(dice, book),
        a_nonce(dice, book, financier),
    )
    signature = signed(book, quote.financier, quote)
    least = one_of(dice, (0, 0, a_part(dice, units)))
    return Call(seller, "fill", (quote, signature, units, least))


def a_nonce(dice: Dice, book: Book, financier: Account) -> int:
    """One of few, so that they meet, in the financier's epoch, or now and then in the last one."""
    party = book.register.behind(financier)
    epoch = party.quote_epoch if party else 0
    late = epoch > 0 and dice.randrange(8) == 0
    return int(one_of(dice, NONCES)) + 256 * (epoch - late)


def withdrawing_a_quote(dice: Dice, stage: Stage) -> Call:
    financier = in_role(dice, stage.book, FINANCIER)
    if dice.randrange(4) == 0:
        return Call(financier, "cancelAllQuotes", ())
    nonce = a_nonce(dice, stage.book, financier) + one_of(dice, (0, 0, 1))
    return Call(financier, "cancelQuote", (a_key(dice, stage.book), nonce))


def redeeming(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    waiting = [key for key, r in book.receivables.items() if any(r.claims.values())]
    key = one_of(dice, waiting, UNKNOWN)
    return Call(a_holder(dice, book, key), "redeem", (key,))
