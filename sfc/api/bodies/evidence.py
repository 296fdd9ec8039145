"""Bodies about documents and who reads them."""

import base64
import binascii
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from sfc.api.forms import PLAIN_TEXT_PATTERN, Form, ParticipantText
from sfc.domain.proof import FORMAT, HASH, MOST_FIELDS, VERSION

MEDIA_TYPE_PATTERN = r"^[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}$"


def _decoded(value: Any) -> bytes:
    if not isinstance(value, str):
        raise ValueError("write the bytes of the document in base64")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("this is not base64 (RFC 4648, section 4)") from None


Base64 = Annotated[
    bytes,
    BeforeValidator(_decoded),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]


class DocumentForm(Form):
    """An original and the facts in it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "content": "PEludm9pY2U+4oCmPC9JbnZvaWNlPg==",
                    "media_type": "application/xml",
                    "name": "INV-2026-0815.xml",
                    "fields": {"number": "INV-2026-0815", "amount": "1000000.00"},
                    "readers": ["par_1"],
                }
            ]
        }
    )

    content: Base64 = Field(description="The document, byte for byte, in base64.")
    fields: dict[str, str] = Field(
        min_length=1,
        max_length=MOST_FIELDS,
        description="Facts in the document by name: what can be proved later, one by one.",
    )
    media_type: str = Field("application/octet-stream", pattern=MEDIA_TYPE_PATTERN)
    name: str = Field("", max_length=200, pattern=PLAIN_TEXT_PATTERN, description="File name.")
    readers: list[ParticipantText] = Field(
        default_factory=list, max_length=50, description="Who may read it beside the caller."
    )


class ProofForm(Form):
    """What to prove."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"fields": ["amount", "due_date", "buyer"]}]}
    )

    fields: list[str] = Field(min_length=1, max_length=MOST_FIELDS, description="Names of facts.")


class ProvedFieldForm(Form):
    """One fact and its way up to the root."""

    name: str
    path: list[str]
    salt: str
    value: str


class ProofFile(Form):
    """A proof file as it was given, for the description: what is verified are its very bytes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "fields": [
                        {
                            "name": "amount",
                            "path": [f"0x{'8c' * 32}"],
                            "salt": f"0x{'1f' * 32}",
                            "value": "125000.00",
                        }
                    ],
                    "format": FORMAT,
                    "hash": HASH,
                    "root": f"0x{'5f' * 32}",
                    "version": VERSION,
                }
            ]
        }
    )

    fields: list[ProvedFieldForm] = Field(min_length=1, max_length=MOST_FIELDS)
    format: str
    hash: str
    root: str
    version: int


class ReaderForm(Form):
    """What a reader may do."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}, {"may_prove": True}]})

    may_prove: bool = Field(False, description="Also prove facts and say who reads: an owner.")


class ReadingKeyForm(Form):
    """A key of which the party keeps the private half, or one to be made and held here."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}, {"public": "5f" * 32}]})

    public: str | None = Field(
        None,
        pattern="^[0-9a-f]{64}$",
        description="X25519 public key; without it a key is made and held here.",
    )
