"""What follows a sale: units are put back, somebody pays the debt, hold-backs are released."""

from collections.abc import Callable

from tests.differential.cast import BESIDE, Stage
from tests.differential.players.choosing import Dice, a_part, anyone, one_of
from tests.reference.book import DAY, Book
from tests.reference.operations import Call
from tests.reference.receivable import Status
from tests.reference.recourse import cost_of, debt_of
from tests.reference.venues import Deal

Found = tuple[str, int, Deal]


def deals(book: Book, wanted: Callable[[Deal], bool]) -> list[Found]:
    """Where, under which number, and what: all deals of that kind."""
    return [
        (name, number, deal)
        for name in BESIDE
        for number, deal in enumerate(getattr(book, name).deals, start=1)
        if wanted(deal)
    ]


def a_deal(dice: Dice, book: Book, wanted: Callable[[Deal], bool]) -> Found | None:
    """One of that kind, or now and then any."""
    found: Found | None = one_of(dice, deals(book, wanted))
    if dice.randrange(15) == 0:
        found = one_of(dice, deals(book, lambda _: True))
    return found


def is_late(book: Book, deal: Deal) -> bool:
    """Whether its receivable is in default, and its financier has units of it."""
    r = book.receivables[deal.receivable]
    late = r.due_day + r.terms.grace < book.today and r.held(deal.financier) > 0
    return late and r.round == deal.round and r.status is Status.TOKENISED


def putting_back(dice: Dice, stage: Stage) -> Call | None:
    book = stage.book
    drawn = dice.randrange(2) == 0 and bool(deals(book, lambda deal: goes_back(book, deal, True)))
    found = a_deal(dice, book, lambda deal: goes_back(book, deal, drawn))
    if found is None:
        return None
    name, number, deal = found
    by = book.register.account_of(deal.financier)
    held = book.receivables[deal.receivable].held(deal.financier)
    most = max(0, min(held, deal.units) - deal.owed)
    units = a_part(dice, min(most, reach(deal)) if dice.randrange(6) else most)
    if deal.owed and dice.randrange(2):
        units = 0
    return Call(by, "putBack", (number, units), name)


def goes_back(book: Book, deal: Deal, drawn: bool) -> bool:
    """Whether some of its units may be put back; and, if it has to be, was `drawn`."""
    return is_late(book, deal) and reach(deal) > 0 and (deal.facility > 0 or not drawn)


def reach(deal: Deal) -> int:
    """About how many units may go back, by recourse or by what the hold-back pays for."""
    return max(deal.recourse, deal.units * deal.hold_back // max(1, deal.price))


def running_short(dice: Dice, stage: Stage) -> Call | None:
    """The seller of a deal allows less cash than its units cost."""
    book = stage.book
    found = a_deal(dice, book, lambda deal: is_late(book, deal) and deal.units > 0)
    if found is None:
        return None
    name, _, deal = found
    cash = book.in_token(deal.currency, a_part(dice, cost_of(book, deal, deal.units)))
    by = book.register.account_of(deal.seller)
    token = book.lists.currencies[deal.currency - 1].token
    return Call(by, "approve", (getattr(book, name).account, cash), token)


def paying_a_debt(dice: Dice, stage: Stage) -> Call | None:
    book = stage.book
    found = a_deal(dice, book, lambda deal: is_late(book, deal) and deal.owed > 0)
    if found is None:
        return None
    name, number, deal = found
    most = one_of(dice, (2**256 - 1, 2**80, debt_of(book, deal)[1]))
    return Call(anyone(dice), "payDebt", (number, a_part(dice, deal.owed), most), name)


def releasing(dice: Dice, stage: Stage) -> Call | None:
    found = a_deal(dice, stage.book, lambda deal: deal.hold_back > 0)
    if found is None:
        return None
    name, number, deal = found
    owner = stage.book.register.account_of(deal.financier)
    by = owner if dice.randrange(5) == 0 else anyone(dice)
    return Call(by, "release", (number,), name)


def waiting_for_a_default(dice: Dice, stage: Stage) -> Call | None:
    """Until the first day on which units of a deal can go back, or the last on which not."""
    book = stage.book
    if any(auction.lot.delivery_end >= book.now for auction in book.auctions.auctions):
        return None
    found = a_deal(dice, book, lambda deal: deal.units > 0 and not is_late(book, deal))
    if found is None:
        return None
    r = book.receivables[found[2].receivable]
    days = r.due_day + r.terms.grace + dice.randint(0, 1) - book.today
    if not 0 <= days < 400 or r.status is not Status.TOKENISED:
        return None
    return Call(anyone(dice), "wait", (days * DAY,), "time")
