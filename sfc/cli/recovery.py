"""`sfc recovery`: another account for a participant that lost the key of its own."""

from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.acting import act
from sfc.cli.output import AsJson
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.client.types import ParticipantChange

app = typer.Typer(name="recovery", help="Another account after a lost key.", no_args_is_help=True)

Participant = Annotated[str, typer.Argument(help="Such as par_7.")]


@app.command()
def request(
    participant: Participant,
    account: Annotated[
        str | None, typer.Option(help="The new one, 0x…; by default a key is made for it.")
    ] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """As the operator, announce another account; it can take over after a delay."""
    act(
        url,
        as_json,
        lambda client: client.request_recovery(participant, {"account": account}),
        _said,
    )


@app.command()
def cancel(participant: Participant, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """As the participant, with the account that it still has: stop it."""
    act(url, as_json, lambda client: client.cancel_recovery(participant), _said)


@app.command("carry-out")
def carry_out(participant: Participant, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Have the new account take over, once the delay is over: units and roles, no cash."""
    act(url, as_json, lambda client: client.carry_out_recovery(participant), _said)


def _said(change: "ParticipantChange") -> str:
    who = change["participant"]
    if who["recovery_account"]:
        return f"{who['recovery_account']} can take over from {who['recovery_from']} on"
    return f"the account of {who['id']} is {who['account']}"
