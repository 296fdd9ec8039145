"""Signed orders: bids of financiers and asks of holders, filled in parts through the market."""

import secrets
from dataclasses import dataclass, field, replace

from sfc.app.context import Context, Done
from sfc.app.facilities import made_in
from sfc.app.parties import account_of, active, listed, positive, units_of
from sfc.app.query import Viewer
from sfc.app.trading import Needs, allow, limit_of, preview, trade_within
from sfc.domain.discount import BASES, MAX_RATE_PPM
from sfc.domain.errors import (
    BasisUnsupported,
    Forbidden,
    InsufficientUnits,
    NotFound,
    OfferMalformed,
    QuoteExpired,
    RateOutOfRange,
)
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant
from sfc.domain.market import (
    ANY_RECEIVABLE,
    Order,
    OrderSide,
    SaleAmounts,
    SaleTerms,
    SignedOrder,
)
from sfc.domain.market_events import MARKET
from sfc.domain.market_views import Trade
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.ports import Call, Receipt, StoredOrder

NONCE_BITS = 63


@dataclass(frozen=True, slots=True)
class Terms:
    """What a maker offers: a bid for one receivable or any of an obligor's, an ask for one.

    `limit` is the most principal of all fills; `least` and `most` are face of one fill, by default
    a minor unit and the limit. `version_of` is an order of the maker's of which this is another
    version: what was filled of that one counts here.
    """

    side: OrderSide
    rate_ppm: int
    limit: Money
    max_tenor: int
    expiry: int
    sale: SaleTerms = field(default_factory=SaleTerms)
    receivable: ReceivableId | None = None
    obligor: ParticipantId | None = None
    least: Money | None = None
    most: Money | None = None
    version_of: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """An order, how much of it was filled (minor units of principal), and whether it stands."""

    stored: StoredOrder
    filled: int
    state: str


def place(context: Context, by: ParticipantId, terms: Terms) -> Standing:
    """Sign an order of `by` with its key, and offer it.

    A bid is a financier's; an ask its holder's. Raises WrongRole, ParticipantSuspended, NotFound,
    InsufficientUnits (an ask without units), RateOutOfRange, BasisUnsupported, QuoteExpired,
    OfferMalformed, CurrencyMismatch, KeyNotHeld.
    """
    bids = terms.side is OrderSide.BID
    maker = active(context, by, Role.FINANCIER if bids else None)
    order = _order(context, by, maker.account, terms)
    own = [maker.account]
    needs = Needs(MARKET, order.currency, *(((), own) if bids else (own, ())))
    allow(context, maker.account, needs)
    return add_signed(context, by, SignedOrder(order, context.signer.sign_order(order)))


def add_signed(context: Context, maker: ParticipantId, signed: SignedOrder) -> Standing:
    """Put a signed order into the book; the ledger checks it later."""
    stored = StoredOrder(f"ord_{secrets.token_hex(12)}", signed, maker, context.clock.now())
    context.store.add_order(stored)
    return standing(context, stored)


def seen(context: Context, viewer: Viewer, order_id: str) -> Standing:
    """An order that the viewer may see. Raises NotFound."""
    stored = context.store.order(order_id)
    if not _sees(context, viewer, stored):
        raise NotFound("order", order_id)
    return standing(context, stored)


def orders(context: Context, viewer: Viewer) -> list[Standing]:
    """All that the viewer may see, newest first; those that are over for their maker only."""
    found = [each for each in context.store.orders() if _sees(context, viewer, each)]
    shown = [standing(context, each) for each in found]
    return [
        each
        for each in shown
        if each.state == "open" or viewer.sees_all or each.stored.maker == viewer.participant
    ]


def standing(context: Context, stored: StoredOrder) -> Standing:
    """Whether an order can be filled."""
    order = stored.signed.order
    filled, withdrawn = context.read.order_nonce(order.maker, order.nonce)
    if withdrawn or order.epoch != context.read.order_epoch(order.maker):
        state = "cancelled"
    elif filled >= order.limit:
        state = "filled"
    elif context.clock.now() > order.expiry:
        state = "expired"
    elif order.receivable != ANY_RECEIVABLE and not _is_as_priced(context, order):
        state = "void"
    else:
        state = "open"
    return Standing(stored, filled, state)


def preview_fill(
    context: Context,
    by: ParticipantId,
    order_id: str,
    receivable: ReceivableId,
    amount: Money | None = None,
    bound: Money | None = None,
) -> SaleAmounts:
    """What a fill by `by` would move now: the very call, executed and undone.

    At any price, unless there is a `bound`. Raises as `fill` does.
    """
    sells = context.store.order(order_id).signed.order.side is OrderSide.BID
    limit = limit_of(context, receivable, bound, sells=sells)
    call, needs = _fill(context, by, order_id, receivable, amount, limit)
    return preview(context, account_of(context, by), needs, call)


def fill(
    context: Context,
    by: ParticipantId,
    order_id: str,
    receivable: ReceivableId,
    amount: Money | None = None,
    bound: Money | None = None,
) -> Done[Trade]:
    """`by` sells to a bid, or buys from an ask, units worth `amount` of face.

    `bound` is the least proceeds of a seller, the most cost of a buyer; by default what it would be
    now. Raises NotFound, QuoteExpired, QuoteCancelled, QuoteUsed, QuoteMismatch,
    ReceivableChanged, QuoteSignatureInvalid, PriceMoved, CostAbove, InsufficientUnits,
    InsufficientFunds, NoDaysToMaturity, WrongRole, AllowanceTooLow, NotUnitOperator.
    """
    sells = context.store.order(order_id).signed.order.side is OrderSide.BID

    def call(limit: int) -> tuple[Call, Needs]:
        return _fill(context, by, order_id, receivable, amount, limit)

    def limit() -> int:
        if bound is not None or context.is_rehearsal:  # which tells what it comes to
            return limit_of(context, receivable, bound, sells=sells)
        now = preview_fill(context, by, order_id, receivable, amount)
        return now.proceeds if sells else now.cost

    receipt = trade_within(context, account_of(context, by), call, limit, sells=sells)
    return Done(made_in(context, receivable, receipt.transaction), receipt)


