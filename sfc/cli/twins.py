"""`sfc twins`: invoices that resemble an older one, and what people decide about them."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.paging import Cursor, Limit, show_page
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import CaseView, ComparedView

app = typer.Typer(name="twins", help="Invoices suspiciously alike.", no_args_is_help=True)

State = Literal["open", "same", "different"]
Verdict = Literal["same", "different"]


@app.command("list")
def list_(
    state: Annotated[State | None, typer.Option(help="What was decided, if anything.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """List suspected twins, newest first, with score and reasons."""
    with connected(url) as client:
        page = client.suspected_twins(state=state, limit=limit, cursor=cursor)
    show_page(Output(as_json), page, ["case", ">score", "earlier", "later", "why", ""], _row)


@app.command()
def decide(
    case: Annotated[str, typer.Argument(help="Its id, twn_…")],
    decision: Annotated[Verdict, typer.Argument(help="What the two invoices are.")],
    note: Annotated[str, typer.Option(help="Why, for whoever reads it later.")] = "",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Decide about suspected twins. Nothing happens on the ledger: it says what may be done."""
    output = Output(as_json)
    with connected(url) as client:
        decided = client.decide_about_twins(case, {"decision": decision, "note": note})
    if as_json:
        output.emit(decided)
        return
    output.line(f"{case} is decided: {decided['state']}")
    if decided["next_step"]:
        output.line(decided["next_step"]["meaning"])
        output.line(f"The later one is {decided['later']['receivable']}")


def _row(case: "CaseView") -> list[str]:
    return [
        case["id"],
        str(case["score"]),
        _invoice(case["earlier"]),
        _invoice(case["later"]),
        _reasons(case),
        case["state"],
    ]


def _invoice(found: "ComparedView") -> str:
    facts = (found["invoice_number"], found["issue_date"], money(found["amount"]))
    return " ".join((*facts, found["supplier"], found["status"]))


def _reasons(case: "CaseView") -> str:
    return ", ".join(
        f"{each['reason'].replace('_', ' ')} {each['weight']:+d}" for each in case["reasons"]
    )
