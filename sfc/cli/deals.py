"""`sfc deals`: recourse and hold-backs after sales."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.acting import act, part, show
from sfc.cli.facilities import Currency
from sfc.cli.output import AsJson
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.client import Client
    from sfc.client.types import DealChange, DealView, PartForm

app = typer.Typer(name="deals", help="Recourse and hold-backs.", no_args_is_help=True)

DealId = Annotated[str, typer.Argument(help="Its id, such as market-1.")]
Part = Annotated[str | None, typer.Option("--amount", help="Face value; all by default.")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List one's deals, with what is held back and owed."""
    show(
        url,
        as_json,
        lambda client: client.deals(),
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
    face: Part = None,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Put units back to the seller, after default."""
    given: PartForm = {"amount": part(face, currency)}
    _change(url, as_json, lambda client: client.put_back(deal, given))


@app.command()
def collect(deal: DealId, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Take what the seller has by now for units that were put back."""
    _change(url, as_json, lambda client: client.collect_debt(deal))


@app.command()
def pay(
    deal: DealId,
    face: Part = None,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Pay for units that were put back."""
    given: PartForm = {"amount": part(face, currency)}
    _change(url, as_json, lambda client: client.pay_debt(deal, given))


@app.command()
def release(deal: DealId, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Release a hold-back to whom it belongs."""
    _change(url, as_json, lambda client: client.release_hold_back(deal))


def _change(url: str, as_json: bool, do: Callable[["Client"], "DealChange"]) -> None:
    act(url, as_json, do, lambda e: _left(e["deal"]))


def _left(deal: "DealView") -> str:
    units, kept, owed = (money(each) for each in (deal["units"], deal["hold_back"], deal["owed"]))
    return f"{units} of units left, {kept} held back, {owed} owed"
