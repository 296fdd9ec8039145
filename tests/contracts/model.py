"""What the contracts should do, in plain Python and exact numbers.

Written from the design and not from the Solidity: a payment is handed out to the holders the moment
it comes in, as fractions; nothing is packed, accrued lazily, or rounded before cash goes out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

RECORDED, CONFIRMED, TOKENISED, SETTLED, CANCELLED = (
    "recorded confirmed tokenised settled cancelled".split()
)


class Refusal(Exception):
    """The model refuses, under the name that the contract's error should have."""


@dataclass(frozen=True)
class Terms:
    """What lateness costs: after `grace` days, `rate` (ppm a year) on a year of `basis` days."""

    grace: int
    rate: int
    basis: int


@dataclass
class Receivable:
    """One claim; amounts in minor units."""

    face: int
    due: int
    status: str = RECORDED
    round: int = 0
    units: dict[str, int] = field(default_factory=dict)
    unpaid: int = 0
    penalty_owed: int = 0
    posted_to: int = 0
    collected: int = 0
    redeemed: int = 0
    claims: dict[str, Fraction] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @property
    def is_owed(self) -> bool:
        """Whether the obligor has promised to pay it and has not."""
        return self.status in (CONFIRMED, TOKENISED)

    def held(self, holder: str) -> int:
        """Units of a holder."""
        return self.units.get(holder, 0)

    def claim(self, holder: str) -> Fraction:
        """What a holder has coming of what was collected."""
        return self.claims.get(holder, Fraction(0))


def half_up(exact: Fraction) -> int:
    """Round to the nearest integer, halves upwards."""
    return floor(exact + Fraction(1, 2))