def cancel(context: Context, by: ParticipantId, order_id: str) -> Done[Standing]:
    """The maker withdraws an order, and all its versions. Raises NotFound, Forbidden, QuoteUsed."""
    stored = context.store.order(order_id)
    if stored.maker != by:
        raise Forbidden("cancelling another's order")
    call = context.market.withdraw_order(stored.signed.order.nonce)
    receipt = context.send(account_of(context, by), call)
    return Done(standing(context, stored), receipt)


def cancel_all(context: Context, by: ParticipantId) -> Receipt:
    """The maker withdraws all orders that it signed, by beginning its next epoch."""
    return context.send(account_of(context, by), context.market.withdraw_all_orders())


def _order(context: Context, by: ParticipantId, account: str, terms: Terms) -> Order:
    _check(context, terms)
    limit = positive(terms.limit)
    most = limit if terms.most is None else positive(terms.most)
    least = 1 if terms.least is None else positive(terms.least)
    if least > most:
        raise OfferMalformed("the least of a fill is above its most")
    blank = Order(
        side=terms.side,
        maker=account,
        receivable=ANY_RECEIVABLE,
        obligor=terms.obligor or ParticipantId(0),
        currency=listed(context, terms.limit.currency.code).number,
        round=0,
        unpaid=0,
        due_day=0,
        receivable_terms=0,
        min_units=least,
        max_units=most,
        limit=limit,
        max_tenor=terms.max_tenor,
        rate_ppm=terms.rate_ppm,
        expiry=terms.expiry,
        nonce=_nonce(context, by, terms),
        epoch=context.read.order_epoch(account),
        terms=terms.sale,
    )
    if terms.receivable is None:
        if terms.side is OrderSide.ASK or terms.obligor is None:
            raise OfferMalformed("name a receivable, or for a bid an obligor")
        return replace(blank, obligor=active(context, terms.obligor).id)
    found = context.read.receivable(terms.receivable)
    units_of(found, terms.limit)
    held = context.read.units(found.id, by)
    if terms.side is OrderSide.ASK and held < least:
        raise InsufficientUnits(format_participant(by), held, least)
    return replace(
        blank,
        receivable=found.id,
        obligor=found.obligor,
        round=found.round,
        unpaid=(found.face - found.paid).minor,
        due_day=found.due_day,
        receivable_terms=found.terms.number,
    )


def _check(context: Context, terms: Terms) -> None:
    for rate in (terms.rate_ppm, terms.sale.buy_back_rate):
        if not 0 <= rate <= MAX_RATE_PPM:
            raise RateOutOfRange(rate, MAX_RATE_PPM)
    if terms.sale.basis not in BASES:
        raise BasisUnsupported(terms.sale.basis)
    if terms.expiry < context.clock.now():
        raise QuoteExpired("the order", terms.expiry)


def _nonce(context: Context, by: ParticipantId, terms: Terms) -> int:
    """One of its own, or that of the order of which this is another version."""
    if terms.version_of is None:
        return secrets.randbits(NONCE_BITS)
    before = context.store.order(terms.version_of)
    if before.maker != by:
        raise NotFound("order", terms.version_of)
    return before.signed.order.nonce


def _fill(
    context: Context,
    by: ParticipantId,
    order_id: str,
    receivable: ReceivableId,
    amount: Money | None,
    bound: int,
) -> tuple[Call, Needs]:
    stored = context.store.order(order_id)
    signed, order = stored.signed, stored.signed.order
    found = context.read.receivable(receivable)
    sells = order.side is OrderSide.BID
    seller = by if sells else stored.maker
    held = context.read.units(receivable, seller)
    most = min(held, order.max_units) or 1  # which the ledger refuses
    units = most if amount is None else units_of(found, amount)
    accounts = account_of(context, seller), account_of(context, stored.maker if sells else by)
    # with recourse the seller's cash is reached too: that is what it agrees to by the sale
    answers = [accounts[0]] if order.terms.recourse else []
    needs = Needs(MARKET, order.currency, units_of=[accounts[0]], cash_of=[accounts[1], *answers])
    market = context.market
    if sells:
        return market.sell(signed, receivable, units, bound), needs
    return market.buy(signed, receivable, units, bound), needs


def _is_as_priced(context: Context, order: Order) -> bool:
    found = context.read.receivable(order.receivable)
    unpaid = (found.face - found.paid).minor
    return (found.round, unpaid, found.due_day) == (order.round, order.unpaid, order.due_day)


def _sees(context: Context, viewer: Viewer, stored: StoredOrder) -> bool:
    """A bid is its maker's and theirs who can sell to it; an ask its maker's and financiers'."""
    order = stored.signed.order
    if viewer.sees_all or viewer.participant is None or stored.maker == viewer.participant:
        return True
    if order.side is OrderSide.ASK:
        return Role.FINANCIER in viewer.roles
    held = [each.receivable for each in context.read.holdings(viewer.participant)]
    if order.receivable != ANY_RECEIVABLE:
        return order.receivable in held
    return any(context.read.receivable(each).obligor == order.obligor for each in held)
