"""Cash comes in against receivables, and goes out to their holders."""

from collections.abc import Sequence
from dataclasses import dataclass

from sfc.app.cash import send_with_cash
from sfc.app.context import Context, Done
from sfc.app.parties import account_of, listed, units_of
from sfc.domain.days import Day
from sfc.domain.discount import penalty_interest
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.receivable import UNDERTAKEN
from sfc.domain.views import Receivable


@dataclass(frozen=True, slots=True)
class Due:
    """What a payment would have to cover at most on `day`."""

    principal: Money
    penalty: Money
    day: Day

    @property
    def total(self) -> Money:
        """Principal and penalty interest together."""
        return self.principal + self.penalty


@dataclass(frozen=True, slots=True)
class Payment:
    """One of several payments; without an `amount`, all that is due."""

    receivable: ReceivableId
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Redemption:
    """What a holder was paid out on one receivable."""

    receivable: Receivable
    holder: ParticipantId
    amount: Money


def amount_due(receivable: Receivable, day: Day) -> Due:
    """What is owed on a receivable on a day: the unpaid face, and penalty interest up to the day.

    Nothing before confirmation and after the end. Penalty interest starts after grace, or where it
    was last posted.
    """
    nothing = Money(0, receivable.face.currency)
    if receivable.status not in UNDERTAKEN:
        return Due(nothing, nothing, day)
    unpaid = receivable.face - receivable.paid
    terms = receivable.terms
    start = max(receivable.due_day + terms.grace_days, receivable.accrued_to or 0)
    accrued = penalty_interest(unpaid.minor, terms.penalty_rate_ppm, day - start, terms.basis)
    return Due(unpaid, receivable.penalty_owed + Money(accrued, unpaid.currency), day)


def pay(
    context: Context, by: ParticipantId, receivable: ReceivableId, amount: Money | None = None
) -> Done[Receivable]:
    """`by` pays on a receivable out of its cash: an amount, or all that is due today.

    Raises NotFound, UnknownParticipant, WrongStatus, Overpayment, InsufficientFunds,
    AmountNotPositive, CurrencyMismatch, AllowanceTooLow (own keys only).
    """
    done = pay_many(context, by, [Payment(receivable, amount)])
    return done.of(done.result[0])


def pay_many(
    context: Context, by: ParticipantId, payments: Sequence[Payment]
) -> Done[tuple[Receivable, ...]]:
    """`pay` for 1 to 100 receivables, all or none. Also raises BatchTooLarge."""
    payer = account_of(context, by)
    today = context.clock.today()
    calls, currencies = [], set[int]()
    for payment in payments:
        found = context.read.receivable(payment.receivable)
        if payment.amount is None:  # nothing due is for the ledger to refuse
            amount = amount_due(found, today).total.minor
        else:
            amount = units_of(found, payment.amount)
        currencies.add(listed(context, found.face.currency.code).number)
        calls.append(context.ledger.pay(found.id, amount))
    receipt = send_with_cash(context, payer, {payer}, currencies, calls)
    return Done(tuple(context.read.receivable(each.receivable) for each in payments), receipt)


def redeem(context: Context, by: ParticipantId, receivable: ReceivableId) -> Done[Redemption]:
    """Pay out to `by` all that is collected on its units and not yet redeemed.

    Raises NotFound, ParticipantSuspended, NothingToRedeem (before anything was paid included).
    """
    done = redeem_many(context, by, [receivable])
    return done.of(done.result[0])


def redeem_many(
    context: Context, by: ParticipantId, receivables: Sequence[ReceivableId]
) -> Done[tuple[Redemption, ...]]:
    """`redeem` for 1 to 100 receivables, all or none. Also raises BatchTooLarge."""
    found = [context.read.receivable(each) for each in receivables]
    calls = [context.ledger.redeem(each.id) for each in found]
    receipt = context.send(account_of(context, by), *calls)
    return Done(
        tuple(_redemption(context, by, each.id, receipt.transaction) for each in found), receipt
    )


def _redemption(
    context: Context, by: ParticipantId, receivable: ReceivableId, transaction: str
) -> Redemption:
    """What the transaction paid out; others may have redeemed on the receivable meanwhile."""
    found = context.read.receivable(receivable)
    amounts = (
        int(entry.details["amount"] or 0)
        for entry in context.read.history(receivable)
        if entry.transaction == transaction and entry.name == "Redeemed"
    )
    return Redemption(found, by, Money(sum(amounts), found.face.currency))
