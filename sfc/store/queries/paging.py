"""Cursors: where a page ended, as a text that means nothing to whom it is handed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from sfc.domain.errors import IdMalformed

_FORM = "a cursor as an earlier page gave it"


def write_cursor(block: int, index: int) -> str:
    """Write the place at which a page ended."""
    return urlsafe_b64encode(f"{block}.{index}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[int, int]:
    """Read a cursor. Raises IdMalformed for what is none."""
    try:
        padded = text + "=" * (-len(text) % 4)
        block, index = urlsafe_b64decode(padded.encode("ascii")).decode("ascii").split(".")
        place = int(block), int(index)
    except ValueError:
        raise IdMalformed(text, _FORM) from None
    if write_cursor(*place) != text or not 0 <= min(place) <= max(place) < 2**63:
        raise IdMalformed(text, _FORM)
    return place
