"""Refusals about webhooks."""

from sfc.domain.errors.base import SfcError


class WebhookTargetRefused(SfcError):
    """Nothing is sent to `url` because of `reason`."""

    code = "webhook_target_refused"
    template = "nothing can be sent to {url}: {reason}"
    url: str
    reason: str


class TooManyWebhooks(SfcError):
    """A participant has as many webhooks as it may: `most`."""

    code = "too_many_webhooks"
    template = "there are {most} webhooks already: remove one, or change it"
    most: int


class WebhookDisabled(SfcError):
    """`webhook` is disabled: nothing is sent to it."""

    code = "webhook_disabled"
    template = "{webhook} is disabled: enable it first"
    webhook: str
