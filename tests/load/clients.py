"""One client of a service: what it asks for, and what it makes of the answers."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import Any

import httpx

import sfc.client
from sfc.client import Ask, Patience, ProblemError
from sfc.client import types as t
from tests.load.board import Board, Effect, Party, Seen
from tests.load.choices import Step, money, next_step

_WAIT = 120
"""Seconds for one answer."""
_PATIENCE = Patience(repetitions=200, first=0.02, longest=5)
"""The service is under load, and may be so for long: it is asked until there is an answer."""
_HASTE = 0.004
"""After so many seconds a client in haste hangs up, and asks again."""


class Wrong(AssertionError):
    """The service said something that it must not say."""


class Client:
    """Asks and remembers. One thread has it to itself; the board is everybody's."""

    def __init__(self, url: str, board: Board, dice: Random) -> None:
        http = httpx.Client(base_url=url, timeout=_WAIT)
        self._sfc = sfc.client.Client(url, patience=_PATIENCE, http=http)
        self._board = board
        self._dice = dice

    def play(self, operations: int) -> None:
        """Do so many steps; a step that was cut off or is repeated counts once."""
        with self._sfc:
            for _ in range(operations):
                self._do(next_step(self._dice, self._board))

    def _do(self, step: Step) -> None:
        key = secrets.token_hex(8)
        if self._dice.randrange(16) == 0:
            self._hang_up(step, key)
        try:
            with self._setting_the_clock(step):
                answer = self._sfc.response(_asked(step, key))
        except ProblemError as refusal:
            self._note_refusal(step, refusal)
            return
        if self._dice.randrange(8) == 0:
            again = self._sfc.response(_asked(step, key))
            if again.json() != answer.json() or again.status_code != answer.status_code:
                raise Wrong(f"{step}: first {answer.text}, then {again.text}")
            with self._board.lock:
                self._board.repeated += 1
        self._understand(step, answer.json())

    def _hang_up(self, step: Step, key: str) -> None:
        """Ask, and be gone before the answer comes."""
        request = _asked(step, key).placed().request(self._sfc.http)
        request.extensions["timeout"] = httpx.Timeout(_HASTE).as_dict()
        try:
            self._sfc.http.send(request)
        except httpx.TransportError:
            with self._board.lock:
                self._board.cut += 1

    @contextmanager
    def _setting_the_clock(self, step: Step) -> Iterator[None]:
        """Whoever moves the clock is the only one to do so, else it might seem to go back."""
        if step.name != "clock":
            yield
            return
        with self._board.clock:
            yield

    def _note_refusal(self, step: Step, refusal: ProblemError) -> None:
        if refusal.status >= 500:
            raise Wrong(f"{step}: {refusal}")
        with self._board.lock:
            self._board.refused[refusal.code] += 1

    def _understand(self, step: Step, body: dict[str, Any]) -> None:
        board, seen = self._board, step.on
        match step.name:
            case "clock":
                board.today = max(board.today, date.fromisoformat(body["ledger_date"]))
                board.accepted(step.name)
            case "ask":
                board.accepted(step.name)
            case "quote":
                assert seen is not None
                with board.lock:
                    board.quotes[body["id"]] = step.by
                seen.quotes.append((body["id"], step.by))
                board.accepted(step.name)
            case "setCreditLine" | "mint":
                board.accepted(step.name, self._effect(step, body, ""))
            case "record":
                found = body["receivable"]
                board.accepted(step.name, self._effect(step, body, found["id"]))
                self._enter(step, found)
            case _:
                assert seen is not None
                board.accepted(step.name, self._effect(step, body, seen.id))
                self._look(step, seen, body)

    def _enter(self, step: Step, found: dict[str, Any]) -> None:
        board = self._board
        by_id = {party.id: party for party in board.parties}
        obligor, face = by_id[found["obligor"]], minor(found["face"])
        new = Seen(found["id"], obligor, step.by, face, found["status"], step.body)
        with board.lock:
            for each in board.receivables:
                if each.id == new.id:
                    each.status = new.status
                    return
            board.receivables.append(new)

    def _look(self, step: Step, seen: Seen, body: dict[str, Any]) -> None:
        if "receivable" in body:
            seen.status, seen.face = body["receivable"]["status"], minor(body["receivable"]["face"])
        holders = [step.body["to"]] if step.name == "transfer" else []
        holders += [body["sale"]["financier"]] if step.name == "fill" else []
        seen.holders += [party for party in self._board.parties if party.id in holders]

    def _effect(self, step: Step, body: dict[str, Any], receivable: str) -> Effect:
        by = 0 if step.by is self._board.operator else step.by.number
        return Effect(body["transaction"]["hash"], step.name, by, receivable, _moved(step, body))


def _moved(step: Step, body: dict[str, Any]) -> int | None:
    """What the answer says was moved."""
    match step.name:
        case "record":
            return minor(body["receivable"]["face"])
        case "fill":
            return minor(body["sale"]["price"])
        case "redeem":
            return minor(body["amount"])
        case "transfer" | "mint":
            return minor(step.body["amount"])
        case "setCreditLine":
            return minor(step.body["limit"])
        case "pay" if "amount" in step.body:
            return minor(step.body["amount"])
    return None


def _asked(step: Step, key: str) -> Ask:
    headers = {
        "Authorization": f"Bearer {step.by.key}",
        "Idempotency-Key": key,
        "Prefer": "wait=60",
    }
    method = "PUT" if step.name == "setCreditLine" else "POST"
    return Ask(method, step.path, headers=headers, body=step.body)


def minor(money_: t.Amount) -> int:
    """An amount of CNY in minor units."""
    return int(money_["amount"].replace(".", ""))


def enter(url: str, operator: Party) -> Board:
    """Register everybody, give cash, and let the ledger take it when it is due."""
    with sfc.client.Client(url, operator.key) as at:

        def join(name: str, role: Any, line: int = 0) -> Party:
            made = at.register(
                {
                    "name": name,
                    "legal_id": f"LOAD-{name}",
                    "roles": [role],
                    "credit_lines": [money(line)] if line else [],
                }
            )
            party = Party(made["participant"]["id"], str(made["api_key"]))
            at.faucet({"participant": party.id, "amount": money(10**10)})
            with sfc.client.Client(url, party.key) as own:
                own.allow({"currency": "CNY"})
            return party

        obligors = [join(f"core {n}", "core_enterprise", 20 * 10**9) for n in (1, 2)]
        suppliers = [join(f"supplier {n}", "supplier") for n in (1, 2, 3)]
        financiers = [join(f"bank {n}", "financier") for n in (1, 2)]
        today = date.fromisoformat(at.health()["ledger_date"])
    return Board(obligors, suppliers, financiers, operator, today)
