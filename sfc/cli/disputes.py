"""`sfc disputes`: what an obligor contests before it confirms."""

from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.acting import act, amount
from sfc.cli.facilities import Currency, Receivable
from sfc.cli.output import AsJson
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.client.types import DisputeForm, ReceivableChange

app = typer.Typer(name="disputes", help="What obligors contest.", no_args_is_help=True)


@app.command("open")
def open_(
    receivable: Receivable,
    reason: Annotated[str, typer.Option(help="Of the Peppol Invoice Response, such as QUA.")],
    contested: Annotated[str, typer.Option("--amount", help="How much, such as 1000.00.")],
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Contest an amount, in place of what was contested before; the rest can go on."""
    body: DisputeForm = {"amount": amount(contested, currency), "reason": reason}
    act(url, as_json, lambda client: client.dispute(receivable, body), _said)


@app.command()
def resolve(receivable: Receivable, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Contest nothing any more."""
    act(url, as_json, lambda client: client.resolve_dispute(receivable), _said)


def _said(change: "ReceivableChange") -> str:
    return f"{money(change['receivable']['disputed'])} contested"
