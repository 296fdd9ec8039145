"""What a request would do: the form in which it is told to whoever has to approve it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sfc.api.callers import Caller
from sfc.app.context import Context
from sfc.domain.money import Money


@dataclass(frozen=True, slots=True)
class Proposed:
    """Facts by name, and the amounts that limits are held against; None where there are none.

    With `sealed` the facts are for the party alone, and not to be in the database in clear.
    """

    facts: Mapping[str, str]
    amounts: tuple[Money, ...] | None
    sealed: bool = False


Parameters = Mapping[str, Any]
Reader = Callable[[Context, Caller, Parameters, bytes], Proposed]
"""Reads path and body as the operation itself does, and raises what that would."""
