"""What is asked of events."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sfc.api.forms import Instant, ReceivableText, receivable
from sfc.api.paging import LARGEST_PAGE
from sfc.api.views.events import EVENT_PATTERN, EVENT_TYPES
from sfc.ports import FeedFilter


def _known(name: str) -> str:
    if name not in EVENT_TYPES:
        raise ValueError(f"there is no such type of event; there are: {', '.join(EVENT_TYPES)}")
    return name


EventType = Annotated[
    str,
    AfterValidator(_known),
    Field(json_schema_extra={"enum": list(EVENT_TYPES)}, examples=["receivable.confirmed"]),
]
"""A type of event that can be asked for."""


class EventFilter(BaseModel):
    """Which events."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    receivable: ReceivableText | None = Field(None, description="Only of this one.")
    type: list[EventType] = Field(
        default_factory=list,
        max_length=len(EVENT_TYPES),
        description="Only of these types, and `event.removed` of theirs; repeat it for several.",
    )
    since: Instant | None = Field(None, description="Only of blocks from this moment on.")
    cursor: str | None = Field(
        None, pattern=EVENT_PATTERN, description="Only what was told after the event of this id."
    )

    def read(self) -> FeedFilter:
        """Take it for a filter."""
        return FeedFilter(
            receivable=receivable(self.receivable) if self.receivable else None,
            types=tuple(self.type),
            since=self.since,
        )


class EventQuery(EventFilter):
    """Which events, and how many."""

    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="Most items on the page.")
