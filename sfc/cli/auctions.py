"""`sfc auctions`: sealed bids, one rate for all."""

from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.acting import act, amount, show
from sfc.cli.facilities import Currency, HoldBack, Receivable, Recourse
from sfc.cli.output import AsJson, Output
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import AwardForm, BidForm, LotForm, RevealForm

app = typer.Typer(name="auctions", help="Sealed-bid auctions.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="Of the auction.", min=1)]
Rate = Annotated[str, typer.Option(help="Per cent a year.")]
Face = Annotated[str, typer.Option("--amount", help="Face value, such as 50000.00.")]
Whose = Annotated[str, typer.Argument(help="The financier with the award, such as par_3.")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List auctions, newest first."""
    show(
        url,
        as_json,
        lambda client: client.auctions(),
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
    output = Output(as_json)
    with connected(url) as client:
        found = client.auction(auction)
    if as_json:
        output.emit(found)
        return
    ends = {name: str(value) for name, value in found.items() if name.endswith("_end")}
    output.facts([*ends.items()])
    rows = [
        [e["financier"], e["state"], e["annual_rate_percent"] or "sealed", money(e["award"])]
        for e in found["bids"]
    ]
    output.table(["financier", "", ">rate %", ">award"], rows)


@app.command("open")
def open_(
    receivable: Receivable,
    face: Face,
    reserve: Annotated[str, typer.Option(help="Highest rate that is taken, per cent a year.")],
    bid_until: Annotated[str, typer.Option(help="Such as 2026-03-01T12:00:00Z.")],
    reveal_until: Annotated[str, typer.Option(help="An hour later at least.")],
    deliver_until: Annotated[str, typer.Option(help="And again; on a day before the due date.")],
    least: Annotated[str, typer.Option(help="Least face value of a bid.")] = "1.00",
    deposit: Annotated[str, typer.Option(help="Of each bid, and of yourself.")] = "1.00",
    recourse: Recourse = "0",
    hold_back: HoldBack = "0",
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Put units up for sale. They stay with you until an award is paid for."""
    body: LotForm = {
        "receivable": receivable,
        "amount": amount(face, currency),
        "least_bid": amount(least, currency),
        "deposit": amount(deposit, currency),
        "reserve_rate_percent": reserve,
        "commit_end": bid_until,
        "reveal_end": reveal_until,
        "delivery_end": deliver_until,
        "terms": {"recourse_percent": recourse, "hold_back_percent": hold_back},
    }
    act(
        url,
        as_json,
        lambda client: client.open_auction(body),
        lambda e: f"auction {e['auction']['id']} is open",
    )


@app.command()
def bid(
    auction: Number,
    rate: Rate,
    face: Face,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Bid once; the service keeps it sealed and reveals it in time."""
    body: BidForm = {"annual_rate_percent": rate, "amount": amount(face, currency)}
    act(url, as_json, lambda client: client.commit(auction, body), lambda _: "committed")


@app.command()
def commit(
    auction: Number,
    commitment: Annotated[str, typer.Argument(help="Hash of the bid, 0x…")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Bid once by a commitment of your own, and reveal it yourself in time."""
    body: BidForm = {"commitment": commitment}
    act(url, as_json, lambda client: client.commit(auction, body), lambda _: "committed")


@app.command()
def reveal(
    auction: Number,
    rate: Rate,
    face: Face,
    salt: Annotated[str, typer.Option(help="32 bytes behind the commitment, 0x…")],
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Reveal the bid behind a commitment of your own."""
    body: RevealForm = {
        "annual_rate_percent": rate,
        "amount": amount(face, currency),
        "salt": salt,
    }
    act(url, as_json, lambda client: client.reveal(auction, body), lambda _: "revealed")


@app.command()
def clear(auction: Number, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Have the units awarded, once revealing has ended."""
    act(
        url,
        as_json,
        lambda client: client.clear(auction),
        lambda e: f"{money(e['auction']['awarded'])} awarded",
    )


@app.command()
def deliver(
    auction: Number, financier: Whose, url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Exchange an award for its cost."""
    body: AwardForm = {"financier": financier}
    act(url, as_json, lambda client: client.deliver(auction, body), lambda _: "delivered")


@app.command()
def lapse(
    auction: Number, financier: Whose, url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Have an award lapse that was not paid for in time; the deposit goes to the seller."""
    body: AwardForm = {"financier": financier}
    act(url, as_json, lambda client: client.lapse(auction, body), lambda _: "lapsed")


@app.command()
def withdraw(currency: Currency = "CNY", url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Take out what auctions have credited."""
    act(
        url,
        as_json,
        lambda client: client.withdraw_credit({"currency": currency}),
        lambda e: f"{money(e['amount'])} withdrawn",
    )
