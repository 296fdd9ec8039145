"""What happened: page by page, or as it happens."""

from typing import Annotated, Any

from fastapi import Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from sfc.api.auth import AnyCaller
from sfc.api.bodies.events import EventFilter, EventQuery
from sfc.api.describe import refusals
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.streams import StreamsDep
from sfc.api.views.events import EVENT_PATTERN, EventPage, view
from sfc.app import feed

router = resource("events", "/events")

_WHO = (
    "A participant is told what concerns it, from when on it did: all of receivables of which it "
    "is obligor, supplier, holder or former holder, and what names it; operator and regulator are "
    "told everything. What a financier pays is told to it and the seller only."
)
_SENT = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": EVENT_PATTERN},
        "event": {"type": "string"},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {"$ref": "#/components/schemas/EventView"},
        },
    },
    "required": ["id", "event", "data"],
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events by the HTML standard: `id` is the event's, `event` its type, `data` "
        "the event as JSON. A comment every 15 seconds; the stream ends after 15 minutes at the "
        "latest, or with the service: reconnect with `Last-Event-ID`.",
        "content": {"text/event-stream": {"itemSchema": _SENT}},
    }
}


@router.get(
    "",
    summary="List events",
    description=f"What happened on the ledger, in the order in which it was told. {_WHO} An event "
    "never changes and keeps its place. If the chain is reorganised, what is no longer on it is "
    "taken back by an `event.removed`: follow all, and you have what the chain has.",
    responses=refusals("not_found", "id_malformed"),
)
def events(
    wanted: Annotated[EventQuery, Query()], context: ContextDep, caller: AnyCaller
) -> EventPage:
    """A page of events."""
    entries, cursor = feed.events(
        context, caller.viewer, wanted.read(), wanted.cursor, wanted.limit
    )
    return EventPage(data=[view(entry.document()) for entry in entries], next_cursor=cursor)


@router.get(
    "/stream",
    summary="Follow events",
    description="The same as server-sent events: what comes after `Last-Event-ID` or `cursor`, or "
    "since a moment; else what comes from now on.",
    responses=refusals("not_found", "id_malformed", "too_many_streams") | _STREAM,
    response_class=StreamingResponse,
)
async def follow(
    wanted: Annotated[EventFilter, Query()],
    context: ContextDep,
    caller: AnyCaller,
    streams: StreamsDep,
    last: Annotated[
        str | None,
        Header(
            alias="Last-Event-ID",
            pattern=EVENT_PATTERN,
            description="The last event that arrived; browsers' EventSource sends it by itself.",
        ),
    ] = None,
) -> StreamingResponse:
    """Send events as they happen."""
    after = await run_in_threadpool(
        feed.start, context, last or wanted.cursor, replay=wanted.since is not None
    )
    return streams.open(caller.name, feed.seen_by(caller.viewer, wanted.read()), after)
