"""`sfc import`: invoices and ledgers from files, looked at or put on the ledger."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sfc.cli.failures import FAILED
from sfc.cli.output import AsJson, Output
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url, connected
from sfc.domain.due_dates import Convention

_MOST_ROWS = 50
_MOST_REMARKED = 200
_SYMBOLS = {"import": "✓", "recorded": "✓", "same": "✓", "reject": "✗", "refused": "✗"}
_FAILURES = frozenset({"reject", "refused", "conflict"})


def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="E-invoices (UBL, CII, Factur-X PDF) and ledgers (CSV, XLSX).",
            exists=True,
            dir_okay=False,
        ),
    ],
    profile: Annotated[
        str | None,
        typer.Option(help="How the ledgers are written: examples, ibm-ar, or one of your own."),
    ] = None,
    calendar: Annotated[
        str,
        typer.Option(help="Move due dates to business days of CN, DE-BY, XECB …: shown, and said."),
    ] = "",
    convention: Annotated[
        Convention, typer.Option(help="To which business day, with --calendar.")
    ] = Convention.FOLLOWING,
    accept_due_date: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE=DATE",
            help="Accept the due date proposed for an invoice that has it in words only.",
        ),
    ] = None,
    accept_doubts: Annotated[
        bool,
        typer.Option(help="Day and month of the ledgers are right, whatever it looks like."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would become of everything.")
    ] = False,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Read invoices and record them as the supplier whose API key is in SFC_API_KEY.

    With --json, one object a line for every document and row. What is held back, adjusts something
    or has nothing to finance is a result like any other; exit code 1 says that something could
    not be read or was refused.
    """
    from sfc.cli.posting import post_files
    from sfc.cli.reading import Wishes, check_profiles, described, read_all

    output = Output(as_json)
    accepted = dict(map(_file_and_date, accept_due_date or ()))
    wishes = Wishes(profile, calendar, convention, accepted, offered=dry_run)
    if dry_run:
        failed = _tell(output, described(read_all(files, wishes, output)))
    else:
        if profile is None:
            check_profiles(files, output)
        with connected(url) as client:
            posted = post_files(client, files, wishes, output, accept_doubts=accept_doubts)
            failed = _tell(output, posted)
    if failed:
        raise typer.Exit(FAILED)


def _file_and_date(text: str) -> tuple[str, date]:
    file, _, day = text.rpartition("=")
    try:
        due = date.fromisoformat(day)
    except ValueError:
        due = None
    if not file or due is None:
        raise typer.BadParameter(f"--accept-due-date {text}: write it as invoice.xml=2026-03-31")
    return file, due


def _tell(output: Output, results: Iterable[dict[str, Any]]) -> bool:
    """Tell of every result as it comes, or in a table of all; whether there are failures."""
    counts: Counter[str] = Counter()
    shown: list[dict[str, Any]] = []
    left_out = 0
    for result in results:
        counts[result["outcome"]] += 1
        if output.as_json:
            output.emit(result, one_line=True)
        elif counts.total() <= _MOST_ROWS or any(_remarks(result)):
            if len(shown) < _MOST_REMARKED:
                shown.append(result)
            else:
                left_out += 1
    if counts.total() > _MOST_ROWS:
        shown = [result for result in shown if list(_remarks(result))]
    if not output.as_json:
        _table(output, shown)
    if left_out:
        output.aside(f"{left_out:,} more need a look: --json tells of all")
    parts = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items())
    output.aside(f"{counts.total():,} read: {parts}" if parts else "nothing read")
    return not _FAILURES.isdisjoint(counts)


def _table(output: Output, results: Sequence[dict[str, Any]]) -> None:
    """A table, and below it what there is to remark; of a long list only what needs a look."""
    rows = [
        [
            "·" if result.get("duplicate_kind") else _SYMBOLS.get(result["outcome"], "·"),
            result["source"],
            result["outcome"].replace("_", " "),
            result.get("number") or "",
            money(result) if result.get("amount") else "",
            result.get("due_date_adjusted") or result.get("due_date") or "",
        ]
        for result in results
    ]
    if rows:
        output.table(["", "where", "outcome", "number", ">amount", "due"], rows)
    for result in results:
        if remarks := "; ".join(_remarks(result)):
            output.line(f"{result['source']}: {remarks}")


def _remarks(result: dict[str, Any]) -> Iterator[str]:
    if kind := result.get("duplicate_kind"):
        row = result["duplicate_of_row"]
        where = f"{result['duplicate_of']}, row {row}" if row else result["duplicate_of"]
        yield f"{kind.replace('-', ' ')} as {where}" if kind == "same" else f"{kind} of {where}"
    if adjustment := result.get("adjustment"):
        due = f"due {result['due_date']}, payable {result['due_date_adjusted']}"
        yield f"{due}: {adjustment['reason']}"
    if proposal := result.get("proposal"):
        done = "accepted" if proposal["accepted"] else "proposed"
        yield f"due date {proposal['due_date']} {done} from {proposal['from_text']!r}"
    if result["outcome"] not in ("import", "recorded"):
        yield " ".join(result["reasons"])
    for said in (*result["warnings"], *result.get("faults", ())):
        yield said if isinstance(said, str) else said["message"]
