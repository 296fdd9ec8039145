"""`sfc standing`: quotes and sales that the service makes unasked."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import InstructionForm, InstructionView

app = typer.Typer(name="standing", help="Standing instructions.", no_args_is_help=True)

Side = Literal["quote", "accept"]
Identity = Annotated[str, typer.Argument(help="Its id, sti_…")]


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List instructions, oldest first, ended ones too."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.instructions()
    if as_json:
        output.emit(found)
        return
    rows = [_row(each) for each in found["data"]]
    headings = ["instruction", "whose", "", ">rate %", ">days", ">total", "obligor", ""]
    output.table(headings, rows)


@app.command()
def give(
    side: Annotated[Side, typer.Argument(help="quote as a financier, accept as a holder.")],
    rate: Annotated[str, typer.Option(help="Per cent a year: offered, or the most all in.")],
    total: Annotated[str, typer.Option(help="Most face value in all, such as 50000.00.")],
    currency: Annotated[str, typer.Option(help="Of the total.")] = "CNY",
    days: Annotated[int, typer.Option(help="Most days to the due date.", min=1)] = 365,
    obligor: Annotated[str | None, typer.Option(help="Only of this one, such as par_1.")] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Have the service quote, or take the best quote, within limits."""
    output = Output(as_json)
    body: InstructionForm = {
        "side": side,
        "annual_rate_percent": rate,
        "max_tenor_days": days,
        "total": {"amount": total, "currency": currency},
        "obligor": obligor,
    }
    with connected(url) as client:
        given = client.instruct(body)
    if as_json:
        output.emit(given)
    else:
        output.line(f"{given['id']} is in force")


@app.command()
def end(instruction: Identity, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Put one out of force."""
    output = Output(as_json)
    with connected(url) as client:
        ended = client.end_instruction(instruction)
    if as_json:
        output.emit(ended)
    else:
        output.line(f"{instruction} has ended")


@app.command()
def log(instruction: Identity, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Show what one decided, and why."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.instruction_decisions(instruction)
    if as_json:
        output.emit(found)
        return
    rows = [
        [
            each["at"],
            each["outcome"],
            money(each["amount"]),
            each["quote"] or each["ask"],
            each["note"],
        ]
        for each in found["data"]
    ]
    output.table(["when", "what", ">face", "about", ""], rows)


def _row(each: "InstructionView") -> list[str]:
    return [
        each["id"],
        each["owner"],
        each["side"],
        each["annual_rate_percent"],
        str(each["max_tenor_days"]),
        money(each["total"]),
        each["obligor"] or "any",
        "in force" if each["ended_at"] is None else "ended",
    ]
