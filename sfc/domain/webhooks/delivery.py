"""What becomes of one event on its way to one endpoint."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event for an endpoint; `number` is its place among the events, None for a ping.

    It `waits` until it was delivered. Of a `line` the first that waits goes first, and holds the
    later ones up; one that is sent again on request holds nothing up. All times are unix seconds:
    `trying_since` is when it was first tried, `due` when it is to be tried next.
    """

    endpoint: str
    event: str
    number: int | None
    line: str
    type: str
    created: int
    due: int
    waits: bool = True
    holds: bool = True
    attempts: int = 0
    trying_since: int | None = None
    delivered_at: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sending at the unix second `at`: the `status` that was answered, or the `reason` why not.

    An answer other than 2xx has both.
    """

    at: int
    milliseconds: int
    status: int | None
    reason: str | None

    @property
    def succeeded(self) -> bool:
        """Whether the endpoint has taken it."""
        return self.reason is None
