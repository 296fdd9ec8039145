"""Webhooks: where events are sent to, how they are signed, and when they are tried again."""

from sfc.domain.webhooks.delivery import Attempt, Delivery
from sfc.domain.webhooks.endpoint import Endpoint, new_endpoint_id
from sfc.domain.webhooks.schedule import GIVING_UP_SECONDS, next_due
from sfc.domain.webhooks.signing import new_secret, signature

__all__ = [
    "GIVING_UP_SECONDS",
    "Attempt",
    "Delivery",
    "Endpoint",
    "new_endpoint_id",
    "new_secret",
    "next_due",
    "signature",
]
