"""What is known off the chain only, in SQL."""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.market import Order, OrderSide, SaleTerms, SignedOrder
from sfc.domain.spelling import canonical
from sfc.domain.statements import Quote, SignedQuote
from sfc.ports import Ask, StoredOrder, StoredQuote
from sfc.store.changes import changes
from sfc.store.columns import Base
from sfc.store.engine import reading, writing
from sfc.store.locks import DatabaseLocks, NamedLocks
from sfc.store.noted import (
    AskModel,
    InvoiceModel,
    NameModel,
    OrderModel,
    QuoteModel,
)
from sfc.store.upsert import upsert


class SqlStore:
    """Implements `sfc.ports.Store`. What is noted again under the same key replaces what was.

    Every method is its own transaction and on disk when it returns.
    """

    def __init__(self, engine: Engine) -> None:
        self._reader = reading(engine)
        self._writer = writing(engine)
        self._changes = changes(engine)
        self._threads = NamedLocks()
        self._processes = DatabaseLocks(engine) if engine.dialect.name == "postgresql" else None

    def name_participant(self, participant: ParticipantId, name: str, legal_id: str) -> None:
        """Remember a participant's name and legal id."""
        self._note(
            NameModel,
            participant=participant,
            name=name,
            legal_id=legal_id,
            canonical=canonical(legal_id),
        )

    def note_invoice(self, receivable: ReceivableId, key: InvoiceKey, number: str) -> None:
        """Remember the invoice behind a receivable: `number` as it was spelled."""
        self._note(
            InvoiceModel,
            receivable=receivable,
            seller=key.seller,
            buyer=key.buyer,
            number=key.number,
            issued=key.issued,
            document_type=key.document_type,
            spelled=number,
        )

    def invoice_of(self, receivable: ReceivableId) -> InvoiceKey | None:
        """The key of the invoice behind a receivable, if it was noted."""
        with Session(self._reader) as session:
            row = session.get(InvoiceModel, receivable)
            return _key(row) if row else None

    def invoices_between(
        self, seller: str, buyer: str
    ) -> Sequence[tuple[ReceivableId, InvoiceKey]]:
        """What was noted between two legal ids, in any spelling, by issue date."""
        query = (
            select(InvoiceModel)
            .where(InvoiceModel.seller == canonical(seller), InvoiceModel.buyer == canonical(buyer))
            .order_by(InvoiceModel.issued, InvoiceModel.receivable)
        )
        with Session(self._reader) as session:
            return [(row.receivable, _key(row)) for row in session.scalars(query)]

    def add_ask(self, ask: Ask) -> None:
        """Keep a request for quotes."""
        self._note(
            AskModel,
            id=ask.id,
            receivable=ask.receivable,
            holder=ask.holder,
            units=ask.units,
            created=ask.created,
            expiry=ask.expiry,
            named=" ".join(map(str, ask.named)),
        )

    def ask(self, ask_id: str) -> Ask:
        """Raises NotFound."""
        with Session(self._reader) as session:
            if (row := session.get(AskModel, ask_id)) is None:
                raise NotFound("ask", ask_id)
            return _ask(row)

    def asks(self, receivable: ReceivableId | None = None) -> Sequence[Ask]:
        """Requests for quotes, of one receivable or all, newest first; lapsed ones too."""
        query = select(AskModel).order_by(AskModel.created.desc(), AskModel.id)
        if receivable is not None:
            query = query.where(AskModel.receivable == receivable)
        with Session(self._reader) as session:
            return [_ask(row) for row in session.scalars(query)]

    def add_quote(self, quote: StoredQuote) -> None:
        """Keep a signed quote."""
        terms = quote.signed.quote
        self._note(
            QuoteModel,
            id=quote.id,
            created=quote.created,
            financier=quote.financier,
            account=terms.financier,
            receivable=terms.receivable,
            round=terms.round,
            unpaid=terms.unpaid,
            due_day=terms.due_day,
            min_units=terms.min_units,
            max_units=terms.max_units,
            rate_ppm=terms.rate_ppm,
            basis=terms.basis,
            expiry=terms.expiry,
            nonce=terms.nonce,
            signature=quote.signed.signature,
            ask=quote.ask,
        )

    def quote(self, quote_id: str) -> StoredQuote:
        """Raises NotFound."""
        with Session(self._reader) as session:
            if (row := session.get(QuoteModel, quote_id)) is None:
                raise NotFound("quote", quote_id)
            return _quote(row)

    def quotes(self, receivable: ReceivableId) -> Sequence[StoredQuote]:
        """Quotes for a receivable, newest first; those that can no longer be filled too."""
        query = (
            select(QuoteModel)
            .where(QuoteModel.receivable == receivable)
            .order_by(QuoteModel.created.desc(), QuoteModel.id)
        )
        with Session(self._reader) as session:
            return [_quote(row) for row in session.scalars(query)]

    def add_order(self, order: StoredOrder) -> None:
        """Keep a signed order."""
        row = {
            "id": order.id,
            "maker": order.maker,
            "created": order.created,
            "fields": asdict(order.signed.order),
            "signature": order.signed.signature,
        }
        with self._writer.begin() as connection:
            connection.execute(insert(OrderModel), [row])

    def order(self, order_id: str) -> StoredOrder:
        """Raises NotFound."""
        with Session(self._reader) as session:
            row = session.scalars(select(OrderModel).where(OrderModel.id == order_id)).first()
            if row is None:
                raise NotFound("order", order_id)
            return _order(row)

    def orders(self) -> Sequence[StoredOrder]:
        """All, newest first; those that can no longer be filled too."""
        with Session(self._reader) as session:
            rows = session.scalars(select(OrderModel).order_by(OrderModel.number.desc()))
            return [_order(row) for row in rows]

    @property
    def mark_waits(self) -> bool:
        """Whether telling a mark means to ask a server."""
        return self._changes.waits

    def mark(self) -> Hashable | None:
        """Something else after every change of the database; None where it does not tell."""
        return self._changes.mark()

    @contextmanager
    def exclusively(self, name: str) -> Iterator[None]:
        """Hold a lock of that name, so that two requests with one key do not both act.

        Among the threads of this process; with PostgreSQL among all processes on the database.
        On SQLite one process serves, as the embedded chain requires anyway. No transaction is open
        meanwhile. Under one lock do not take another: two threads could wait for each other.
        """
        with ExitStack() as stack:
            outermost = stack.enter_context(self._threads.held(name))
            if outermost and self._processes is not None:
                stack.enter_context(self._processes.held(name))
            yield

    def _note(self, model: type[Base], **values: Any) -> None:
        with self._writer.begin() as connection:
            upsert(connection, model, [values])


def _key(row: InvoiceModel) -> InvoiceKey:
    return InvoiceKey(row.seller, row.buyer, row.number, row.issued, row.document_type)


def _ask(row: AskModel) -> Ask:
    named = tuple(ParticipantId(int(number)) for number in row.named.split())
    return Ask(row.id, row.receivable, row.holder, row.units, row.created, row.expiry, named)


def _order(row: OrderModel) -> StoredOrder:
    told = dict(row.fields)
    side, terms = OrderSide(told.pop("side")), SaleTerms(**told.pop("terms"))
    signed = SignedOrder(Order(side=side, terms=terms, **told), row.signature)
    return StoredOrder(row.id, signed, row.maker, row.created)


def _quote(row: QuoteModel) -> StoredQuote:
    terms = Quote(
        financier=row.account,
        receivable=row.receivable,
        round=row.round,
        unpaid=row.unpaid,
        due_day=row.due_day,
        min_units=row.min_units,
        max_units=row.max_units,
        rate_ppm=row.rate_ppm,
        basis=row.basis,
        expiry=row.expiry,
        nonce=row.nonce,
    )
    signed = SignedQuote(terms, row.signature)
    return StoredQuote(row.id, signed, row.financier, row.created, row.ask)
