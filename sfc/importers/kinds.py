"""Of what kind a file is, by its first bytes, and where these do not tell by its name."""

from enum import Enum
from typing import BinaryIO

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


class Kind(Enum):
    """How a file is read."""

    DOCUMENT = "one electronic invoice, XML or PDF"
    TEXT = "a ledger as a text (CSV)"
    WORKBOOK = "a ledger as a workbook (XLSX)"


def kind_of(stream: BinaryIO, name: str) -> Kind:
    """Tell how a file is to be read; `stream` is at its start afterwards."""
    stream.seek(0)
    head = stream.read(8)
    stream.seek(0)
    if head.startswith(_WORKBOOKS):
        return Kind.WORKBOOK
    return Kind.TEXT if name.lower().endswith(TEXT_ENDINGS) else Kind.DOCUMENT
