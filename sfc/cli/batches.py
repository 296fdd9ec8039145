"""`sfc batches`: receivables confirmed by one root."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.acting import act, show
from sfc.cli.json_file import read_json
from sfc.cli.output import AsJson
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.client.types import BatchForm

app = typer.Typer(name="batches", help="Confirmations by one root.", no_args_is_help=True)

Receivable = Annotated[str, typer.Argument(help="Its id, rcv_… in full (see offered --json).")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List one's own batches, and what is left of them."""
    show(
        url,
        as_json,
        lambda client: client.batches(),
        ["root", ">items", ">total", ">left", ">of it", "until"],
        lambda e: [
            e["root"],
            str(e["count"]),
            money(e["total"]),
            str(e["left"]),
            money(e["left_total"]),
            e["valid_until"],
        ],
    )


@app.command()
def offered(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List what stands in batches for oneself, as a supplier."""
    show(
        url,
        as_json,
        lambda client: client.offered(),
        ["receivable", "obligor", "invoice", ">face", "due", ""],
        lambda e: [
            e["receivable"],
            e["obligor"],
            e["invoice_number"],
            money(e["face"]),
            e["due_date"],
            e["status"] or "to be taken up",
        ],
    )


@app.command()
def post(
    file: Annotated[
        Path,
        typer.Argument(
            help="The invoices, in JSON as POST /v1/batches has them.", exists=True, dir_okay=False
        ),
    ],
    until: Annotated[str, typer.Option(help="Last day to take items up, YYYY-MM-DD.")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Confirm many invoices at once: their suppliers take them up, each its own."""
    body: BatchForm = {"valid_until": until, "invoices": read_json(file)}
    act(
        url,
        as_json,
        lambda client: client.post_batch(body),
        lambda e: f"{e['batch']['root']}: {e['batch']['count']}, {money(e['batch']['total'])}",
    )


@app.command()
def withdraw(receivable: Receivable, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Record an item to have it cancelled, once the other party agrees."""
    act(
        url,
        as_json,
        lambda client: client.withdraw_from_batch({"receivable": receivable}),
        lambda e: f"{e['receivable']['id']} is {e['receivable']['status']}",
    )


@app.command()
def tokenise(receivable: Receivable, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Take up an item: record and tokenise it, with the proof."""
    act(
        url,
        as_json,
        lambda client: client.tokenise_from_batch({"receivable": receivable}),
        lambda e: f"{e['receivable']['status']}, {money(e['receivable']['face'])}",
    )


@app.command()
def close(
    root: Annotated[str, typer.Argument(help="The batch's root, 0x…")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Take back what is left, after the last day."""
    act(url, as_json, lambda client: client.close_batch(root), lambda _: "closed")
