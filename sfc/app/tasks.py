"""What the rules leave to people: listed, and done."""

from collections.abc import Sequence

from sfc.app.context import Context
from sfc.app.query import Viewer
from sfc.app.twin_cases import name_of, seen_by
from sfc.domain.errors import AlreadyDecided, Forbidden, NotFound
from sfc.domain.task import Task
from sfc.ports import MatterFilter


def tasks(
    context: Context, viewer: Viewer, wanted: MatterFilter, after: str | None, limit: int
) -> tuple[Sequence[Task], str | None]:
    """A page of the tasks that the viewer may see, newest first, and the next page's cursor.

    Raises IdMalformed for a cursor that no page gave.
    """
    return context.matters.tasks(seen_by(viewer, wanted), after, limit)


def finish(context: Context, viewer: Viewer, task_id: str, note: str = "") -> Task:
    """Its owner, or the operator, says that a task is done; again changes nothing.

    It says only that nothing is left to do: nothing happens on the ledger. Raises NotFound,
    Forbidden (the other party), AlreadyDecided (done by somebody else, or with another note).
    """
    found = context.matters.task(task_id)
    if not (viewer.sees_all or viewer.participant in (found.owner, found.other)):
        raise NotFound("task", task_id)
    if viewer.participant not in (None, found.owner):
        raise Forbidden("finishing another's task")
    by = name_of(viewer)
    context.matters.finish_task(task_id, by, context.clock.now(), note)
    found = context.matters.task(task_id)
    if (found.done_by, found.note) != (by, note):
        raise AlreadyDecided(task_id, "done")
    return found
