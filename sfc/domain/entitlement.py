"""What a holder may take out of the cash collected on a receivable.

Each minor unit collected is worth 1/face to every unit at the time at which it comes in. Counted in
minor units × face, claims are whole numbers, and nothing is rounded until cash goes out.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Entitlement:
    """`claim` (minor units × face) counts what was collected up to `seen` (minor units).

    Who has none counts from nothing: what it holds, it held before the first payment.
    """

    seen: int = 0
    claim: int = 0

    def counted(self, units: int, collected: int) -> Self:
        """Bring it up to `collected`, for a holder that had `units` since `seen`."""
        return type(self)(collected, self.claim + units * (collected - self.seen))

    def redeemable(self, face: int) -> int:
        """Whole minor units in it; what the last to redeem gets on top is for the ledger to say.

        Nothing was ever collected where a credit note has taken all of the face.
        """
        return self.claim // face if face else 0

    def redeemed(self, amount: int, face: int, *, settled: bool) -> Self:
        """What is left once `amount` minor units went out.

        Once settled, a redemption takes the whole claim: fractions are given up to the last.
        """
        return type(self)(self.seen, 0 if settled else self.claim - amount * face)
