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


def read_json(data: bytes, deepest: int = DEEPEST) -> Any:
    """Read UTF-8 JSON. Raises ValueError for anything else, and for more levels than `deepest`."""
    text = data.decode()
    check_depth(text, deepest)
    return json.loads(text)
