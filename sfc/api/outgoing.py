"""What the service sends itself, for the description: `webhooks` of OpenAPI 3.1."""

from typing import Annotated, Any

from fastapi import FastAPI, Header, Response
from pydantic import Field

from sfc.api.views.events import EventId, EventView, PingView

_ID = Annotated[EventId, Header(alias="webhook-id")]
_TIMESTAMP = Annotated[
    str,
    Header(
        alias="webhook-timestamp",
        description="Unix second of this attempt. Refuse what is older than five minutes.",
        examples=["1772352000"],
    ),
]
_SIGNATURE = Annotated[
    str,
    Header(
        alias="webhook-signature",
        description="`v1,` and the base64 HMAC-SHA256 of `id.timestamp.body` under the bytes that "
        "the secret has in base64 after `whsec_`; two of them, with a blank between, while a "
        "secret is changed over.",
        examples=["v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="],
    ),
]
_OTHERWISE: dict[int | str, dict[str, Any]] = {
    "default": {"description": "Whatever is not 2xx counts as failed."}
}


def declare(app: FastAPI) -> None:
    """Describe what is sent to webhooks."""

    @app.webhooks.post(
        "event",
        tags=["events"],
        summary="An event",
        description="Sent until it is answered 2xx, for three days: at least once, and those of "
        "one receivable in their order. Repetitions have the same `webhook-id`. What is not "
        "answered within 10 seconds, or with a redirect, counts as failed; 410 disables.",
        status_code=204,
        response_class=Response,
        responses=_OTHERWISE,
    )
    def event(
        body: EventView, webhook_id: _ID, timestamp: _TIMESTAMP, signature: _SIGNATURE
    ) -> None:
        """Take an event."""

    @app.webhooks.post(
        "ping",
        tags=["events"],
        summary="A test",
        description="Sent on request only.",
        status_code=204,
        response_class=Response,
        responses=_OTHERWISE,
    )
    def ping(
        body: Annotated[PingView, Field()],
        webhook_id: _ID,
        timestamp: _TIMESTAMP,
        signature: _SIGNATURE,
    ) -> None:
        """Take a test."""
