"""Where files of the service go: to a place that is named, or under the name that it suggests."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from sfc.cli.output import Output
from sfc.cli.service import connected

Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="File to write, - for standard output [as the file is named]"),
]


def save(url: str, out: Path | None, path: str, body: Any = None, **query: Any) -> None:
    """Have the service make a file, of the `body` if there is one; write it and say where it is.

    Raises OSError.
    """
    from sfc.client import Ask

    with connected(url) as client:
        answer = client.response(Ask("POST" if body else "GET", path, query, body=body))
    if out == Path("-"):
        sys.stdout.buffer.write(answer.content)
        sys.stdout.flush()
        return
    named = answer.headers.get("Content-Disposition", "").partition('filename="')[2]
    file = out or Path(Path(named.partition('"')[0]).name or "file")
    file.write_bytes(answer.content)
    Output(as_json=False).aside(f"{file}: {len(answer.content):,} bytes")
