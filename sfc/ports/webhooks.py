"""Webhooks: what is kept of them, how their secrets are kept, and how they are sent."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from sfc.domain.ids import ParticipantId
from sfc.domain.webhooks import Attempt, Delivery, Endpoint
from sfc.ports.feed import FeedFilter


class Webhooks(Protocol):
    """Endpoints and deliveries. Every method is its own database transaction."""

    def add(self, endpoint: Endpoint) -> None:
        """Keep a new endpoint: it gets what is told from now on."""

    def endpoint(self, endpoint: str) -> Endpoint:
        """Raises NotFound."""

    def endpoints(self, owner: ParticipantId | None) -> Sequence[Endpoint]:
        """All of one owner, the oldest first; None is the operator."""

    def revise(self, endpoint: Endpoint) -> None:
        """Keep another state of an endpoint that is there."""

    def remove(self, endpoint: str) -> None:
        """Forget an endpoint with its deliveries."""

    def busy(self, now: int, newest: int) -> Sequence[str]:
        """Enabled endpoints that have not been given all places, or have a delivery that is due."""

    def hand_out(self, endpoint: str, wanted: FeedFilter, now: int, most: int) -> bool:
        """Make deliveries of the next entries, `most` at once; whether there may be more.

        In one transaction with the place up to which that was done: none is lost, none is double.
        """

    def due(self, endpoint: str, now: int, most: int) -> Sequence[Delivery]:
        """What is to be sent now: of each line one at most."""

    def put(self, delivery: Delivery) -> None:
        """Keep a delivery, in the place of one of the same event."""

    def note(self, delivery: Delivery, attempt: Attempt, disabled: str | None) -> None:
        """Keep what became of an attempt, and disable the endpoint if there is a reason for it."""

    def again(self, endpoint: str, now: int) -> None:
        """Have all that waits tried at once, as if it were for the first time."""

    def deliveries(
        self, endpoint: str, waits: bool | None, after: str | None, limit: int
    ) -> tuple[Sequence[Delivery], str | None]:
        """A page, newest first, and the cursor of the next one or None."""

    def delivery(self, endpoint: str, event: str) -> Delivery:
        """Raises NotFound."""

    def attempts(self, endpoint: str, event: str) -> Sequence[Attempt]:
        """All attempts of a delivery in their order."""

    def forget(self, before: int) -> None:
        """Forget what was delivered before a unix second."""


class SecretBox(Protocol):
    """Keeps short secrets so that the database alone does not give them away."""

    def seal(self, secret: bytes, purpose: str) -> bytes:
        """Seal a secret for one purpose."""

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """Raises ValueError for what was not sealed here for this purpose."""


class Post(Protocol):
    """Sends to addresses that others have named, and to no others than may be reached."""

    def check(self, url: str) -> None:
        """Raises WebhookTargetRefused for what nothing would be sent to."""

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        """Send, and give what came of it; it raises nothing."""
