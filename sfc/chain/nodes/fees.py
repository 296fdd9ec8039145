"""What transactions offer for their gas: nothing, a price, or a base fee and a tip."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sfc.chain.nodes.node import Fees
from sfc.domain.errors import FeesAboveCap

FeeKind = Literal["auto", "free", "legacy"]


@dataclass(frozen=True, slots=True)
class FeePolicy:
    """How fees are chosen, in wei per gas.

    `free` offers nothing, as in a consortium without gas price. `legacy` offers the node's gas
    price. `auto` offers a tip and twice the base fee (EIP-1559), so that six full blocks in a row
    do not outbid it, and is legacy where blocks have no base fee. Nothing above `cap` is offered;
    the tip is the node's suggestion unless `tip` says otherwise.
    """

    kind: FeeKind = "auto"
    cap: int | None = None
    tip: int | None = None

    def offer(
        self, base_fee: int | None, gas_price: Callable[[], int], usual_tip: Callable[[], int]
    ) -> Fees:
        """What to offer now; what is not needed is not asked for. Raises FeesAboveCap."""
        if self.kind == "free":
            return Fees(0, cap=self.cap)
        if self.kind == "legacy" or base_fee is None:
            price = gas_price()
            return Fees(self._capped(price, price), cap=self.cap)
        tip = usual_tip() if self.tip is None else self.tip
        most = self._capped(2 * base_fee + tip, base_fee)
        return Fees(most, min(tip, most - base_fee), cap=self.cap)

    def _capped(self, wanted: int, least: int) -> int:
        """What is wanted, or the cap if that is enough for a block to take it."""
        if self.cap is None or wanted <= self.cap:
            return wanted
        if least > self.cap:
            raise FeesAboveCap(least, self.cap)
        return self.cap
