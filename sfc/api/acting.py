"""Writes on the ledger that may also be rehearsed, or signed by the caller's own wallet.

A route that takes ActingDep in the place of ContextDep can do both: its use case runs as ever, on
a ledger that gives what would be sent instead of sending it. With TryingDep it can be rehearsed.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.dependencies.models import Dependant

from sfc.api.prefer import PreferDep, Preferences
from sfc.api.state import ContextDep
from sfc.app.context import Context
from sfc.domain.errors import RequestMalformed


class Mode(StrEnum):
    """What is to become of a write. All but the first are for routes that name what they can do."""

    CARRY_OUT = "carry out"
    REHEARSE = "dry_run"
    OFFER = "return=unsigned"
    OFFER_MESSAGE = "return=typed-data"


_DRY_RUN = "dry_run"
_SHOWN = 40
_OFFERED = {"unsigned": Mode.OFFER, "typed-data": Mode.OFFER_MESSAGE}

OFFERS = frozenset(_OFFERED.values())
"""What a wallet is to sign, in one form or the other."""


_DryRun = Annotated[
    bool,
    Query(
        description="Only say what would happen: what would move, what it would cost, or why "
        "it would be refused."
    ),
]


def _acting(
    request: Request, context: ContextDep, prefer: PreferDep, dry_run: _DryRun = False
) -> Context:
    mode = _asked(prefer, dry_run=dry_run)
    request.state.mode = mode
    if mode is Mode.REHEARSE:
        return context.rehearsing()
    return context if mode is Mode.CARRY_OUT else context.for_wallets()


def _trying(
    request: Request, context: ContextDep, prefer: PreferDep, dry_run: _DryRun = False
) -> Context:
    mode = _asked(prefer, dry_run=dry_run)
    if mode in OFFERS:
        raise _impossible(mode)
    request.state.mode = mode
    return context.rehearsing() if mode is Mode.REHEARSE else context


def _asked(prefer: Preferences, *, dry_run: bool) -> Mode:
    if dry_run:
        return Mode.REHEARSE
    return _OFFERED.get(prefer.returns or "", Mode.CARRY_OUT)


async def _mode(request: Request, prefer: PreferDep) -> Mode:
    """How the route is to act.

    Raises RequestMalformed where it cannot, and for parameters that it does not know or that come
    twice: what was to be tried out must not happen.
    """
    known = set(_parameters(request.scope["route"].dependant))
    names = [name for name, _ in request.query_params.multi_items()]
    for place, name in enumerate(names):
        if name not in known and name != _DRY_RUN:
            raise RequestMalformed(f"{name[:_SHOWN]!r}: no parameter of this, and nothing was done")
        if name in names[:place]:
            raise RequestMalformed(f"{name}: given twice, and nothing was done")
    mode: Mode | None = getattr(request.state, "mode", None)
    if mode is not None:
        return mode
    asked = _asked(prefer, dry_run=_DRY_RUN in names and _DRY_RUN not in known)
    if asked is not Mode.CARRY_OUT:
        raise _impossible(asked)
    return asked


def _parameters(dependant: Dependant) -> Iterator[str]:
    """What a route takes after the question mark, itself or by what it depends on."""
    for each in dependant.query_params:
        yield each.alias
    for needed in dependant.dependencies:
        yield from _parameters(needed)


def _impossible(mode: Mode) -> RequestMalformed:
    return RequestMalformed(f"{mode.value}: not possible here, and nothing was done")


ActingDep = Annotated[Context, Depends(_acting)]
"""The system behind the service, for a write that may be rehearsed or offered to a wallet."""

TryingDep = Annotated[Context, Depends(_trying)]
"""The system behind the service, for writes that may be rehearsed, but not offered to a wallet."""

ModeDep = Annotated[Mode, Depends(_mode)]
"""What is to become of the write. Stands after ActingDep or TryingDep."""
