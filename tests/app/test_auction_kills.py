"""A sealed bid is committed to once and revealed once, whatever is killed when."""

from dataclasses import replace
from itertools import count

from sfc.app.auctions import commit, open_auction, reveal_due
from sfc.app.context import Context
from sfc.app.intents import intended
from sfc.app.sandbox import advance_days, faucet
from sfc.domain.auctions import BidState, Lot
from sfc.domain.market import SaleTerms
from sfc.domain.sealing import salt, seal, unseal
from tests.app.conftest import Town, cny
from tests.app.killing import Fuse, Killed, Mortal


def test_sealed_is_read_with_its_secret_only() -> None:
    hidden = seal(b"secret", b"7 3 nonce", 50_000, 600_000)
    assert unseal(b"secret", b"7 3 nonce", hidden) == (50_000, 600_000)
    assert unseal(b"another", b"7 3 nonce", hidden) != (50_000, 600_000)
    assert hidden != seal(b"secret", b"7 3 other", 50_000, 600_000)
    assert salt(b"secret", b"7 3 nonce") != salt(b"secret", b"7 3 other")


def auction(town: Town) -> int:
    context = town.context
    [one] = town.tokenised("100.00")
    now = context.clock.now()
    ends = (now + 3_600, now + 2 * 86_400, now + 3 * 86_400)
    lot = Lot(one, 10_000, 1, 100, 80_000, *ends, SaleTerms())
    return open_auction(context, town.supplier, lot).result.auction.number


def mortal(context: Context, fuse: Fuse) -> Context:
    sealed = Mortal(context.sealed_bids, {"keep", "done"}, fuse)
    ledger = Mortal(context.ledger, {"send"}, fuse)
    return replace(context, ledger=ledger, sealed_bids=sealed)  # type: ignore[arg-type]


def test_killed_anywhere_a_bid_counts_once(town: Town) -> None:
    context = town.context
    faucet(context, town.supplier, cny("100.00"))
    for lives in count():
        number = auction(town)
        whole = True
        for _ in range(2):  # the client repeats its request, with the same key
            try:
                with intended(f"bid {number}"):
                    fuse = Fuse(lives if whole else 10**6)
                    commit(mortal(context, fuse), town.bank, number, 50_000, cny("60.00"))
                break
            except Killed:
                whole = False
        assert context.auctions.bid(number, town.bank).state is BidState.COMMITTED
        advance_days(context, 1)
        try:
            reveal_due(mortal(context, Fuse(lives)))
        except Killed:
            whole = False
        context.indexer.catch_up()
        reveal_due(context)
        bid = context.auctions.bid(number, town.bank)
        assert (bid.state, bid.rate_ppm, bid.units) == (BidState.REVEALED, 50_000, 6_000)
        assert not [e for e in context.sealed_bids.waiting() if e.auction == number]
        if whole:
            break
    assert lives > 3, "there were moments to die at"
