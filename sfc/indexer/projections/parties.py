"""Who takes part."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.books import AccountRow, ParticipantRow, Row
from sfc.domain.events import Located, ParticipantRegistered, RolesChanged, SuspensionChanged
from sfc.indexer.books import Reader
from sfc.indexer.lookups import existing


@singledispatch
def parties(_event: object, _at: Located, _books: Reader) -> Iterable[Row]:
    """Project participants and their accounts."""
    return ()


@parties.register
def _(event: ParticipantRegistered, _at: Located, _books: Reader) -> Iterable[Row]:
    yield ParticipantRow(
        id=event.participant,
        account=event.account,
        legal_entity=event.legal_entity,
        roles=event.roles,
        suspended=False,
    )
    yield AccountRow(event.account, event.participant)


@parties.register
def _(event: RolesChanged, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(existing(books, ParticipantRow, event.participant), roles=event.roles)


@parties.register
def _(event: SuspensionChanged, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(existing(books, ParticipantRow, event.participant), suspended=event.suspended)
