"""What happened, as it is told to those whom it concerns: the events of `GET /v1/events`.

`kinds` says for each event of the ledger under which name it is told, with which fields, and to
whom; `telling` writes one by it; `entry` is what is told, in its place.
"""

from sfc.domain.feed.entry import PING, REMOVED, Entry
from sfc.domain.feed.kinds import KINDS, TYPES, Audience, Form, Kind
from sfc.domain.feed.telling import Surroundings, Told, tell

__all__ = [
    "KINDS",
    "PING",
    "REMOVED",
    "TYPES",
    "Audience",
    "Entry",
    "Form",
    "Kind",
    "Surroundings",
    "Told",
    "tell",
]
