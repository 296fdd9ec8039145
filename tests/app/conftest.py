"""A sandbox to call the use cases on: a real chain and a real database, no service."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import pytest

from sfc.app.confirm import confirm_many
from sfc.app.context import Context
from sfc.app.drafts import Draft
from sfc.app.record import record_many
from sfc.app.register import Entrant, register
from sfc.app.sandbox import faucet
from sfc.app.tokenise import tokenise_many
from sfc.bootstrap import open_sandbox
from sfc.domain.currency import currency
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.settings import Settings

START = date(2026, 3, 1)
_numbers = count(1)


def cny(text: str) -> Money:
    return Money.parse(text, currency("CNY"))


@dataclass(frozen=True)
class Town:
    """A sandbox with a core enterprise, a supplier and a bank."""

    context: Context
    core: ParticipantId
    supplier: ParticipantId
    bank: ParticipantId

    def draft(self, amount: str = "100.00", **changes: object) -> Draft:
        fields = {
            "counterparty": self.core,
            "number": f"N{next(_numbers)}",
            "issued": START,
            "due": START + timedelta(90),
            "amount": cny(amount),
        } | changes
        return Draft(**fields)  # type: ignore[arg-type]

    def tokenised(self, *amounts: str) -> list[ReceivableId]:
        drafts = [self.draft(amount) for amount in amounts]
        made = record_many(self.context, self.supplier, drafts).result
        ids = [each.receivable.id for each in made]
        confirm_many(self.context, self.core, ids)
        tokenise_many(self.context, self.supplier, ids)
        return ids


def enter(context: Context, name: str, role: Role, *lines: Money) -> ParticipantId:
    entrant = Entrant(name, f"ID of {name}", role, credit_lines=lines)
    return register(context, entrant).result.id


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with open_sandbox(Settings(), start=START) as system:
        context = system.context
        core = enter(context, "core", Role.CORE_ENTERPRISE, cny("10000000.00"))
        supplier = enter(context, "supplier", Role.SUPPLIER)
        bank = enter(context, "bank", Role.FINANCIER)
        for rich in (core, bank):
            faucet(context, rich, cny("10000000.00"))
        yield Town(context, core, supplier, bank)
