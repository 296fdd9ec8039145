"""`sfc freezes`: what a court or authority orders, entered by the regulator."""

from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.acting import act, amount, show
from sfc.cli.facilities import Currency, Receivable
from sfc.cli.output import AsJson
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.client.types import (
        FreezeForm,
        ParticipantChange,
        UnitFreezeChange,
        UnitFreezeForm,
        UnitFreezeView,
    )

app = typer.Typer(
    name="freezes", help="Orders by law, on participants and units.", no_args_is_help=True
)

Participant = Annotated[str, typer.Argument(help="Such as par_7.")]
Order = Annotated[str, typer.Option(help="The order's number.")]
Until = Annotated[str, typer.Option(help="Last day, YYYY-MM-DD.")]


@app.command("list")
def list_(receivable: Receivable, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List orders on units of a receivable: holders see their own."""
    headings = ["holder", ">units", "order", "until"]
    show(url, as_json, lambda client: client.unit_freezes(receivable), headings, _row)


@app.command()
def units(
    receivable: Receivable,
    holder: Participant,
    face: Annotated[str, typer.Option("--amount", help="Face value, such as 50000.00.")],
    order: Order,
    until: Until,
    currency: Currency = "CNY",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Keep units where they are; they stay their holder's."""
    body: UnitFreezeForm = {
        "holder": holder,
        "amount": amount(face, currency),
        "order": order,
        "until": until,
    }
    act(url, as_json, lambda client: client.freeze_units(receivable, body), _orders)


@app.command("lift-units")
def lift_units(
    receivable: Receivable,
    holder: Participant,
    order: Order,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Lift an order on units."""
    act(
        url,
        as_json,
        lambda client: client.unfreeze_units(receivable, {"holder": holder, "order": order}),
        _orders,
    )


@app.command()
def participant(
    participant: Participant,
    order: Order,
    until: Until,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Have a participant neither act nor receive; what it has stays its own."""
    body: FreezeForm = {"order": order, "until": until}
    act(url, as_json, lambda client: client.freeze(participant, body), _frozen)


@app.command("lift-participant")
def lift_participant(
    participant: Participant, order: Order, url: Url = DEFAULT_URL, as_json: AsJson = False
) -> None:
    """Lift an order on a participant."""
    act(url, as_json, lambda client: client.unfreeze(participant, {"order": order}), _frozen)


def _row(freeze: "UnitFreezeView") -> list[str]:
    return [freeze["holder"], money(freeze["amount"]), freeze["order"], freeze["until"]]


def _orders(change: "UnitFreezeChange") -> str:
    return "; ".join(" ".join(_row(each)) for each in change["freezes"]) or "nothing is frozen"


def _frozen(change: "ParticipantChange") -> str:
    who = change["participant"]
    if who["frozen_until"]:
        return f"{who['id']} is frozen until {who['frozen_until']} by {who['freeze_order']}"
    return f"{who['id']} is not frozen"
