"""`sfc asks`: requests for quotes, and their answers side by side."""

from typing import Annotated

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url, connected

app = typer.Typer(name="asks", help="Requests for quotes.", no_args_is_help=True)


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List open requests: one's own, and those put to a financier."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.asks()
    if as_json:
        output.emit(found)
        return
    rows = [
        [each["id"], each["holder"], money(each["amount"]), each["receivable"], each["expires_at"]]
        for each in found["data"]
    ]
    output.table(["ask", "holder", ">face", "receivable", "until"], rows)


@app.command()
def compare(
    ask: Annotated[str, typer.Argument(help="Its id, ask_…")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Rank the answers by what the money costs all in, the cheapest first."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.comparison(ask)
    if as_json:
        output.emit(found)
        return
    rows = [
        [
            str(each["rank"]),
            each["quote"],
            each["financier"],
            each["annual_rate_percent"],
            money(each["cost"]),
            money(each["received"]),
            money(each["hold_back"]),
            each["effective_annual_rate_percent"],
        ]
        for each in found["quotes"]
    ]
    headings = [
        "",
        "quote",
        "financier",
        ">rate %",
        ">cost",
        ">received",
        ">held back",
        ">all-in %",
    ]
    output.table(headings, rows)


@app.command()
def accept(
    quote: Annotated[str, typer.Argument(help="Its id, quo_…")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Sell by a quote, as much as is held and taken."""
    output = Output(as_json)
    with connected(url) as client:
        made = client.accept_quote(quote, {})
    if as_json:
        output.emit(made)
    else:
        output.line(f"sold for {money(made['sale']['price'])}")
