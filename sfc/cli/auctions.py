"""`sfc auctions`: sealed bids, one rate for all."""

from typing import Annotated

import typer

from sfc.cli.acting import act, amount, show
from sfc.cli.facilities import Currency
from sfc.cli.output import AsJson, Output
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

app = typer.Typer(name="auctions", help="Sealed-bid auctions.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="Of the auction.", min=1)]
Whose = Annotated[str, typer.Argument(help="The financier with the award, such as par_3.")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List auctions, newest first."""
    show(
        url,
        as_json,
        "/auctions",
        ["", "seller", ">face", ">at most %", ">bids", "bid until", ">cleared at %"],
        lambda e: [
            str(e["id"]),
            e["seller"],
            money(e["amount"]),
            e["reserve_rate_percent"],
            str(e["bid_count"]),
            e["commit_end"],
            e["clearing_rate_percent"] or "",
        ],
    )


@app.command("show")
def show_(auction: Number, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Show one with the bids that one may see."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        found = client.get(f"/auctions/{auction}")
    if as_json:
        output.emit(found)
        return
    output.facts([[name, found[name]] for name in ("commit_end", "reveal_end", "delivery_end")])
    rows = [
        [e["financier"], e["state"], e["annual_rate_percent"] or "sealed", money(e["award"])]
        for e in found["bids"]
    ]
    output.table(["financier", "", ">rate %", ">award"], rows)


@app.command()
def bid(
    auction: Number,
    rate: Annotated[str, typer.Option(help="Per cent a year.")],
    face: Annotated[str, typer.Option("--amount", help="Face value, such as 50000.00.")],
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Bid once; the service keeps it sealed and reveals it in time."""
    body = {"annual_rate_percent": rate, "amount": amount(face, currency)}
    act(url, as_json, f"/auctions/{auction}/commit", body, lambda _: "committed")


@app.command()
def clear(auction: Number, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Have the units awarded, once revealing has ended."""
    path = f"/auctions/{auction}/clear"
    act(url, as_json, path, {}, lambda e: f"{money(e['auction']['awarded'])} awarded")


@app.command()
def deliver(
    auction: Number, financier: Whose, url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Exchange an award for its cost."""
    path = f"/auctions/{auction}/deliver"
    act(url, as_json, path, {"financier": financier}, lambda _: "delivered")


@app.command()
def withdraw(currency: Currency = "CNY", url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Take out what auctions have credited."""
    body = {"currency": currency}
    act(url, as_json, "/auctions/withdraw", body, lambda e: f"{money(e['amount'])} withdrawn")
