"""Bank statements against the ledger: entries on one side, expected items on the other.

`statement` is what a bank says, `expected` what the ledger says is due or was paid; `matching`
brings them together, exact first, and `totals` shows that nothing was lost on the way.
"""

from sfc.domain.reconciliation.expected import Expected, Interest, ItemKind, due_item
from sfc.domain.reconciliation.findings import Allocation, Finding, Proposal, Rule, State
from sfc.domain.reconciliation.matching import Known, match
from sfc.domain.reconciliation.policy import Policy
from sfc.domain.reconciliation.statement import BankEntry, BankStatement, check_balances, keys_of
from sfc.domain.reconciliation.totals import Standing, Totals, totals

__all__ = [
    "Allocation",
    "BankEntry",
    "BankStatement",
    "Expected",
    "Finding",
    "Interest",
    "ItemKind",
    "Known",
    "Policy",
    "Proposal",
    "Rule",
    "Standing",
    "State",
    "Totals",
    "check_balances",
    "due_item",
    "keys_of",
    "match",
    "totals",
]
