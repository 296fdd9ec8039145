"""Who takes part."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from sfc.domain.books import AccountRow, ParticipantRow, Row
from sfc.domain.events import (
    AccountRecovered,
    AllQuotesCancelled,
    Located,
    ParticipantFrozen,
    ParticipantRegistered,
    RecoveryCancelled,
    RecoveryRequested,
    RolesChanged,
    SuspensionChanged,
)
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


@parties.register
def _(event: ParticipantFrozen, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(
        existing(books, ParticipantRow, event.participant),
        frozen_until=event.until or None,
        freeze_order=event.order if event.until else None,
    )


@parties.register
def _(event: RecoveryRequested, _at: Located, books: Reader) -> Iterable[Row]:
    yield replace(
        existing(books, ParticipantRow, event.participant),
        recovery_account=event.account,
        recovery_from=event.start,
    )


@parties.register
def _(event: RecoveryCancelled, _at: Located, books: Reader) -> Iterable[Row]:
    before = existing(books, ParticipantRow, event.participant)
    yield replace(before, recovery_account=None, recovery_from=None)


@parties.register
def _(event: AccountRecovered, _at: Located, books: Reader) -> Iterable[Row]:
    before = existing(books, ParticipantRow, event.participant)
    yield replace(before, account=event.account, recovery_account=None, recovery_from=None)
    # the account of before keeps its row: what it did stays this participant's
    yield AccountRow(event.account, event.participant)


@parties.register
def _(event: AllQuotesCancelled, _at: Located, books: Reader) -> Iterable[Row]:
    before = existing(books, ParticipantRow, event.financier)
    yield replace(before, quote_epoch=event.epoch)
