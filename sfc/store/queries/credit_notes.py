"""Credit notes that the ledger was asked to apply."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from sfc.domain.adjustment import Act, Change
from sfc.domain.credit_note import CreditNote, Progress
from sfc.domain.ids import ReceivableId
from sfc.store.matters import CreditNoteModel
from sfc.store.queries.base import money
from sfc.store.queries.writing import WritingQueries
from sfc.store.upsert import upsert


class CreditNoteQueries(WritingQueries):
    """Implements `sfc.ports.matters.CreditNotes`."""

    def put_credit_note(self, note: CreditNote) -> None:
        """Keep it, in the place of what was kept of the same document."""
        with self._writer.begin() as connection:
            upsert(connection, CreditNoteModel, [_row(note)])

    def drop_credit_note(self, note_id: str) -> None:
        """Forget one that the ledger refused: nothing came of it."""
        with self._writer.begin() as connection:
            connection.execute(delete(CreditNoteModel).where(CreditNoteModel.id == note_id))

    def credit_note(self, note_id: str) -> CreditNote | None:
        """The credit note of that id."""
        with self._session() as session:
            row = session.get(CreditNoteModel, note_id)
            return None if row is None else _note(row)

    def credit_notes_on(self, receivable: ReceivableId) -> Sequence[CreditNote]:
        """In the order in which they were made."""
        query = (
            select(CreditNoteModel)
            .where(CreditNoteModel.receivable == receivable)
            .order_by(CreditNoteModel.made, CreditNoteModel.id)
        )
        with self._session() as session:
            return [_note(row) for row in session.scalars(query)]


def _row(note: CreditNote) -> dict[str, Any]:
    return {
        "id": note.id,
        "reference": f"0x{note.reference.hex()}",
        "number": note.number,
        "issued": note.issued,
        "document_type": note.document_type,
        "currency": note.face.currency.code,
        "stated": note.stated.amount.minor,
        "replaces": note.stated.replaces,
        "supplier": note.supplier,
        "obligor": note.obligor,
        "receivable": note.receivable,
        "round": note.round,
        "act": note.act,
        "face": note.face.minor,
        "amount": note.amount.minor,
        "claim": note.claim.minor,
        "made": note.made,
        "progress": note.progress,
        "transaction": note.transaction,
    }


def _note(row: CreditNoteModel) -> CreditNote:
    code = row.currency
    return CreditNote(
        reference=bytes.fromhex(row.reference.removeprefix("0x")),
        number=row.number,
        issued=row.issued,
        document_type=row.document_type,
        stated=Change(money(row.stated, code), row.replaces),
        supplier=row.supplier,
        obligor=row.obligor,
        receivable=row.receivable,
        round=row.round,
        act=Act(row.act),
        face=money(row.face, code),
        amount=money(row.amount, code),
        claim=money(row.claim, code),
        made=row.made,
        progress=Progress(row.progress),
        transaction=row.transaction,
    )
