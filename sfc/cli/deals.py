"""`sfc deals`: recourse and hold-backs after sales."""

from typing import Annotated

import typer

from sfc.cli.acting import act, amount, show
from sfc.cli.facilities import Currency
from sfc.cli.output import AsJson
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

app = typer.Typer(name="deals", help="Recourse and hold-backs.", no_args_is_help=True)

DealId = Annotated[str, typer.Argument(help="Its id, such as market-1.")]
Part = Annotated[str | None, typer.Option("--amount", help="Face value; all by default.")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List one's deals, with what is held back and owed."""
    show(
        url,
        as_json,
        "/deals",
        ["deal", "seller", "financier", ">units", ">recourse", ">held back", ">owed"],
        lambda e: [
            e["id"],
            e["seller"],
            e["financier"],
            *(money(e[name]) for name in ("units", "recourse", "hold_back", "owed")),
        ],
    )


@app.command("put-back")
def put_back(
    deal: DealId,
    part: Part = None,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Put units back to the seller, after default."""
    _change(url, as_json, f"/deals/{deal}/put-back", {"amount": amount(part, currency)})


@app.command()
def collect(deal: DealId, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Take what the seller has by now for units that were put back."""
    _change(url, as_json, f"/deals/{deal}/collect", {})


@app.command()
def pay(
    deal: DealId,
    part: Part = None,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Pay for units that were put back."""
    _change(url, as_json, f"/deals/{deal}/pay", {"amount": amount(part, currency)})


@app.command()
def release(deal: DealId, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Release a hold-back to whom it belongs."""
    _change(url, as_json, f"/deals/{deal}/release", {})


def _change(url: str, as_json: bool, path: str, body: dict[str, object]) -> None:
    act(
        url,
        as_json,
        path,
        body,
        lambda e: _left(e["deal"]),
    )


def _left(deal: dict[str, dict[str, str]]) -> str:
    units, kept, owed = (money(deal[name]) for name in ("units", "hold_back", "owed"))
    return f"{units} of units left, {kept} held back, {owed} owed"
