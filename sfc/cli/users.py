"""`sfc users`: the users of a party."""

from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import UserForm

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
    output = Output(as_json)
    with connected(url) as client:
        found = list(client.iter_users(participant=participant))
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
    output = Output(as_json)
    body: UserForm = {
        "name": name,
        "wallet": wallet,
        "scopes": scope or ["*"],
        "participant": participant,
    }
    with connected(url) as client:
        made = client.add_user(body)
    if as_json:
        output.emit(made)
    else:
        output.line(f"{made['id']} is a user of {made['party']}")


@app.command()
def remove(
    user: Annotated[str, typer.Argument(help="Its id, usr_…")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Remove a user, and with it all its keys and sessions."""
    output = Output(as_json)
    with connected(url) as client:
        removed = client.remove_user(user)
    if as_json:
        output.emit(removed)
    else:
        output.line(f"{user} is removed, and its keys with it")
