"""Who and what: typed ids, and the opaque texts by which the API names them."""

import re
from typing import NewType

from sfc.domain.errors import IdMalformed

ParticipantId = NewType("ParticipantId", int)
"""Number of a participant on the ledger, 1 to 2^32-1."""

ReceivableId = NewType("ReceivableId", str)
"""Id of a receivable as the chain writes it: `0x` and 64 lower-case hexadecimal digits."""

MAX_PARTICIPANT = 2**32 - 1
PARTICIPANT_FORM = "par_<number from 1 to 4294967295>"
RECEIVABLE_FORM = "rcv_<64 lower-case hexadecimal digits>"
CHAIN_FORM = "0x<64 lower-case hexadecimal digits>"

_PARTICIPANT = re.compile(r"par_([1-9][0-9]{0,9})")
_RECEIVABLE = re.compile(r"rcv_([0-9a-f]{64})")
_CHAIN = re.compile(r"0x[0-9a-f]{64}")


def participant_id(number: int) -> ParticipantId:
    """Take a number for a participant's. Raises IdMalformed outside of 1 to 2^32-1."""
    if not 1 <= number <= MAX_PARTICIPANT:
        raise IdMalformed(str(number), PARTICIPANT_FORM)
    return ParticipantId(number)


def parse_participant(text: str) -> ParticipantId:
    """Read `par_7`. Raises IdMalformed for anything else, leading zeros included."""
    if (match := _PARTICIPANT.fullmatch(text)) is None:
        raise IdMalformed(text, PARTICIPANT_FORM)
    return participant_id(int(match[1]))


def format_participant(participant: ParticipantId) -> str:
    """Write `par_7`."""
    return f"par_{participant}"


def receivable_id(text: str) -> ReceivableId:
    """Take the chain's `0x…` text for an id. Raises IdMalformed unless 64 lower-case digits."""
    if _CHAIN.fullmatch(text) is None:
        raise IdMalformed(text, CHAIN_FORM)
    return ReceivableId(text)


def parse_receivable(text: str) -> ReceivableId:
    """Read `rcv_<64 hex>`. Raises IdMalformed for anything else, capitals included."""
    if (match := _RECEIVABLE.fullmatch(text)) is None:
        raise IdMalformed(text, RECEIVABLE_FORM)
    return ReceivableId(f"0x{match[1]}")


def format_receivable(receivable: ReceivableId) -> str:
    """Write `rcv_<64 hex>`."""
    return f"rcv_{receivable.removeprefix('0x')}"
