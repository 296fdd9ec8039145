"""`sfc orders`: signed bids and asks of the market."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sfc.cli.acting import act, amount, part, show
from sfc.cli.facilities import Currency, Face, Receivable
from sfc.cli.output import AsJson
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.client.types import DrawForm, OrderForm

app = typer.Typer(name="orders", help="Signed bids and asks.", no_args_is_help=True)

OrderId = Annotated[str, typer.Argument(help="Its id, ord_…")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List open orders that one may fill, and one's own."""
    show(
        url,
        as_json,
        lambda client: client.orders(),
        ["order", "", "maker", "of", ">rate %", ">limit", ">filled", ""],
        lambda e: [
            e["id"],
            e["side"],
            e["maker"],
            e["receivable"] or f"any of {e['obligor']}",
            e["annual_rate_percent"],
            money(e["limit"]),
            money(e["filled"]),
            e["state"],
        ],
    )


@app.command()
def place(
    side: Annotated[Literal["bid", "ask"], typer.Argument(help="Buy, or sell.")],
    rate: Annotated[str, typer.Option(help="Per cent a year.")],
    limit: Annotated[str, typer.Option(help="Most principal of all fills, such as 50000.00.")],
    receivable: Annotated[str | None, typer.Option(help="This one, rcv_… in full.")] = None,
    obligor: Annotated[str | None, typer.Option(help="A bid for any of this one's.")] = None,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Sign an order and offer it."""
    body: OrderForm = {
        "side": side,
        "annual_rate_percent": rate,
        "limit": amount(limit, currency),
        "receivable": receivable,
        "obligor": obligor,
    }
    act(
        url,
        as_json,
        lambda client: client.place_order(body),
        lambda e: f"{e['id']} is {e['state']}",
    )


@app.command()
def fill(
    order: OrderId,
    receivable: Receivable,
    face: Face = None,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Sell to a bid, or buy from an ask; whole or in part."""
    body: DrawForm = {"receivable": receivable, "amount": part(face, currency)}
    act(
        url,
        as_json,
        lambda client: client.fill_order(order, body),
        lambda e: f"sold for {money(e['trade']['proceeds'])}",
    )


@app.command()
def cancel(order: OrderId, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Withdraw an order and all its versions."""
    act(url, as_json, lambda client: client.cancel_order(order), lambda _: f"{order} is cancelled")
