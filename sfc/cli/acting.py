"""What commands share that show a list of the service's, or have one thing done."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sfc.cli.output import Output
from sfc.cli.service import connected

if TYPE_CHECKING:
    from sfc.client import Client
    from sfc.client.types import Amount

T = TypeVar("T")


def show(
    url: str,
    as_json: bool,
    ask: Callable[["Client"], Any],
    headings: Sequence[str],
    row: Callable[[Any], list[str]],
) -> None:
    """Print a list, as a table or as it comes."""
    output = Output(as_json)
    with connected(url) as client:
        found = ask(client)
    if as_json:
        output.emit(found)
    else:
        output.table(list(headings), [row(each) for each in found["data"]])


def act(url: str, as_json: bool, do: Callable[["Client"], T], told: Callable[[T], str]) -> None:
    """Have something done once, and tell what came of it."""
    output = Output(as_json)
    with connected(url) as client:
        done = do(client)
    if as_json:
        output.emit(done)
    else:
        output.line(told(done))


def amount(text: str, currency: str) -> "Amount":
    """An amount as the service takes it."""
    return {"amount": text, "currency": currency}


def part(text: str | None, currency: str) -> "Amount | None":
    """An amount, or all there is."""
    return None if text is None else amount(text, currency)
