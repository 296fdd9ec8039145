"""`sfc receivables`: what a running service knows of them."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.paging import Cursor, Limit, show_page
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url, connected
from sfc.demo.figures import brief

if TYPE_CHECKING:
    from sfc.client import Client
    from sfc.client.types import EventView, ReceivableView

app = typer.Typer(name="receivables", help="What is owed, and to whom.", no_args_is_help=True)

_ID_SHOWN = 12

Status = Literal["recorded", "confirmed", "tokenised", "settled", "rejected", "cancelled"]


@app.command("list")
def list_(
    status: Annotated[Status | None, typer.Option(help="How far it has come.")] = None,
    obligor: Annotated[str | None, typer.Option(help="Who owes, such as par_1.")] = None,
    supplier: Annotated[str | None, typer.Option(help="To whom it was owed first.")] = None,
    holder: Annotated[str | None, typer.Option(help="Who holds units now.")] = None,
    currency: Annotated[str | None, typer.Option(help="Such as CNY.")] = None,
    due_from: Annotated[str | None, typer.Option(help="Due on this day or later.")] = None,
    due_to: Annotated[str | None, typer.Option(help="Due on this day or earlier.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """List receivables, newest first."""
    output = Output(as_json)
    with connected(url) as client:
        page = client.receivables(
            status=[status] if status else None,
            obligor=obligor,
            supplier=supplier,
            holder=holder,
            currency=currency,
            due_from=due_from,
            due_to=due_to,
            limit=limit,
            cursor=cursor,
        )
        names = {} if as_json else _names(client)

    def row(each: "ReceivableView") -> list[str]:
        return [
            f"{each['id'][:_ID_SHOWN]}…",
            each["invoice_number"],
            names[each["obligor"]],
            names[each["supplier"]],
            each["due_date"],
            money(each["face"]),
            _state(each),
        ]

    show_page(output, page, ["id", "invoice", "obligor", "supplier", "due", ">face", ""], row)


@app.command()
def show(
    receivable: Annotated[str, typer.Argument(help="Its id, rcv_… in full (see list --json).")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Show one receivable with its holders, sales and history."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.receivable(receivable)
        names = {} if as_json else _names(client)
    if as_json:
        output.emit(found)
        return
    what = found["receivable"]
    facts = [
        ["id", what["id"]],
        ["invoice", f"{what['invoice_number']} of {what['issue_date']}"],
        ["obligor", names[what["obligor"]]],
        ["supplier", names[what["supplier"]]],
        ["face", money(what["face"])],
        ["due", what["due_date"]],
        ["paid", money(what["paid"])],
        ["status", _state(what)],
    ]
    output.facts(facts)
    if found["holders"]:
        rows = [
            [
                names[lot["path"][-1]],
                money(lot["amount"]),
                " → ".join(names[p] for p in lot["path"]),
            ]
            for holding in found["holders"]
            for lot in holding["lots"]
        ]
        output.table(["holder", ">holds", "which came"], rows)
    if found["history"]:
        rows = [[event["at"], event["name"], _details(event)] for event in found["history"]]
        output.table(["when", "what", ""], rows)


def _names(client: "Client") -> dict[str, str]:
    return {each["id"]: each["name"] for each in client.iter_participants()}


def _state(receivable: "ReceivableView") -> str:
    flags = receivable["flags"]
    for flag in ("defaulted", "overdue", "due", "expired"):
        if flags[flag]:
            return f"{receivable['status']}, {flag}"
    return str(receivable["status"])


def _details(event: "EventView") -> str:
    shown = {name: value for name, value in event["details"].items() if name != "receivable"}
    return brief(" ".join(f"{name}={value}" for name, value in shown.items() if value is not None))
