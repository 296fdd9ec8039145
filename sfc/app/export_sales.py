"""Papers of a sale to a financier: the notice to the obligor, and what a registry asks for."""

from sfc.app.export_claims import claim_of
from sfc.app.export_context import Exports
from sfc.domain.days import ledger_day
from sfc.domain.errors import NotFound
from sfc.domain.events import Sold
from sfc.domain.ids import ReceivableId, format_receivable
from sfc.domain.outgoing import Assignment, OutgoingFile
from sfc.domain.replay import located
from sfc.domain.views import Fill


def assignment_notice(exports: Exports, fill: Fill) -> OutgoingFile:
    """The notice of a sale to the obligor, as PDF. Raises NotFound."""
    return exports.writer.assignment_notice(_assignment(exports, fill))


def registration_sheet(exports: Exports, fill: Fill) -> OutgoingFile:
    """A sale as a movable-property registry asks about it, as PDF. Raises NotFound."""
    return exports.writer.registration_sheet(_assignment(exports, fill))


def registration_data(exports: Exports, fill: Fill) -> OutgoingFile:
    """The fields of `registration_sheet` as CSV. Raises NotFound."""
    return exports.writer.registration_data(_assignment(exports, fill))


def fill_of(exports: Exports, receivable: ReceivableId, number: int) -> Fill:
    """A sale of a receivable by its number, the first being 1. Raises NotFound."""
    fills = exports.read.fills(receivable)
    if not 1 <= number <= len(fills):
        raise NotFound(f"sale {number} of", format_receivable(receivable))
    return fills[number - 1]


def _assignment(exports: Exports, fill: Fill) -> Assignment:
    claim = claim_of(exports, fill.receivable)
    fills = list(exports.read.fills(fill.receivable))
    if fill not in fills:
        raise NotFound("sale of", format_receivable(fill.receivable))
    sold = _sale(exports, fill)
    return Assignment(
        number=fills.index(fill) + 1,
        day=ledger_day(fill.timestamp, exports.utc_offset_hours),
        claim=claim,
        face=exports.read.receivable(fill.receivable).face,
        seller=exports.read.participant(fill.seller),
        buyer=exports.read.participant(fill.financier),
        units=claim.money(fill.units),
        claim_sold=fill.price + fill.discount,
        price=fill.price,
        with_recourse=sold is not None and exports.with_recourse(sold),
        transaction=fill.transaction,
        paid_to=exports.paid_to.get(claim.currency.code),
    )


def _sale(exports: Exports, fill: Fill) -> Sold | None:
    for entry in located(exports.read.history(fill.receivable)):
        if entry.transaction == fill.transaction and isinstance(entry.event, Sold):
            return entry.event
    return None
