"""The life of a receivable over HTTP, and what the ledger has to say of it afterwards."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sfc.ports import ReadModel, ReceivableFilter
from tests.faults.figures import Figures

ISSUED = date(2026, 1, 5)
DUE = datetime.now(UTC).date() + timedelta(90)
HISTORY = Counter(
    {
        "Recorded": 1,
        "Confirmed": 1,
        "UnitsMoved": 3,  # to the supplier, to the bank, and redeemed
        "Sold": 1,
        "Paid": 2,
        "Redeemed": 1,
    }
)
"""Each event of a whole life, and how often it happens."""

Post = Callable[[str, str, Any, str], Any]
"""Ask with an idempotency key: key, path, body, API key; gives the answer."""


@dataclass(frozen=True)
class Party:
    """A participant's id, and its API key."""

    id: str
    key: str


@dataclass(frozen=True)
class Cast:
    """Who takes part."""

    core: Party
    supplier: Party
    bank: Party


def cny(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def enter(post: Post, operator: str) -> Cast:
    """Register them, and give them cash."""

    def join(role: str, line: str = "") -> Party:
        body = {
            "name": role,
            "legal_id": f"ID-{role}",
            "roles": [role],
            "credit_lines": [cny(line)] if line else [],
        }
        made = post(f"enter {role}", "/participants", body, operator)
        party = Party(made["participant"]["id"], made["api_key"])
        cash = {"participant": party.id, "amount": cny("9000000.00")}
        post(f"cash {role}", "/sandbox/faucet", cash, operator)
        return party

    return Cast(join("core_enterprise", "90000000.00"), join("supplier"), join("financier"))


def invoice(cast: Cast, number: int) -> dict[str, Any]:
    """An invoice of 100."""
    return {
        "obligor": cast.core.id,
        "invoice_number": f"N-{number}",
        "issue_date": ISSUED.isoformat(),
        "due_date": DUE.isoformat(),
        "amount": cny("100.00"),
    }


def live(post: Post, cast: Cast, number: int) -> None:
    """From the record to redemption: sold in part, and paid in two parts."""

    def ask(step: str, path: str, body: Any, by: Party) -> Any:
        return post(f"{number} {step}", path, body, by.key)

    recorded = ask("record", "/receivables", invoice(cast, number), cast.supplier)
    name = recorded["receivable"]["id"]
    ask("confirm", f"/receivables/{name}/confirm", {}, cast.core)
    ask("tokenise", f"/receivables/{name}/tokenise", {}, cast.supplier)
    some = {"receivable": name, "amount": cny("60.00")}
    ask("ask", "/asks", some, cast.supplier)
    quoted = {"receivable": name, "annual_rate_percent": "5"}
    quote = ask("quote", "/quotes", quoted, cast.bank)
    ask("sell", f"/quotes/{quote['id']}/accept", {"amount": cny("60.00")}, cast.supplier)
    part = {"receivable": name, "amount": cny("30.00")}
    ask("part", "/payments", part, cast.core)
    ask("pay", "/payments", {"receivable": name}, cast.core)
    ask("redeem", "/redemptions", {"receivable": name}, cast.bank)


def judge(read: ReadModel, lives: int, expected: Counter[str] = HISTORY) -> Figures:
    """Count what is lost and what is double, from what happened to each receivable."""
    figures, seen, after = Figures(), 0, None
    while True:
        page, after = read.receivables(ReceivableFilter(), after, 500)
        for each in page:
            seen += 1
            happened = Counter(entry.name for entry in read.history(each.id))
            figures.lost += (expected - happened).total()
            figures.double += (happened - expected).total()
        if after is None:
            break
    figures.lost += max(0, lives - seen)
    figures.double += max(0, seen - lives)
    return figures
