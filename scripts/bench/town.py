"""A sandbox with a core enterprise, a supplier and a bank, and receivables among them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import count

from sfc.app.context import Context
from sfc.app.drafts import Draft
from sfc.app.register import Entrant, register
from sfc.app.sandbox import faucet
from sfc.bootstrap import open_sandbox
from sfc.domain.currency import currency
from sfc.domain.days import day_of
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.statements import Statement
from sfc.settings import Settings

START = date(2026, 3, 1)
MOST = 100
"""Receivables that are issued in one transaction."""


def cny(text: str) -> Money:
    """An amount."""
    return Money.parse(text, currency("CNY"))


@dataclass(frozen=True)
class Town:
    """Who is there."""

    context: Context
    core: ParticipantId
    supplier: ParticipantId
    bank: ParticipantId
    numbers: Iterator[int]

    def draft(self, counterparty: ParticipantId) -> Draft:
        """An invoice of 100 that nobody has stated yet."""
        number, due = f"N{next(self.numbers):07}", START + timedelta(90)
        return Draft(counterparty, number, START, due, cny("100.00"))

    def issue(self, receivables: int) -> list[ReceivableId]:
        """Let the core enterprise issue receivables to the supplier, without looking for twins."""
        read, ledger = self.context.read, self.context.ledger
        core, supplier = read.participant(self.core), read.participant(self.supplier)
        statements = [self._statement(core.account) for _ in range(receivables)]
        for first in range(0, receivables, MOST):
            some = statements[first : first + MOST]
            calls = [ledger.issue(statement, supplier.account) for statement in some]
            self.context.send(core.account, *calls)
        return [
            ledger.receivable_id(self.core, self.supplier, statement.invoice)
            for statement in statements
        ]

    def _statement(self, obligor: str) -> Statement:
        return Statement(
            obligor=obligor,
            currency=1,
            terms=1,
            face=10_000,
            issue_day=day_of(START),
            due_day=day_of(START + timedelta(90)),
            invoice=sha256(b"%d" % next(self.numbers)).digest(),
            evidence_root=bytes(32),
        )


@contextmanager
def town() -> Iterator[Town]:
    """A sandbox in memory."""
    with open_sandbox(Settings(), start=START) as system:
        context = system.context

        def enter(name: str, role: Role, *lines: Money) -> ParticipantId:
            return register(context, Entrant(name, f"ID of {name}", role, None, lines)).result.id

        core = enter("core", Role.CORE_ENTERPRISE, cny("1000000000.00"))
        supplier, bank = enter("supplier", Role.SUPPLIER), enter("bank", Role.FINANCIER)
        for rich in (core, bank):
            faucet(context, rich, cny("10000000.00"))
        yield Town(context, core, supplier, bank, count(1))
