"""`sfc events`: what happened, and what happens."""

from typing import Annotated, Any, cast

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.paging import Cursor, Limit, show_page
from sfc.cli.service import DEFAULT_URL, Url, connected

app = typer.Typer(name="events", help="What happens on the ledger.", no_args_is_help=True)

Receivable = Annotated[str | None, typer.Option(help="Only of this one, rcv_… in full.")]
Types = Annotated[
    list[str] | None, typer.Option("--type", help="Such as units.sold; may be repeated.")
]
Since = Annotated[str | None, typer.Option(help="From then on, such as 2026-03-01T00:00:00Z.")]


@app.command("list")
def list_(
    receivable: Receivable = None,
    types: Types = None,
    since: Since = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """List what happened, in the order in which it was told."""
    with connected(url) as client:
        page = client.events(
            receivable=receivable,
            type=cast("Any", types),
            since=since,
            limit=limit,
            cursor=cursor,
        )
    show_page(Output(as_json), page, ["event", "when", "what", "about", ""], _row)


@app.command()
def follow(
    receivable: Receivable = None,
    types: Types = None,
    since: Since = None,
    after: Annotated[
        str | None, typer.Option(help="What came after this event, evt_…; else what comes now.")
    ] = None,
    most: Annotated[int | None, typer.Option(help="End after so many.", min=1)] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Tell what happens as it happens, until it is interrupted; with --json an object a line."""
    output = Output(as_json)
    with connected(url) as client:
        told = client.follow(
            receivable=receivable, type=cast("Any", types), since=since, cursor=after
        )
        for number, event in enumerate(told, start=1):
            if as_json:
                output.emit(event, one_line=True)
            else:
                output.line("  ".join(filter(None, _row(event))))
            if number == most:
                return


def _row(event: dict[str, Any]) -> list[str]:
    facts = {name: value for name, value in event["data"].items() if value is not None}
    return [
        event["id"],
        event["timestamp"],
        event["type"],
        event["receivable"] or "",
        " ".join(f"{name}={_brief(value)}" for name, value in facts.items()),
    ]


def _brief(value: Any) -> str:
    is_amount = isinstance(value, dict) and "currency" in value
    return f"{value['currency']}{value['amount']}" if is_amount else str(value)
