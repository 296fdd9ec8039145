"""Files as bodies: bytes as they are, with a name and a media type beside them."""

import hashlib
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Annotated, Any, BinaryIO, cast

from fastapi import Depends, Query, Request

from sfc.api.auth import AnyCaller
from sfc.api.forms import PLAIN_TEXT_PATTERN
from sfc.domain.errors import RequestMalformed
from sfc.domain.imports import IncomingFile

MOST_BYTES = 32 * 1024 * 1024
"""Largest file."""

_BYTES = {"type": "string", "format": "binary"}
_EXAMPLE = """\
invoice_number,seller_id,buyer_id,issue_date,due_date,amount,currency,seller_name,buyer_name
INV-001,91990000DEMA00021X,91990000DEMA00013U,2026-01-05,2026-05-05,1000000.00,CNY,Hengci,Anchor
"""

FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": f"The file as it is, of at most {MOST_BYTES:,} bytes.",
        "content": {
            "text/csv": {"schema": _BYTES, "example": _EXAMPLE},
            **{
                media_type: {"schema": _BYTES}
                for media_type in (
                    "application/octet-stream",
                    "application/xml",
                    "application/pdf",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                )
            },
        },
    }
}
"""How a body that is a file stands in the description."""


class Upload:
    """A file that was sent, on disk until it is closed; nothing of it stays there.

    It is closed after the request, unless it was `handed_over` to somebody who closes it.
    """

    def __init__(self, name: str, media_type: str, content: bytes) -> None:
        self.file = IncomingFile(
            name, media_type, len(content), hashlib.sha256(content).hexdigest()
        )
        self.stream = cast(BinaryIO, TemporaryFile())  # noqa: SIM115  # closed by its user
        self.stream.write(content)
        self.stream.seek(0)
        self.handed_over = False


async def _content(request: Request, _caller: AnyCaller) -> bytes:
    body = await request.body()
    if not body:
        raise RequestMalformed("the body is empty: send the file as it is")
    return body


def _upload(
    request: Request,
    content: Annotated[bytes, Depends(_content)],
    name: Annotated[
        str,
        Query(
            min_length=1,
            max_length=255,
            pattern=PLAIN_TEXT_PATTERN,
            description="The file's name, by which results refer to it; for a ledger in CSV it "
            "ends with .csv, .tsv or .txt.",
        ),
    ],
) -> Iterator[Upload]:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    upload = Upload(name, given[:100] or "application/octet-stream", content)
    try:
        yield upload
    finally:
        if not upload.handed_over:
            upload.stream.close()


UploadDep = Annotated[Upload, Depends(_upload)]
"""The body as a file."""
