"""One effect for each intent, however often it is asked for.

A client that repeats a request does not know how far the first one came: it may have been cut off
after the ledger took it. So each transaction of a request has a reference that a repetition gives
it again, and under which the ledger executes nothing twice.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from sfc.domain.matter_ids import matter_id
from sfc.ports import Call, Ledger, Receipt

_current: ContextVar["_Intent | None"] = ContextVar("intent", default=None)
_SELECTOR = 4


@contextmanager
def intended(name: str) -> Iterator[None]:
    """What is sent within belongs to the intent of that name; a repetition uses the same name."""
    token = _current.set(_Intent(name))
    try:
        yield
    finally:
        _current.reset(token)


def identity(prefix: str) -> str:
    """An id for something new: a repetition of the intent gets it again. Outside of one, random."""
    if (intent := _current.get()) is None:
        return prefix + secrets.token_hex(16)
    return matter_id(prefix, intent.another(prefix))


def send(ledger: Ledger, sender: str, *calls: Call) -> Receipt:
    """Execute calls in one transaction; within an intent, once. Raises what `Ledger.send` does."""
    intent = _current.get()
    if intent is None:
        return ledger.send(sender, *calls)
    action = _action(sender, calls)
    receipt = ledger.send(sender, *calls, reference=intent.reference(action))
    intent.succeeded(action)
    return receipt


def prepare(ledger: Ledger, sender: str, call: Call) -> None:
    """`send` what calls to come need; a ledger that only rehearses keeps it in mind for them."""
    intent = _current.get()
    if intent is None:
        ledger.prepare(sender, call)
        return
    action = _action(sender, [call])
    ledger.prepare(sender, call, reference=intent.reference(action))
    intent.succeeded(action)


def send_step(ledger: Ledger, sender: str, step: str, *calls: Call) -> Receipt:
    """`send`, for a step of the intent that has a name: one word, and the same when repeated."""
    intent = _current.get()
    if intent is None:
        return ledger.send(sender, *calls)
    return ledger.send(sender, *calls, reference=intent.step(step))


def steps(ledger: Ledger) -> list[str]:
    """The names of steps of the present intent that may have been done, by an attempt before."""
    intent = _current.get()
    if intent is None:
        return []
    begin = intent.step("")
    references = dict.fromkeys(reference for reference, _ in ledger.sent(intent.name))
    return [each.removeprefix(begin) for each in references if each.startswith(begin)]


class _Intent:
    def __init__(self, name: str) -> None:
        self.name = name
        self._done: Counter[str] = Counter()

    def step(self, step: str) -> str:
        return f"{self.name} step {step}"

    def reference(self, action: str) -> str:
        return f"{self.name} {action} {self._done[action]}"

    def another(self, what: str) -> str:
        reference = self.reference(what)
        self.succeeded(what)
        return reference

    def succeeded(self, action: str) -> None:
        self._done[action] += 1


def _action(sender: str, calls: Sequence[Call]) -> str:
    """Who does what, whatever the amounts: a repetition may find other ones due."""
    told = [sender, *(f"{call.target} {call.data[:_SELECTOR].hex()}" for call in calls)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
