"""Sending what is due: at least once, in the order of each receivable, never twice at a time.

A delivery is noted after it was sent. Killed in between it is sent again, with the same id: who
receives it knows by that.
"""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sfc.app.hooks import Hooks
from sfc.domain.feed import PING
from sfc.domain.ids import ParticipantId
from sfc.domain.moments import passing
from sfc.domain.roles import Role
from sfc.domain.webhooks import Attempt, Delivery, Endpoint, next_due, signature
from sfc.ports import FeedFilter

AT_ONCE = 200
"""Deliveries made, or looked for, in one step."""

TURN_SECONDS = 20.0
"""After so long other endpoints have their turn."""

_GONE = 410
_GAVE_UP = "nothing was accepted for three days"
_UNWANTED = "the endpoint answers 410: it wants nothing any more"
_SEALED = "its secret cannot be opened with this passphrase: rotate it"
_NOT_ITS_OWN = "it is no longer its to see"


def deliver(hooks: Hooks, identity: str) -> None:
    """Send what is due for an endpoint, until nothing is or its turn is over.

    One that does not answer has its turn ended at once, for the others' sake. Raises NotFound.
    """
    end = hooks.clock() + TURN_SECONDS
    with hooks.exclusively(f"deliveries of {identity}"):
        endpoint = hooks.book.endpoint(identity)
        wanted = FeedFilter(_reader(hooks, endpoint), types=endpoint.types)
        while hooks.book.hand_out(identity, wanted, hooks.now, AT_ONCE):
            pass
        while due := hooks.book.due(identity, hooks.now, AT_ONCE):
            for delivery in due:
                endpoint = hooks.book.endpoint(identity)
                if not endpoint.enabled or hooks.clock() >= end:
                    return
                _, attempt = attempt_delivery(hooks, endpoint, delivery)
                if not attempt.succeeded and attempt.status is None:
                    return


def attempt_delivery(
    hooks: Hooks, endpoint: Endpoint, delivery: Delivery, *, once: bool = False
) -> tuple[Delivery, Attempt]:
    """Send one delivery, and note what came of it; `once` says that it is not tried again."""
    now = hooks.now
    tried = replace(
        delivery,
        attempts=delivery.attempts + 1,
        trying_since=now if delivery.trying_since is None else delivery.trying_since,
    )
    if (document := _document(hooks, endpoint, delivery)) is None:
        attempt = Attempt(now, 0, None, _NOT_ITS_OWN)
        hooks.book.note(after := replace(tried, waits=False), attempt, None)
        return after, attempt
    if not (keys := _keys(hooks, endpoint)):
        hooks.book.note(tried, attempt := Attempt(now, 0, None, _SEALED), _SEALED)
        return tried, attempt
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "sfc-webhooks",
        "webhook-id": delivery.event,
        "webhook-timestamp": str(now),
        "webhook-signature": signature(keys, delivery.event, now, body),
    }
    attempt = hooks.post.send(endpoint.url, headers, body)
    passing("webhook sent")
    after, disabled = _after(tried, attempt, hooks.now)
    if once:
        after, disabled = replace(after, waits=False), None
    hooks.book.note(after, attempt, disabled)
    return after, attempt


def _after(tried: Delivery, attempt: Attempt, now: int) -> tuple[Delivery, str | None]:
    """The delivery after an attempt, and why its endpoint is to be disabled, if it is."""
    if attempt.succeeded:
        return replace(tried, waits=False, delivered_at=now), None
    since = tried.trying_since
    due = next_due(now if since is None else since, now)
    if attempt.status == _GONE:
        return tried, _UNWANTED
    if due is None:
        return tried, _GAVE_UP
    return replace(tried, due=due), None


def _document(hooks: Hooks, endpoint: Endpoint, delivery: Delivery) -> dict[str, Any] | None:
    """What is sent; None for what the owner may not see any more."""
    if delivery.number is None:
        moment = datetime.fromtimestamp(delivery.created, UTC).isoformat().replace("+00:00", "Z")
        return {"id": delivery.event, "type": PING, "timestamp": moment, "data": {}}
    reader = _reader(hooks, endpoint)
    found = hooks.feed.entries(FeedFilter(reader), delivery.number - 1, 1)
    if not found or found[0].number != delivery.number:
        return None
    return found[0].document()


def _reader(hooks: Hooks, endpoint: Endpoint) -> ParticipantId | None:
    """As whom the owner reads now: as in `sfc.app.feed.seen_by`."""
    if endpoint.owner is None:
        return None
    roles = hooks.read.participant(endpoint.owner).roles
    return None if roles & (Role.OPERATOR | Role.REGULATOR) else endpoint.owner


def _keys(hooks: Hooks, endpoint: Endpoint) -> list[str]:
    """The secrets that sign now, the newest first."""
    sealed = [endpoint.secret]
    if endpoint.previous is not None and hooks.now < (endpoint.previous_until or 0):
        sealed.append(endpoint.previous)
    keys: list[str] = []
    for each in sealed:
        with suppress(ValueError):  # sealed with the passphrase of before
            keys.append(hooks.box.open(each, endpoint.id).decode())
    return keys
