"""Tables of what others come to: one for each kind of row of `sfc.domain.books` that is a sum."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sfc.domain.days import Day
from sfc.domain.receivable import Status
from sfc.store.columns import Base, Large, Wide

_CURRENCY = "currencies.number"


class ReceivableSumsModel(Base):
    """What receivables of a currency, status and due day come to."""

    __tablename__ = "receivable_sums"

    currency: Mapped[int] = mapped_column(ForeignKey(_CURRENCY), primary_key=True)
    status: Mapped[Status] = mapped_column(primary_key=True)
    due_day: Mapped[Day] = mapped_column(primary_key=True)
    receivables: Mapped[Wide]
    face: Mapped[Large]
    paid: Mapped[Large]
    penalty_paid: Mapped[Large]
    redeemed: Mapped[Large]


class CurrencySumsModel(Base):
    """What units that are held, and sales to financiers, come to in a currency."""

    __tablename__ = "currency_sums"

    currency: Mapped[int] = mapped_column(ForeignKey(_CURRENCY), primary_key=True)
    units: Mapped[Large]
    discount: Mapped[Large]
    price: Mapped[Large]
