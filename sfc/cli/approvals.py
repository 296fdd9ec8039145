"""`sfc approvals`: what waits for a second person."""

import json
import secrets
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from sfc.cli.failures import Failure
from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, Url

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
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        page = client.get("/approvals", state=state, limit=limit, cursor=cursor)
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
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        found = client.get(f"/approvals/{approval}")
    if as_json:
        output.emit(found)
        return
    told = ("operation", "maker", "created_at", "expires_at", "state", "checker", "note", "status")
    facts = [(name, str(found[name])) for name in told if found[name] is not None]
    output.facts([*facts, *found["facts"].items()])


@app.command()
def approve(
    approval: Approval, note: Note = "", url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Approve, and have it done; exit code 1 if it is then refused."""
    decided = _decide(approval, "approve", {"note": note}, url, as_json)
    if decided["state"] == "failed":
        raise Failure(decided["result"]["code"], decided["result"]["detail"])


@app.command()
def refuse(
    approval: Approval, note: Note = "", url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Refuse: it will not be done."""
    _decide(approval, "refuse", {"note": note}, url, as_json)


@app.command()
def withdraw(approval: Approval, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Withdraw what one asked for."""
    _decide(approval, "withdraw", {}, url, as_json)


@app.command()
def policy(
    file: Annotated[
        Path | None, typer.Argument(help="A new policy, in JSON as docs/access.md has it.")
    ] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Show what needs a second person, or set it from a file."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        if file is None:
            found = client.get("/approval-policy")
        else:
            found = client.put("/approval-policy", _read(file))
    if as_json:
        output.emit(found)
        return
    if waits(output, found):
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


def waits(output: Output, answer: dict[str, Any]) -> bool:
    """Say so if a request waits for a second person."""
    if not str(answer.get("id", "")).startswith("apr_"):
        return False
    output.line(f"{answer['id']} waits for a second person: sfc approvals approve {answer['id']}")
    return True


def _decide(
    approval: str, decision: str, body: dict[str, Any], url: str, as_json: bool
) -> dict[str, Any]:
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        path = f"/approvals/{approval}/{decision}"
        decided: dict[str, Any] = client.post(path, body, secrets.token_hex(16))
    if as_json:
        output.emit(decided)
    else:
        output.line(f"{approval} is {decided['state']}")
    return decided


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Failure("file_unusable", f"{file}: is no JSON: {error}") from None


def _facts(approval: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in approval["facts"].items() if value)
