"""What people ask of the ledger, each seeing only what concerns it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sfc.app.ask import is_open
from sfc.app.context import Context
from sfc.app.settle import Due, amount_due
from sfc.domain.days import Day
from sfc.domain.errors import NotFound
from sfc.domain.events import Sold
from sfc.domain.ids import ParticipantId, ReceivableId, format_receivable
from sfc.domain.market_events import DealOpened, PutBack, Traded
from sfc.domain.market_views import Trade
from sfc.domain.provenance import Lot
from sfc.domain.receivable import Standing
from sfc.domain.roles import Role
from sfc.domain.views import (
    Balance,
    Fill,
    Head,
    HistoryEntry,
    Holding,
    Receivable,
    ReceivableTotals,
)
from sfc.ports import Ask, Order, ReadModel, ReceivableFilter, StoredQuote

_PRICED: Mapping[str, Collection[str]] = {
    Sold.__name__: ("discount", "price"),
    Traded.__name__: "discount price hold_back fee proceeds cost recourse".split(),
    DealOpened.__name__: ("buy_back_rate", "recourse", "price", "hold_back"),
    PutBack.__name__: ("from_hold_back", "from_cash", "owed"),
}
"""What events of a sale say that only its parties are told."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking. Without a participant it is the operator, who sees everything."""

    participant: ParticipantId | None
    roles: Role

    @property
    def sees_all(self) -> bool:
        """Operator and regulator read everything."""
        return self.participant is None or bool(self.roles & (Role.OPERATOR | Role.REGULATOR))


@dataclass(frozen=True, slots=True)
class Detail:
    """A receivable with all that belongs to it, as it stands today."""

    receivable: Receivable
    standing: Standing
    due: Due
    holders: Sequence[Holding]
    lots: Mapping[ParticipantId, Sequence[Lot]]
    fills: Sequence[Fill]
    history: Sequence[HistoryEntry]


@dataclass(frozen=True, slots=True)
class Health:
    """How far the read model is behind the chain, in blocks."""

    chain: Head
    read_model: Head | None

    @property
    def lag(self) -> int:
        """Blocks that are not folded in yet."""
        return self.chain.block - (self.read_model.block if self.read_model else -1)


def receivables(
    context: Context,
    viewer: Viewer,
    wanted: ReceivableFilter,
    after: str | None = None,
    limit: int = 50,
    *,
    order: Order = Order.RECORDED,
    ascending: bool = False,
) -> tuple[Sequence[Receivable], str | None]:
    """A page of what the viewer is or was party to, and the next page's cursor."""
    wanted = _visible(viewer, wanted)
    return context.read.receivables(wanted, after, limit, order=order, ascending=ascending)


def receivable_totals(
    context: Context, viewer: Viewer, wanted: ReceivableFilter
) -> Sequence[ReceivableTotals]:
    """What those that the viewer would see listed come to, by status and currency."""
    return context.read.receivable_totals(_visible(viewer, wanted), context.clock.today())


def receivable(context: Context, viewer: Viewer, identity: ReceivableId) -> Receivable:
    """A receivable that the viewer may see: as a party, or as a financier that was asked.

    Raises NotFound for what is not there, and alike for what is not the viewer's to see.
    """
    found = context.read.receivable(identity)
    if viewer.sees_all or viewer.participant is None or is_party(context, viewer, identity):
        return found
    if Role.FINANCIER in viewer.roles:
        asked = context.store.asks(identity)
        if any(each.is_put_to(viewer.participant) and is_open(context, each) for each in asked):
            return found
        if any(each.financier == viewer.participant for each in context.store.quotes(identity)):
            return found
    raise NotFound("receivable", format_receivable(identity))


def detail(context: Context, viewer: Viewer, identity: ReceivableId) -> Detail:
    """A receivable with holders, provenance, sales and history. Raises NotFound.

    A financier that was only asked for a quote sees none of these. Where units came from is told
    to who holds them, what they were sold for to seller and financier.
    """
    today = context.clock.today()
    with context.read.together() as read:
        if _is_party(read, viewer, identity):
            return _told_to_parties(read, viewer, identity, today)
    found = receivable(context, viewer, identity)
    return Detail(found, found.standing(today), amount_due(found, today), (), {}, (), ())


def _told_to_parties(read: ReadModel, viewer: Viewer, identity: ReceivableId, today: Day) -> Detail:
    found, lots, fills = read.receivable(identity), read.lots(identity), read.fills(identity)
    if not viewer.sees_all:
        lots = {holder: own for holder, own in lots.items() if holder == viewer.participant}
        fills = [each for each in fills if viewer.participant in (each.seller, each.financier)]
    trades = [
        each
        for each in read.trades(identity)
        if viewer.participant in (each.seller, each.financier)
    ]
    history = read.history(identity)
    return Detail(
        receivable=found,
        standing=found.standing(today),
        due=amount_due(found, today),
        holders=read.holders(identity),
        lots=lots,
        fills=fills,
        history=history if viewer.sees_all else _without_others_prices(history, [*fills, *trades]),
    )


