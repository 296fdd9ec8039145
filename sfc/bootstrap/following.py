"""Keeps the read model up with a chain on which others write too."""

import logging
from threading import Event, Thread

from sfc.domain.errors import SfcError
from sfc.ports import Indexer, LedgerInconsistent

EVERY = 1.0
"""Seconds between two looks at the chain."""

_logger = logging.getLogger(__name__)


class Follower:
    """A thread that looks for new blocks, from `start` until `stop`.

    What goes wrong is logged once, and tried again: the node or the database may come back.
    """

    def __init__(self, indexer: Indexer, every: float = EVERY) -> None:
        self._indexer = indexer
        self._every = every
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more, and wait until a look that was begun is over."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        said = ""
        while not self._stopped.wait(self._every):
            try:
                self._indexer.catch_up()
                said = ""
            except (SfcError, LedgerInconsistent) as error:
                if str(error) != said:
                    _logger.error("the chain cannot be followed: %s", error)
                said = str(error)
