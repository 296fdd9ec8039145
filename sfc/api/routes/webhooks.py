"""Where events are sent to: each participant's own endpoints, the operator's likewise."""

from typing import Annotated

from fastapi import Path, Query

from sfc.api.auth import AnyCaller
from sfc.api.bodies.webhooks import DeliveryQuery, SecretRotationForm, WebhookChange, WebhookForm
from sfc.api.describe import refusals
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Page
from sfc.api.views.events import EVENT_PATTERN
from sfc.api.views.webhooks import (
    WEBHOOK_PATTERN,
    DeliveryLog,
    DeliveryView,
    WebhookSecret,
    WebhookView,
)
from sfc.app import webhooks as use_cases

router = resource("events", "/webhooks")

WebhookPath = Annotated[str, Path(pattern=WEBHOOK_PATTERN, examples=[f"whk_{'5f' * 16}"])]
EventPath = Annotated[str, Path(pattern=EVENT_PATTERN, examples=[f"evt_{'5f' * 16}"])]

_OWN = "Anybody with a key, for its own endpoints."
_HOUR = 3600


@router.post(
    "",
    status_code=201,
    summary="Add a webhook",
    description=f"{_OWN} What is told from now on is sent there, signed by the Standard Webhooks "
    "scheme; the answer has the secret, this once. Up to 10.",
    responses=refusals("webhook_target_refused", "too_many_webhooks", "idempotency_conflict"),
)
def add_webhook(
    form: WebhookForm, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> WebhookSecret:
    """Have events sent to a URL."""
    return once(
        lambda: WebhookSecret.of(use_cases.add(context, caller.viewer, form.url, form.types)),
        secret=("secret",),
    )


@router.get("", summary="List webhooks", description=_OWN, responses=refusals())
def webhooks(context: ContextDep, caller: AnyCaller) -> Listing[WebhookView]:
    """All of the caller's."""
    found = use_cases.endpoints(context, caller.viewer)
    return Listing(data=[WebhookView.of(each) for each in found])


@router.get(
    "/{webhook}", summary="Get a webhook", description=_OWN, responses=refusals("not_found")
)
def webhook(webhook: WebhookPath, context: ContextDep, caller: AnyCaller) -> WebhookView:
    """One of the caller's."""
    return WebhookView.of(use_cases.endpoint(context, caller.viewer, webhook))


@router.put(
    "/{webhook}",
    summary="Change a webhook",
    description=f"{_OWN} Once enabled again, what waits is tried at once, in order.",
    responses=refusals("not_found", "webhook_target_refused"),
)
def change_webhook(
    webhook: WebhookPath,
    form: WebhookChange,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
) -> WebhookView:
    """Replace URL, types, and whether it is enabled."""
    return once(
        lambda: WebhookView.of(
            use_cases.change(
                context, caller.viewer, webhook, form.url, form.types, enabled=form.enabled
            )
        ),
        status=200,
    )


@router.delete(
    "/{webhook}",
    summary="Remove a webhook",
    description=f"{_OWN} Its delivery log goes with it; the answer is what it was.",
    responses=refusals("not_found"),
)
def remove_webhook(
    webhook: WebhookPath, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> WebhookView:
    """Send nothing there any more."""
    return once(
        lambda: WebhookView.of(use_cases.remove(context, caller.viewer, webhook)), status=200
    )


@router.post(
    "/{webhook}/rotate",
    summary="Rotate a webhook's secret",
    description=f"{_OWN} The answer has the new secret, this once. For some hours both sign: take "
    "either, and change over meanwhile.",
    responses=refusals("not_found", "idempotency_conflict"),
)
def rotate_secret(
    webhook: WebhookPath,
    form: SecretRotationForm,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
) -> WebhookSecret:
    """Sign with another secret."""
    return once(
        lambda: WebhookSecret.of(
            use_cases.rotate(context, caller.viewer, webhook, form.overlap_hours * _HOUR)
        ),
        status=200,
        secret=("secret",),
    )


@router.post(
    "/{webhook}/ping",
    summary="Try a webhook out",
    description=f"{_OWN} Sends `webhook.ping` at once, to a disabled one too, and answers with "
    "what came of it; it is not tried again.",
    responses=refusals("not_found"),
)
def ping(
    webhook: WebhookPath, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> DeliveryLog:
    """Send an event that says nothing."""

    def write() -> DeliveryLog:
        delivery, attempt = use_cases.ping(context, caller.viewer, webhook)
        return DeliveryLog.of(delivery, [attempt])

    return once(write, status=200)


@router.get(
    "/{webhook}/deliveries",
    summary="List deliveries",
    description=f"{_OWN} Newest first; kept for 30 days after they have arrived.",
    responses=refusals("not_found", "id_malformed"),
)
def deliveries(
    webhook: WebhookPath,
    wanted: Annotated[DeliveryQuery, Query()],
    context: ContextDep,
    caller: AnyCaller,
) -> Page[DeliveryView]:
    """A page of what was or is to be sent."""
    found, cursor = use_cases.deliveries(
        context, caller.viewer, webhook, wanted.waits, wanted.cursor, wanted.limit
    )
    return Page(data=[DeliveryView.of(each) for each in found], next_cursor=cursor)


@router.get(
    "/{webhook}/deliveries/{event}",
    summary="Get a delivery",
    description=f"{_OWN} With all attempts and what was answered to each.",
    responses=refusals("not_found"),
)
def delivery(
    webhook: WebhookPath, event: EventPath, context: ContextDep, caller: AnyCaller
) -> DeliveryLog:
    """One delivery."""
    return DeliveryLog.of(*use_cases.delivery(context, caller.viewer, webhook, event))


@router.post(
    "/{webhook}/deliveries/{event}/redeliver",
    summary="Send an event again",
    description=f"{_OWN} With the `webhook-id` of before.",
    responses=refusals("not_found", "webhook_disabled"),
)
def redeliver(
    webhook: WebhookPath,
    event: EventPath,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
) -> DeliveryView:
    """Have it sent once more."""
    return once(
        lambda: DeliveryView.of(use_cases.redeliver(context, caller.viewer, webhook, event)),
        status=200,
    )
