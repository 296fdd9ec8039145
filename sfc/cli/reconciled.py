"""How bank statements and their entries look to people."""

from collections.abc import Mapping, Sequence
from typing import Any

from sfc.cli.output import Output
from sfc.cli.participants import money

Json = Mapping[str, Any]

_ID_SHOWN = 12
_SYMBOLS = {
    "matched": "✓",
    "explained": "✓",
    "posted": "✓",
    "proposed": "?",
    "parked": "✗",
    "duplicate": "=",
    "reversed": "↺",
    "pending": "…",
    "refused": "✗",
    "in_doubt": "?",
}
_SUMS = (
    "to_post",
    "explained",
    "posted",
    "fees",
    "proposed",
    "parked",
    "duplicates",
    "reversed",
)


def summary(found: Json) -> list[str]:
    """A statement as a row: what there is to do stands last."""
    counts = found["counts"]
    return [
        found["id"],
        found["file"],
        found["account"],
        f"{found['first']} to {found['last']}",
        str(sum(counts.values())),
        str(counts["proposed"] + counts["parked"]),
        str(counts["matched"]),
    ]


def show_entries(output: Output, entries: Sequence[Json]) -> None:
    """A row an entry, with what it belongs to and why, or what is proposed."""
    rows = [
        [
            _SYMBOLS[each["state"]],
            str(each["number"]),
            each["booked"],
            _money(each["amount"]),
            each["counterparty"] or "unknown",
            each["state"],
            _belongs(each),
            _why(each),
        ]
        for each in entries
    ]
    if rows:
        output.table(["", ">no.", "booked", ">amount", "with", "", "belongs to", "why"], rows)


def show_statement(output: Output, found: Json) -> None:
    """Where the money of a statement went, as a sum that can be checked by eye."""
    totals = found["totals"]
    period = f"{found['first']} to {found['last']}"
    output.line(f"{found['id']}  {found['file']}, account {found['account']}, {period}")
    parts = [(name, totals[name]) for name in _SUMS if not _is_nothing(totals[name])]
    rows = [["opening", _money(totals["opening"])]] if totals["opening"] else []
    rows += [[name.replace("_", " "), _money(amount)] for name, amount in parts]
    if totals["closing"]:
        rows.append(["closing", _money(totals["closing"])])
    else:
        rows.append(["sum of entries", _money(totals["entries"])])
    output.table(["where it went", ">amount"], rows)
    if not _is_nothing(totals["pending"]):
        output.line(f"not booked by the bank: {_money(totals['pending'])}")


def show_postings(output: Output, postings: Sequence[Json]) -> None:
    """A row for each entry that was to be posted."""
    if not postings:
        output.line("nothing to post")
        return
    rows = [
        [
            _SYMBOLS[each["outcome"]],
            str(each["number"]),
            each["outcome"].replace("_", " "),
            each["transaction"] or each["detail"] or "",
        ]
        for each in postings
    ]
    output.table(["", ">no.", "", "transaction, or why not"], rows)


def _belongs(entry: Json) -> str:
    if entry["chosen"]:
        return _proposal(entry["chosen"])
    return _numbered([_proposal(each) for each in entry["proposals"]])


def _proposal(proposal: Json) -> str:
    parts = [f"{_name(each)} {_money(each['amount'])}" for each in proposal["allocations"]]
    others = [name for name in ("fee", "rest") if not _is_nothing(proposal[name])]
    parts += [f"{name} {_money(proposal[name])}" for name in others]
    return " + ".join(parts)


def _name(allocation: Json) -> str:
    receivable = allocation["receivable"]
    kind = allocation["kind"].replace("_", " ")
    return f"{kind} {receivable[:_ID_SHOWN]}…" if receivable else kind


def _why(entry: Json) -> str:
    if entry["chosen"]:
        return "; ".join(entry["chosen"]["reasons"])
    if not entry["proposals"]:
        return "; ".join(entry["reasons"])
    offers = [f"{'; '.join(each['reasons'])} ({each['score']})" for each in entry["proposals"]]
    return _numbered(offers)


def _numbered(texts: list[str]) -> str:
    """Proposals by the numbers under which they are accepted."""
    return "\n".join(f"{place}) {text}" for place, text in enumerate(texts, start=1))


def _money(amount: Json) -> str:
    """An amount with its sign before the currency: `-CNY 0.50`."""
    sign = "-" if amount["amount"].startswith("-") else ""
    return sign + money({**amount, "amount": amount["amount"].removeprefix("-")})


def _is_nothing(amount: Json) -> bool:
    return not amount["amount"].strip("-0.")
