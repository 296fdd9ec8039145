"""`sfc batches`: receivables confirmed by one root."""

from typing import Annotated

import typer

from sfc.cli.acting import act, show
from sfc.cli.output import AsJson
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

app = typer.Typer(name="batches", help="Confirmations by one root.", no_args_is_help=True)

Receivable = Annotated[str, typer.Argument(help="Its id, rcv_… in full (see offered --json).")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List one's own batches, and what is left of them."""
    show(
        url,
        as_json,
        "/batches",
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
        "/batches/offered",
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
def tokenise(receivable: Receivable, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Take up an item: record and tokenise it, with the proof."""
    act(
        url,
        as_json,
        "/batches/tokenise",
        {"receivable": receivable},
        lambda e: f"{e['receivable']['status']}, {money(e['receivable']['face'])}",
    )


@app.command()
def close(
    root: Annotated[str, typer.Argument(help="The batch's root, 0x…")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Take back what is left, after the last day."""
    act(url, as_json, f"/batches/{root}/close", {}, lambda _: "closed")
