"""Pays on the ledger what matched entries say was paid at the bank: each once, whatever happens.

Before an entry is paid, the ledger is looked at: a payment of the same amount on the same
receivable that no entry explains yet is taken for this one's. So a crash between paying and noting
it, another's payment meanwhile, and a repetition all end with one payment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sfc.app.cash import send_with_cash
from sfc.app.context import Context
from sfc.app.reconcile import alone, owned
from sfc.app.reconcile_items import expected_items, payment_item
from sfc.app.settle import Payment, pay_many
from sfc.domain.errors import ChainUnavailable, InsufficientFunds, PostingInDoubt, SfcError
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.reconciliation import (
    Allocation,
    Expected,
    Finding,
    ItemKind,
    State,
)
from sfc.ports import Receipt
from sfc.ports.reconciliation import FiledEntry, FiledStatement

Outcome = Literal["posted", "explained", "refused", "in_doubt"]
_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Posting:
    """What became of an entry; `error` says why it was refused, or is in doubt."""

    number: int
    outcome: Outcome
    transaction: str = ""
    error: SfcError | None = None


def post(context: Context, owner: ParticipantId | None, statement: str) -> list[Posting]:
    """Post all matched entries of a statement, each in a transaction of its own.

    A participant pays out of its own cash. The settlement bank pays out of its own too; on the
    sandbox it mints what it lacks, for the money has come in at the bank. What the ledger refuses
    stays matched, for a person to park. Stops where the chain does not answer. Raises NotFound,
    Forbidden.
    """
    with alone(context, owner):
        filed = owned(context, owner, statement)
        done = []
        for each in _matched(context, statement):
            done.append(_Posting(context, filed, each).posted())
            if done[-1].outcome == "in_doubt":
                break
        return done


def _matched(context: Context, statement: str) -> Iterator[FiledEntry]:
    after = 0
    while page := context.reconciling.book.entries(statement, State.MATCHED, after, _AT_A_TIME):
        yield from page
        after = page[-1].entry.number


class _Posting:
    """One entry on its way to the ledger."""

    def __init__(self, context: Context, filed: FiledStatement, before: FiledEntry) -> None:
        self._context = context
        self._filed = filed
        self._before = before
        self._number = before.entry.number

    def posted(self) -> Posting:
        finding = self._with_what_is_there(self._before.finding)
        waiting = self._waiting(finding)
        if not waiting:
            self._settle(finding)
            resumed = finding.state is State.POSTED
            found = finding.chosen.allocations[0].transaction if finding.chosen else ""
            return Posting(self._number, "posted" if resumed else "explained", found)
        sent_after = self._before.sent_after
        if sent_after is not None and self._context.sandbox is None:
            doubt = PostingInDoubt(self._number, sent_after)
            return Posting(self._number, "in_doubt", error=doubt)
        self._settle(finding, sent_after=self._context.events.head().block)
        try:
            receipt = self._pay(waiting)
        except ChainUnavailable as error:
            return Posting(self._number, "in_doubt", error=error)
        except SfcError as error:
            self._settle(finding)
            return Posting(self._number, "refused", error=error)
        self._settle(_paid(finding, receipt))
        return Posting(self._number, "posted", receipt.transaction)

    def _with_what_is_there(self, finding: Finding) -> Finding:
        """The finding, with payments that the ledger has already in the place of what was due."""
        chosen = finding.chosen
        assert chosen is not None
        items = self._payments()
        parts = []
        for each in chosen.allocations:
            there = next((item for item in items if _is_of(each, item)), None)
            if not each.to_post or there is None:
                parts.append(each)
                continue
            items.remove(there)
            _, transaction, *_ = there.id.split(":")
            ours = self._before.sent_after is not None
            found = transaction if ours else ""
            parts.append(Allocation(there.id, there.kind, there.receivable, each.amount, found))
        now = replace(chosen, allocations=tuple(parts))
        return replace(finding, state=now.state, chosen=now)

    def _waiting(self, finding: Finding) -> dict[ReceivableId, Money]:
        """What of a finding is still to be paid."""
        unit = self._filed.statement.currency
        return {
            each.receivable: Money(abs(each.amount), unit)
            for each in (finding.chosen.allocations if finding.chosen else ())
            if each.to_post and each.receivable is not None
        }

    def _payments(self) -> list[Expected]:
        owner = self._filed.owner
        allocated = self._context.reconciling.book.allocated(owner)
        self._context.indexer.catch_up()
        found = expected_items(self._context, owner, self._filed.statement, allocated)
        return [item for item in found if item.kind is ItemKind.PAYMENT]

    def _pay(self, amounts: Mapping[ReceivableId, Money]) -> Receipt:
        payer = self._filed.owner
        if payer is not None:
            payments = [Payment(each, amount) for each, amount in amounts.items()]
            return pay_many(self._context, payer, payments).receipt
        try:
            return self._pay_as_bank(amounts)
        except InsufficientFunds:
            if self._context.sandbox is None:
                raise
        self._mint(sum(amount.minor for amount in amounts.values()))
        return self._pay_as_bank(amounts)

    def _pay_as_bank(self, amounts: Mapping[ReceivableId, Money]) -> Receipt:
        context = self._context
        calls = [context.ledger.pay(each, amount.minor) for each, amount in amounts.items()]
        bank = bank_account(context)
        number = context.read.currency(self._filed.statement.currency.code).number
        return send_with_cash(context, bank, {bank}, {number}, calls)

    def _mint(self, minor: int) -> None:
        context = self._context
        listed = context.read.currency(self._filed.statement.currency.code)
        bank = bank_account(context)
        context.send(bank, context.ledger.mint(listed.number, bank, minor * listed.scale))

    def _settle(self, finding: Finding, sent_after: int | None = None) -> None:
        book = self._context.reconciling.book
        book.settle(self._filed.id, finding, None, sent_after)


def bank_account(context: Context) -> str:
    """The account that the settlement bank pays from."""
    return context.sandbox.bank if context.sandbox is not None else context.operator


def _is_of(allocation: Allocation, item: Expected) -> bool:
    """Whether a payment on the ledger is what an allocation would have paid."""
    return item.receivable == allocation.receivable and item.amount == allocation.amount


def _paid(finding: Finding, receipt: Receipt) -> Finding:
    """The finding, with the payments of a transaction in the place of what was due."""
    assert finding.chosen is not None
    chosen = replace(
        finding.chosen,
        allocations=tuple(_of_payment(each, receipt) for each in finding.chosen.allocations),
    )
    return replace(finding, state=State.POSTED, chosen=chosen)


def _of_payment(allocation: Allocation, receipt: Receipt) -> Allocation:
    if not allocation.to_post or allocation.receivable is None:
        return allocation
    item = payment_item(receipt.transaction, allocation.receivable)
    return replace(allocation, item=item, kind=ItemKind.PAYMENT, transaction=receipt.transaction)
