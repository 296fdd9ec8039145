"""Entity tags: reading again only what has changed, and acting only on what was read."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Header
from starlette.responses import Response

from sfc.api.forms import View
from sfc.domain.errors import PreconditionFailed

_HEADERS = {"Cache-Control": "private, no-cache"}


def tag_of(view: View) -> str:
    """The tag of an answer: another one whenever the caller would be told anything else."""
    return _tag(view.model_dump_json().encode())


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


@dataclass(frozen=True, slots=True)
class IfNoneMatch:
    """What the caller has already."""

    tags: frozenset[str]

    def answer(self, view: View) -> Response:
        """Give a view with its tag; or 304 to whom has it."""
        content = view.model_dump_json().encode()
        tag = _tag(content)
        headers = _HEADERS | {"ETag": tag}
        if tag in self.tags or "*" in self.tags:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(content, media_type="application/json", headers=headers)


@dataclass(frozen=True, slots=True)
class IfMatch:
    """What the caller has read, and decides upon. Without tags, whatever there is."""

    tags: frozenset[str]

    def on(self, resource: str, view: Callable[[], View]) -> Callable[[], None]:
        """Give the check that a resource is still what was read; it raises PreconditionFailed."""

        def check() -> None:
            if self.tags and "*" not in self.tags and (now := tag_of(view())) not in self.tags:
                raise PreconditionFailed(resource, now)

        return check


def _tags(header: str | None) -> frozenset[str]:
    parts = (part.strip().removeprefix("W/") for part in (header or "").split(","))
    return frozenset(filter(None, parts))


async def _if_none_match(
    tag: Annotated[
        str | None,
        Header(
            alias="If-None-Match",
            max_length=1000,
            description="The `ETag` of an earlier answer: 304 without a body if nothing changed.",
        ),
    ] = None,
) -> IfNoneMatch:
    return IfNoneMatch(_tags(tag))


async def _if_match(
    tag: Annotated[
        str | None,
        Header(
            alias="If-Match",
            max_length=1000,
            description="The `ETag` of what the caller has read: 412 if that has changed since.",
        ),
    ] = None,
) -> IfMatch:
    return IfMatch(_tags(tag))


IfNoneMatchDep = Annotated[IfNoneMatch, Depends(_if_none_match)]
IfMatchDep = Annotated[IfMatch, Depends(_if_match)]
