"""`sfc imports`: what became of files that were sent to a running service."""

from typing import TYPE_CHECKING, Annotated, cast

import typer

from sfc.cli.output import AsJson, Output
from sfc.cli.paging import Cursor, Limit, show_page
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import Became, ImportResultView, ImportView

app = typer.Typer(
    name="imports", help="What became of files that were imported.", no_args_is_help=True
)

_MOST_SHOWN = 50


@app.command("list")
def list_(
    limit: Limit = 50,
    cursor: Cursor = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """List import runs, newest first."""
    with connected(url) as client:
        page = client.list_imports(limit=limit, cursor=cursor)
    show_page(Output(as_json), page, ["id", "started", "file", "state", "became"], _summary)


@app.command()
def show(
    run: Annotated[str, typer.Argument(help="Its id, imp_….")],
    outcome: Annotated[
        list[str] | None,
        typer.Option(help="Only these, such as reject or conflict; may be repeated."),
    ] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Show one run, and what became of each document and row.

    With --json one object a line for every document and row.
    """
    output = Output(as_json)
    with connected(url) as client:
        found = client.get_import(run)
        results = client.iter_list_import_results(
            run, outcome=cast("list[Became] | None", outcome or None)
        )
        if as_json:
            for result in results:
                output.emit(result, one_line=True)
            return
        shown = list(results)
    file = found["file"]
    facts = [
        ["id", found["id"]],
        ["file", f"{file['name']}, {file['size']:,} bytes, SHA-256 {file['sha256']}"],
        ["profile", found["profile"] or "none"],
        ["state", _state(found)],
        ["became", _counts(found)],
        *(["look at", doubt["text"]] for doubt in found["doubts"]),
    ]
    output.facts(facts)
    if shown:
        output.table(
            ["place", "row", "outcome", "number", "why"], [_row(r) for r in shown[:_MOST_SHOWN]]
        )
    if len(shown) > _MOST_SHOWN:
        output.aside(f"{len(shown) - _MOST_SHOWN:,} more: narrow with --outcome, or use --json")


def _summary(run: "ImportView") -> list[str]:
    return [run["id"], run["started"], run["file"]["name"], _state(run), _counts(run)]


def _row(result: "ImportResultView") -> list[str]:
    why = [*result["reasons"], *(fault["message"] for fault in result["faults"])]
    return [
        str(result["place"]),
        str(result["row"] or ""),
        result["outcome"].replace("_", " "),
        result["document"].get("number", ""),
        "; ".join([*why, *result["warnings"]]),
    ]


def _state(run: "ImportView") -> str:
    state = f"{run['state']} ({run['reason']})" if run["reason"] else run["state"]
    return f"{state}, dry run" if run["dry_run"] else state


def _counts(run: "ImportView") -> str:
    return ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in run["counts"].items())
