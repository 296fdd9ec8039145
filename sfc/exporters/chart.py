"""The mapping of our accounts to codes of a chart of accounts, declared in a TOML or CSV file."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from typing import Any

from sfc.domain.errors import RequestMalformed
from sfc.domain.journal import Account


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account as somebody's general ledger knows it."""

    code: str
    name: str


Chart = Mapping[Account, ChartAccount]
"""One of theirs for each of ours."""


def default_chart() -> Chart:
    """The chart that is shipped."""
    return read_chart(files("sfc.exporters").joinpath("chart.toml").read_text(encoding="utf-8"))


def read_chart(declared: str) -> Chart:
    """Read a chart: TOML like the one shipped, or CSV with the columns account, code and name.

    Raises RequestMalformed, naming every account that is missing, unknown, or has no code.
    """
    if declared.lstrip("\ufeff \t\r\n").lower().startswith("account,"):
        rows = csv.DictReader(StringIO(declared.lstrip("\ufeff \t\r\n")))
        given: dict[str, Any] = {str(row.get("account")): row for row in rows}
    else:
        try:
            given = tomllib.loads(declared).get("accounts", {})
        except tomllib.TOMLDecodeError as error:
            raise RequestMalformed(
                f"the chart of accounts is neither TOML nor CSV: {error}"
            ) from None
    wanted = {account.value for account in Account}
    mistakes = [f"{name} is missing" for name in sorted(wanted - given.keys())]
    mistakes += [f"{name} is unknown" for name in sorted(given.keys() - wanted)]
    mistakes += [f"{name} has no code" for name, said in given.items() if not _field(said, "code")]
    if mistakes:
        raise RequestMalformed(f"the chart of accounts: {', '.join(mistakes)}")
    return {
        Account(name): ChartAccount(_field(said, "code"), _field(said, "name"))
        for name, said in given.items()
    }


def _field(said: object, name: str) -> str:
    value = said.get(name) if isinstance(said, Mapping) else None
    return value.strip() if isinstance(value, str) else ""
