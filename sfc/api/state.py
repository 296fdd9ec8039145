"""What every route needs: the system behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from sfc.api.callers import Callers
from sfc.api.proposed import Reader
from sfc.app.context import Context


@dataclass(frozen=True, slots=True)
class Service:
    """The system, who may be calling it, and how requests that may need two people are read."""

    context: Context
    callers: Callers
    proposals: Mapping[str, Reader]


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _context(request: Request) -> Context:
    return _service(request).context


ServiceDep = Annotated[Service, Depends(_service)]
ContextDep = Annotated[Context, Depends(_context)]
"""The system behind the service."""
