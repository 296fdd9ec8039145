"""`sfc import`: invoices and ledgers from files, looked at or put on the ledger."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sfc.cli.failures import FAILED, Failure
from sfc.cli.output import AsJson, Output
from sfc.cli.participants import money
from sfc.cli.service import DEFAULT_URL, Url

if TYPE_CHECKING:
    from sfc.cli.client import Client
    from sfc.cli.posting import Poster
    from sfc.domain.intake import InvoiceDraft, Problem

_MOST_ROWS = 50
_SYMBOLS = {"import": "✓", "recorded": "✓", "reject": "✗", "refused": "✗"}


def import_files(
    files: Annotated[
        list[Path], typer.Argument(help="CSV ledgers and e-invoices.", exists=True, dir_okay=False)
    ],
    profile: Annotated[
        str | None, typer.Option(help="How the ledgers are written: examples or ibm-ar.")
    ] = None,
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
    from sfc.cli.client import connected
    from sfc.cli.reading import read_all

    output = Output(as_json)
    read = list(read_all(files, profile, output, dry_run=dry_run))
    if dry_run:
        results = list(_summaries(read))
        _show(output, results)
    else:
        with connected(url) as client:
            results = list(_posted(output, client, read))
        if not as_json:
            _table(output, results)
    _count(output, results)
    if any(result["outcome"] in ("reject", "refused") for result in results):
        raise typer.Exit(FAILED)


def _summaries(read: Sequence["InvoiceDraft | Problem"]) -> Iterator[dict[str, Any]]:
    from sfc.cli.reading import summary, twins_among

    warnings = twins_among(read)
    for result in read:
        yield {**summary(result), "warnings": warnings.get(id(result), [])}


def _posted(
    output: Output, client: "Client", read: Sequence["InvoiceDraft | Problem"]
) -> Iterator[dict[str, Any]]:
    from sfc.cli.posting import Poster

    poster = Poster(client)
    with output.progress() as progress:
        for result in progress.track(read, description="Recording"):
            posted = _post(poster, result)
            if output.as_json:
                output.emit(posted, one_line=True)
            yield posted


def _post(poster: "Poster", result: "InvoiceDraft | Problem") -> dict[str, Any]:
    from sfc.cli.reading import summary
    from sfc.domain.intake import Problem

    about = {**summary(result), "warnings": []}
    if isinstance(result, Problem):
        return about
    try:
        recording = poster.record(result)
    except Failure as failure:
        if failure.code in ("service_unavailable", "unauthorised"):
            raise
        return {**about, "outcome": "refused", "reasons": [failure.code], "detail": failure.message}
    resembles = [
        f"resembles {twin['invoice_number']} in {', '.join(twin['alike_in'])}"
        for twin in recording["warnings"]
    ]
    found = recording["receivable"]["id"]
    return {**about, "outcome": "recorded", "receivable": found, "warnings": resembles}


def _show(output: Output, results: Sequence[dict[str, Any]]) -> None:
    if not output.as_json:
        _table(output, results)
        return
    for result in results:
        output.emit(result, one_line=True)


def _table(output: Output, results: Sequence[dict[str, Any]]) -> None:
    """A table, and below it what there is to remark; of a long list only what needs a look."""
    remarked = [result for result in results if list(_remarks(result))]
    shown = results if len(results) <= _MOST_ROWS else remarked
    rows = [
        [
            _SYMBOLS.get(result["outcome"], "·"),
            result["source"],
            result["outcome"].replace("_", " "),
            result.get("number", ""),
            money(result) if "amount" in result else "",
            result.get("due_date") or "",
        ]
        for result in shown
    ]
    if rows:
        output.table(["", "where", "outcome", "number", ">amount", "due"], rows)
    for result in remarked:
        output.line(f"{result['source']}: {'; '.join(_remarks(result))}")


def _remarks(result: dict[str, Any]) -> Iterable[str]:
    yield from result["warnings"]
    if result["outcome"] not in ("import", "recorded"):
        yield " ".join(result["reasons"])
    if "detail" in result:
        yield result["detail"]
    yield from result.get("faults", [])


def _count(output: Output, results: Sequence[dict[str, Any]]) -> None:
    counts: dict[str, int] = {}
    for result in results:
        outcome = result["outcome"].replace("_", " ")
        counts[outcome] = counts.get(outcome, 0) + 1
    parts = ", ".join(f"{number:,} {outcome}" for outcome, number in counts.items())
    output.aside(f"{len(results):,} read: {parts}" if results else "nothing read")
