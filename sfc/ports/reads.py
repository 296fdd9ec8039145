"""The chain as it is read, and the state that follows from it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from sfc.domain.books import AuctionCreditRow, AuctionRow, BidRow, Row
from sfc.domain.currency import Currency
from sfc.domain.days import Day
from sfc.domain.errors import FinalityBroken
from sfc.domain.events import Located
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.journal import Account
from sfc.domain.journal.booked import BookedEntry
from sfc.domain.market_views import Deal, Facility, Trade
from sfc.domain.provenance import Lot, Move
from sfc.domain.receivable import Status
from sfc.domain.rules import Rule
from sfc.domain.views import (
    Balance,
    Batch,
    CreditLine,
    Fill,
    Head,
    HistoryEntry,
    Holding,
    ListedCurrency,
    Participant,
    Receivable,
    ReceivableTotals,
    Terms,
    Totals,
    UnitFreeze,
)

R = TypeVar("R", bound=Row)


class LedgerInconsistent(Exception):
    """The events contradict each other, or the books that they are entered in."""


class Events(Protocol):
    """The chain as the indexer reads it."""

    def head(self) -> Head:
        """The newest block."""

    def block_hash(self, block: int) -> str | None:
        """The hash of the canonical block of that number; None past the head."""

    def events(self, first: int, last: int) -> Iterator[Located]:
        """All events of the blocks, in order, both ends included."""


class Order(StrEnum):
    """By what to list receivables; those alike are in the order in which they were recorded."""

    RECORDED = "recorded"
    DUE = "due_date"
    FACE = "face"


@dataclass(frozen=True, slots=True)
class ReceivableFilter:
    """Which receivables to list; None and none mean any.

    `overdue_on` asks for those that are owed and were due before a day; faces are in minor units,
    both ends included; `text` stands in the invoice's number or in a party's name, in any case.
    """

    obligor: ParticipantId | None = None
    supplier: ParticipantId | None = None
    holder: ParticipantId | None = None
    visible_to: ParticipantId | None = None
    statuses: Collection[Status] = ()
    currency: str | None = None
    due_from: Day | None = None
    due_to: Day | None = None
    overdue_on: Day | None = None
    face_from: int | None = None
    face_to: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in the past: the end of a block, and of a unix second; None means as of now."""

    block: int | None = None
    second: int | None = None


