"""Lists that come in pages: their options, and how one is shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import typer

from sfc.cli.output import Output

Limit = Annotated[int, typer.Option(help="Most to list.", min=1, max=200)]
Cursor = Annotated[str | None, typer.Option(help="next_cursor of the page before.")]


def show_page(
    output: Output,
    page: Mapping[str, Any],
    headings: Sequence[str],
    row: Callable[[Any], Sequence[str]],
) -> None:
    """Print a page of a list, for people by `row`, and how to see the next one."""
    if output.as_json:
        output.emit(page)
        return
    output.table(headings, [row(each) for each in page["data"]])
    if page["next_cursor"]:
        output.aside(f"There are more: --cursor {page['next_cursor']}")
