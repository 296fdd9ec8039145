"""Files in answers: their type, their name, and the SHA-256 of their bytes as `ETag`."""

from hashlib import sha256
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -._()")


def file_answer(content: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to be saved, never to be shown: it may come from anybody."""
    plain = "".join(each if each in _PLAIN else "_" for each in name) or "file"
    disposition = f'attachment; filename="{plain}"'
    if plain != name and name:
        disposition += f"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition, "ETag": f'"{sha256(content).hexdigest()}"'}
    # not by media_type=…, which would add a charset to texts
    return Response(content, headers={**headers, "Content-Type": media_type})


def gives(media_type: str, what: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with a file."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    description = f"{what}. `ETag` is the SHA-256 of its bytes."
    return {200: {"description": description, "content": {media_type: schema}}}
