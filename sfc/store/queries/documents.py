"""Which documents are kept."""

from collections.abc import Iterator

from sqlalchemy import Engine, select

from sfc.domain.documents import DocumentId, KeptDocument
from sfc.store.engine import writing
from sfc.store.kept import DocumentModel
from sfc.store.queries.base import Queries
from sfc.store.upsert import upsert

_AT_A_TIME = 500


class SqlDocumentRegister(Queries):
    """Implements `sfc.ports.DocumentRegister`."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._writer = writing(engine)

    def note_document(self, kept: KeptDocument) -> None:
        """Remember it; a second one of the same root takes the place of the first."""
        row = {"root": _written(kept.root), "document": kept.document, "owner": kept.owner}
        with self._writer.begin() as connection:
            upsert(connection, DocumentModel, [row])

    def document_of(self, root: bytes) -> KeptDocument | None:
        """The document behind a root."""
        with self._session() as session:
            row = session.get(DocumentModel, _written(root))
            return None if row is None else _kept(row)

    def kept_documents(self) -> Iterator[KeptDocument]:
        """All of them by root, in pages: whoever goes through them takes its time over each."""
        last = ""
        while True:
            query = (
                select(DocumentModel)
                .where(DocumentModel.root > last)
                .order_by(DocumentModel.root)
                .limit(_AT_A_TIME)
            )
            with self._session() as session:
                page = [_kept(row) for row in session.scalars(query)]
            yield from page
            if len(page) < _AT_A_TIME:
                return
            last = _written(page[-1].root)


def _written(root: bytes) -> str:
    return f"0x{root.hex()}"


def _kept(row: DocumentModel) -> KeptDocument:
    return KeptDocument(bytes.fromhex(row.root[2:]), DocumentId(row.document), row.owner)
