"""What is known off the chain only."""

from collections.abc import Hashable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.market import SignedOrder
from sfc.domain.statements import SignedQuote


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """A signed quote that a financier offered, with its place in the book of quotes.

    `ask` is the request that it answers: then only who asked may see it, besides its financier.
    """

    id: str
    signed: SignedQuote
    financier: ParticipantId
    created: int
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A holder's request for quotes on its units, open until a quote is taken or it lapses.

    Only the financiers that are `named` are asked; all of them if none is.
    """

    id: str
    receivable: ReceivableId
    holder: ParticipantId
    units: int
    created: int
    expiry: int
    named: tuple[ParticipantId, ...] = ()

    def is_put_to(self, financier: ParticipantId) -> bool:
        """Whether a financier is asked."""
        return not self.named or financier in self.named


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """A signed order of the market, with its place in the book of orders."""

    id: str
    signed: SignedOrder
    maker: ParticipantId
    created: int


class Store(Protocol):
    """What is known off the chain only. Every method is its own database transaction."""

    def name_participant(self, participant: ParticipantId, name: str, legal_id: str) -> None: ...
    def note_invoice(self, receivable: ReceivableId, key: InvoiceKey, number: str) -> None:
        """Remember the invoice behind a receivable: `number` as it was spelled."""

    def invoice_of(self, receivable: ReceivableId) -> InvoiceKey | None: ...
    def invoices_between(
        self, seller: str, buyer: str
    ) -> Sequence[tuple[ReceivableId, InvoiceKey]]:
        """What was noted between two legal ids, to find near twins among."""

    def add_ask(self, ask: Ask) -> None: ...
    def ask(self, ask_id: str) -> Ask: ...
    def asks(self, receivable: ReceivableId | None = None) -> Sequence[Ask]: ...
    def add_quote(self, quote: StoredQuote) -> None: ...
    def quote(self, quote_id: str) -> StoredQuote: ...
    def quotes(self, receivable: ReceivableId) -> Sequence[StoredQuote]: ...
    def add_order(self, order: StoredOrder) -> None: ...
    def order(self, order_id: str) -> StoredOrder: ...
    def orders(self) -> Sequence[StoredOrder]:
        """All, newest first; those that can no longer be filled too."""

    @property
    def mark_waits(self) -> bool:
        """Whether telling a mark means to ask a server."""

    def mark(self) -> Hashable | None:
        """Something else after every change of the database; None where it does not tell."""

    def exclusively(self, name: str) -> AbstractContextManager[None]:
        """Hold a lock of that name, so that two requests with one key do not both act."""
