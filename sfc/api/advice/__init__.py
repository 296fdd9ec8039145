"""What a caller should do about each refusal: one text for each code, by whether to ask again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sfc.api.advice.later import LATER
from sfc.api.advice.state import STATE
from sfc.api.advice.wrong import WRONG


class Retry(StrEnum):
    """Whether the same request makes sense again."""

    LATER = "later"
    AFTER_A_CHANGE = "after_a_change"
    NEVER = "never"

    @property
    def meaning(self) -> str:
        """What it says to a caller."""
        return _MEANINGS[self]


_MEANINGS = {
    Retry.LATER: "Yes: the same request, with the same idempotency key, after a while.",
    Retry.AFTER_A_CHANGE: "Only once what stands in its way has changed; the same key is fine.",
    Retry.NEVER: "No: the same request is refused again. Send a corrected one, with a new key.",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, in one to three sentences, and whether to ask again."""

    text: str
    retry: Retry


ADVICE: Mapping[str, Advice] = {
    code: Advice(text, retry)
    for retry, texts in (
        (Retry.LATER, LATER),
        (Retry.AFTER_A_CHANGE, STATE),
        (Retry.NEVER, WRONG),
    )
    for code, text in texts.items()
}
"""By code; a test demands one for every error of the system."""
