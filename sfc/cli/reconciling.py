"""`sfc reconcile` and `sfc reconciliations`: bank statements against a running service's ledger."""

import json
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sfc.cli.failures import FAILED, Failure
from sfc.cli.output import AsJson, Output
from sfc.cli.paging import Cursor, Limit, show_page
from sfc.cli.reconciled import show_entries, show_postings, show_statement, summary
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import (
        AssignedForm,
        EntryDecisionForm,
        EntryView,
        ReconciliationView,
        StatementForm,
    )

app = typer.Typer(
    name="reconciliations",
    help="Bank statements, and what was made of them.",
    no_args_is_help=True,
)

State = Literal[
    "matched",
    "explained",
    "posted",
    "proposed",
    "parked",
    "duplicate",
    "reversed",
    "pending",
]
Action = Literal["assign", "reject", "park", "rematch", "retry"]

_Id = Annotated[str, typer.Argument(help="Its id, rec_…")]
_Note = Annotated[str, typer.Option(help="Why, for whoever reads it later.")]


def reconcile(
    file: Annotated[Path, typer.Argument(help="camt.053 or CSV.", exists=True, dir_okay=False)],
    profile: Annotated[
        str | None, typer.Option(help="How a CSV is written: examples, or a JSON file of yours.")
    ] = None,
    fee_tolerance: Annotated[
        int, typer.Option(help="Minor units that banks may keep without saying so.", min=0)
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be matched.")
    ] = False,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Match a bank statement to what is due and what was paid. Nothing is paid by this.

    Acts for whom the API key in SFC_API_KEY speaks: a participant with a statement of its own
    account, or the operator with one of the settlement bank's.
    """
    output = Output(as_json)
    body: StatementForm = {
        "content": b64encode(file.read_bytes()).decode(),
        "name": file.name,
        "profile": _profile(profile),
        "fee_tolerance": fee_tolerance,
        "dry_run": dry_run,
    }
    with connected(url) as client:
        done = client.reconcile_statement(body)
    if as_json:
        output.emit(done["data"])
        return
    for each in done["data"]:
        if each["repeated"]:
            output.aside(f"{file.name} was here before: nothing has changed")
        _show(output, each["reconciliation"], each["entries"])


@app.command("list")
def list_(
    limit: Limit = 50,
    cursor: Cursor = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """List bank statements, newest first."""
    with connected(url) as client:
        page = client.reconciliations(limit=limit, cursor=cursor)
    headings = ["id", "file", "account", "period", ">entries", ">to decide", ">to post"]
    show_page(Output(as_json), page, headings, summary)


@app.command()
def show(
    reconciliation: _Id,
    state: Annotated[State | None, typer.Option(help="Only entries that stand there.")] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Show one statement, its entries and where each minor unit went."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.reconciliation(reconciliation)
        entries = list(client.iter_reconciliation_entries(reconciliation, state=state))
    if as_json:
        output.emit({"reconciliation": found, "entries": entries})
        return
    _show(output, found, entries)


@app.command()
def accept(
    reconciliation: _Id,
    entries: Annotated[list[int], typer.Argument(help="Numbers of entries.", min=1)],
    proposal: Annotated[int, typer.Option(help="Which, counted from 1.", min=1)] = 1,
    note: _Note = "",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Accept a proposal of each of these entries."""
    body: EntryDecisionForm = {"action": "accept", "proposal": proposal, "note": note}
    _decide(Output(as_json), url, reconciliation, entries, body)


@app.command()
def decide(
    reconciliation: _Id,
    entry: Annotated[int, typer.Argument(help="Its number.", min=1)],
    action: Annotated[Action, typer.Argument(help="What to do with it.")],
    to: Annotated[
        list[str] | None,
        typer.Option(help="For assign: RECEIVABLE=AMOUNT, such as rcv_…=400.00; repeatable."),
    ] = None,
    currency: Annotated[str, typer.Option(help="Of these amounts.")] = "CNY",
    fee: Annotated[str | None, typer.Option(help="For assign: what banks kept.")] = None,
    note: _Note = "",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Assign an entry by hand, reject its proposals, park it, look again, or try again."""
    body: EntryDecisionForm = {"action": action, "note": note}
    if (to or fee) and action != "assign":
        raise typer.BadParameter("--to and --fee belong to assign")
    if action == "assign":
        body["assigned"] = [_assigned(each, currency) for each in to or []]
        body["fee"] = {"amount": fee, "currency": currency} if fee else None
    _decide(Output(as_json), url, reconciliation, [entry], body)


@app.command()
def post(reconciliation: _Id, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Pay on the ledger what is matched and not yet there; repeated, it pays nothing twice."""
    output = Output(as_json)
    with connected(url) as client:
        done = client.post_matched(reconciliation)
    if as_json:
        output.emit(done)
    else:
        show_postings(output, done["postings"])
        show_statement(output, done["reconciliation"])
    if any(each["outcome"] in ("refused", "in_doubt") for each in done["postings"]):
        raise typer.Exit(FAILED)


def _decide(
    output: Output,
    url: str,
    reconciliation: str,
    entries: Sequence[int],
    body: "EntryDecisionForm",
) -> None:
    with connected(url) as client:
        decided = [client.decide_about_entry(reconciliation, each, body) for each in entries]
    if output.as_json:
        output.emit(decided)
    else:
        show_entries(output, decided)


def _show(output: Output, found: "ReconciliationView", entries: "Sequence[EntryView]") -> None:
    show_entries(output, entries)
    show_statement(output, found)


def _profile(text: str | None) -> Any:
    """The name of a profile, or what a JSON file says."""
    if text is None or not text.endswith(".json"):
        return text
    try:
        return json.loads(Path(text).read_text(encoding="utf-8"))
    except ValueError as error:
        raise Failure("profile_malformed", f"{text} is no JSON: {error}") from None


def _assigned(text: str, currency: str) -> "AssignedForm":
    receivable, sign, amount = text.partition("=")
    if not sign:
        raise typer.BadParameter(f"--to {text}: write RECEIVABLE=AMOUNT")
    return {"receivable": receivable, "amount": {"amount": amount, "currency": currency}}
