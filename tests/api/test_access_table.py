"""Every operation as everybody: the service does what the table in docs/access.md says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.access_table import BEGIN, END, HEADINGS, YES, table
from tests.api.service import Client, World, sandbox

PLACEHOLDERS = {
    "participant": "par_4000000",
    "receivable": "rcv_" + "0" * 64,
    "quote": "quo_none",
    "ask": "ask_none",
    "order": "ord_none",
    "operation": "op_none",
    "instruction": "sti_none",
    "auction": "4000000",
    "facility": "4000000",
    "deal": "market-4000000",
    "root": "0x" + "0" * 64,
    "holder": "par_4000000",
    "webhook": "whk_" + "0" * 32,
    "event": "evt_" + "0" * 32,
    "user": "usr_" + "0" * 32,
    "credential": "key_" + "0" * 32,
    "approval": "apr_" + "0" * 32,
    "case": "twn_" + "0" * 32,
    "task": "tsk_" + "0" * 32,
    "note": "crn_" + "0" * 32,
    "import_id": "imp_" + "0" * 24,
    "reconciliation": "rec_" + "0" * 32,
    "number": "1",
    "name": "ours",
    "code": "not_found",
}
DOOR = {"acting as a participant", "what only the operator may do"}
ROLES = "core_enterprise supplier financier"


@dataclass(frozen=True)
class Row:
    """A line of the table, as it is written."""

    method: str
    path: str
    cells: dict[str, str]

    @property
    def public(self) -> bool:
        return self.cells["scope"] == "anybody"

    @property
    def reads(self) -> bool:
        return self.cells["scope"].endswith(":read`")


def rows(root: Path) -> list[Row]:
    page = (root / "docs" / "access.md").read_text(encoding="utf-8")
    lines = page.partition(BEGIN)[2].partition(END)[0].splitlines()[2:]
    found = []
    for line in lines:
        cells = dict(zip(HEADINGS, map(str.strip, line.strip("|").split("|")), strict=True))
        method, _, path = cells["operation"].strip("`").partition(" ")
        found.append(Row(method, path, cells))
    return found


@pytest.fixture(scope="module")
def own() -> Iterator[World]:
    with sandbox() as made:
        yield made


@pytest.fixture(scope="module")
def callers(own: World) -> dict[str, Client]:
    """One for each column, and those who may less than their role."""
    suspended = own.register(ROLES)
    own.operator.post(f"/participants/{suspended.id}/suspend", None, 200)
    trader = own.register(ROLES)
    (user,) = trader.get("/users")["data"]
    key = trader.post("/credentials", {"user": user["id"], "scopes": ["*:read"]})["api_key"]
    return {
        "operator": own.operator,
        "obligor": own.core,
        "supplier": own.supplier,
        "financier": own.bank,
        "regulator's reader": own.register("regulator"),
        "suspended": suspended,
        "reading": own.client(key, trader.id),
        "nobody": own.stranger,
    }


def test_the_table_is_written_from_the_code(root: Path) -> None:
    page = (root / "docs" / "access.md").read_text(encoding="utf-8")
    written = page.partition(BEGIN)[2].partition(END)[0]
    assert written == table(), "python -m scripts.access_table"


def test_every_operation_as_everybody(own: World, callers: dict[str, Client], root: Path) -> None:
    wrong = []
    # who signs out is gone afterwards
    for row in sorted(rows(root), key=lambda row: row.path == "/sessions/current"):
        for name, client in callers.items():
            said, wanted = door(client, row), expected(name, row)
            if said != wanted:
                wrong.append(f"{row.method} {row.path} as {name}: {said}, not {wanted}")
    assert not wrong, "\n".join(wrong)


def test_a_wrong_key_opens_nothing(own: World, root: Path) -> None:
    wrong = own.client("sfc_key_wrong")
    for row in rows(root):
        if not row.public:
            assert door(wrong, row) == "unauthorised", row


def expected(name: str, row: Row) -> str:
    """What the table says of a caller."""
    if row.public:
        return "in"
    if name == "nobody":
        return "unauthorised"
    if name == "reading" and not row.reads:
        return "scope_missing"
    roles = ("obligor", "supplier", "financier") if name in ("suspended", "reading") else (name,)
    others = [row.cells[each] for each in HEADINGS[3:7]]
    if not any(row.cells[role] == YES for role in roles):
        return "forbidden" if name == "operator" or YES not in others else "wrong_role"
    if name == "suspended" and row.cells["while suspended"] != YES:
        return "participant_suspended"
    return "in"


def door(client: Client, row: Row) -> str:
    """What the door says; `in` if it is behind it that something is wrong with the request."""
    path = re.sub(r"{(\w+)}", lambda match: PLACEHOLDERS[match[1]], row.path)
    if path == "/sandbox/reset":
        path += "?dry_run=true"  # which it refuses behind the door: the others are still needed
    body = None if row.method == "GET" else {}
    with client.http.stream(row.method, path, json=body) as response:
        if response.is_success:  # a stream has no end
            return "in"
        response.read()
    assert response.status_code < 500, response.text
    if response.status_code not in (401, 403):
        return "in"
    problem = response.json()
    if row.public or (problem["code"] == "forbidden" and problem["fields"]["action"] not in DOOR):
        return "in"
    return str(problem["code"])
