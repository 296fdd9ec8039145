"""`sfc facilities`: financiers' standing offers, and draws on them."""

from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.acting import act, amount, part, show
from sfc.cli.output import AsJson
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.client.types import DrawForm, FacilityForm, TenorForm, TradeView

app = typer.Typer(name="facilities", help="Standing offers to buy.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="Of the facility.", min=1)]
Receivable = Annotated[str, typer.Argument(help="Its id, rcv_… in full.")]
Face = Annotated[str | None, typer.Option("--amount", help="Face value; all held by default.")]
Recourse = Annotated[str, typer.Option(help="Per cent of the units.")]
HoldBack = Annotated[str, typer.Option(help="Per cent of the price.")]
Currency = Annotated[str, typer.Option(help="Of the amounts.")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List open facilities with their rates by tenor."""
    headings = ["", "financier", "obligor", ">limit", ">used", "rates", ""]
    show(
        url,
        as_json,
        lambda client: client.facilities(),
        headings,
        lambda e: [
            str(e["id"]),
            e["financier"],
            e["obligor"],
            money(e["limit"]),
            money(e["used"]),
            ", ".join(f"{r['annual_rate_percent']} % to {r['days']} d" for r in e["rates"]),
            "" if e["open"] else "closed",
        ],
    )


@app.command("open")
def open_(
    obligor: Annotated[str, typer.Argument(help="Whose receivables, such as par_1.")],
    limit: Annotated[str, typer.Option(help="Most principal outstanding, such as 50000.00.")],
    rate: Annotated[list[str], typer.Option(help="DAYS:PERCENT, ascending; up to five.")],
    recourse: Recourse = "0",
    hold_back: HoldBack = "0",
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Offer to buy receivables of an obligor."""
    rates: list[TenorForm] = []
    for each in rate:
        days, _, percent = each.partition(":")
        if not days.isdecimal() or not percent:
            raise typer.BadParameter(f"write DAYS:PERCENT, not {each}", param_hint="--rate")
        rates.append({"days": int(days), "annual_rate_percent": percent})
    body: FacilityForm = {
        "obligor": obligor,
        "limit": amount(limit, currency),
        "rates": rates,
        "terms": {"recourse_percent": recourse, "hold_back_percent": hold_back},
    }
    act(
        url,
        as_json,
        lambda client: client.open_facility(body),
        lambda e: f"facility {e['facility']['id']} is open",
    )


@app.command()
def close(facility: Number, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """End draws."""
    act(
        url,
        as_json,
        lambda client: client.close_facility(facility),
        lambda _: f"facility {facility} is closed",
    )


@app.command()
def preview(
    facility: Number,
    receivable: Receivable,
    face: Face = None,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Show what a draw would bring; nothing happens."""
    body: DrawForm = {"receivable": receivable, "amount": part(face, currency)}
    act(
        url,
        as_json,
        lambda client: client.preview_draw(facility, body),
        lambda e: f"{money(e['proceeds'])} at once, {_kept(e)}",
    )


@app.command()
def draw(
    facility: Number,
    receivable: Receivable,
    face: Face = None,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Sell to the facility's financier."""
    body: DrawForm = {"receivable": receivable, "amount": part(face, currency)}
    act(
        url,
        as_json,
        lambda client: client.draw_on_facility(facility, body),
        lambda e: f"sold for {money(e['trade']['proceeds'])}",
    )


def _kept(sale: "TradeView") -> str:
    return f"{money(sale['hold_back'])} held back, {money(sale['fee'])} in fees"