class ReadModel(Protocol):
    """State derived from events. Questions about what is not there raise NotFound."""

    def together(self) -> AbstractContextManager["ReadModel"]:
        """For several questions about one state; nothing else may be asked meanwhile."""

    def rows(self, kind: type[R]) -> Iterator[R]:
        """All rows of a kind, by key. Nothing else may be asked before the last one came."""

    def head(self) -> Head | None: ...
    def participant(self, participant: ParticipantId) -> Participant: ...
    def participant_by_account(self, account: str) -> Participant | None: ...
    def participant_by_legal_entity(self, entity: bytes) -> Participant | None: ...
    def participant_by_legal_id(self, legal_id: str) -> Participant | None: ...
    def participants(
        self, after: ParticipantId | None = None, limit: int = 50
    ) -> Sequence[Participant]: ...
    def currencies(self) -> Sequence[ListedCurrency]: ...
    def currency(self, code: str) -> ListedCurrency: ...
    def terms(self, number: int) -> Terms: ...
    def all_terms(self) -> Sequence[Terms]: ...
    def rules(self) -> Sequence[Rule]:
        """Rules of confirmation in order of their dates, announced ones included."""

    def credit_lines(self, obligor: ParticipantId) -> Sequence[CreditLine]: ...
    def batches(self, obligor: ParticipantId) -> Sequence[Batch]: ...
    def receivable(self, receivable: ReceivableId) -> Receivable: ...
    def receivables(
        self,
        wanted: ReceivableFilter,
        after: str | None = None,
        limit: int = 50,
        *,
        order: Order = Order.RECORDED,
        ascending: bool = False,
    ) -> tuple[Sequence[Receivable], str | None]:
        """A page and the cursor of the next one or None; newest, latest, largest first."""

    def receivable_totals(
        self, wanted: ReceivableFilter, today: Day
    ) -> Sequence[ReceivableTotals]: ...

    def is_party(self, receivable: ReceivableId, participant: ParticipantId) -> bool:
        """Whether it is obligor or supplier, or holds or ever held units: see `visible_to`."""

    def holders(self, receivable: ReceivableId) -> Sequence[Holding]: ...
    def holdings(self, holder: ParticipantId) -> Sequence[Holding]: ...
    def moves(self, receivable: ReceivableId, until: Moment) -> Sequence[Move]:
        """All moves of units of a receivable up to then, in order."""

    def holdings_then(
        self, holder: ParticipantId, until: Moment, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[Holding], str | None]:
        """A page of what a participant had then, and the cursor of the next one or None."""

    def units(self, receivable: ReceivableId, holder: ParticipantId) -> int: ...
    def unit_freezes(self, receivable: ReceivableId) -> Sequence[UnitFreeze]:
        """Orders on holdings of a receivable that are not lifted, over by their day or not."""

    def lots(self, receivable: ReceivableId) -> Mapping[ParticipantId, Sequence[Lot]]: ...
    def history(self, receivable: ReceivableId) -> Sequence[HistoryEntry]: ...
    def fills(self, receivable: ReceivableId) -> Sequence[Fill]: ...
    def balances(self, participant: ParticipantId) -> Sequence[Balance]: ...
    def quote_nonces(self, receivable: ReceivableId, financier: ParticipantId) -> Mapping[int, str]:
        """Nonces that are spent, with `filled` or `cancelled`."""

    def redeemable(self, receivable: ReceivableId, holder: ParticipantId) -> int:
        """What the holder could redeem now, minor units."""

    def overdue(self, today: Day) -> Sequence[tuple[Currency, int]]:
        """Principal that was due before a day and is not paid, minor units, by currency."""

    def totals(self) -> Sequence[Totals]:
        """What the books sum to, in each listed currency."""

    def trades(self, receivable: ReceivableId) -> Sequence[Trade]:
        """Sales of a receivable's units in the market, oldest first."""

    def facilities(self) -> Sequence[Facility]:
        """All, by number, closed ones too."""

    def facility(self, number: int) -> Facility: ...
    def deals(self, party: ParticipantId | None = None) -> Sequence[Deal]:
        """Those in which a participant is seller or financier, or all; by venue and number."""

    def deal(self, venue: str, number: int) -> Deal: ...
    def order_nonce(self, maker: str, nonce: int) -> tuple[int, bool]:
        """What was filled under a maker's nonce, minor units, and whether it was withdrawn."""

    def order_epoch(self, maker: str) -> int:
        """The epoch for which a maker's orders have to be signed."""

    def auctions(self) -> Sequence[AuctionRow]:
        """All, by number."""

    def bids(self, auction: int) -> Sequence[BidRow]:
        """Those in an auction, by financier."""

    def auction_credits(self) -> Sequence[AuctionCreditRow]:
        """What was ever credited to participants by auctions, as far as it is left; zeros too."""

    def journal(self, owner: ParticipantId) -> Sequence[BookedEntry]:
        """All entries of a participant's journal in the order of the ledger."""

    def journal_page(
        self,
        owner: ParticipantId,
        seconds: range,
        after: str | None = None,
        limit: int = 50,
    ) -> tuple[Sequence[BookedEntry], str | None]:
        """Entries of a period with lines, in the order of the ledger, and the next cursor."""

    def trial_balance(self, owner: ParticipantId) -> Mapping[tuple[str, Account], int]:
        """What each account of the journal comes to, by currency; debits positive."""


@dataclass(frozen=True, slots=True)
class Reorganisations:
    """How often the chain changed its mind since the start, and how many blocks it took back.

    `deepest` counts from the oldest block with events that was gone: it may have been more.
    `broken` says that it took back what was final: nothing is read on until that is resolved.
    """

    count: int = 0
    deepest: int = 0
    broken: FinalityBroken | None = None


class Indexer(Protocol):
    """Keeps the read model up with the chain."""

    def catch_up(self) -> Head:
        """Fold all blocks up to the head into the read model; undo what was reorganised away."""

    def rebuild(self) -> Head:
        """Forget everything derived, and fold the whole chain again."""

    def reorganisations(self) -> Reorganisations:
        """What the chain took back since the start."""


Watch = Callable[[int, int], object]
"""Is told how far indexing is: the block that was reached, and the one that is to be."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two read models: where the one in use stands, rows alike by table, the first difference.

    `difference` is None where there is none.
    """

    head: Head | None
    rows: Mapping[str, int]
    difference: str | None


class Shadow(Protocol):
    """A read model of its own beside the one in use, empty to begin with."""

    @property
    def indexer(self) -> Indexer:
        """What fills it."""

    def compare(self) -> Comparison:
        """Hold the one in use against it."""
