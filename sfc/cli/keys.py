"""`sfc keys`: API keys and sessions of a party's users."""

import secrets
from typing import Annotated, Any

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, KEY, Url
from sfc.cli.users import Participant, Scopes

app = typer.Typer(name="keys", help="API keys and sessions.", no_args_is_help=True)

Credential = Annotated[str, typer.Argument(help="Its id, key_… or ses_…")]


@app.command("list")
def list_(participant: Participant = None, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List keys and sessions, ended ones too."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        given = {"participant": participant} if participant else {}
        found = list(client.all("/credentials", **given))
    if as_json:
        output.emit(found)
        return
    rows = [
        [
            each["id"],
            f"{each['prefix']}…" if each["prefix"] else "to be claimed",
            each["user"],
            each["label"],
            " ".join(each["scopes"]),
            each["last_used_at"] or "never",
            _end(each),
        ]
        for each in found
    ]
    output.table(["credential", "begins", "user", "label", "scopes", "last used", "ends"], rows)


@app.command()
def issue(
    user: Annotated[str, typer.Argument(help="Whose key, usr_…")],
    label: Annotated[str, typer.Option(help="What it is for.")] = "",
    scope: Scopes = None,
    expires_at: Annotated[
        str | None, typer.Option(help="Good until then, such as 2027-01-01T00:00:00Z.")
    ] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Issue a key to a user. It is shown once."""
    body = {"user": user, "label": label, "scopes": scope or ["*"]}
    _secret("", body | ({"expires_at": expires_at} if expires_at else {}), url, as_json)


@app.command()
def rotate(
    credential: Credential,
    overlap_hours: Annotated[
        int, typer.Option(help="How long the old key stays good.", min=0, max=720)
    ] = 24,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Replace one's own key by a new one with the same scopes. It is shown once."""
    _secret(f"/{credential}/rotate", {"overlap_seconds": overlap_hours * 3600}, url, as_json)


@app.command()
def claim(credential: Credential, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Be shown a key that one asked for and a second person approved."""
    _secret(f"/{credential}/claim", {}, url, as_json)


@app.command()
def revoke(credential: Credential, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """End a key or session at once."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        revoked = client.delete(f"/credentials/{credential}")
    if as_json:
        output.emit(revoked)
    else:
        output.line(f"{credential} is revoked")


def _secret(path: str, body: dict[str, Any], url: str, as_json: bool) -> None:
    from sfc.cli.approvals import waits
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        made = client.post(f"/credentials{path}", body, secrets.token_hex(16))
    if as_json:
        output.emit(made)
    elif not waits(output, made):
        output.aside(f"{made['credential']['id']}, shown once; commands take it from {KEY}:")
        output.line(made["api_key"])


def _end(credential: dict[str, Any]) -> str:
    if credential["revoked_at"]:
        return "revoked"
    return credential["expires_at"] or ""
