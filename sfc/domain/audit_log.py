"""The log of privileged acts: each entry is sealed with the one before it.

An entry's hash is the SHA-256 over its members and the hash of the entry before it, as JSON with
sorted names and no spaces. Whoever changes, takes out or puts in an entry breaks the chain from
there on; whoever cuts off its end is found out by anybody who kept a later hash.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

BEGINNING = "0" * 64
"""What stands for the hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be logged.

    `user` and `party` did it, or nobody that is known (""); `about` is the party whom it concerns.
    `outcome` is `asked` before it is done, and the HTTP status of the answer afterwards.
    """

    action: str
    user: str
    party: str
    about: str
    outcome: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An act in its place: `number` counts from 1, `at` is unix seconds of this machine."""

    number: int
    at: int
    act: Act
    previous: str
    hash: str


def sealed(number: int, at: int, act: Act, previous: str) -> AuditEntry:
    """The entry of an act that follows the one with the hash `previous`."""
    return AuditEntry(number, at, act, previous, _hash(number, at, act, previous))


def first_broken(entries: Iterable[AuditEntry]) -> tuple[int, str] | None:
    """The number of the first entry of a whole log that cannot be right, and why; or None."""
    previous = BEGINNING
    for number, entry in enumerate(entries, 1):
        if entry.number != number:
            return number, "it is missing"
        if entry.previous != previous:
            return number, "it does not follow the entry before it"
        if entry.hash != _hash(entry.number, entry.at, entry.act, entry.previous):
            return number, "it was changed"
        previous = entry.hash
    return None


def _hash(number: int, at: int, act: Act, previous: str) -> str:
    told = {"number": number, "at": at, "previous": previous, **asdict(act)}
    return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
