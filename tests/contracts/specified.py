"""What docs/contracts.md says that each function can be refused with."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/contracts.md"

_FUNCTION = re.compile(r"^(?:#### `(\w+)`|- `function (\w+)\()")
_REFUSED = re.compile(r"^\s*(?:- )?\*Refused with:\* (.*)")
_PASSED_ON = re.compile(r"^\s*(?:- )?\*Passed on from:\* (.*)")


@dataclass
class Specified:
    """Of one function, or of all that share its name: errors, and of whom others are passed on."""

    refused: set[str] = field(default_factory=set)
    passed_on: set[str] = field(default_factory=set)


@cache
def specified() -> dict[str, Specified]:
    """By the name of the function."""
    found: dict[str, Specified] = {}
    current = Specified()
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if name := _FUNCTION.match(line):
            current = found.setdefault(name[1] or name[2], Specified())
        if errors := _REFUSED.match(line):
            current.refused |= set(re.findall(r"`(\w+)`", errors[1]))
        if others := _PASSED_ON.match(line):
            current.passed_on |= set(re.findall(r"`\w+\.(\w+)`", others[1]))
    return found


def unforeseen(
    refused: Iterable[tuple[str, str]], calls: Collection[str], of_tokens: Collection[str]
) -> set[tuple[str, str]]:
    """Of refusals, by function and error, those of these calls that the page does not speak of.

    An argument that its type cannot hold is refused without a reason, by every function.
    """
    return {
        (name, error)
        for name, error in refused
        if name in calls and error != "Nothing" and error not in _foreseen(name, of_tokens)
    }


def _foreseen(name: str, of_tokens: Collection[str]) -> set[str]:
    function = specified()[name]
    foreseen = set(function.refused)
    for other in function.passed_on:
        by_token = other in {"safeTransfer", "safeTransferFrom", "trySafeTransferFrom"}
        foreseen |= set(of_tokens) if by_token else specified().get(other, Specified()).refused
    return foreseen
