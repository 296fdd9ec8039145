"""Standing facilities of financiers, and draws on them."""

from collections.abc import Sequence

from sfc.app.context import Context, Done
from sfc.app.parties import account_of, active, listed, units_of
from sfc.app.trading import Needs, limit_of, preview, trade, trade_within
from sfc.domain.discount import MAX_RATE_PPM
from sfc.domain.errors import Forbidden, RateOutOfRange
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import Conditions, SaleAmounts
from sfc.domain.market_events import MARKET
from sfc.domain.market_views import Facility, Trade
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.ports import Call


def open_facility(
    context: Context,
    by: ParticipantId,
    obligor: ParticipantId,
    currency: str,
    conditions: Conditions,
) -> Done[Facility]:
    """The financier `by` offers to buy receivables of an obligor up to a limit.

    Its cash is let to the market where its key is held. Raises WrongRole, ParticipantSuspended,
    UnknownParticipant, CurrencyUnknown, OfferMalformed, BasisUnsupported, RateOutOfRange.
    """
    account = active(context, by, Role.FINANCIER).account
    active(context, obligor)
    _check(conditions)
    number = listed(context, currency).number
    needs = Needs(MARKET, number, cash_of=[account])
    call = context.market.open_facility(obligor, number, conditions)
    receipt = trade(context, account, needs, call)
    of, offered = (by, obligor), context.read.facilities()
    mine = [e for e in offered if (e.financier, e.obligor) == of and e.conditions == conditions]
    return Done(mine[-1], receipt)


def change_facility(
    context: Context, by: ParticipantId, number: int, conditions: Conditions
) -> Done[Facility]:
    """The financier replaces the conditions, for draws to come; a closed one is open again.

    Raises NotFound, Forbidden (another's), OfferMalformed, BasisUnsupported, RateOutOfRange.
    """
    _owned(context, by, number)
    _check(conditions)
    call = context.market.change_facility(number, conditions)
    receipt = context.send(account_of(context, by), call)
    return Done(context.read.facility(number), receipt)


def close_facility(context: Context, by: ParticipantId, number: int) -> Done[Facility]:
    """The financier ends draws. Raises NotFound, Forbidden (another's), FacilityNotOpen."""
    _owned(context, by, number)
    receipt = context.send(account_of(context, by), context.market.close_facility(number))
    return Done(context.read.facility(number), receipt)


def preview_draw(
    context: Context,
    by: ParticipantId,
    number: int,
    receivable: ReceivableId,
    amount: Money | None = None,
    least: Money | None = None,
) -> SaleAmounts:
    """What a draw by the holder `by` would move now: the very call, executed and undone.

    At any price, unless it is to bring something at `least`. Raises as `draw` does.
    """
    limit = limit_of(context, receivable, least, sells=True)
    call, needs = _draw(context, by, number, receivable, amount, limit)
    return preview(context, account_of(context, by), needs, call)


def draw(
    context: Context,
    by: ParticipantId,
    number: int,
    receivable: ReceivableId,
    amount: Money | None = None,
    least: Money | None = None,
) -> Done[Trade]:
    """The holder `by` sells units worth `amount`, or all it has, to the facility's financier.

    For `least` at least; by default what it would bring now. Raises NotFound, FacilityNotOpen,
    QuoteMismatch (obligor, terms, tenor, limit), InsufficientUnits, PriceMoved, InsufficientFunds,
    NoDaysToMaturity, ParticipantSuspended, AllowanceTooLow, NotUnitOperator.
    """

    def call(minimum: int) -> tuple[Call, Needs]:
        return _draw(context, by, number, receivable, amount, minimum)

    def bound() -> int:
        if least is not None or context.is_rehearsal:  # which tells what it brings
            return limit_of(context, receivable, least, sells=True)
        return preview_draw(context, by, number, receivable, amount).proceeds

    receipt = trade_within(context, account_of(context, by), call, bound, sells=True)
    return Done(made_in(context, receivable, receipt.transaction), receipt)


def made_in(context: Context, receivable: ReceivableId, transaction: str) -> Trade:
    """The sale of a transaction."""
    trades: Sequence[Trade] = context.read.trades(receivable)
    return next(each for each in trades if each.transaction == transaction)


def _draw(
    context: Context,
    by: ParticipantId,
    number: int,
    receivable: ReceivableId,
    amount: Money | None,
    minimum: int,
) -> tuple[Call, Needs]:
    facility = context.read.facility(number)
    found = context.read.receivable(receivable)
    held = context.read.units(receivable, by) or 1  # which the ledger refuses
    units = held if amount is None else units_of(found, amount)
    seller = account_of(context, by)
    # with recourse the seller's cash is reached too: that is what it agrees to by the draw
    answers = [seller] if facility.conditions.terms.recourse else []
    needs = Needs(
        MARKET,
        listed(context, found.face.currency.code).number,
        units_of=[seller],
        cash_of=[account_of(context, facility.financier), *answers],
    )
    return context.market.draw(number, receivable, units, minimum), needs


def _owned(context: Context, by: ParticipantId, number: int) -> Facility:
    found = context.read.facility(number)
    if found.financier != by:
        raise Forbidden("changing another's facility")
    return found


def _check(conditions: Conditions) -> None:
    for rate in (conditions.terms.buy_back_rate, *(rate for _, rate in conditions.buckets)):
        if not 0 <= rate <= MAX_RATE_PPM:
            raise RateOutOfRange(rate, MAX_RATE_PPM)
