"""Dry runs that say more than their transaction does, or have more than one."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from sfc.api.problems import body_of
from sfc.api.views.forecasts import DryRun
from sfc.app.context import Context
from sfc.app.forecast import forecast
from sfc.domain.errors import SfcError
from sfc.ports import Rehearsed

D = TypeVar("D", bound=DryRun)


def told_or_refused(context: Context, form: type[D], tell: Callable[[], D]) -> D:
    """What is told, or the refusal. Raises what says nothing about it: that a node is away."""
    try:
        return tell()
    except SfcError as refusal:
        problem = body_of(refusal)
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        return form.refused(context.clock.today(), problem)


def tried(context: Context, write: Callable[[], object]) -> DryRun:
    """What a write would do, which ends in the transaction that tells it."""
    try:
        write()
    except Rehearsed as done:
        return DryRun.of(forecast(context, done.rehearsal))
    raise AssertionError("a dry run was carried out")
