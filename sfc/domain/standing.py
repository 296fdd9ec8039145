"""Standing instructions: what a party wants done for it, without being asked each time.

A financier's quotes for what holders ask for; a holder's takes the best quote. Both stay within the
limits that the party set, and each decision is entered in a log that is only ever added to.
"""

from dataclasses import dataclass
from enum import StrEnum

from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money


class Side(StrEnum):
    """What is done."""

    QUOTE = "quote"
    ACCEPT = "accept"


class Outcome(StrEnum):
    """What was decided. `accepting` is said before the ledger is asked, `accepted` after."""

    QUOTED = "quoted"
    ACCEPTING = "accepting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    FAILED = "failed"


class Reason(StrEnum):
    """Why an instruction did not act, by the limit that was in the way."""

    OBLIGOR = "another obligor"
    CURRENCY = "another currency"
    TENOR = "the tenor is longer than the most"
    TOTAL = "the total would be passed"
    RATE = "the best quote costs more than the most"


@dataclass(frozen=True, slots=True)
class Instruction:
    """What `owner` wants done, within limits, until it ends (a unix second, None while in force).

    `rate_ppm` is for a quoting one the annual discount rate that it offers; for an accepting one
    the highest effective annual rate on money received at which it takes a quote. `max_tenor` is
    the most days to the due day; `total` the most face of all that it does; `obligor` None means
    any.
    """

    id: str
    owner: ParticipantId
    side: Side
    obligor: ParticipantId | None
    max_tenor: int
    rate_ppm: int
    total: Money
    created: int
    ended: int | None = None

    def objection(
        self, obligor: ParticipantId, face: Money, tenor: int, used: int
    ) -> Reason | None:
        """The first limit in the way of a sale of `face`, `used` minor units being spoken for."""
        if self.obligor is not None and obligor != self.obligor:
            return Reason.OBLIGOR
        if face.currency != self.total.currency:
            return Reason.CURRENCY
        if tenor > self.max_tenor:
            return Reason.TENOR
        if used + face.minor > self.total.minor:
            return Reason.TOTAL
        return None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an instruction did about a request: `amount` is face, `at` a unix second of the ledger.

    `quote` is blank where there is none; `note` says why, or names the transaction.
    """

    instruction: str
    ask: str
    quote: str
    outcome: Outcome
    amount: Money
    at: int
    note: str = ""
