"""When a delivery that failed is tried again: soon at first, then more and more rarely."""

GIVING_UP_SECONDS = 3 * 24 * 3600
"""An endpoint that has not taken a delivery for so long is disabled."""

_SHORTEST, _LONGEST = 5, 8 * 3600


def next_due(trying_since: int, now: int) -> int | None:
    """The unix second of the next attempt after one that failed; None if there is to be none.

    Each wait is as long as all before together, from 5 seconds to 8 hours; the last attempt is
    when the three days are over.
    """
    end = trying_since + GIVING_UP_SECONDS
    if now >= end:
        return None
    return min(now + min(max(now - trying_since, _SHORTEST), _LONGEST), end)
