"""What a demonstration came to, for scripts and for the report."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from sfc.demo.report.facts import Check, GasLine
from sfc.domain.money import Money
from sfc.domain.views import Totals


class Summary(TypedDict):
    """The object with which `--json` ends; amounts are exact decimal texts."""

    invoices: int
    face_total: str
    discount_total: str
    redeemed_total: str
    outstanding_units: int
    unclaimed_cash: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ledger's totals, whether everything adds up, what it cost, and where the report is."""

    totals: Totals
    checks: tuple[Check, ...]
    gas: tuple[GasLine, ...]
    report: Path
    remarks: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Everything that has to be equal is."""
        return all(check.holds for check in self.checks)

    def summary(self) -> Summary:
        """The totals for scripts."""
        sums = self.totals
        return Summary(
            invoices=sums.receivables,
            face_total=self._amount(sums.face),
            discount_total=self._amount(sums.discount),
            redeemed_total=self._amount(sums.redeemed),
            outstanding_units=sums.outstanding_units,
            unclaimed_cash=self._amount(sums.unclaimed_cash),
        )

    def _amount(self, minor: int) -> str:
        return Money(minor, self.totals.currency).amount
