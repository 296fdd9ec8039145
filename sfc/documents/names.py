"""Names of stored objects: folders and a last part, of letters, digits, `_`, `-` and `.`."""

import re

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")


def checked(name: str) -> str:
    """Give the name back. Raises ValueError for one that could lead out of the store."""
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r} is no name of a stored object")
    return name
