"""What an account should see, by the ledger: amounts that are due, and cash that has moved."""

from dataclasses import dataclass, replace
from enum import StrEnum

from sfc.domain.currency import Currency
from sfc.domain.days import Day
from sfc.domain.discount import penalty_interest
from sfc.domain.ids import ReceivableId


class ItemKind(StrEnum):
    """Why money should have moved. DUE alone is not on the ledger yet."""

    DUE = "due"
    PAYMENT = "payment"
    PROCEEDS = "discount_proceeds"
    PURCHASE = "purchase"
    REDEMPTION = "redemption"
    MINT = "mint"
    BURN = "burn"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"


@dataclass(frozen=True, slots=True)
class Interest:
    """How penalty interest on a due item grows: `posted` so far, from `start` at a rate in ppm."""

    posted: int
    start: Day
    rate_ppm: int
    basis: int

    def on(self, day: Day, principal: int) -> int:
        """Penalty interest up to a day, on unpaid principal, both in positive minor units."""
        return self.posted + penalty_interest(
            principal, self.rate_ppm, day - self.start, self.basis
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """One item, in minor units and with the sign that it has on the statement's account.

    `amount` is what no entry is matched to yet; of a due item it has the `penalty` in it that
    today would have to be paid first. `day` is the due day, or the day on which it was booked.
    `references` identify it, `parties` are the names of who may stand on the other side.
    """

    id: str
    kind: ItemKind
    amount: int
    currency: Currency
    day: Day
    receivable: ReceivableId | None = None
    references: tuple[str, ...] = ()
    invoice_number: str = ""
    parties: tuple[str, ...] = ()
    penalty: int = 0
    interest: Interest | None = None

    @property
    def done(self) -> bool:
        """Whether it has happened on the ledger, so that nothing is left to be posted."""
        return self.kind is not ItemKind.DUE

    def without(self, amount: int) -> "Expected":
        """What is left when an amount of the same sign is matched: penalty interest goes first."""
        covered = abs(amount) >= abs(self.penalty)
        return replace(
            self,
            amount=self.amount - amount,
            penalty=0 if covered else self.penalty - amount,
            interest=None if amount else self.interest,
        )


def due_item(receivable: ReceivableId) -> str:
    """The id of what is due on a receivable."""
    return f"due:{receivable}"
