"""The obligor's answer to an invoice: accepted, accepted in part, or rejected with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sfc.domain.errors import WrongStatus
from sfc.domain.events import Confirmed, Located, Recorded, Rejected
from sfc.domain.ids import ReceivableId, format_receivable
from sfc.domain.rejection import RejectionReason, rejection


class Answer(StrEnum):
    """The status by its Peppol code (subset of UNCL 4343)."""

    ACCEPTED = "AP"
    CONDITIONALLY_ACCEPTED = "CA"
    REJECTED = "RE"


@dataclass(frozen=True, slots=True)
class ObligorResponse:
    """What the obligor answered in the latest round, and where: minor units.

    `confirmed` is None in a rejection, and `reason` in everything else.
    """

    receivable: ReceivableId
    round: int
    answer: Answer
    asked: int
    confirmed: int | None
    reason: RejectionReason | None
    at: Located


def obligor_response(events: Iterable[Located], receivable: ReceivableId) -> ObligorResponse:
    """Find the answer in the events of a receivable, given in order. Raises WrongStatus if none.

    What came later changes nothing: the answer to a paid or cancelled receivable is what it was.
    """
    recorded: Recorded | None = None
    found: ObligorResponse | None = None
    for at in events:
        event = at.event
        if isinstance(event, Recorded):
            recorded, found = event, None
            if event.confirmed:
                found = _confirmed(event, event.face, at)
        elif recorded is not None and isinstance(event, Confirmed) and found is None:
            found = _confirmed(recorded, event.amount, at)
        elif recorded is not None and isinstance(event, Rejected):
            found = ObligorResponse(
                receivable=event.receivable,
                round=recorded.round,
                answer=Answer.REJECTED,
                asked=recorded.face,
                confirmed=None,
                reason=rejection(event.reason),
                at=at,
            )
    if found is None:
        raise WrongStatus(format_receivable(receivable), "recorded", "confirmed or rejected")
    return found


def _confirmed(recorded: Recorded, amount: int, at: Located) -> ObligorResponse:
    whole = amount == recorded.face
    return ObligorResponse(
        receivable=recorded.receivable,
        round=recorded.round,
        answer=Answer.ACCEPTED if whole else Answer.CONDITIONALLY_ACCEPTED,
        asked=recorded.face,
        confirmed=amount,
        reason=None,
        at=at,
    )
