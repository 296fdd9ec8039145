"""JSON from strangers, whose depth is looked at before it is read.

Python's reader recurses in C, and stops at the interpreter's recursion limit. The EVM's library
raises that limit so far that a few kilobytes of `[` overflow the stack and end the process.
"""

import json
import re
from typing import Any

DEEPEST = 16

# An unclosed text runs to the end, so that each character is looked at once. The unrolled loop
# takes long texts (documents in base64) in one step instead of one a character.
_TEXT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*\\?(?:"|\Z)', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")


def check_depth(text: str, deepest: int = DEEPEST) -> None:
    """Raise ValueError for a text that, read as JSON, would have more levels than `deepest`."""
    depth = 0
    for bracket in _BRACKETS.findall(_TEXT.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > deepest:
            raise ValueError(f"it has more than {deepest} levels")


def read_strictly(text: str) -> Any:
    """Read JSON that everybody reads alike: no name twice in an object, neither NaN nor Infinity.

    Raises ValueError. Its depth is to be looked at before.
    """
    return json.loads(text, object_pairs_hook=_without_repetition, parse_constant=_refused)


def read_json(data: bytes, deepest: int = DEEPEST) -> Any:
    """Read UTF-8 JSON. Raises ValueError for anything else, and for more levels than `deepest`."""
    text = data.decode()
    check_depth(text, deepest)
    return json.loads(text)


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"it has the name {twice!r} twice in one object")
    return found


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of JSON")
