"""Webhooks and what became of what was sent to them."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field

from sfc.api.forms import View, moment
from sfc.api.views.events import EventId
from sfc.domain.webhooks import Attempt, Delivery, Endpoint

WEBHOOK_PATTERN = r"^whk_[0-9a-f]{32}$"

WebhookId = Annotated[str, Field(pattern=WEBHOOK_PATTERN, examples=[f"whk_{'5f' * 16}"])]


class WebhookView(View):
    """Where events are sent."""

    id: WebhookId
    url: str
    types: list[str]
    enabled: bool
    disabled_reason: str | None = Field(description="Why the service has disabled it, if it has.")
    created: str
    previous_secret_until: str | None = Field(
        description="Until when the secret of before signs too."
    )

    @classmethod
    def of(cls, endpoint: Endpoint) -> Self:
        """Write an endpoint, without its secret."""
        until = endpoint.previous_until
        return cls(
            id=endpoint.id,
            url=endpoint.url,
            types=list(endpoint.types),
            enabled=endpoint.enabled,
            disabled_reason=endpoint.disabled_reason,
            created=moment(endpoint.created),
            previous_secret_until=None if until is None else moment(until),
        )


class WebhookSecret(View):
    """A webhook with the secret that signs."""

    webhook: WebhookView
    secret: str | None = Field(
        description="`whsec_…`, shown this once; null where the answer is repeated."
    )

    @classmethod
    def of(cls, made: tuple[Endpoint, str]) -> Self:
        """Write an endpoint and its new secret."""
        return cls(webhook=WebhookView.of(made[0]), secret=made[1])


class AttemptView(View):
    """One sending."""

    at: str
    milliseconds: int
    status: int | None = Field(description="HTTP status of the answer, if there was one.")
    reason: str | None = Field(description="Why it does not count as delivered; null if it does.")

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        """Write an attempt."""
        return cls(
            at=moment(attempt.at),
            milliseconds=attempt.milliseconds,
            status=attempt.status,
            reason=attempt.reason,
        )


class DeliveryView(View):
    """An event on its way to an endpoint."""

    event: EventId = Field(description="The event's id, sent as `webhook-id` with each attempt.")
    type: str
    state: Literal["waiting", "delivered", "ended"] = Field(
        description="`ended` is what is not tried again though it did not arrive."
    )
    attempts: int
    created: str
    next_attempt: str | None = Field(description="Not before this moment; null if none is to be.")
    delivered: str | None

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """Write a delivery."""
        at = delivery.delivered_at
        arrived: Literal["delivered", "ended"] = "ended" if at is None else "delivered"
        return cls(
            event=delivery.event,
            type=delivery.type,
            state="waiting" if delivery.waits else arrived,
            attempts=delivery.attempts,
            created=moment(delivery.created),
            next_attempt=moment(delivery.due) if delivery.waits else None,
            delivered=None if at is None else moment(at),
        )


class DeliveryLog(View):
    """A delivery with all that was tried."""

    delivery: DeliveryView
    log: list[AttemptView]

    @classmethod
    def of(cls, delivery: Delivery, attempts: Sequence[Attempt]) -> Self:
        """Write a delivery and its attempts."""
        return cls(
            delivery=DeliveryView.of(delivery), log=[AttemptView.of(each) for each in attempts]
        )
