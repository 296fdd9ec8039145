"""Currencies, terms, rules, where the books stand, and what they sum to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, select

from sfc.domain import currency as known
from sfc.domain.currency import Currency
from sfc.domain.days import Day
from sfc.domain.receivable import UNDERTAKEN, Status
from sfc.domain.rules import Rule
from sfc.domain.views import Head, ListedCurrency, Terms, Totals
from sfc.store.books import read_head
from sfc.store.derived import (
    CurrencyModel,
    FillModel,
    HoldingModel,
    ReceivableModel,
    RuleModel,
    TermsModel,
)
from sfc.store.numbers import ExactSum
from sfc.store.queries.base import Queries, found
from sfc.store.queries.wanted import overdue


class CatalogueQueries(Queries):
    """The part of `sfc.ports.ReadModel` about the ledger as a whole."""

    def head(self) -> Head | None:
        """The block up to which the books stand; None before the first."""
        with self._session() as session:
            return read_head(session.connection())

    def currencies(self) -> Sequence[ListedCurrency]:
        """All listed currencies by number."""
        with self._session() as session:
            rows = session.scalars(select(CurrencyModel).order_by(CurrencyModel.number))
            return [_currency(row) for row in rows]

    def currency(self, code: str) -> ListedCurrency:
        """The listed currency of a code. Raises NotFound."""
        query = select(CurrencyModel).where(CurrencyModel.code == code)
        with self._session() as session:
            return _currency(found(session, query.order_by(CurrencyModel.number), "currency", code))

    def terms(self, number: int) -> Terms:
        """Terms by number. Raises NotFound."""
        query = select(TermsModel).where(TermsModel.number == number)
        with self._session() as session:
            return terms_view(found(session, query, "terms", str(number)))

    def all_terms(self) -> Sequence[Terms]:
        """All terms by number."""
        with self._session() as session:
            rows = session.scalars(select(TermsModel).order_by(TermsModel.number))
            return [terms_view(row) for row in rows]

    def rules(self) -> Sequence[Rule]:
        """All rules of confirmation in order of their dates, announced ones included."""
        with self._session() as session:
            rows = session.scalars(select(RuleModel).order_by(RuleModel.number))
            return [_rule(row) for row in rows]

    def overdue(self, today: Day) -> Sequence[tuple[Currency, int]]:
        """Principal that was due before a day and is not paid, minor units, by currency."""
        query = (
            select(
                CurrencyModel.code,
                ExactSum(ReceivableModel.face),
                ExactSum(ReceivableModel.paid),
            )
            .join(ReceivableModel, ReceivableModel.currency == CurrencyModel.number)
            .where(overdue(today))
            .group_by(CurrencyModel.code)
            .order_by(CurrencyModel.code)
        )
        with self._session() as session:
            rows = session.execute(query).all()
        return [(known.currency(code), int(face) - int(paid)) for code, face, paid in rows]

    def totals(self) -> Sequence[Totals]:
        """What the books sum to, in each listed currency. Reads all of them: for reports."""
        owed, sold, held = _owed(), _sold(), _held()
        with self._session() as session:
            currencies = session.scalars(select(CurrencyModel).order_by(CurrencyModel.number))
            listed = [(row.number, row.code) for row in currencies]
            by_currency: list[dict[int, Row[Any]]] = [
                {row.currency: row for row in session.execute(query)}
                for query in (owed, sold, held)
            ]
        return [
            _totals(code, *(rows.get(number) for rows in by_currency)) for number, code in listed
        ]


def terms_view(row: TermsModel | Row[Any]) -> Terms:
    """Show terms."""
    return Terms(row.number, row.grace_days, row.penalty_rate_ppm, row.basis)


def _rule(row: RuleModel) -> Rule:
    return Rule(
        name=row.name,
        valid_from=row.valid_from,
        valid_to=row.valid_to or None,
        max_tenor=row.max_tenor or None,
        warning_tenor=row.warning_tenor or None,
        max_line=row.max_line or None,
    )


def _currency(row: CurrencyModel) -> ListedCurrency:
    return ListedCurrency(row.number, row.code, row.token, row.scale)


def _owed() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ReceivableModel.currency,
            func.count().label("receivables"),
            ExactSum(ReceivableModel.face).label("face"),
            ExactSum(ReceivableModel.paid).label("paid"),
            ExactSum(ReceivableModel.penalty_paid).label("penalty_paid"),
            ExactSum(ReceivableModel.redeemed).label("redeemed"),
        )
        .where(ReceivableModel.status.in_([*UNDERTAKEN, Status.SETTLED]))
        .group_by(ReceivableModel.currency)
    )


def _sold() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ReceivableModel.currency,
            ExactSum(FillModel.discount).label("discount"),
            ExactSum(FillModel.price).label("price"),
        )
        .join(FillModel, FillModel.receivable == ReceivableModel.id)
        .group_by(ReceivableModel.currency)
    )


def _held() -> Select[*tuple[Any, ...]]:
    return (
        select(ReceivableModel.currency, ExactSum(HoldingModel.units).label("units"))
        .join(HoldingModel, HoldingModel.receivable == ReceivableModel.id)
        .group_by(ReceivableModel.currency)
    )


def _totals(
    code: str, owed: Row[Any] | None, sold: Row[Any] | None, held: Row[Any] | None
) -> Totals:
    return Totals(
        currency=known.currency(code),
        receivables=owed.receivables if owed else 0,
        face=owed.face if owed else 0,
        discount=sold.discount if sold else 0,
        price=sold.price if sold else 0,
        paid=owed.paid if owed else 0,
        penalty_paid=owed.penalty_paid if owed else 0,
        redeemed=owed.redeemed if owed else 0,
        outstanding_units=held.units if held else 0,
    )
