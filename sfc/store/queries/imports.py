"""Import runs, in SQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Engine, Select, func, insert, select, update

from sfc.domain.due_dates import Convention
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.imports import (
    Became,
    Doubt,
    ImportRun,
    IncomingFile,
    Reading,
    RowResult,
    RunState,
)
from sfc.domain.intake import Fault
from sfc.domain.ledger_profile import LedgerProfile
from sfc.domain.profile_body import profile_body, profile_from
from sfc.store.engine import writing
from sfc.store.imported import ImportProfileModel, ImportResultModel, ImportRunModel
from sfc.store.queries.base import Queries
from sfc.store.queries.paging import read_cursor, write_cursor
from sfc.store.upsert import upsert

_UNFINISHED = (RunState.RUNNING.value, RunState.INTERRUPTED.value)


class SqlImportBook(Queries):
    """Implements `sfc.ports.ImportBook`. What a method notes is on disk when it returns."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._writer = writing(engine)

    def begin(self, run: ImportRun) -> None:
        """Enter a new run."""
        with self._writer.begin() as connection:
            connection.execute(insert(ImportRunModel).values(_run_values(run)))

    def run(self, run_id: str) -> ImportRun:
        """Raises NotFound."""
        with self._session() as session:
            row = session.scalars(_by_id(run_id)).one_or_none()
            if row is None:
                raise NotFound("import", run_id)
            return _run(row)

    def unfinished(self, fingerprint: str) -> ImportRun | None:
        """The newest run of that fingerprint, if it has not come to its end."""
        query = (
            select(ImportRunModel)
            .where(ImportRunModel.fingerprint == fingerprint)
            .order_by(ImportRunModel.number.desc())
            .limit(1)
        )
        with self._session() as session:
            row = session.scalars(query).one_or_none()
            return None if row is None or row.state not in _UNFINISHED else _run(row)

    def runs(
        self, supplier: ParticipantId | None = None, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[ImportRun], str | None]:
        """A page, newest first, and the next page's cursor. Raises IdMalformed for a false one."""
        query = select(ImportRunModel).order_by(ImportRunModel.number.desc()).limit(limit + 1)
        if supplier is not None:
            query = query.where(ImportRunModel.supplier == supplier)
        if after is not None:
            query = query.where(ImportRunModel.number < read_cursor(after)[0])
        with self._session() as session:
            rows = session.scalars(query).all()
            more = len(rows) > limit
            return [_run(row) for row in rows[:limit]], (
                write_cursor(rows[limit - 1].number, 0) if more else None
            )

    def note(self, run_id: str, results: Iterable[RowResult], offset: int) -> None:
        """Remember results and the progress in one transaction. Raises NotFound."""
        with self._writer.begin() as connection:
            number = connection.scalar(_number_of(run_id))
            if number is None:
                raise NotFound("import", run_id)
            upsert(connection, ImportResultModel, [_result_values(number, r) for r in results])
            connection.execute(
                update(ImportRunModel)
                .where(ImportRunModel.number == number)
                .values({"offset": offset})
            )

    def doubted(self, run_id: str, doubts: Sequence[Doubt]) -> None:
        """Remember what is suspicious about the file."""
        self._change(run_id, doubts=[asdict(doubt) for doubt in doubts])

    def move(self, run_id: str, state: RunState, reason: str, finished: int | None) -> None:
        """Remember how far the run has come."""
        self._change(run_id, state=state.value, reason=reason, finished=finished)

    def last_place(self, run_id: str) -> int:
        """The last place of which there is a result; 0 where there is none."""
        query = select(func.max(ImportResultModel.place)).where(
            ImportResultModel.run == _number_of(run_id).scalar_subquery()
        )
        with self._session() as session:
            return session.scalar(query) or 0

    def has(self, run_id: str, receivable: ReceivableId) -> bool:
        """Whether a result of the run names that receivable."""
        query = select(ImportResultModel.place).where(
            ImportResultModel.run == _number_of(run_id).scalar_subquery(),
            ImportResultModel.receivable == receivable,
        )
        with self._session() as session:
            return session.scalar(query.limit(1)) is not None

    def places(self, run_id: str, became: Became) -> Collection[int]:
        """The places with that outcome."""
        query = select(ImportResultModel.place).where(
            ImportResultModel.run == _number_of(run_id).scalar_subquery(),
            ImportResultModel.became == became.value,
        )
        with self._session() as session:
            return frozenset(session.scalars(query))

    def results(
        self,
        run_id: str,
        became: Collection[Became] = (),
        after: str | None = None,
        limit: int = 50,
    ) -> tuple[Sequence[RowResult], str | None]:
        """A page in the order of the file. Raises IdMalformed for a false cursor."""
        query = (
            select(ImportResultModel)
            .where(ImportResultModel.run == _number_of(run_id).scalar_subquery())
            .order_by(ImportResultModel.place)
            .limit(limit + 1)
        )
        if became:
            query = query.where(ImportResultModel.became.in_([each.value for each in became]))
        if after is not None:
            query = query.where(ImportResultModel.place > read_cursor(after)[0])
        with self._session() as session:
            rows = session.scalars(query).all()
            more = len(rows) > limit
            return [_result(row) for row in rows[:limit]], (
                write_cursor(rows[limit - 1].place, 0) if more else None
            )

    def counts(self, run_id: str) -> Mapping[Became, int]:
        """How many results have which outcome."""
        query = (
            select(ImportResultModel.became, func.count())
            .where(ImportResultModel.run == _number_of(run_id).scalar_subquery())
            .group_by(ImportResultModel.became)
        )
        with self._session() as session:
            found = {Became(became): count for became, count in session.execute(query)}
        return {each: found[each] for each in Became if each in found}

    def save_profile(self, supplier: ParticipantId, profile: LedgerProfile) -> None:
        """Save a profile, in the place of one of that name."""
        row = {"supplier": supplier, "name": profile.name, "body": profile_body(profile)}
        with self._writer.begin() as connection:
            upsert(connection, ImportProfileModel, [row])

    def saved_profile(self, supplier: ParticipantId, name: str) -> LedgerProfile | None:
        """The profile that a supplier saved under a name."""
        with self._session() as session:
            row = session.get(ImportProfileModel, (supplier, name))
            return None if row is None else profile_from(row.name, row.body)

    def saved_profiles(self, supplier: ParticipantId) -> Sequence[LedgerProfile]:
        """All profiles of a supplier, by name."""
        query = (
            select(ImportProfileModel)
            .where(ImportProfileModel.supplier == supplier)
            .order_by(ImportProfileModel.name)
        )
        with self._session() as session:
            return [profile_from(row.name, row.body) for row in session.scalars(query)]

    def _change(self, run_id: str, **values: Any) -> None:
        with self._writer.begin() as connection:
            connection.execute(
                update(ImportRunModel).where(ImportRunModel.id == run_id).values(values)
            )


