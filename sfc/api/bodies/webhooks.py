"""What is asked of webhooks."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sfc.api.bodies.events import EventType
from sfc.api.forms import Form
from sfc.api.paging import LARGEST_PAGE
from sfc.api.views.events import EVENT_PATTERN, EVENT_TYPES

_MOST_HOURS = 7 * 24
_EXAMPLE: dict[str, Any] = {
    "url": "https://treasury.example/sfc",
    "types": ["receivable.confirmed", "receivable.paid"],
}
_TYPES = "Only these types, and `event.removed` of theirs; all if empty."


class WebhookForm(Form):
    """Where events are to be sent."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    url: str = Field(
        min_length=1,
        max_length=2_000,
        description="By https, in no private network; redirects are not followed.",
        examples=["https://treasury.example/sfc"],
    )
    types: list[EventType] = Field(
        default_factory=list, max_length=len(EVENT_TYPES), description=_TYPES
    )


class WebhookChange(WebhookForm):
    """What an endpoint is from now on."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE | {"enabled": True}]})

    enabled: bool = Field(
        True, description="Nothing is sent to a disabled one; what waits is kept for it."
    )


class SecretRotationForm(Form):
    """How long the secret of before signs too."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"overlap_hours": 24}]})

    overlap_hours: int = Field(24, ge=0, le=_MOST_HOURS)


class DeliveryQuery(BaseModel):
    """Which deliveries."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: Literal["waiting", "done"] | None = Field(None, description="All by default.")
    cursor: str | None = Field(
        None, pattern=EVENT_PATTERN, description="`next_cursor` of the page before."
    )
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="Most items on the page.")

    @property
    def waits(self) -> bool | None:
        """Whether those that wait are wanted."""
        return None if self.state is None else self.state == "waiting"
