"""`sfc approvals`: what waits for a second person."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sfc.cli.failures import Failure
from sfc.cli.json_file import read_json
from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import ApprovalView

app = typer.Typer(name="approvals", help="What waits for a second person.", no_args_is_help=True)

State = Literal["pending", "approved", "done", "failed", "refused", "withdrawn", "expired"]
Approval = Annotated[str, typer.Argument(help="Its id, apr_…")]
Note = Annotated[str, typer.Option(help="Why, for whoever reads it later.")]


@app.command("list")
def list_(
    state: Annotated[State | None, typer.Option(help="All of them by default.")] = None,
    limit: Annotated[int, typer.Option(help="Most to list.", min=1, max=200)] = 50,
    cursor: Annotated[str | None, typer.Option(help="next_cursor of the page before.")] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """List approvals, newest first."""
    output = Output(as_json)
    with connected(url) as client:
        page = client.approvals(state=state, limit=limit, cursor=cursor)
    if as_json:
        output.emit(page)
        return
    rows = [
        [each["id"], each["operation"], _facts(each), each["maker"], each["state"]]
        for each in page["data"]
    ]
    output.table(["approval", "what", "about", "maker", ""], rows)
    if page["next_cursor"]:
        output.aside(f"There are more: --cursor {page['next_cursor']}")


@app.command()
def show(approval: Approval, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Show what would be done, and what became of it."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.approval(approval)
    if as_json:
        output.emit(found)
        return
    told = ("operation", "maker", "created_at", "expires_at", "state", "checker", "note", "status")
    facts = [(name, str(value)) for name, value in found.items() if name in told and value]
    output.facts([*facts, *found["facts"].items()])


@app.command()
def approve(
    approval: Approval, note: Note = "", url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Approve, and have it done; exit code 1 if it is then refused."""
    with connected(url) as client:
        decided = client.approve(approval, {"note": note})
    _tell(decided, as_json)
    if decided["state"] == "failed":
        raise Failure(decided["result"]["code"], decided["result"]["detail"])


@app.command()
def refuse(
    approval: Approval, note: Note = "", url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Refuse: it will not be done."""
    with connected(url) as client:
        decided = client.refuse_approval(approval, {"note": note})
    _tell(decided, as_json)


@app.command()
def withdraw(approval: Approval, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Withdraw what one asked for."""
    with connected(url) as client:
        decided = client.withdraw_approval(approval)
    _tell(decided, as_json)


@app.command()
def policy(
    file: Annotated[
        Path | None, typer.Argument(help="A new policy, in JSON as docs/access.md has it.")
    ] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Show what needs a second person, or set it from a file."""
    output = Output(as_json)
    with connected(url) as client:
        if file is None:
            found = client.approval_policy()
        else:
            found = client.set_approval_policy(read_json(file))
    if as_json:
        output.emit(found)
        return
    if not found["rules"]:
        output.line("nothing needs a second person")
        return
    limits = [
        [
            rule["act"],
            ", ".join(f"{each['amount']} {each['currency']}" for each in rule["above"]) or "always",
        ]
        for rule in found["rules"]
    ]
    output.table(["act", "above"], limits)


def _tell(decided: "ApprovalView", as_json: bool) -> None:
    output = Output(as_json)
    if as_json:
        output.emit(decided)
    else:
        output.line(f"{decided['id']} is {decided['state']}")


def _facts(approval: "ApprovalView") -> str:
    return ", ".join(f"{name} {value}" for name, value in approval["facts"].items() if value)