def _by_id(run_id: str) -> Select[ImportRunModel]:
    return select(ImportRunModel).where(ImportRunModel.id == run_id)


def _number_of(run_id: str) -> Select[int]:
    return select(ImportRunModel.number).where(ImportRunModel.id == run_id)


def _run_values(run: ImportRun) -> dict[str, Any]:
    reading = run.reading
    return {
        "id": run.id,
        "supplier": run.supplier,
        "fingerprint": run.fingerprint,
        **asdict(run.file),
        "profile": reading.profile.name if reading.profile else None,
        "reading": {
            "profile": profile_body(reading.profile) if reading.profile else None,
            "calendar": reading.calendar,
            "convention": reading.convention.value,
            "due_date": reading.due_date.isoformat() if reading.due_date else None,
            "doubts_accepted": reading.doubts_accepted,
        },
        "dry_run": run.dry_run,
        "state": run.state.value,
        "reason": run.reason,
        "doubts": [asdict(doubt) for doubt in run.doubts],
        "offset": run.offset,
        "started": run.started,
        "finished": run.finished,
    }


def _run(row: ImportRunModel) -> ImportRun:
    how = row.reading
    return ImportRun(
        id=row.id,
        supplier=row.supplier,
        file=IncomingFile(row.name, row.media_type, row.size, row.sha256),
        reading=Reading(
            profile_from(row.profile, how["profile"]) if row.profile else None,
            how["calendar"],
            Convention(how["convention"]),
            date.fromisoformat(how["due_date"]) if how["due_date"] else None,
            how["doubts_accepted"],
        ),
        dry_run=row.dry_run,
        fingerprint=row.fingerprint,
        started=row.started,
        state=RunState(row.state),
        reason=row.reason,
        doubts=tuple(Doubt(**doubt) for doubt in row.doubts),
        offset=row.offset,
        finished=row.finished,
    )


def _result_values(run: int, result: RowResult) -> dict[str, Any]:
    return {
        "run": run,
        "place": result.place,
        "row": result.row,
        "became": result.became.value,
        "reasons": list(result.reasons),
        "faults": [asdict(fault) for fault in result.faults],
        "warnings": list(result.warnings),
        "receivable": result.receivable,
        "document": result.document,
    }


def _result(row: ImportResultModel) -> RowResult:
    return RowResult(
        place=row.place,
        row=row.row,
        became=Became(row.became),
        reasons=tuple(row.reasons),
        faults=tuple(Fault(**fault) for fault in row.faults),
        warnings=tuple(row.warnings),
        receivable=row.receivable,
        document=row.document,
    )
