"""What a client does next, by dice: mostly what could go well, now and then what cannot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from tests.load.board import Board, Party, Seen

_numbers = count(1)


def money(minor: int) -> dict[str, str]:
    """Minor units as the API writes them."""
    return {"amount": f"{minor // 100}.{minor % 100:02}", "currency": "CNY"}


@dataclass(frozen=True)
class Step:
    """One request, and what it is called on the ledger; `on` is the receivable that it is about."""

    name: str
    by: Party
    path: str
    body: Any
    on: Seen | None = None
    quote: str = ""


def next_step(dice: Random, board: Board) -> Step:
    """Choose. There is always something to do."""
    while True:
        chosen = dice.choices(list(_STEPS), list(_STEPS.values()))[0](dice, board)
        if chosen is not None:
            return chosen


def _record(dice: Random, board: Board) -> Step:
    if board.receivables and dice.randrange(10) == 0:  # the same invoice once more
        old = dice.choice(board.receivables)
        return Step("record", old.supplier, "/receivables", old.invoice)
    face, days = dice.choice((1, 7, 100, 99_999, dice.randint(1, 90_000_000))), dice.randint(1, 60)
    due = board.today + timedelta(days)
    invoice = {
        "obligor": dice.choice(board.obligors).id,
        "invoice_number": f"LOAD {next(_numbers)}",
        "issue_date": (board.today - timedelta(dice.randint(0, 9))).isoformat(),
        "due_date": due.isoformat(),
        "amount": money(face),
        "terms": dice.choice((1, 1, 2)),
    }
    return Step("record", dice.choice(board.suppliers), "/receivables", invoice)


def _on(name: str, *statuses: str) -> Callable[[Random, Board], Seen | None]:
    def found(dice: Random, board: Board) -> Seen | None:
        known = board.receivables[-60:] if dice.randrange(3) else board.receivables
        fitting = [each for each in known if each.status in statuses or dice.randrange(25) == 0]
        return dice.choice(fitting) if fitting else None

    found.__name__ = name
    return found


_recorded = _on("recorded", "recorded")
_confirmed = _on("confirmed", "confirmed")
_tokenised = _on("tokenised", "tokenised")
_paid = _on("paid", "tokenised", "settled", "settled")
_any = _on("any", "recorded", "confirmed", "tokenised")


def _confirm(dice: Random, board: Board) -> Step | None:
    if (seen := _recorded(dice, board)) is None:
        return None
    body = {} if dice.randrange(4) else {"amount": money(max(1, seen.face * 3 // 4))}
    path = f"/receivables/{seen.id}/confirm"
    return Step("confirm", _mostly(dice, seen.obligor, board), path, body, seen)


def _reject(dice: Random, board: Board) -> Step | None:
    if (seen := _recorded(dice, board)) is None:
        return None
    return Step("reject", seen.obligor, f"/receivables/{seen.id}/reject", {"reason": "PRI"}, seen)


def _tokenise(dice: Random, board: Board) -> Step | None:
    if (seen := _confirmed(dice, board)) is None:
        return None
    path = f"/receivables/{seen.id}/tokenise"
    return Step("tokenise", _mostly(dice, seen.supplier, board), path, None, seen)


def _cancel(dice: Random, board: Board) -> Step | None:
    if (seen := _any(dice, board)) is None:
        return None
    by = dice.choice((seen.obligor, seen.supplier))
    return Step("cancel", by, f"/receivables/{seen.id}/cancel", None, seen)


def _transfer(dice: Random, board: Board) -> Step | None:
    if (seen := _tokenised(dice, board)) is None:
        return None
    giver, taker = _holder(dice, seen, board), dice.choice(board.parties)
    body = {"receivable": seen.id, "to": taker.id, "amount": money(_part(dice, seen.face))}
    return Step("transfer", giver, "/transfers", body, seen)


def _ask(dice: Random, board: Board) -> Step | None:
    if (seen := _tokenised(dice, board)) is None:
        return None
    return Step("ask", _holder(dice, seen, board), "/asks", {"receivable": seen.id}, seen)


def _quote(dice: Random, board: Board) -> Step | None:
    if (seen := _tokenised(dice, board)) is None:
        return None
    rate = f"{dice.randint(0, 30)}.{dice.randrange(10_000):04}"
    body = {"receivable": seen.id, "annual_rate_percent": rate, "basis": dice.choice((360, 365))}
    return Step("quote", dice.choice(board.financiers), "/quotes", body, seen)


def _accept(dice: Random, board: Board) -> Step | None:
    known = [each for each in board.receivables[-90:] if each.quotes]
    if not known:
        return None
    seen = dice.choice(known)
    quote, _ = dice.choice(seen.quotes)
    body = {} if dice.randrange(3) else {"amount": money(_part(dice, seen.face))}
    by = _holder(dice, seen, board)
    return Step("fill", by, f"/quotes/{quote}/accept", body, seen, quote)


def _cancel_quote(dice: Random, board: Board) -> Step | None:
    known = [each for each in board.receivables[-90:] if each.quotes]
    if not known:
        return None
    seen = dice.choice(known)
    quote, financier = dice.choice(seen.quotes)
    return Step("cancelQuote", financier, f"/quotes/{quote}/cancel", None, seen, quote)


def _pay(dice: Random, board: Board) -> Step | None:
    if (seen := _tokenised(dice, board)) is None:
        return None
    body: dict[str, Any] = {"receivable": seen.id}
    if dice.randrange(3):
        body["amount"] = money(_part(dice, seen.face))
    return Step("pay", _mostly(dice, seen.obligor, board), "/payments", body, seen)


def _redeem(dice: Random, board: Board) -> Step | None:
    if (seen := _paid(dice, board)) is None:
        return None
    body = {"receivable": seen.id}
    return Step("redeem", _holder(dice, seen, board), "/redemptions", body, seen)


def _faucet(dice: Random, board: Board) -> Step:
    body = {"participant": dice.choice(board.parties).id, "amount": money(dice.randint(1, 10**9))}
    return Step("mint", board.operator, "/sandbox/faucet", body)


def _credit_line(dice: Random, board: Board) -> Step:
    obligor = dice.choice(board.obligors)
    path = f"/participants/{obligor.id}/credit-line"
    return Step("setCreditLine", board.operator, path, {"limit": money(dice.randint(1, 10**11))})


def _clock(dice: Random, board: Board) -> Step:
    return Step("clock", board.operator, "/sandbox/clock", {"days": dice.randint(0, 4)})


_STEPS: dict[Callable[[Random, Board], Step | None], float] = {
    _record: 5,
    _confirm: 5,
    _reject: 0.6,
    _tokenise: 5,
    _cancel: 0.8,
    _transfer: 4,
    _ask: 2,
    _quote: 3,
    _accept: 4,
    _cancel_quote: 0.4,
    _pay: 4,
    _redeem: 4,
    _faucet: 0.4,
    _credit_line: 0.3,
    _clock: 0.3,
}


def _mostly(dice: Random, party: Party, board: Board) -> Party:
    return party if dice.randrange(12) else dice.choice(board.parties)


def _holder(dice: Random, seen: Seen, board: Board) -> Party:
    return _mostly(dice, dice.choice([seen.supplier, *seen.holders]), board)


def _part(dice: Random, whole: int) -> int:
    """One, all, a part of so much, or one too many."""
    return dice.choice((1, whole, whole + 1, -(-whole // 3), dice.randint(1, whole)))
