"""Every operation by its name in the contracts, and several in one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from tests.reference import (
    adjusting,
    batches,
    cash,
    confirming,
    defaults,
    freezing,
    lines,
    lists,
    market,
    parties,
    recovery,
    rules,
    settlement,
    units,
)
from tests.reference.book import Book
from tests.reference.parties import Account
from tests.reference.refusals import Needs

MOST_CALLS = 100


class Call(NamedTuple):
    """Somebody calls an operation; `to` is the contract, for a token its account."""

    by: Account
    name: str
    arguments: tuple[Any, ...]
    to: str = "core"


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


def perform(book: Book, call: Call) -> Any:
    """Do what a call asks for; what it answers. Raises Refused, and then nothing has changed."""
    if call.to == "core":
        return CORE[call.name](book, call.by, *call.arguments)
    if call.to == "splitter":
        return units.split(book, call.by, *call.arguments)
    return TOKEN[call.name](book, call.by, call.to, *call.arguments)