@dataclass
class Model:
    """One obligor, one supplier, and whoever else holds units. A receivable has a plain name."""

    terms: Terms
    line: int
    day: int
    supplier: str
    receivables: dict[str, Receivable] = field(default_factory=dict)
    sold: set[tuple[str, int]] = field(default_factory=set)

    # What is to be seen from outside.

    @property
    def used(self) -> int:
        """Of the credit line: all that is promised and unpaid."""
        return sum(r.unpaid for r in self.receivables.values() if r.is_owed)

    @property
    def cash(self) -> int:
        """What was collected and not redeemed."""
        return sum(r.collected - r.redeemed for r in self.receivables.values())

    def due(self, name: str) -> tuple[int, int]:
        """Principal and penalty interest that a payment today would have to cover."""
        r = self.receivables[name]
        return (r.unpaid, r.penalty_owed + self._accrued(r)) if r.is_owed else (0, 0)

    def redeemable(self, name: str, holder: str) -> int:
        """Whole minor units that a holder has coming."""
        return floor(self.receivables[name].claim(holder))

    # What parties do.

    def record(self, name: str, face: int, due: int) -> None:
        """The supplier states a claim; a cancelled one may be stated anew."""
        before = self.receivables.get(name)
        _require(before is None or before.status == CANCELLED, "AlreadyRecorded")
        again = 0 if before is None else before.round + 1
        self.receivables[name] = Receivable(face, due, round=again)

    def confirm(self, name: str, amount: int) -> None:
        """The obligor promises to pay, the whole or less."""
        r = self._known(name, "NotParty")
        _require(r.status == RECORDED, "WrongStatus")
        _require(amount <= r.face, "UndertakingMismatch")
        _require(amount > 0, "ZeroAmount")
        _require(self.day < r.due, "PastDue")
        _require(self.used + amount <= self.line, "CreditLimitExceeded")
        r.status, r.face, r.unpaid = CONFIRMED, amount, amount

    def tokenise(self, name: str) -> None:
        """The supplier turns the promise into units."""
        r = self._known(name, "NotParty")
        _require(r.status == CONFIRMED, "NotConfirmed")
        self._tokenise(r)

    def cancel(self, name: str, by: str) -> None:
        """The supplier withdraws what is only recorded; later both have to ask."""
        r = self._known(name, "NotParty")
        if r.status == RECORDED:
            _require(by == self.supplier, "NotParty")
        elif r.is_owed:
            _require(r.collected == 0, "CannotCancel")
            _require(r.status == CONFIRMED or r.held(self.supplier) == r.face, "CannotCancel")
            r.asked.add(by)
            if len(r.asked) < 2:
                return
        else:
            raise Refusal("WrongStatus")
        r.status, r.units = CANCELLED, {}

    def transfer(self, name: str, giver: str, taker: str, units: int) -> None:
        """A part changes hands; what was collected before stays where it was."""
        _require(units > 0, "ZeroAmount")
        _require(giver != taker, "TransferToSelf")
        r = self.receivables.get(name) or Receivable(0, 0)
        _require(r.status != SETTLED, "UnitsOnlyRedeemable")
        _require(units <= r.held(giver), "InsufficientUnits")
        r.units[giver] -= units
        r.units[taker] = r.held(taker) + units

    def sell(self, name: str, seller: str, buyer: str, units: int, rate: int, nonce: int) -> int:
        """A part for cash, at bank discount on 360 days; the price."""
        _require((name, nonce) not in self.sold, "QuoteUsed")
        before = dict(self.receivables[name].units) if name in self.receivables else {}
        self.transfer(name, seller, buyer, units)
        r = self.receivables[name]
        claim = units * r.unpaid // r.face
        days = r.due - self.day
        discount = half_up(Fraction(claim * rate * days, 360 * 1_000_000))
        try:
            _require(days > 0, "NoDaysToMaturity")
            _require(discount < claim, "DiscountNotBelowFace")
        except Refusal:
            r.units = before
            raise
        self.sold.add((name, nonce))
        return claim - discount

    def pay(self, name: str, amount: int) -> None:
        """Cash comes in: interest first, then principal; it belongs to who holds units now."""
        _require(amount > 0, "ZeroAmount")
        r = self._known(name, "WrongStatus")
        _require(r.is_owed, "WrongStatus")
        _require(amount <= sum(self.due(name)), "Overpayment")
        if r.status == CONFIRMED:
            self._tokenise(r)
        posted = self._accrued(r)
        r.penalty_owed += posted
        r.posted_to = max(r.posted_to, self.day)
        penalty = min(amount, r.penalty_owed)
        r.penalty_owed -= penalty
        r.unpaid -= amount - penalty
        r.collected += amount
        for holder, units in r.units.items():
            r.claims[holder] = r.claim(holder) + Fraction(amount * units, r.face)
        if r.unpaid == 0:
            r.status = SETTLED

    def redeem(self, name: str, holder: str) -> int:
        """Cash goes out, in whole minor units; the last of all gets what rounding left."""
        r = self._known(name, "NothingToRedeem")
        claim = r.claim(holder)
        settled = r.status == SETTLED
        _require(claim > 0 if settled else claim >= 1, "NothingToRedeem")
        amount = floor(claim)
        r.claims[holder] = Fraction(0) if settled else claim - amount
        if not any(r.claims.values()):
            amount = r.collected - r.redeemed
        r.redeemed += amount
        if settled:
            r.units[holder] = 0
        return amount

    def _tokenise(self, r: Receivable) -> None:
        r.status, r.units = TOKENISED, {self.supplier: r.face}

    def _accrued(self, r: Receivable) -> int:
        first = max(r.due + self.terms.grace, r.posted_to)
        days = max(0, self.day - first)
        exact = Fraction(r.unpaid * self.terms.rate * days, self.terms.basis * 1_000_000)
        return half_up(exact)

    def _known(self, name: str, otherwise: str) -> Receivable:
        _require(name in self.receivables, otherwise)
        return self.receivables[name]


def holders(parts: Iterable[dict[str, int]]) -> set[str]:
    """Everybody who has units in any of these."""
    return {holder for units in parts for holder, amount in units.items() if amount}


def _require(condition: bool, refusal: str) -> None:
    if not condition:
        raise Refusal(refusal)
