"""What a caller prefers, by RFC 7240: to wait or not, and what to be given."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header

LONGEST_WAIT_SECONDS = 60
USUAL_WAIT_SECONDS = 30
_PREFERENCE = re.compile(r'\s*([A-Za-z-]+)\s*(?:=\s*"?([A-Za-z0-9-]{1,20})"?)?\s*')


@dataclass(frozen=True, slots=True)
class Preferences:
    """`wait` is in seconds; `returns` is what `return=` names, None if nothing is said."""

    wait: int = USUAL_WAIT_SECONDS
    returns: str | None = None


def preferences(header: str | None) -> Preferences:
    """Read a `Prefer` header. What is not known or makes no sense is left out, as the RFC says."""
    said: dict[str, str | None] = {}
    for part in (header or "").split(","):
        if match := _PREFERENCE.fullmatch(part.partition(";")[0]):
            said.setdefault(match[1].lower(), match[2])
    wait = said.get("wait") or ""
    if wait.isdigit():
        seconds = min(int(wait), LONGEST_WAIT_SECONDS)
    else:
        seconds = 0 if "respond-async" in said else USUAL_WAIT_SECONDS
    return Preferences(seconds, said.get("return"))


async def _preferences(
    prefer: Annotated[
        str | None,
        Header(
            alias="Prefer",
            max_length=200,
            description=f"`wait=N`: wait up to N seconds for the end, {LONGEST_WAIT_SECONDS} at "
            f"most; {USUAL_WAIT_SECONDS} if nothing is said. `respond-async`: do not wait.",
        ),
    ] = None,
) -> Preferences:
    return preferences(prefer)


PreferDep = Annotated[Preferences, Depends(_preferences)]
"""The preferences of the caller."""
