"""Turns what happened into what the report draws: the way of units, lanes, months."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sfc.app.context import Context
from sfc.demo import figures
from sfc.demo.cast import Cast
from sfc.demo.report.facts import Flow, Graph, Lane, Link, Mark, Month, Node
from sfc.domain.days import Day, date_of, ledger_day
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.views import Fill, HistoryEntry, Receivable

_OBLIGOR, _CASH = "obligor", "cash"


def graph(context: Context, cast: Cast, found: Receivable) -> Graph:
    """The way of one receivable's units, from the promise to the cash."""
    fills = {(f.transaction, f.seller, f.financier): f for f in context.read.fills(found.id)}
    amounts: dict[tuple[str, str, Flow], int] = defaultdict(int)
    notes: dict[tuple[str, str, Flow], str] = {}
    for entry in context.read.history(found.id):
        step = _step(cast, entry, fills)
        if step is None:
            continue
        source, target, flow, minor = step
        amounts[source, target, flow] += minor
        if fill := _fill(cast, entry, fills):
            notes[source, target, flow] = f"sold for {figures.money(fill.price)}"
    links = tuple(
        Link(source, target, flow, minor, notes.get((source, target, flow), ""))
        for (source, target, flow), minor in amounts.items()
    )
    keys = dict.fromkeys(key for link in links for key in (link.source, link.target))
    title = (
        f"Invoice {found.invoice_number}: {cast[found.obligor].name} promised "
        f"{figures.money(found.face)} for {figures.calendar(found.due_day)}. Each ribbon is as "
        "wide as the amount; one unit is one minor unit of face value."
    )
    return Graph(title, tuple(_node(cast, found, key) for key in keys), links)


def lanes(context: Context, cast: Cast, receivables: Iterable[Receivable]) -> tuple[Lane, ...]:
    """A lane for each receivable that was confirmed, in order of the due day."""
    confirmed = [found for found in receivables if found.rejection is None]
    return tuple(
        Lane(
            label=found.invoice_number,
            part=f"{cast[found.obligor].name} · {figures.amount(found.face)}",
            issued=found.issue_day,
            due=found.due_day,
            marks=tuple(_marks(context, cast, found)),
        )
        for found in sorted(confirmed, key=lambda each: (each.due_day, each.issue_day))
    )


def months(context: Context, receivables: Sequence[Receivable]) -> tuple[Month, ...]:
    """A ledger month by month: what was sold, what was paid, what is outstanding at the end."""
    sold: dict[int, int] = defaultdict(int)
    paid: dict[int, int] = defaultdict(int)
    for found in receivables:
        for fill in context.read.fills(found.id):
            sold[_month(_day(context, fill.timestamp))] += fill.units
        paid[_month(found.due_day)] += found.paid.minor
    outstanding, result = 0, []
    for month in range(min(sold), max(paid) + 1):
        outstanding += sold[month] - paid[month]
        label = f"{month // 12}-{month % 12 + 1:02d}"
        result.append(Month(label, sold[month], paid[month], outstanding))
    return tuple(result)


def _step(
    cast: Cast, entry: HistoryEntry, fills: dict[tuple[str, ParticipantId, ParticipantId], Fill]
) -> tuple[str, str, Flow, int] | None:
    fields = entry.details
    if entry.name == "Redeemed":
        return str(fields["holder"]), _CASH, Flow.REDEMPTION, int(fields["amount"] or 0)
    if entry.name != "UnitsMoved" or fields["taker"] is None:
        return None
    units, taker = int(fields["units"] or 0), str(cast.at(str(fields["taker"])).id)
    if fields["giver"] is None:
        return _OBLIGOR, taker, Flow.PROMISE, units
    flow = Flow.SALE if _fill(cast, entry, fills) else Flow.TRANSFER
    return str(cast.at(str(fields["giver"])).id), taker, flow, units


def _fill(
    cast: Cast, entry: HistoryEntry, fills: dict[tuple[str, ParticipantId, ParticipantId], Fill]
) -> Fill | None:
    giver, taker = entry.details.get("giver"), entry.details.get("taker")
    if entry.name != "UnitsMoved" or giver is None or taker is None:
        return None
    return fills.get((entry.transaction, cast.at(str(giver)).id, cast.at(str(taker)).id))


def _node(cast: Cast, found: Receivable, key: str) -> Node:
    if key == _OBLIGOR:
        return Node(key, cast[found.obligor].name, "core enterprise")
    if key == _CASH:
        return Node(key, "Redeemed", "in cash")
    player = cast[ParticipantId(int(key))]
    return Node(key, player.name, player.part)


def _marks(context: Context, cast: Cast, found: Receivable) -> Iterator[tuple[Day, Mark, str]]:
    fills = {(f.transaction, f.seller, f.financier): f for f in context.read.fills(found.id)}
    for entry in context.read.history(found.id):
        at, fields = _day(context, entry.timestamp), entry.details
        match entry.name:
            case "Confirmed":
                yield at, Mark.CONFIRMED, "confirmed"
            case "Recorded" if fields["confirmed"]:
                yield at, Mark.CONFIRMED, "issued"
            case "UnitsMoved" if fields["giver"] is not None and fields["taker"] is not None:
                taker = cast.at(str(fields["taker"])).name
                amount = figures.money(Money(int(fields["units"] or 0), found.face.currency))
                sold = _fill(cast, entry, fills)
                yield at, Mark.SALE if sold else Mark.TRANSFER, f"{amount} to {taker}"
            case "Paid":
                amount = figures.money(Money(int(fields["principal"] or 0), found.face.currency))
                yield at, Mark.PAYMENT, f"{amount} paid"
            case "Redeemed":
                amount = figures.money(Money(int(fields["amount"] or 0), found.face.currency))
                holder = cast[ParticipantId(int(fields["holder"] or 0))].name
                yield at, Mark.REDEMPTION, f"{amount} to {holder}"


def _day(context: Context, timestamp: int) -> Day:
    return ledger_day(timestamp, context.utc_offset_hours)


def _month(day: Day) -> int:
    calendar = date_of(day)
    return calendar.year * 12 + calendar.month - 1
