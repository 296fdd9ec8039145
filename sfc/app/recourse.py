"""After a sale with recourse or hold-back: putting back, paying a debt, releasing what was kept."""

from dataclasses import dataclass

from sfc.app.context import Context, Done
from sfc.app.parties import account_of, listed, positive
from sfc.app.query import Viewer
from sfc.app.trading import Needs, trade
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId
from sfc.domain.market_views import Deal
from sfc.domain.money import Money
from sfc.ports import Call


@dataclass(frozen=True, slots=True)
class Standing:
    """A deal as it is, and what its seller owes today for units put back and not paid."""

    deal: Deal
    owed: Money


def seen(context: Context, viewer: Viewer, venue: str, number: int) -> Standing:
    """A deal that the viewer may see: its seller, its financier, overseers. Raises NotFound."""
    found = context.read.deal(venue, number)
    if not (viewer.sees_all or viewer.participant in (found.seller, found.financier)):
        raise NotFound("deal", f"{venue} {number}")
    return standing(context, found)


def standing(context: Context, deal: Deal) -> Standing:
    """What is owed under a deal today, as the contract says."""
    owed = context.market.deal(deal.venue, deal.number).owed if deal.owed_units else 0
    return Standing(deal, Money(owed, deal.price.currency))


def put_back(
    context: Context, by: ParticipantId, venue: str, number: int, amount: Money | None = None
) -> Done[Standing]:
    """The financier `by` puts units worth `amount` of face back to the seller, after default.

    Without an amount, all for which the seller answers. Paid from the hold-back, then from the
    seller's cash; what is not paid is its debt. Raises NotFound, Forbidden, NotInDefault, DealOver,
    TooManyUnits, BeyondRecourse, NoDebt, InsufficientUnits, NotUnitOperator, CurrencyMismatch.
    """
    found = context.read.deal(venue, number)
    units = found.recourse - found.owed_units if amount is None else positive(amount)
    return _act(context, by, found, context.market.put_back(venue, number, max(0, units)))


def collect(context: Context, by: ParticipantId, venue: str, number: int) -> Done[Standing]:
    """The financier `by` tries again for what is owed. Raises as `put_back`."""
    found = context.read.deal(venue, number)
    return _act(context, by, found, context.market.put_back(venue, number, 0))


def pay_debt(
    context: Context, by: ParticipantId, venue: str, number: int, amount: Money | None = None
) -> Done[Standing]:
    """`by` pays for units worth `amount` of face that are owed, or for all, out of its cash.

    Raises NotFound, DealOver, NotInDefault, TooManyUnits, CostAbove (it rose meanwhile),
    InsufficientFunds, AllowanceTooLow, NotUnitOperator, AmountNotPositive, NoDebt.
    """
    found = context.read.deal(venue, number)
    now = context.market.deal(venue, number)
    units = now.row.owed_units if amount is None else positive(amount)
    call = context.market.pay_debt(venue, number, units, now.owed)
    payer, financier = account_of(context, by), account_of(context, found.financier)
    currency = listed(context, found.price.currency.code).number
    needs = Needs(venue, currency, units_of=[financier], cash_of=[payer])
    receipt = trade(context, payer, needs, call)
    return Done(standing(context, context.read.deal(venue, number)), receipt)


def release(context: Context, by: ParticipantId, venue: str, number: int) -> Done[Standing]:
    """Release a hold-back to whom it belongs; the financier may at any time.

    Raises NotFound, NothingToRelease, ParticipantSuspended.
    """
    context.read.deal(venue, number)
    receipt = context.send(account_of(context, by), context.market.release(venue, number))
    return Done(standing(context, context.read.deal(venue, number)), receipt)


def _act(context: Context, by: ParticipantId, deal: Deal, call: Call) -> Done[Standing]:
    account = account_of(context, by)
    currency = listed(context, deal.price.currency.code).number
    needs = Needs(deal.venue, currency, units_of=[account])
    receipt = trade(context, account, needs, call)
    return Done(standing(context, context.read.deal(deal.venue, deal.number)), receipt)
