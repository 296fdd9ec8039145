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
    RuleModel,
    TermsModel,
)
from sfc.store.derived_sums import CurrencySumsModel, ReceivableSumsModel
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
        sums = ReceivableSumsModel
        query = (
            select(CurrencyModel.code, ExactSum(sums.face), ExactSum(sums.paid))
            .join(sums, sums.currency == CurrencyModel.number)
            .where(overdue(today, sums), sums.receivables > 0)
            .group_by(CurrencyModel.code)
            .order_by(CurrencyModel.code)
        )
        with self._session() as session:
            rows = session.execute(query).all()
        return [(known.currency(code), int(face) - int(paid)) for code, face, paid in rows]

    def totals(self) -> Sequence[Totals]:
        """What the books sum to, in each listed currency."""
        with self._session() as session:
            listed = session.scalars(select(CurrencyModel).order_by(CurrencyModel.number)).all()
            owed = {row.currency: row for row in session.execute(_owed())}
            moved = {row.currency: row for row in session.scalars(select(CurrencySumsModel))}
        return [
            _totals(each.code, owed.get(each.number), moved.get(each.number)) for each in listed
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
    sums = ReceivableSumsModel
    return (
        select(
            sums.currency,
            func.sum(sums.receivables).label("receivables"),
            *(
                ExactSum(column).label(column.key)
                for column in (sums.face, sums.paid, sums.penalty_paid, sums.redeemed)
            ),
        )
        .where(sums.status.in_([*UNDERTAKEN, Status.SETTLED]))
        .group_by(sums.currency)
    )


def _totals(code: str, owed: Row[Any] | None, moved: CurrencySumsModel | None) -> Totals:
    return Totals(
        currency=known.currency(code),
        receivables=int(owed.receivables) if owed else 0,
        face=owed.face if owed else 0,
        discount=moved.discount if moved else 0,
        price=moved.price if moved else 0,
        paid=owed.paid if owed else 0,
        penalty_paid=owed.penalty_paid if owed else 0,
        redeemed=owed.redeemed if owed else 0,
        outstanding_units=moved.units if moved else 0,
    )
