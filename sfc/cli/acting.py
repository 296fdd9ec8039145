"""What commands share that show a list of the service's, or have one thing done."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sfc.cli.output import Output


def show(
    url: str, as_json: bool, path: str, headings: Sequence[str], row: Callable[[Any], list[str]]
) -> None:
    """Print a list, as a table or as it comes."""
    from sfc.cli.client import connected

    output = Output(as_json)
    with connected(url) as client:
        found = client.get(path)
    if as_json:
        output.emit(found)
    else:
        output.table(list(headings), [row(each) for each in found["data"]])


def act(
    url: str, as_json: bool, path: str, body: Mapping[str, Any], told: Callable[[Any], str]
) -> None:
    """Have something done once, and tell what came of it."""
    from sfc.cli.client import connected

    output = Output(as_json)
    given = {name: value for name, value in body.items() if value is not None}
    with connected(url) as client:
        done = client.post(path, given, secrets.token_hex(16))
    if as_json:
        output.emit(done)
    else:
        output.line(told(done))


def amount(text: str | None, currency: str) -> dict[str, str] | None:
    """An amount as the service takes it."""
    return None if text is None else {"amount": text, "currency": currency}
