"""Things for people to do."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select, update

from sfc.domain.errors import NotFound
from sfc.domain.task import Task, TaskReason
from sfc.ports.matters import MatterFilter
from sfc.store.matters import TaskModel
from sfc.store.queries.matter_pages import page_of
from sfc.store.queries.writing import WritingQueries
from sfc.store.upsert import insert_missing


class TaskQueries(WritingQueries):
    """Implements `sfc.ports.matters.Tasks`."""

    def open_task(self, task: Task) -> None:
        """Add a task; one that is open or done already is left as it is."""
        row = {
            "id": task.id,
            "reason": task.reason,
            "owner": task.owner,
            "other": task.other,
            "receivable": task.receivable,
            "subject": task.subject,
            "facts": dict(task.facts),
            "opened": task.opened,
            "done_by": task.done_by,
            "done_at": task.done_at,
            "note": task.note,
        }
        with self._writer.begin() as connection:
            insert_missing(connection, TaskModel, [row])

    def task(self, task_id: str) -> Task:
        """Raises NotFound."""
        with self._session() as session:
            if (row := session.get(TaskModel, task_id)) is None:
                raise NotFound("task", task_id)
            return _task(row)

    def tasks(
        self, wanted: MatterFilter, after: str | None = None, limit: int = 50
    ) -> tuple[Sequence[Task], str | None]:
        """A page, newest first."""
        query = select(TaskModel).where(*_conditions(wanted))
        with self._session() as session:
            rows, cursor = page_of(session, query, TaskModel, after, limit)
            return [_task(row) for row in rows], cursor

    def tasks_about(self, subject: str) -> Sequence[Task]:
        """All tasks about something, in the order in which they were opened."""
        query = (
            select(TaskModel)
            .where(TaskModel.subject == subject)
            .order_by(TaskModel.opened, TaskModel.id)
        )
        with self._session() as session:
            return [_task(row) for row in session.scalars(query)]

    def finish_task(self, task_id: str, by: str, at: int, note: str) -> None:
        """Say that it is done; a task that is done already is left as it is."""
        with self._writer.begin() as connection:
            connection.execute(
                update(TaskModel)
                .where(TaskModel.id == task_id, TaskModel.done_by.is_(None))
                .values(done_by=by, done_at=at, note=note)
            )


def _conditions(wanted: MatterFilter) -> list[ColumnElement[bool]]:
    row = TaskModel
    conditions: list[ColumnElement[bool]] = []
    if (party := wanted.party) is not None:
        conditions.append(or_(row.owner == party, row.other == party))
    if wanted.is_open is not None:
        conditions.append(row.done_by.is_(None) if wanted.is_open else row.done_by.is_not(None))
    return conditions


def _task(row: TaskModel) -> Task:
    return Task(
        reason=TaskReason(row.reason),
        owner=row.owner,
        other=row.other,
        receivable=row.receivable,
        subject=row.subject,
        facts=row.facts,
        opened=row.opened,
        done_by=row.done_by,
        done_at=row.done_at,
        note=row.note,
    )
