"""`sfc profiles`: how ledgers are written, as files and at a running service."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from sfc.cli.failures import Failure
from sfc.cli.output import AsJson, Output
from sfc.cli.service import DEFAULT_URL, Url, connected

app = typer.Typer(name="profiles", help="How ledgers are written.", no_args_is_help=True)

FILES = (".toml", ".json")
"""Endings of profiles that are files."""

Ledger = Annotated[Path, typer.Argument(help="A ledger, CSV or XLSX.", exists=True, dir_okay=False)]
ProfileFile = Annotated[
    Path, typer.Argument(help="A profile, TOML or JSON.", exists=True, dir_okay=False)
]


@app.command()
def offer(
    ledger: Ledger,
    sheet: Annotated[str, typer.Option(help="Of a workbook that has several.")] = "",
    as_json: AsJson = False,
) -> None:
    """Look at a ledger and print a profile that might fit it, in TOML, to be checked and saved.

    What speaks against it, and what only you can know, is told beside it. Nothing is saved, and no
    service is needed.
    """
    from sfc.importers.kinds import Kind, kind_of
    from sfc.importers.offers import offer_profile_body

    output = Output(as_json)
    with ledger.open("rb") as stream:
        if kind_of(stream, ledger.name) is Kind.DOCUMENT:
            raise Failure("file_unusable", f"{ledger.name} is no ledger, and needs no profile")
        offered = offer_profile_body(stream, ledger.name, sheet)
    if as_json:
        output.emit(offered)
        return
    for line in _toml(offered["body"]):
        output.line(line)
    for question in offered["questions"]:
        output.aside(f"to decide: {question}")
    for what, choices in offered["evidence"].items():
        for choice in choices:
            against = f", against it: {'; '.join(choice['rows'])}" if choice["rows"] else ""
            output.aside(f"{what} {choice['value']!r} fits {choice['fits']} cells{against}")
    if offered["profile"]:
        output.aside(f"the headings are those of profile {offered['profile']}")


@app.command()
def save(
    name: Annotated[str, typer.Argument(help="The name to save it under, such as our-erp.")],
    file: ProfileFile,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Save a profile for the supplier whose API key is in SFC_API_KEY, or replace it."""
    output = Output(as_json)
    with connected(url) as client:
        saved = client.save_import_profile(name, read_profile_file(file))
    if as_json:
        output.emit(saved)
    else:
        output.line(f"saved: use it with sfc import --profile {saved['name']}")


@app.command("list")
def list_(url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List the supplier's own profiles, and those that come with the service."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.list_import_profiles()
    if as_json:
        output.emit(found)
        return
    rows = [
        [each["name"], ", ".join(each["columns"].values()), _said(each["constants"])]
        for each in found["data"]
    ]
    output.table(["name", "columns", "constants"], rows)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Such as our-erp.")],
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Print a profile in TOML."""
    output = Output(as_json)
    with connected(url) as client:
        found = client.get_import_profile(name)
    body = found["options"] | {"columns": found["columns"], "constants": found["constants"]}
    if as_json:
        output.emit(body)
        return
    for line in _toml(body):
        output.line(line)


def read_profile_file(file: Path) -> Any:
    """Read a profile from TOML or JSON. Raises Failure, OSError."""
    text = file.read_text(encoding="utf-8")
    try:
        found = json.loads(text) if file.suffix.lower() == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise Failure("file_unusable", f"{file.name}: {error}") from None
    if not isinstance(found, dict):
        raise Failure("file_unusable", f"{file.name}: is no table of a profile's fields")
    return found


def _toml(body: Mapping[str, Any]) -> Iterator[str]:
    tables = {name: value for name, value in body.items() if isinstance(value, Mapping)}
    for name, value in body.items():
        if name not in tables:
            yield f"{name} = {json.dumps(value, ensure_ascii=False)}"
    for name, table in tables.items():
        yield ""
        yield f"[{name}]"
        for field, text in table.items():
            yield f"{field} = {json.dumps(text, ensure_ascii=False)}"


def _said(constants: Mapping[str, str]) -> str:
    return ", ".join(f"{field} {text}" for field, text in constants.items())
