"""`sfc keys`: API keys and sessions of a party's users."""

from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, KEY, Url, connected
from sfc.cli.users import Participant, Scopes

if TYPE_CHECKING:
    from sfc.client.types import CredentialForm, CredentialView, IssuedView

app = typer.Typer(name="keys", help="API keys and sessions.", no_args_is_help=True)

Credential = Annotated[str, typer.Argument(help="Its id, key_… or ses_…")]


@app.command("list")
def list_(participant: Participant = None, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List keys and sessions, ended ones too."""
    output = Output(as_json)
    with connected(url) as client:
        found = list(client.iter_credentials(participant=participant))
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
    body: CredentialForm = {
        "user": user,
        "label": label,
        "scopes": scope or ["*"],
        "expires_at": expires_at,
    }
    with connected(url) as client:
        made = client.issue_credential(body)
    _show_secret(made, as_json)


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
    with connected(url) as client:
        made = client.rotate_credential(credential, {"overlap_seconds": overlap_hours * 3600})
    _show_secret(made, as_json)


@app.command()
def claim(credential: Credential, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Be shown a key that one asked for and a second person approved."""
    with connected(url) as client:
        made = client.claim_credential(credential)
    _show_secret(made, as_json)


@app.command()
def revoke(credential: Credential, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """End a key or session at once."""
    output = Output(as_json)
    with connected(url) as client:
        revoked = client.revoke_credential(credential)
    if as_json:
        output.emit(revoked)
    else:
        output.line(f"{credential} is revoked")


def _show_secret(made: "IssuedView", as_json: bool) -> None:
    output = Output(as_json)
    if as_json:
        output.emit(made)
    else:
        output.aside(f"{made['credential']['id']}, shown once; commands take it from {KEY}:")
        output.line(str(made["api_key"]))


def _end(credential: "CredentialView") -> str:
    if credential["revoked_at"]:
        return "revoked"
    return credential["expires_at"] or ""
