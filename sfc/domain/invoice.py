"""The invoice key: what makes an invoice the same invoice, in whatever format it came."""

import hmac
from dataclasses import dataclass, fields
from datetime import date

from sfc.domain.errors import InvoiceFieldMalformed, SecretTooShort
from sfc.domain.spelling import canonical, has_unassigned

COMMERCIAL_INVOICE = "380"
"""Document type of an ordinary invoice in UNTDID 1001."""

LONGEST_FIELD = 256
SHORTEST_SECRET = 16
_TAG = b"sfc invoice key 1"


@dataclass(frozen=True, slots=True)
class InvoiceKey:
    """Seller, buyer, number, issue date and document type, each in its canonical spelling.

    Construct it from any spelling; keys are equal exactly if the invoices are the same, see
    `sfc.domain.spelling`. A key made from the fields of a key is equal to it. Raises
    InvoiceFieldMalformed for a text that is blank, longer than 256 characters (as given or in its
    canonical spelling), or contains code points that are no characters.
    """

    seller: str
    buyer: str
    number: str
    issued: date
    document_type: str = COMMERCIAL_INVOICE

    def __post_init__(self) -> None:
        for name in ("seller", "buyer", "number", "document_type"):
            object.__setattr__(self, name, _canonical_field(name, getattr(self, name)))

    def canonical_bytes(self) -> bytes:
        """Encode the key so that different keys never share an encoding.

        A tag and the five fields in order, each as a 4-byte big-endian length and its UTF-8 text,
        the date as YYYY-MM-DD.
        """
        texts = (str(getattr(self, field.name)).encode() for field in fields(self))
        return b"".join(_with_length(part) for part in (_TAG, *texts))

    def digest(self, secret: bytes) -> bytes:
        """Give the 32 bytes that stand for the invoice on the chain: HMAC-SHA256 of the encoding.

        Keyed with the network's secret, because invoice numbers are easy to guess. Raises
        SecretTooShort under 16 bytes.
        """
        if len(secret) < SHORTEST_SECRET:
            raise SecretTooShort(len(secret), SHORTEST_SECRET)
        return hmac.digest(secret, self.canonical_bytes(), "sha256")


def _canonical_field(name: str, text: str) -> str:
    if len(text) > LONGEST_FIELD:
        raise InvoiceFieldMalformed(name, text, f"it is longer than {LONGEST_FIELD} characters")
    if has_unassigned(text):
        raise InvoiceFieldMalformed(name, ascii(text), "it contains what is no known character")
    if not (spelling := canonical(text)):
        raise InvoiceFieldMalformed(name, text, "it is blank")
    if len(spelling) > LONGEST_FIELD:  # one character can stand for eighteen
        raise InvoiceFieldMalformed(name, text, f"it spells out to over {LONGEST_FIELD} characters")
    return spelling


def _with_length(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part
