"""Where answers go: people read tables, scripts read JSON on standard output and nothing else."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")]


class Output:
    """Prints the answer of one command."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    @property
    def console(self) -> "Console":
        """Where people read the answer; with --json, what is told meanwhile goes aside."""
        from rich.console import Console

        return Console(stderr=self.as_json, highlight=False)

    def emit(self, data: Any, *, one_line: bool = False) -> None:
        """Print JSON."""
        text = json.dumps(data, ensure_ascii=False, indent=None if one_line else 2)
        typer.echo(text)

    def line(self, text: str) -> None:
        """Print a line for people."""
        typer.echo(text, err=self.as_json)

    def aside(self, text: str) -> None:
        """Say something that is not the answer."""
        typer.echo(text, err=True)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table; headings that begin with `>` are of figures."""
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        for heading in headings:
            figures = heading.startswith(">")
            table.add_column(
                heading.removeprefix(">"),
                justify="right" if figures else "left",
                no_wrap=figures,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*map(Text, row))
        self.console.print(table)

    def facts(self, facts: Sequence[Sequence[str]]) -> None:
        """Print names and what they stand for."""
        width = max(len(name) for name, _ in facts)
        for name, value in facts:
            self.line(f"{name:<{width}}  {value}")

    @contextmanager
    def progress(self) -> Iterator["Progress"]:
        """A progress bar on standard error, where a person watches; elsewhere a silent one."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
        from rich.progress import TimeRemainingColumn as Remaining

        watched = not self.as_json and sys.stderr.isatty()
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            Remaining(),
        )
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not watched) as shown:
            yield shown
