"""A sandbox with claims that are owed, and files that say what was paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import pytest

from sfc.app.confirm import confirm_many
from sfc.app.context import Context
from sfc.app.drafts import Draft
from sfc.app.reconcile import BankFile, Reconciled, reconcile
from sfc.app.reconcile_decide import Choice, decide
from sfc.app.record import record_many
from sfc.app.sandbox import faucet
from sfc.app.tokenise import tokenise_many
from sfc.bootstrap import open_sandbox
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.reconciliation import Policy
from sfc.domain.references import reference
from sfc.domain.roles import Role
from sfc.ports.reconciliation import FiledEntry
from sfc.settings import Settings
from tests.app.conftest import cny, enter
from tests.reconciliation.statements import Line, camt

START, DUE = date(2026, 3, 1), date(2026, 5, 30)
_numbers = count(1)
POLICY = Policy()


@dataclass(frozen=True)
class Town:
    context: Context
    core: ParticipantId
    supplier: ParticipantId
    bank: ParticipantId

    def owed(self, *amounts: str) -> list[ReceivableId]:
        """Receivables that the core enterprise has confirmed: invoices N1, N2 and so on."""
        drafts = [
            Draft(
                counterparty=self.core,
                number=f"N-{next(_numbers):04}",
                issued=START,
                due=DUE,
                amount=cny(amount),
            )
            for amount in amounts
        ]
        made = record_many(self.context, self.supplier, drafts).result
        ids = [each.receivable.id for each in made]
        confirm_many(self.context, self.core, ids)
        tokenise_many(self.context, self.supplier, ids)
        return ids

    def paid(self, receivable: ReceivableId) -> str:
        return self.context.read.receivable(receivable).paid.amount

    def times_paid(self, receivable: ReceivableId) -> int:
        history = self.context.read.history(receivable)
        return sum(each.name == "Paid" for each in history)

    def file(
        self, owner: ParticipantId | None, *lines: Line, dry_run: bool = False, **more: str
    ) -> Reconciled:
        """Reconcile a statement of an owner's; None is the settlement bank."""
        number = more.pop("number", f"ST-{next(_numbers)}")
        content = camt(lines, number=number, **more)  # type: ignore[arg-type]
        (found,) = reconcile(
            self.context, owner, BankFile(content, "bank.xml"), POLICY, dry_run=dry_run
        )
        return found

    def decide(
        self, owner: ParticipantId | None, found: Reconciled, number: int, choice: Choice
    ) -> FiledEntry:
        identity = found.reconciliation.filed.id
        return decide(self.context, owner, identity, number, choice, POLICY)


def line(receivable: ReceivableId, amount: str, **more: object) -> Line:
    """An entry with our reference and a bank reference of its own."""
    fields = {"end_to_end": reference(receivable), "bank_reference": f"B{next(_numbers)}"}
    return Line(amount, **fields | more)  # type: ignore[arg-type]


@pytest.fixture(scope="package")
def town() -> Iterator[Town]:
    with open_sandbox(Settings(), start=START) as system:  # type: ignore[call-arg]
        context = system.context
        core = enter(context, "Anchor Motor", Role.CORE_ENTERPRISE, cny("10000000.00"))
        supplier = enter(context, "Yuanhang Seats", Role.SUPPLIER)
        bank = enter(context, "Jianghai Bank", Role.FINANCIER)
        for rich in (core, bank):
            faucet(context, rich, cny("1000000.00"))
        yield Town(context, core, supplier, bank)


def later(days: int) -> date:
    return START + timedelta(days)
