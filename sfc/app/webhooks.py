"""Endpoints for events: made, changed, tried out, removed; each by its owner only."""

from collections.abc import Sequence
from dataclasses import replace

from sfc.app.context import Context
from sfc.app.deliver import attempt_delivery
from sfc.app.query import Viewer
from sfc.domain.errors import NotFound, TooManyWebhooks, WebhookDisabled
from sfc.domain.feed import PING
from sfc.domain.feed.entry import event_id
from sfc.domain.webhooks import Attempt, Delivery, Endpoint, new_endpoint_id, new_secret

MOST = 10
"""Endpoints that one owner may have."""


def endpoints(context: Context, viewer: Viewer) -> Sequence[Endpoint]:
    """All of the viewer's, the oldest first."""
    return context.hooks.book.endpoints(viewer.participant)


def endpoint(context: Context, viewer: Viewer, identity: str) -> Endpoint:
    """One of the viewer's. Raises NotFound, alike for another's."""
    found = context.hooks.book.endpoint(identity)
    if found.owner != viewer.participant:
        raise NotFound("webhook", identity)
    return found


def add(context: Context, viewer: Viewer, url: str, types: Sequence[str]) -> tuple[Endpoint, str]:
    """Have events sent to a URL from now on; give the endpoint and the secret that signs.

    Raises WebhookTargetRefused, TooManyWebhooks.
    """
    hooks = context.hooks
    hooks.post.check(url)
    with hooks.exclusively(f"webhooks of {viewer.participant}"):
        if len(endpoints(context, viewer)) >= MOST:
            raise TooManyWebhooks(MOST)
        identity, secret = new_endpoint_id(), new_secret()
        made = Endpoint(
            id=identity,
            owner=viewer.participant,
            url=url,
            types=tuple(types),
            created=hooks.now,
            secret=hooks.box.seal(secret.encode(), identity),
        )
        hooks.book.add(made)
    return made, secret


def change(
    context: Context,
    viewer: Viewer,
    identity: str,
    url: str,
    types: Sequence[str],
    *,
    enabled: bool,
) -> Endpoint:
    """Send elsewhere, or other types from now on, or nothing until it is enabled again.

    What waits is tried at once when an endpoint is enabled, for another three days if need be.
    Raises NotFound, WebhookTargetRefused.
    """
    hooks = context.hooks
    hooks.post.check(url)
    with hooks.exclusively(_lock(identity)):
        before = endpoint(context, viewer, identity)
        reason = before.disabled_reason if not enabled else None
        after = replace(
            before, url=url, types=tuple(types), enabled=enabled, disabled_reason=reason
        )
        hooks.book.revise(after)
        if enabled and not before.enabled:
            hooks.book.again(identity, hooks.now)
    return after


def remove(context: Context, viewer: Viewer, identity: str) -> Endpoint:
    """Send nothing there any more, and forget what was sent. Raises NotFound."""
    with context.hooks.exclusively(_lock(identity)):
        before = endpoint(context, viewer, identity)
        context.hooks.book.remove(identity)
    return before


def rotate(
    context: Context, viewer: Viewer, identity: str, overlap_seconds: int
) -> tuple[Endpoint, str]:
    """Sign with another secret; with the one of before too, for so many seconds. Raises NotFound.

    A secret of before that one signs no more.
    """
    hooks = context.hooks
    with hooks.exclusively(_lock(identity)):
        before, secret = endpoint(context, viewer, identity), new_secret()
        after = replace(
            before,
            secret=hooks.box.seal(secret.encode(), identity),
            previous=before.secret if overlap_seconds else None,
            previous_until=hooks.now + overlap_seconds if overlap_seconds else None,
        )
        hooks.book.revise(after)
    return after, secret


def ping(context: Context, viewer: Viewer, identity: str) -> tuple[Delivery, Attempt]:
    """Send an event that says nothing, at once, and give what came of it; a disabled one too.

    Raises NotFound.
    """
    hooks = context.hooks
    found, unique = endpoint(context, viewer, identity), new_endpoint_id()
    event = event_id(0, unique, 0)
    made = Delivery(
        endpoint=identity,
        event=event,
        number=None,
        line=event,
        type=PING,
        created=hooks.now,
        due=hooks.now,
        waits=False,
        holds=False,
    )
    hooks.book.put(made)
    return attempt_delivery(hooks, found, made, once=True)


def deliveries(
    context: Context,
    viewer: Viewer,
    identity: str,
    waits: bool | None,
    after: str | None,
    limit: int,
) -> tuple[Sequence[Delivery], str | None]:
    """A page of what was or is to be sent, newest first. Raises NotFound, IdMalformed."""
    endpoint(context, viewer, identity)
    return context.hooks.book.deliveries(identity, waits, after, limit)


def delivery(
    context: Context, viewer: Viewer, identity: str, event: str
) -> tuple[Delivery, Sequence[Attempt]]:
    """One of them with all its attempts. Raises NotFound."""
    endpoint(context, viewer, identity)
    book = context.hooks.book
    return book.delivery(identity, event), book.attempts(identity, event)


def redeliver(context: Context, viewer: Viewer, identity: str, event: str) -> Delivery:
    """Send an event again, under the id of before: whoever has it knows it. Raises NotFound.

    It holds nothing up, unless it has never arrived. Raises WebhookDisabled.
    """
    hooks = context.hooks
    with hooks.exclusively(_lock(identity)):
        if not endpoint(context, viewer, identity).enabled:
            raise WebhookDisabled(identity)
        before = hooks.book.delivery(identity, event)
        after = replace(
            before,
            waits=True,
            holds=before.waits and before.holds,
            due=hooks.now,
            trying_since=None,
        )
        hooks.book.put(after)
    return after


def _lock(identity: str) -> str:
    return f"webhook {identity}"
