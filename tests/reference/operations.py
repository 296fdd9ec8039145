"""Every operation by its name in the contracts, and several in one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from tests.reference import (
    adjusting,
    auctions,
    awards,
    batches,
    cash,
    confirming,
    defaults,
    facilities,
    freezing,
    lines,
    lists,
    market,
    orders,
    parties,
    recourse,
    recovery,
    rules,
    settlement,
    units,
)
from tests.reference.book import Book, copied
from tests.reference.parties import Account
from tests.reference.refusals import Needs
from tests.reference.venues import Venue

MOST_CALLS = 100


class Call(NamedTuple):
    """Somebody calls an operation; `to` is the contract, for a token its account."""

    by: Account
    name: str
    arguments: tuple[Any, ...]
    to: str = "core"


class Preview(NamedTuple):
    """What a call would have answered."""

    answer: Any


def multicall(book: Book, by: Account, calls: Sequence[Call]) -> list[Any]:
    """Several calls as if each came alone, all or nothing."""
    needs = Needs()
    needs.that(len(calls) <= MOST_CALLS, "BatchTooLarge", len(calls), MOST_CALLS)
    for index, call in enumerate(calls):
        if not needs.that(call.name != "multicall", "BatchNested", index):
            break
    needs.met()
    with book.all_or_nothing():
        return [perform(book, call._replace(by=by)) for call in calls]


def preview(book: Book, venue: Venue, by: Account, call: Call) -> Preview:
    """What a call would answer, if the caller made it now. Nothing changes."""
    del venue
    return Preview(perform(copied(book), call._replace(by=by)))


def undone(book: Book, venue: Venue, by: Account, call: Call) -> NoReturn:
    """The inner half of a preview: whatever comes of it, it is refused."""
    del book, venue, by, call
    Needs().refuse("Nothing")


CORE: Mapping[str, Callable[..., Any]] = {
    "register": parties.register,
    "setRoles": parties.set_roles,
    "suspend": parties.suspend,
    "reinstate": parties.reinstate,
    "addCurrency": lists.add_currency,
    "addTerms": lists.add_terms,
    "setCreditLine": lines.set_credit_line,
    "record": confirming.record,
    "confirm": confirming.confirm,
    "confirmSigned": confirming.confirm_signed,
    "issueSigned": confirming.issue_signed,
    "issue": confirming.issue,
    "reject": confirming.reject,
    "cancel": confirming.cancel,
    "dispute": adjusting.dispute,
    "creditNote": adjusting.credit_note,
    "tokenise": confirming.tokenise,
    "postBatch": batches.post_batch,
    "tokeniseProof": batches.tokenise_proof,
    "withdrawProof": batches.withdraw_proof,
    "closeBatch": batches.close_batch,
    "markDefault": defaults.mark_default,
    "announceRule": rules.announce_rule,
    "transfer": units.transfer,
    "transferFrom": units.transfer_from,
    "approve": units.approve,
    "setOperator": units.set_operator,
    "pay": settlement.pay,
    "redeem": settlement.redeem,
    "fill": market.fill,
    "cancelQuote": market.cancel_quote,
    "cancelAllQuotes": market.cancel_all_quotes,
    "freeze": freezing.freeze,
    "unfreeze": freezing.unfreeze,
    "freezeUnits": freezing.freeze_units,
    "unfreezeUnits": freezing.unfreeze_units,
    "requestRecovery": recovery.request_recovery,
    "cancelRecovery": recovery.cancel_recovery,
    "recover": recovery.recover,
    "multicall": multicall,
}
TOKEN: Mapping[str, Callable[..., Any]] = {
    "mint": cash.mint,
    "approve": cash.approve,
    "transfer": cash.send,
}


MARKET: Mapping[str, Callable[..., Any]] = {
    "sell": orders.sell,
    "buy": orders.buy,
    "withdrawOrder": orders.withdraw_order,
    "withdrawAllOrders": orders.withdraw_all_orders,
    "openFacility": facilities.open_facility,
    "changeFacility": facilities.change_facility,
    "closeFacility": facilities.close_facility,
    "draw": facilities.draw,
    "restore": facilities.restore,
}
AUCTIONS: Mapping[str, Callable[..., Any]] = {
    "open": auctions.open_auction,
    "commit": auctions.commit,
    "reveal": auctions.reveal,
    "clear": auctions.clear,
    "deliver": awards.deliver,
    "lapse": awards.lapse,
    "withdraw": awards.withdraw,
}
VENUE: Mapping[str, Callable[..., Any]] = {
    "putBack": recourse.put_back,
    "payDebt": recourse.pay_debt,
    "release": recourse.release,
    "preview": preview,
    "undone": undone,
}
"""Of both contracts beside the ledger."""
VENUES = {"market": MARKET, "auctions": AUCTIONS}


def perform(book: Book, call: Call) -> Any:
    """Do what a call asks for; what it answers. Raises Refused, and then nothing has changed."""
    if call.to == "core":
        return CORE[call.name](book, call.by, *call.arguments)
    if call.to == "splitter":
        return units.split(book, call.by, *call.arguments)
    if call.to in VENUES:
        own, venue = VENUES[call.to], getattr(book, call.to)
        if call.name in VENUE:
            return VENUE[call.name](book, venue, call.by, *call.arguments)
        return own[call.name](book, call.by, *call.arguments)
    return TOKEN[call.name](book, call.by, call.to, *call.arguments)
