"""`sfc participants`: what a running service knows of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client import Client
    from sfc.client.types import BalanceView, ParticipantView

app = typer.Typer(name="participants", help="Who takes part.", no_args_is_help=True)


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List all participants."""
    output = Output(as_json)
    with connected(url) as client:
        found = list(client.iter_participants())
    if as_json:
        output.emit(found)
        return
    output.table(["id", "name", "roles", "legal id", ""], [_row(each) for each in found])


@app.command()
def show(
    participant: Annotated[str, typer.Argument(help="Its id, such as par_7.")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Show one participant: credit lines and balances too, where the key may see them."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.participant(participant)
        balances = _balances(client, participant)
    if as_json:
        output.emit({**found, "balances": balances})
        return
    who = found["participant"]
    output.table(["id", "name", "roles", "legal id", ""], [_row(who)])
    output.line(f"Account {who['account']}")
    lines = [[money(line["limit"]), money(line["used"])] for line in found["credit_lines"]]
    if lines:
        output.table([">credit line", ">promised and not yet paid"], lines)
    if balances:
        rows = [[money(line["cash"]), money(line["units"])] for line in balances]
        output.table([">cash", ">units held"], rows)


def money(amount: Mapping[str, Any]) -> str:
    """Write an amount of the service for people."""
    whole, point, decimals = amount["amount"].partition(".")
    return f"{amount['currency']} {int(whole):,}{point}{decimals}"


def _balances(client: "Client", participant: str) -> "list[BalanceView]":
    from sfc.client import ProblemError

    try:
        return client.balances(participant=participant)["data"]
    except ProblemError as refusal:
        if refusal.code != "forbidden":
            raise
        return []


def _row(participant: "ParticipantView") -> list[str]:
    roles = ", ".join(role.replace("_", " ") for role in participant["roles"])
    state = "suspended" if participant["suspended"] else ""
    return [participant["id"], participant["name"], roles, participant["legal_id"], state]
