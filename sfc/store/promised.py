"""The items of batches, in SQL."""

from collections.abc import Sequence

from sqlalchemy import Engine, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.statements import Statement
from sfc.ports import Promised
from sfc.store.columns import Account, Base, Hash, Minor
from sfc.store.engine import reading, writing
from sfc.store.upsert import insert_missing


class PromisedModel(Base):
    """What stands in batches: a row to a receivable, with its statement's fields."""

    __tablename__ = "promised"

    obligor: Mapped[ParticipantId] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[Hash] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    receivable: Mapped[ReceivableId]
    supplier: Mapped[ParticipantId] = mapped_column(index=True)
    round: Mapped[int]
    number: Mapped[str] = mapped_column(Text)
    obligor_account: Mapped[Account]
    currency: Mapped[int]
    terms: Mapped[int]
    face: Mapped[Minor]
    issue_day: Mapped[Day]
    due_day: Mapped[Day]
    invoice: Mapped[bytes]
    evidence_root: Mapped[bytes]


class SqlPromisedBook:
    """Implements `sfc.ports.PromisedBook`."""

    def __init__(self, engine: Engine) -> None:
        self._reader = reading(engine)
        self._writer = writing(engine)

    def keep(self, items: Sequence[Promised]) -> None:
        """Keep all items of a batch, before its root is posted; again changes nothing."""
        rows = [
            {
                "obligor": item.obligor,
                "root": item.root,
                "place": item.place,
                "receivable": item.receivable,
                "supplier": item.supplier,
                "round": item.round,
                "number": item.number,
                "obligor_account": item.statement.obligor,
                "currency": item.statement.currency,
                "terms": item.statement.terms,
                "face": item.statement.face,
                "issue_day": item.statement.issue_day,
                "due_day": item.statement.due_day,
                "invoice": item.statement.invoice,
                "evidence_root": item.statement.evidence_root,
            }
            for item in items
        ]
        with self._writer.begin() as connection:
            insert_missing(connection, PromisedModel, rows)

    def promised(self, obligor: ParticipantId, root: str) -> Sequence[Promised]:
        """The items of a batch in their order."""
        one = PromisedModel.obligor == obligor, PromisedModel.root == root
        return self._all(select(PromisedModel).where(*one))

    def promised_to(self, supplier: ParticipantId) -> Sequence[Promised]:
        """What stands in batches for a supplier."""
        return self._all(select(PromisedModel).where(PromisedModel.supplier == supplier))

    def _all(self, query: Select[PromisedModel]) -> list[Promised]:
        order = PromisedModel.obligor, PromisedModel.root, PromisedModel.place
        with Session(self._reader) as session:
            return [_promised(row) for row in session.scalars(query.order_by(*order))]


def _promised(row: PromisedModel) -> Promised:
    statement = Statement(
        obligor=row.obligor_account,
        currency=row.currency,
        terms=row.terms,
        face=row.face,
        issue_day=row.issue_day,
        due_day=row.due_day,
        invoice=row.invoice,
        evidence_root=row.evidence_root,
    )
    return Promised(
        root=row.root,
        place=row.place,
        receivable=row.receivable,
        obligor=row.obligor,
        supplier=row.supplier,
        round=row.round,
        number=row.number,
        statement=statement,
    )
