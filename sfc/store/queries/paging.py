"""Cursors: where a page ended, as a text that means nothing to whom it is handed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from sfc.domain.errors import IdMalformed

LARGEST_INTEGER, LARGEST_BIG_INTEGER = 2**31 - 1, 2**63 - 1
"""Of a column of that type, where the database is strict."""

_PLACE = (LARGEST_BIG_INTEGER, LARGEST_INTEGER)
_FORM = "a cursor as an earlier page gave it"


def write_cursor(*place: int) -> str:
    """Write the place at which a page ended."""
    return urlsafe_b64encode(".".join(map(str, place)).encode()).decode().rstrip("=")


def read_cursor(text: str, *largest: int) -> tuple[int, ...]:
    """Read a cursor, of which each number is at most so large. Raises IdMalformed."""
    try:
        padded = text + "=" * (-len(text) % 4)
        written = urlsafe_b64decode(padded.encode("ascii")).decode("ascii")
        place = tuple(int(part) for part in written.split("."))
    except ValueError:
        raise IdMalformed(text, _FORM) from None
    bounds = largest or _PLACE
    is_place = len(place) == len(bounds) and all(
        0 <= number <= most for number, most in zip(place, bounds, strict=True)
    )
    if not is_place or write_cursor(*place) != text:
        raise IdMalformed(text, _FORM)
    return place
