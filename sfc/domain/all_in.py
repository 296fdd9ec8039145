"""What a sale costs its seller, whatever the instrument: discount, fee, and what is held back."""

from dataclasses import dataclass

from sfc.domain.discount import effective_annual_rate, half_up


@dataclass(frozen=True, slots=True)
class AllIn:
    """A sale of a claim that falls due in `days`; amounts in minor units.

    `fee` is what the seller bears of it. `hold_back` is a part of the price that comes at
    collection only.
    """

    claim: int
    discount: int
    days: int
    fee: int = 0
    hold_back: int = 0

    @property
    def price(self) -> int:
        """Claim less discount."""
        return self.claim - self.discount

    @property
    def received(self) -> int:
        """What the seller has at once."""
        return self.price - self.hold_back - self.fee

    @property
    def cost(self) -> int:
        """What the seller never gets back: discount and fee."""
        return self.discount + self.fee

    @property
    def hold_back_cost(self) -> int:
        """The part of the discount that is paid on the hold-back, rounded half up.

        The discount is on the whole claim, although that part of the price is not lent: discount ×
        hold-back / price.
        """
        return half_up(self.discount * self.hold_back, self.price)

    @property
    def effective_rate_ppm(self) -> int:
        """Cost a year in ppm of the money received at once, on 365 days, rounded half up.

        The hold-back makes it dearer: the same cost buys less money. Raises AmountNotPositive if
        nothing is received, NoDaysToMaturity.
        """
        return effective_annual_rate(self.cost, self.received, self.days)
