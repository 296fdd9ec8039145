"""What every route needs: the system behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request

from sfc.api.callers import Callers
from sfc.api.proposed import Reader
from sfc.app.context import Context
from sfc.ports import Clock

CLOCK = "sfc.clock"
"""Where a request's scope has the clock by which it is to be answered, if not the ledger's own."""


@dataclass(frozen=True, slots=True)
class Service:
    """The system, who may be calling it, and how requests that may need two people are read."""

    context: Context
    callers: Callers
    proposals: Mapping[str, Reader]


# coroutines, like all dependencies that wait for nothing: for plain functions a thread is taken
async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _context(request: Request) -> Context:
    context: Context = request.app.state.service.context
    clock: Clock | None = request.scope.get(CLOCK)
    return context if clock is None else replace(context, clock=clock)


ServiceDep = Annotated[Service, Depends(_service)]
ContextDep = Annotated[Context, Depends(_context)]
"""The system behind the service."""
