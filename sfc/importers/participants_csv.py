"""Reads a list of participants in the layout of `examples/participants.csv`."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sfc.domain.currency import currency
from sfc.domain.errors import SfcError
from sfc.domain.intake import Fault, Outcome, Problem, Source
from sfc.domain.money import Money
from sfc.domain.roles import Role, parse_roles

COLUMNS = ("legal_id", "name", "name_en", "roles", "tier", "credit_line", "currency")


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """Somebody to be registered.

    `tier` is a supplier's distance from the core enterprises, None for others; `credit_line` is
    None where there is none.
    """

    source: Source
    legal_id: str
    name: str
    name_en: str
    roles: Role
    tier: int | None
    credit_line: Money | None


def read_participants_file(path: Path) -> list[ParticipantDraft | Problem]:
    """Give one draft or problem for each row; a single problem, R-FILE, without the columns.

    Raises OSError if the file cannot be opened or read.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        reader = csv.DictReader(text, restval="")
        try:
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                fault = Fault("column_missing", ", ".join(missing), "", "all columns")
                return [Problem(Source(path.name, 1), Outcome.REJECT, ("R-FILE",), (fault,))]
            return [_read(row, Source(path.name, reader.line_num)) for row in reader]
        except csv.Error as error:
            fault = Fault("row_malformed", "", str(error), "a CSV file")
            return [Problem(Source(path.name), Outcome.REJECT, ("R-FILE",), (fault,))]


def _read(row: Mapping[str, str], source: Source) -> ParticipantDraft | Problem:
    cells = {column: row[column].strip() for column in COLUMNS}
    for required in ("legal_id", "name", "roles"):
        if not cells[required] or "\ufffd" in cells[required]:
            return _problem(source, "field_blank", required, cells[required], "a text in UTF-8")
    if cells["tier"] and not (cells["tier"].isascii() and cells["tier"].isdigit()):
        return _problem(source, "tier_malformed", "tier", cells["tier"], "a whole number or blank")
    column = "roles"
    try:
        roles = parse_roles(cells["roles"].split())
        column = "credit_line"
        credit_line = _money(cells["credit_line"], cells["currency"])
    except SfcError as error:
        return _problem(source, error.code, column, cells[column], error.message)
    return ParticipantDraft(
        source=source,
        legal_id=cells["legal_id"],
        name=cells["name"],
        name_en=cells["name_en"],
        roles=roles,
        tier=int(cells["tier"]) if cells["tier"] else None,
        credit_line=credit_line,
    )


def _money(text: str, code: str) -> Money | None:
    return Money.parse_positive(text, currency(code)) if text else None


def _problem(source: Source, code: str, place: str, value: str, expected: str) -> Problem:
    fault = Fault(code, place, value, expected)
    return Problem(source, Outcome.REJECT, ("R-ROW",), (fault,))
