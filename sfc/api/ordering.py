"""Signed orders of the market as callers are shown them."""

from sfc.api.views.trading import OrderView
from sfc.app.context import Context
from sfc.app.orders import Standing
from sfc.domain.currency import Currency, currency


def order_view(context: Context, standing: Standing) -> OrderView:
    """An order as it stands."""
    return OrderView.of(standing, order_currency(context, standing))


def order_currency(context: Context, standing: Standing) -> Currency:
    """That of what it buys or sells."""
    number = standing.stored.signed.order.currency
    return currency(next(e.code for e in context.read.currencies() if e.number == number))
