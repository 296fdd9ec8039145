"""`sfc users`: the users of a party."""

import secrets
from typing import Annotated

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, Url

app = typer.Typer(name="users", help="Users of a party.", no_args_is_help=True)

Participant = Annotated[
    str | None, typer.Option(help="Whose, for the operator; one's own if not said.")
]
Scopes = Annotated[
    list[str] | None,
    typer.Option("--scope", help="Such as payments:write or *:read; may be repeated. All if none."),
]


@app.command("list")
def list_(participant: Participant = None, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List users, removed ones too."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        given = {"participant": participant} if participant else {}
        found = list(client.all("/users", **given))
    if as_json:
        output.emit(found)
        return
    rows = [
        [
            each["id"],
            each["party"],
            each["name"],
            each["wallet"] or "",
            " ".join(each["scopes"]),
            "removed" if each["removed_at"] else "",
        ]
        for each in found
    ]
    output.table(["user", "party", "name", "wallet", "scopes at most", ""], rows)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Who it is.")],
    wallet: Annotated[str | None, typer.Option(help="Account with which it signs in.")] = None,
    scope: Scopes = None,
    participant: Participant = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Add a user; give it a key with sfc keys issue."""
    from sfc.cli.approvals import waits
    from sfc.cli.client import connected

    output = Output(as_json)
    body = {"name": name, "wallet": wallet, "scopes": scope or ["*"], "participant": participant}
    given = {field: value for field, value in body.items() if value is not None}
    with connected(url) as client:
        made = client.post("/users", given, secrets.token_hex(16))
    if as_json:
        output.emit(made)
    elif not waits(output, made):
        output.line(f"{made['id']} is a user of {made['party']}")


@app.command()
def remove(
    user: Annotated[str, typer.Argument(help="Its id, usr_…")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Remove a user, and with it all its keys and sessions."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        removed = client.delete(f"/users/{user}")
    if as_json:
        output.emit(removed)
    else:
        output.line(f"{user} is removed, and its keys with it")
