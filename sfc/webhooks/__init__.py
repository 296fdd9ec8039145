"""Events out, to addresses that others name: the only package that connects to strangers.

`WebhookPost` sends; `Targets` says to which addresses.
"""

from sfc.webhooks.post import WebhookPost
from sfc.webhooks.targets import Targets

__all__ = ["Targets", "WebhookPost"]
