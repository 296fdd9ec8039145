"""Suspected twins, and what was decided of them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from sfc.domain.errors import NotFound
from sfc.domain.similarity import Likeness
from sfc.domain.twin_case import Decision, TwinCase, Verdict
from sfc.ports.matters import MatterFilter
from sfc.store.derived import ReceivableModel
from sfc.store.matters import CaseModel, DecisionModel
from sfc.store.queries.matter_pages import page_of
from sfc.store.queries.writing import WritingQueries
from sfc.store.upsert import insert_missing


class TwinCaseQueries(WritingQueries):
    """Implements `sfc.ports.matters.TwinCases`."""

    def open_cases(self, cases: Collection[TwinCase]) -> None:
        """Add cases, in one transaction; those of a known pair are left as they are."""
        with self._writer.begin() as connection:
            insert_missing(connection, CaseModel, [_row(each) for each in cases])

    def case(self, case_id: str) -> TwinCase:
        """Raises NotFound, also while one of its receivables is not on the ledger."""
        with self._session() as session:
            found = select(CaseModel).where(CaseModel.id == case_id, *_ON_THE_LEDGER)
            if (row := session.scalars(found).one_or_none()) is None:
                raise NotFound("case of twins", case_id)
            [case] = _cases(session, [row])
            return case

    def cases(
        self, wanted: MatterFilter, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[TwinCase], str | None]:
        """A page, newest first, of cases both of whose receivables are on the ledger."""
        query = select(CaseModel).where(*_ON_THE_LEDGER, *_conditions(wanted))
        with self._session() as session:
            rows, cursor = page_of(session, query, CaseModel, after, limit)
            return _cases(session, rows), cursor

    def decide(self, case_id: str, decision: Decision) -> None:
        """Add a decision to a case. Raises NotFound."""
        with Session(self._writer) as session, session.begin():
            row = session.get(CaseModel, case_id, with_for_update=True)
            if row is None:
                raise NotFound("case of twins", case_id)
            row.verdict = decision.verdict
            last = session.scalar(
                select(func.max(DecisionModel.number)).where(DecisionModel.case_id == case_id)
            )
            session.add(
                DecisionModel(
                    case_id=case_id,
                    number=(last or 0) + 1,
                    verdict=decision.verdict,
                    by=decision.by,
                    at=decision.at,
                    note=decision.note,
                )
            )


_ON_THE_LEDGER = [
    exists().where(ReceivableModel.id == receivable)
    for receivable in (CaseModel.earlier, CaseModel.later)
]


def _conditions(wanted: MatterFilter) -> list[ColumnElement[bool]]:
    row = CaseModel
    conditions: list[ColumnElement[bool]] = []
    if (party := wanted.party) is not None:
        of_both = and_(row.later_supplier == party, row.earlier_supplier == party)
        conditions.append(or_(row.obligor == party, of_both))
    if wanted.is_open is not None:
        conditions.append(row.verdict.is_(None) if wanted.is_open else row.verdict.is_not(None))
    if wanted.verdict is not None:
        conditions.append(row.verdict == wanted.verdict)
    return conditions


def _cases(session: Session, rows: Sequence[CaseModel]) -> list[TwinCase]:
    decided = (
        select(DecisionModel)
        .where(DecisionModel.case_id.in_([row.id for row in rows]))
        .order_by(DecisionModel.case_id, DecisionModel.number)
    )
    decisions: dict[str, list[Decision]] = {row.id: [] for row in rows}
    for each in session.scalars(decided):
        decisions[each.case_id].append(Decision(Verdict(each.verdict), each.by, each.at, each.note))
    return [
        TwinCase(
            earlier=row.earlier,
            later=row.later,
            obligor=row.obligor,
            earlier_supplier=row.earlier_supplier,
            later_supplier=row.later_supplier,
            reasons=tuple(map(Likeness, row.reasons.split())),
            opened=row.opened,
            decisions=tuple(decisions[row.id]),
        )
        for row in rows
    ]


def _row(case: TwinCase) -> dict[str, Any]:
    return {
        "id": case.id,
        "earlier": case.earlier,
        "later": case.later,
        "obligor": case.obligor,
        "earlier_supplier": case.earlier_supplier,
        "later_supplier": case.later_supplier,
        "reasons": " ".join(case.reasons),
        "opened": case.opened,
        "verdict": case.verdict,
    }
