"""Errors as scripts and people get them: one line, a code, an exit status; never a traceback."""

import json
import traceback
from collections.abc import Mapping
from typing import Any

import typer

from sfc.cli.output import Output
from sfc.domain.errors import SfcError

DONE, FAILED, MISUSED = 0, 1, 2


class Failure(Exception):
    """A command cannot do what it should: `code` is stable, `message` is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Waits(Exception):
    """What was asked for is taken in, and waits for somebody: `taken` says what the service has."""

    def __init__(self, message: str, taken: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.taken = taken


def report(error: Exception, *, as_json: bool, debug: bool) -> int:
    """Tell of an error on standard error, with --json as an object on standard output too.

    What waits is no error: it is told on standard output, and the exit status is 0.
    """
    if isinstance(error, Waits):
        output = Output(as_json)
        if as_json:
            output.emit(error.taken)
        else:
            output.line(str(error))
        return DONE
    code, message = _words(error)
    if debug:
        typer.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    typer.secho(f"error: {message} [{code}]", err=True, fg="red")
    if as_json:
        typer.echo(json.dumps({"error": code, "message": message}, ensure_ascii=False))
    return FAILED


def _words(error: Exception) -> tuple[str, str]:
    match error:
        case SfcError() | Failure():
            return error.code, _one_line(error.message)
        case OSError():
            reason = error.strerror or str(error)
            place = f"{error.filename}: " if error.filename else ""
            return "file_unusable", _one_line(f"{place}{reason}")
        case _:
            kind = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            hint = "sfc --debug … shows where"
            return "unexpected", _one_line(f"{kind} ({hint})")


def _one_line(text: str) -> str:
    return " ".join(text.split())
