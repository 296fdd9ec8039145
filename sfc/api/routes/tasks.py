"""What the rules leave to people."""

from typing import Annotated

from fastapi import Path, Query

from sfc.api.auth import AnyCaller
from sfc.api.bodies.matters import NoteForm, TaskQuery
from sfc.api.describe import refusals
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Page
from sfc.api.views.matters import TaskView
from sfc.app import tasks as use_cases
from sfc.domain.matter_ids import TASK, check_matter_id

router = resource("matters", "/tasks")


@router.get(
    "",
    summary="List tasks",
    description="What the rules leave to people, newest first, each with a reason and what can be "
    "done. A participant sees its own and those of which it is the other party; operator and "
    "regulator see all.",
    responses=refusals("id_malformed"),
)
def tasks(
    wanted: Annotated[TaskQuery, Query()], context: ContextDep, caller: AnyCaller
) -> Page[TaskView]:
    """A page of tasks."""
    found, cursor = use_cases.tasks(
        context, caller.viewer, wanted.read(), wanted.cursor, wanted.limit
    )
    return Page(data=[TaskView.of(each) for each in found], next_cursor=cursor)


@router.post(
    "/{task}/done",
    summary="Finish a task",
    description="Its owner, or the operator: nothing is left to do. Nothing happens on the ledger.",
    responses=refusals("not_found", "id_malformed", "forbidden", "already_decided"),
)
def finish_task(
    task: Annotated[str, Path(max_length=64, examples=[f"tsk_{'5f' * 16}"])],
    form: NoteForm,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
) -> TaskView:
    """Say that it is done."""
    identity = check_matter_id(task, TASK)
    return once(
        lambda: TaskView.of(use_cases.finish(context, caller.viewer, identity, form.note)),
        status=200,
    )
