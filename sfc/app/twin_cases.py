"""Suspected twins: listed for people to decide, and what they decided.

Both receivables of a case have the same obligor. It sees and decides all cases about its debts, as
does the operator. A supplier sees a case only if both receivables are its own, and may admit that
they are the same but not clear itself. A case of two suppliers is for neither of them to see.
"""

from collections.abc import Sequence

from sfc.app.context import Context
from sfc.app.query import Viewer
from sfc.domain.errors import AlreadyDecided, Forbidden, NotFound
from sfc.domain.ids import format_participant
from sfc.domain.receivable import Status
from sfc.domain.twin_case import Decision, NextStep, TwinCase, Verdict, next_step
from sfc.ports import MatterFilter


def cases(
    context: Context, viewer: Viewer, wanted: MatterFilter, after: str | None, limit: int
) -> tuple[Sequence[TwinCase], str | None]:
    """A page of the cases that the viewer may see, newest first, and the next page's cursor.

    Raises IdMalformed for a cursor that no page gave.
    """
    return context.matters.cases(seen_by(viewer, wanted), after, limit)


def case(context: Context, viewer: Viewer, case_id: str) -> TwinCase:
    """One case. Raises NotFound for what is not there, and alike for what is not to be seen."""
    found = context.matters.case(case_id)
    if not (viewer.sees_all or _decides(viewer, found) or _has_both(viewer, found)):
        raise NotFound("case of twins", case_id)
    return found


def decide(
    context: Context, viewer: Viewer, case_id: str, verdict: Verdict, note: str = ""
) -> TwinCase:
    """Say what the two are. Changes nothing on the ledger: `proposal` says what may be done.

    The obligor and the operator may decide again, and every decision is kept; a supplier may say
    `same`, once, while nothing is decided. A decision repeated by the same party adds nothing.
    Raises NotFound, Forbidden, AlreadyDecided.
    """
    with context.store.exclusively(f"case {case_id}"):
        found = case(context, viewer, case_id)
        by = name_of(viewer)
        last = found.decisions[-1] if found.decisions else None
        if last is not None and (last.verdict, last.by, last.note) == (verdict, by, note):
            return found
        if not _decides(viewer, found):
            if not _has_both(viewer, found):
                raise Forbidden("deciding what only the obligor or the operator may")
            if verdict is not Verdict.SAME:
                raise Forbidden("clearing one's own invoices: the obligor or the operator may")
            if last is not None:
                raise AlreadyDecided(case_id, last.verdict)
        context.matters.decide(case_id, Decision(verdict, by, context.clock.now(), note))
    return context.matters.case(case_id)


def proposal(context: Context, decided: TwinCase) -> NextStep | None:
    """What may be done about the later one of two that were found to be the same."""
    if decided.verdict is not Verdict.SAME:
        return None
    later = context.read.receivable(decided.later)
    units = context.read.units(later.id, later.supplier)
    sold = later.status is Status.TOKENISED and units < later.face.minor
    return next_step(later.status, whole=not sold and not later.paid.minor)


def seen_by(viewer: Viewer, wanted: MatterFilter) -> MatterFilter:
    """Narrow a filter to what is the viewer's."""
    if viewer.sees_all:
        return wanted
    return MatterFilter(viewer.participant, wanted.is_open, wanted.verdict)


def name_of(viewer: Viewer) -> str:
    """Who acts, as it is kept: `operator`, or a participant's id."""
    return "operator" if viewer.participant is None else format_participant(viewer.participant)


def _decides(viewer: Viewer, found: TwinCase) -> bool:
    return viewer.participant is None or viewer.participant == found.obligor


def _has_both(viewer: Viewer, found: TwinCase) -> bool:
    return viewer.participant == found.earlier_supplier == found.later_supplier
