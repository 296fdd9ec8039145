"""Sealed bids: a seller opens, financiers commit and reveal, anybody clears and delivers."""

from collections.abc import Callable

from tests.contracts.world import digest
from tests.differential.cast import Stage
from tests.differential.players.choosing import (
    Dice,
    a_holder,
    a_part,
    anyone,
    held,
    in_role,
    one_of,
)
from tests.differential.players.traders import for_sale, some_terms
from tests.reference.auctions import HOUR
from tests.reference.book import DAY, Book
from tests.reference.cash import UNLIMITED
from tests.reference.operations import Call
from tests.reference.parties import FINANCIER
from tests.reference.venues import Auction, BidState, Commitment, Lot

Found = tuple[int, Auction]


def an_auction(dice: Dice, book: Book, wanted: Callable[[Auction], bool]) -> Found | None:
    """One of that kind, or now and then any."""
    numbered = list(enumerate(book.auctions.auctions, start=1))
    fitting = [(number, auction) for number, auction in numbered if wanted(auction)]
    found: Found | None = one_of(dice, fitting if dice.randrange(12) else numbered)
    return found


def auctioning(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    key = for_sale(dice, book, 5)
    seller = a_holder(dice, book, key)
    units = a_part(dice, held(book, key, seller))
    commit_end = book.now + one_of(dice, (0, 600, 600, HOUR, HOUR, DAY))
    reveal_end = commit_end + one_of(dice, (*[HOUR, DAY] * 6, HOUR - 1))
    lot = Lot(
        key,
        units,
        one_of(dice, (*[1, max(1, units // 4)] * 6, units, 0)),
        one_of(dice, (*[1, max(1, units // 10)] * 6, units, 0)),
        one_of(dice, (80_000, 400_000, 400_000, 3_000_000)),
        commit_end,
        reveal_end,
        reveal_end + one_of(dice, (HOUR, DAY, DAY, 2 * DAY, 40 * DAY)),
        some_terms(dice, book),
    )
    return Call(seller, "open", (lot,), "auctions")


def committing(dice: Dice, stage: Stage) -> Call | None:
    book = stage.book
    found = an_auction(dice, book, lambda auction: book.now <= auction.lot.commit_end)
    if found is None:
        return None
    number, auction = found
    lot, by = auction.lot, in_role(dice, book, FINANCIER)
    known = [auction.seller, *(bid.financier for bid in auction.bids)]
    if book.register.number_of(by) in known:
        by = in_role(dice, book, FINANCIER)
    most = dice.randint(lot.min_units, lot.units)
    bid = Commitment(
        book.chain,
        book.auctions.account,
        number,
        book.register.number_of(by),
        one_of(dice, (*[20_000, 50_000, 50_000, lot.reserve_rate] * 4, lot.reserve_rate + 1)),
        one_of(dice, (*[most, lot.units, lot.min_units] * 4, a_part(dice, lot.units))),
        digest(dice.randrange(3)),
    )
    return Call(by, "commit", (number, bid), "auctions")


def revealing(dice: Dice, stage: Stage) -> Call | None:
    book = stage.book
    found = an_auction(dice, book, lambda auction: _to_reveal(book, auction))
    if found is None or not found[1].bids:
        return None
    number, auction = found
    hidden = [bid for bid in auction.bids if bid.state is BidState.COMMITTED]
    bid = one_of(dice, hidden or auction.bids)
    by = book.register.account_of(bid.financier)
    rate, units, salt = bid.commitment[-3:]
    return Call(by, "reveal", (number, rate, units, salt), "auctions")


def withholding(dice: Dice, stage: Stage) -> Call | None:
    """Who has an award allows less cash than it costs, or enough again."""
    book = stage.book
    found = an_auction(dice, book, lambda auction: auction.pending > 0)
    if found is None:
        return None
    auction = found[1]
    awarded = [bid.financier for bid in auction.bids if bid.state is BidState.AWARDED]
    by = book.register.account_of(one_of(dice, awarded, auction.seller))
    cash = one_of(dice, (0, 0, book.in_token(auction.currency, auction.lot.units // 2), UNLIMITED))
    token = book.lists.currencies[auction.currency - 1].token
    return Call(by, "approve", (book.auctions.account, cash), token)


def clearing(dice: Dice, stage: Stage) -> Call | None:
    now = stage.book.now
    found = an_auction(dice, stage.book, lambda a: a.lot.reveal_end < now and not a.cleared)
    return Call(anyone(dice), "clear", (found[0],), "auctions") if found else None


def delivering(dice: Dice, stage: Stage) -> Call | None:
    """An award is exchanged, or after its time lapses."""
    book = stage.book
    found = an_auction(dice, book, lambda auction: auction.pending > 0)
    if found is None:
        return None
    number, auction = found
    awarded = [bid.financier for bid in auction.bids if bid.state is BidState.AWARDED]
    other = dice.randint(1, len(book.register.entries))
    financier = one_of(dice, awarded, other)
    late = book.now > auction.lot.delivery_end
    if dice.randrange(5) == 0:
        late = not late
    name = "lapse" if late else "deliver"
    return Call(anyone(dice), name, (number, financier), "auctions")


def taking_out(dice: Dice, stage: Stage) -> Call | None:
    found = one_of(dice, list(stage.book.auctions.credits))
    if found is None:
        return None
    number, currency = found
    return Call(stage.book.register.account_of(number), "withdraw", (currency,), "auctions")


def waiting_for_an_end(dice: Dice, stage: Stage) -> Call | None:
    """Until the last second of a step, or the first after it; or a day, while awards are due."""
    book = stage.book
    awarded = [auction.lot for auction in book.auctions.auctions if auction.pending]
    left = [lot.delivery_end - book.now for lot in awarded if lot.delivery_end > book.now]
    if left and dice.randrange(4) == 0:
        seconds = min(DAY, one_of(dice, left))
        return Call(anyone(dice), "wait", (seconds,), "time")
    lots = [auction.lot for auction in book.auctions.auctions]
    ends = [end for lot in lots for end in (lot.commit_end, lot.reveal_end, lot.delivery_end)]
    ahead = sorted(end for end in ends if end >= book.now)
    if not ahead:
        return None
    if dice.randrange(4) and any(_waits(book, auction) for auction in book.auctions.auctions):
        return None
    seconds = ahead[0] + one_of(dice, (0, 1, 1, 1)) - book.now
    return Call(anyone(dice), "wait", (seconds,), "time")


def _to_reveal(book: Book, auction: Auction) -> bool:
    """Whether bids are hidden that could be shown now."""
    hidden = any(bid.state is BidState.COMMITTED for bid in auction.bids)
    return hidden and auction.lot.commit_end < book.now <= auction.lot.reveal_end


def _waits(book: Book, auction: Auction) -> bool:
    """Whether somebody could still act before the next step."""
    if book.now <= auction.lot.commit_end:
        return len(auction.bids) < 2
    return _to_reveal(book, auction) or auction.pending > 0
