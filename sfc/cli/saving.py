"""Where files of the service go: to a place that is named, or under the name that it suggests."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.output import Output

if TYPE_CHECKING:
    from sfc.cli.client import Download

Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="File to write, - for standard output [as the file is named]"),
]


def save(found: "Download", out: Path | None) -> None:
    """Write a file and say where it is. Raises OSError."""
    if out == Path("-"):
        sys.stdout.buffer.write(found.content)
        sys.stdout.flush()
        return
    file = out or Path(Path(found.name).name or "file")
    file.write_bytes(found.content)
    Output(as_json=False).aside(f"{file}: {len(found.content):,} bytes")
