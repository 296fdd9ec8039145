"""Ids of what is kept for people to decide: made from what it is about, so never made twice."""

import re
from hashlib import sha256

from sfc.domain.errors import IdMalformed

CASE, TASK, CREDIT_NOTE = "twn_", "tsk_", "crn_"
_DIGITS = 32
_FORM = re.compile(rf"[a-z]{{3}}_[0-9a-f]{{{_DIGITS}}}")


def matter_id(prefix: str, *about: object) -> str:
    """Make the id of what is `about` these, in this order: a prefix and 32 digits."""
    said = "\n".join(map(str, about))
    return prefix + sha256(said.encode()).hexdigest()[:_DIGITS]


def check_matter_id(text: str, prefix: str) -> str:
    """Take a text for such an id. Raises IdMalformed for anything else, capitals included."""
    if not text.startswith(prefix) or _FORM.fullmatch(text) is None:
        raise IdMalformed(text, f"{prefix}<{_DIGITS} lower-case hexadecimal digits>")
    return text
