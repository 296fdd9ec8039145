"""Refusals about what is kept for people to decide."""

from sfc.domain.errors.base import SfcError


class AlreadyDecided(SfcError):
    """`identity` (a case, a task, a credit note) is `state` by now, and no more to be decided."""

    code = "already_decided"
    template = "{identity} is {state} already: nothing is left to decide"
    identity: str
    state: str
