"""Noted invoices, found by what makes them resemble another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, delete, select, union
from sqlalchemy.orm import Session

from sfc.domain.currency import currency
from sfc.domain.ids import ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import Money
from sfc.domain.similarity import Invoice
from sfc.domain.spelling import canonical, reduced_forms
from sfc.ports.matters import NotedInvoice
from sfc.store.matters import ComparedModel, FormModel, MarkModel
from sfc.store.queries.writing import WritingQueries
from sfc.store.upsert import insert_missing, upsert

MOST_OF_A_CROWD = 25
"""How many are looked at where many are alike: enough for a person, and for the time it takes."""

_ACCOUNT, _PAYEE = "account", "payee"


class LikenessQueries(WritingQueries):
    """Implements `sfc.ports.matters.Likenesses`."""

    def note_compared(self, noted: Iterable[NotedInvoice]) -> None:
        """Remember what invoices are compared by, in one transaction; again replaces."""
        rows = list(noted)
        ids = [each.id for each in rows]
        with self._writer.begin() as connection:
            for model in (FormModel, MarkModel):
                connection.execute(delete(model).where(model.receivable.in_(ids)))
            upsert(connection, ComparedModel, [_compared(each) for each in rows])
            upsert(connection, FormModel, [form for each in rows for form in _forms(each)])
            insert_missing(connection, MarkModel, [mark for each in rows for mark in _marks(each)])

    def alike_in_number(self, invoice: Invoice) -> Sequence[NotedInvoice]:
        """Between the same parties, with a reduced form of the number in common."""
        key, row = invoice.key, FormModel
        within = select(row.receivable).where(row.seller == key.seller, row.buyer == key.buyer)
        return self._noted(
            _any_of(
                within.where(row.form == form).order_by(row.receivable).limit(MOST_OF_A_CROWD)
                for form in _digests(key.number)
            )
        )

    def alike_in_amount(
        self, invoice: Invoice, least: int, most: int, first: date, last: date
    ) -> Sequence[NotedInvoice]:
        """Between the same parties, of an amount and an issue date within bounds."""
        key, row = invoice.key, ComparedModel
        days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
        found = (
            select(row)
            .where(row.seller == key.seller, row.buyer == key.buyer)
            .where(row.currency == invoice.total.currency.code)
            .where(row.issued.in_(days))  # one step into the index for each day
            .where(row.amount.between(least, most))
            .order_by(row.issued, row.amount)
            .limit(MOST_OF_A_CROWD)
        )
        return self._noted(found)

    def alike_elsewhere(self, invoice: Invoice, least: int, most: int) -> Sequence[NotedInvoice]:
        """Of other sellers to the same buyer, alike in number and of an amount within bounds."""
        key, row = invoice.key, FormModel
        within = (
            select(row.receivable)
            .where(row.buyer == key.buyer, row.currency == invoice.total.currency.code)
            .where(row.amount.between(least, most), row.seller != key.seller)
        )
        return self._noted(
            _any_of(
                within.where(row.form == form).order_by(row.amount).limit(MOST_OF_A_CROWD)
                for form in _digests(key.number)
            )
        )

    def numbered(self, seller: str, buyer: str, number: str) -> Sequence[NotedInvoice]:
        """Between two legal ids, with the number in any spelling of it."""
        form, spelling = FormModel, canonical(number)
        if not spelling:
            return []
        found = (
            select(ComparedModel)
            .join(form, form.receivable == ComparedModel.receivable)
            .where(form.seller == canonical(seller), form.buyer == canonical(buyer))
            .where(form.form == _digests(spelling)[0], ComparedModel.number == spelling)
            .order_by(ComparedModel.issued, ComparedModel.receivable)
        )
        return self._noted(found)

    def _noted(self, query: Select[ComparedModel]) -> Sequence[NotedInvoice]:
        with self._session() as session:
            rows = session.scalars(query).all()
            marks = _marks_of(session, [row.receivable for row in rows])
            return [
                NotedInvoice(
                    row.receivable,
                    Invoice(
                        _key(row),
                        Money(row.amount, currency(row.currency)),
                        accounts=frozenset(marks[row.receivable, _ACCOUNT]),
                        payee=frozenset(marks[row.receivable, _PAYEE]),
                    ),
                )
                for row in rows
            ]


def _any_of(searches: Iterable[Select[ReceivableId]]) -> Select[ComparedModel]:
    """What any of these few searches finds, each with its own end."""
    found = union(*(select(search.subquery().c.receivable) for search in searches))
    return (
        select(ComparedModel)
        .where(ComparedModel.receivable.in_(found))
        .order_by(ComparedModel.issued, ComparedModel.receivable)
    )


def _marks_of(
    session: Session, ids: Sequence[ReceivableId]
) -> defaultdict[tuple[ReceivableId, str], set[str]]:
    found: defaultdict[tuple[ReceivableId, str], set[str]] = defaultdict(set)
    if ids:
        for row in session.scalars(select(MarkModel).where(MarkModel.receivable.in_(ids))):
            found[row.receivable, row.kind].add(row.digest)
    return found


def _key(row: ComparedModel) -> InvoiceKey:
    return InvoiceKey(row.seller, row.buyer, row.number, row.issued, row.document_type)


def _digests(spelling: str) -> list[str]:
    """The forms of a number in canonical spelling, as they are kept; of one without, itself."""
    forms = sorted(reduced_forms(spelling)) or [spelling]
    return [sha256(form.encode()).hexdigest()[:32] for form in forms]


def _compared(noted: NotedInvoice) -> dict[str, Any]:
    key, total = noted.invoice.key, noted.invoice.total
    return {
        "receivable": noted.id,
        "seller": key.seller,
        "buyer": key.buyer,
        "number": key.number,
        "issued": key.issued,
        "document_type": key.document_type,
        "currency": total.currency.code,
        "amount": total.minor,
    }


def _forms(noted: NotedInvoice) -> Iterator[dict[str, Any]]:
    key, total = noted.invoice.key, noted.invoice.total
    for form in _digests(key.number):
        yield {
            "receivable": noted.id,
            "form": form,
            "seller": key.seller,
            "buyer": key.buyer,
            "currency": total.currency.code,
            "amount": total.minor,
        }


def _marks(noted: NotedInvoice) -> Iterator[dict[str, Any]]:
    for kind, digests in ((_ACCOUNT, noted.invoice.accounts), (_PAYEE, noted.invoice.payee)):
        for digest in digests:
            yield {"receivable": noted.id, "kind": kind, "digest": digest}