def _without_others_prices(
    history: Sequence[HistoryEntry], own: Sequence[Fill | Trade]
) -> Sequence[HistoryEntry]:
    """The history, without what others sold for, and for what it was put back."""
    transactions = {sale.transaction for sale in own}
    deals = {(sale.venue, sale.deal) for sale in own if isinstance(sale, Trade) and sale.deal}

    def told(entry: HistoryEntry) -> HistoryEntry:
        details = entry.details
        deal = details.get("venue"), details.get("deal")
        if entry.transaction in transactions or deal in deals:
            return entry
        priced = _PRICED.get(entry.name, ())
        return replace(entry, details=dict(details) | dict.fromkeys(priced))

    return [told(entry) for entry in history]


def check_party(context: Context, viewer: Viewer, identity: ReceivableId) -> None:
    """Raises NotFound for what is not there, and alike for what is not the viewer's."""
    if not is_party(context, viewer, identity):
        raise NotFound("receivable", format_receivable(identity))


def is_party(context: Context, viewer: Viewer, identity: ReceivableId) -> bool:
    """Whether the viewer sees all of a receivable: as a party of now or before, or as overseer."""
    return _is_party(context.read, viewer, identity)


def _is_party(read: ReadModel, viewer: Viewer, identity: ReceivableId) -> bool:
    return (
        viewer.sees_all or viewer.participant is None or read.is_party(identity, viewer.participant)
    )


def asks(context: Context, viewer: Viewer, identity: ReceivableId | None = None) -> Sequence[Ask]:
    """Open requests for quotes: those put to a financier, and its own for anybody."""
    return [
        asked
        for asked in context.store.asks(identity)
        if _sees_ask(viewer, asked) and is_open(context, asked)
    ]


def ask(context: Context, viewer: Viewer, ask_id: str) -> Ask:
    """One request that the viewer may see, open or not. Raises NotFound."""
    asked = context.store.ask(ask_id)
    if not _sees_ask(viewer, asked):
        raise NotFound("ask", ask_id)
    return asked


def own_ask(context: Context, viewer: Viewer, ask_id: str) -> Ask:
    """One request of the viewer's own, for what only who asked may see. Raises NotFound."""
    asked = context.store.ask(ask_id)
    if not (viewer.sees_all or asked.holder == viewer.participant):
        raise NotFound("ask", ask_id)
    return asked


def quotes(context: Context, viewer: Viewer, identity: ReceivableId) -> Sequence[StoredQuote]:
    """The quotes on a receivable: a financier's own, and for who asked the answers.

    Quotes that answer nobody are for all who hold units.
    """
    context.read.receivable(identity)
    return [each for each in context.store.quotes(identity) if _sees(context, viewer, each)]


def quote(context: Context, viewer: Viewer, quote_id: str) -> StoredQuote:
    """One quote that the viewer may see. Raises NotFound."""
    stored = context.store.quote(quote_id)
    if not _sees(context, viewer, stored):
        raise NotFound("quote", quote_id)
    return stored


def health(context: Context) -> Health:
    """Where chain and read model stand. Raises ChainUnavailable."""
    return Health(context.events.head(), context.read.head())


def balances(context: Context, participant: ParticipantId) -> Sequence[Balance]:
    """Cash and units of a participant, a line per currency."""
    return context.read.balances(participant)


def _visible(viewer: Viewer, wanted: ReceivableFilter) -> ReceivableFilter:
    return wanted if viewer.sees_all else replace(wanted, visible_to=viewer.participant)


def _sees(context: Context, viewer: Viewer, stored: StoredQuote) -> bool:
    if viewer.sees_all or viewer.participant is None or stored.financier == viewer.participant:
        return True
    if stored.ask is not None:
        return context.store.ask(stored.ask).holder == viewer.participant
    quote = stored.signed.quote
    return context.read.units(quote.receivable, viewer.participant) > 0 or any(
        (fill.seller, fill.financier) == (viewer.participant, stored.financier)
        for fill in context.read.fills(quote.receivable)
    )


def _sees_ask(viewer: Viewer, asked: Ask) -> bool:
    if viewer.sees_all or viewer.participant is None or asked.holder == viewer.participant:
        return True
    return Role.FINANCIER in viewer.roles and asked.is_put_to(viewer.participant)
