"""What webhooks are worked with."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sfc.ports import Feed, Post, ReadModel, SecretBox, Webhooks


@dataclass(frozen=True, slots=True)
class Hooks:
    """Endpoints and deliveries, the events, the box of secrets, and the way out.

    `exclusively` holds a lock of a name; `clock` is this machine's, for the ledger's may stand
    still: unix seconds.
    """

    book: Webhooks
    feed: Feed
    read: ReadModel
    box: SecretBox
    post: Post
    exclusively: Callable[[str], AbstractContextManager[None]]
    clock: Callable[[], float] = time.time

    @property
    def now(self) -> int:
        """The present unix second."""
        return int(self.clock())
