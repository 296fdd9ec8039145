"""`sfc tasks`: what the rules leave to people."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.paging import Cursor, Limit, show_page
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import TaskView

app = typer.Typer(name="tasks", help="What is left to people.", no_args_is_help=True)

State = Literal["open", "done"]


@app.command("list")
def list_(
    state: Annotated[State | None, typer.Option(help="All of them by default.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """List tasks, newest first, each with what can be done."""
    with connected(url) as client:
        page = client.tasks(state=state, limit=limit, cursor=cursor)
    show_page(Output(as_json), page, ["task", "whose", "why", "about", "what to do"], _row)


@app.command()
def done(
    task: Annotated[str, typer.Argument(help="Its id, tsk_…")],
    note: Annotated[str, typer.Option(help="How it ended, for whoever reads it later.")] = "",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Say that nothing is left to do. Nothing happens on the ledger."""
    output = Output(as_json)
    with connected(url) as client:
        finished = client.finish_task(task, {"note": note})
    if as_json:
        output.emit(finished)
    else:
        output.line(f"{task} is done")


def _row(task: "TaskView") -> list[str]:
    return [
        task["id"],
        task["owner"],
        task["reason"].replace("_", " "),
        _facts(task),
        task["advice"] if task["state"] == "open" else f"done by {task['done_by']}",
    ]


def _facts(task: "TaskView") -> str:
    facts = task["facts"]
    amount = f"{facts.get('currency', '')} {facts.get('amount', '')}".strip()
    return " ".join(filter(None, (facts.get("number"), amount, facts.get("preceding"))))
