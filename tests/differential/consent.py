"""Whose units and cash a call may take: the caller's, and those of who agreed to it before."""

from tests.differential.cast import BESIDE
from tests.differential.codec import inner_calls
from tests.differential.twins import Twins
from tests.reference.operations import Call


def consenting(twins: Twins, call: Call) -> set[str]:
    """The accounts of those. A preview takes from nobody."""
    if call.name in ("preview", "undone"):
        return set()
    agreed = {call.by}
    for one in inner_calls(call) or [call]:
        agreed |= _beside(twins, one) if one.to in BESIDE else _on_the_ledger(twins, one)
    return agreed


def _on_the_ledger(twins: Twins, call: Call) -> set[str]:
    """Who signed the quote, or allowed the caller to move its units.

    What supplier and obligor end or correct together takes units that are still the supplier's.
    """
    book = twins.book
    match call.name:
        case "fill":
            return _signer(twins, call, call.arguments[0].financier)
        case "transferFrom" | "split":
            allowed = {giver for giver, spender, _ in book.allowances if spender == call.by}
            return allowed | {giver for giver, spender in book.operators if spender == call.by}
        case "cancel" | "creditNote":
            return {book.register.account_of(call.arguments[0].supplier)}
    return set()


def _beside(twins: Twins, call: Call) -> set[str]:
    """Who signed the order, opened the facility, sold with recourse, put back, or bid."""
    first = call.arguments[0] if call.arguments else 0
    match call.name:
        case "sell" | "buy":
            return _signer(twins, call, first.maker)
        case "draw":
            known = first <= twins.one("facilityCount", of="market")
            market = twins.stage.bench.market
            return _accounts(twins, market.facilityOf(first).financier) if known else set()
        case "putBack":
            # of a deal that is the caller's own
            _, seller, financier, *_ = twins.view("dealOf", first, of=call.to)
            return _accounts(twins, seller) if {call.by} == _accounts(twins, financier) else set()
        case "payDebt":
            return _accounts(twins, twins.view("dealOf", first, of=call.to)[2])
        case "deliver":
            seller = twins.view("auctionOf", first, of=call.to)[0]
            return _accounts(twins, seller, call.arguments[1])
    return set()


def _signer(twins: Twins, call: Call, signer: str) -> set[str]:
    statement, signature = call.arguments[:2]
    return {signer} if signature.binds(twins.book.signing_key(signer), statement) else set()


def _accounts(twins: Twins, *participants: int) -> set[str]:
    return {twins.book.register.account_of(number) for number in participants}
