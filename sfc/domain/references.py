"""Short references: what fits where banks allow 35 characters for what identifies a payment.

A receivable's id has 68. Its first 128 bits identify it as well: nobody finds two that share them.
"""

import re

from sfc.domain.ids import ParticipantId, ReceivableId

LONGEST = 35
_REFERENCE = re.compile(r"rcv([0-9a-f]{32})")


def reference(receivable: ReceivableId) -> str:
    """Give the end-to-end reference of payments on a receivable: `rcv` and 32 digits of its id."""
    return f"rcv{receivable.removeprefix('0x')[:32]}"


def is_reference_of(text: str, receivable: ReceivableId) -> bool:
    """Whether a text, spaces and capitals aside, is the reference of a receivable."""
    plain = "".join(text.split()).lower()
    return _REFERENCE.fullmatch(plain) is not None and plain == reference(receivable)


def account_reference(participant: ParticipantId, currency: str) -> str:
    """Name a participant's cash account in one currency: `par_7.CNY`."""
    return f"par_{participant}.{currency}"
