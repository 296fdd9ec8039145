"""What every route needs: the system behind it."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from sfc.app.context import Context


@dataclass(frozen=True, slots=True)
class Service:
    """The system and the digest of the operator's key."""

    context: Context
    operator_digest: str = field(repr=False)


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _context(request: Request) -> Context:
    return _service(request).context


ServiceDep = Annotated[Service, Depends(_service)]
ContextDep = Annotated[Context, Depends(_context)]
"""The system behind the service."""
