"""Import runs: a file of invoices put on the ledger, each row for itself.

A run takes up to 100 rows at a time: it judges them, notes those that it is about to record, has
the ledger record them, and notes what came of it. Killed anywhere in between, it is continued when
the same file comes again: rows with a result are passed over, and of those that were about to be
recorded the ledger tells whether they were. The invoice's own id on the ledger keeps every row from
being recorded twice, whatever file it comes in.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from sfc.app import adjust
from sfc.app.context import Context
from sfc.app.import_profiles import profile
from sfc.app.import_rows import Judge, Judged, corrected, recorded, refused
from sfc.app.parties import active
from sfc.app.record import record_many
from sfc.domain.errors import (
    ChainUnavailable,
    DocumentStoreUnavailable,
    KeyNotHeld,
    NotFunded,
    ProfileMissing,
    SfcError,
    TransactionFailed,
)
from sfc.domain.ids import ParticipantId, format_participant
from sfc.domain.imports import Became, ImportRun, IncomingFile, Reading, RowResult, RunState
from sfc.domain.intake import InvoiceDocument, InvoiceDraft, Problem
from sfc.domain.ledger_profile import LedgerProfile
from sfc.domain.profile_body import profile_body
from sfc.domain.roles import Role

CHUNK = 100
"""Rows that go to the ledger in one transaction."""

_NO_FAULT_OF_A_ROW = (
    ChainUnavailable,
    DocumentStoreUnavailable,
    KeyNotHeld,
    NotFunded,
    TransactionFailed,
)


@dataclass(frozen=True, slots=True)
class Order:
    """What a supplier wants done with a file. `profile` is the name of a saved or shipped one."""

    reading: Reading
    profile: str = ""
    dry_run: bool = False


def begin(
    context: Context, by: ParticipantId, stream: BinaryIO, file: IncomingFile, order: Order
) -> ImportRun:
    """Enter a run of the supplier `by`; nothing is read yet.

    The same file, to be read in the same way, that was begun and not finished is the run that there
    is already. Raises WrongRole, ParticipantSuspended, ProfileMissing for a ledger without a
    profile, NotFound for one that nobody saved, CalendarUnknown.
    """
    active(context, by, Role.SUPPLIER)
    reading = order.reading
    if context.files.is_ledger(stream, file.name):
        if not order.profile:
            offered = context.files.offer(stream, file.name)
            raise ProfileMissing(file.name, str(offered.get("profile") or "none that is known"))
        reading = _declared(profile(context, by, order.profile), reading)
    context.files.check(reading)
    fingerprint = _fingerprint(by, file, reading, dry_run=order.dry_run)
    if (before := context.imports.unfinished(fingerprint)) is not None:
        return before
    run = ImportRun(
        id=f"imp_{secrets.token_hex(12)}",
        supplier=by,
        file=file,
        reading=reading,
        dry_run=order.dry_run,
        fingerprint=fingerprint,
        started=context.clock.now(),
    )
    context.imports.begin(run)
    return run


def work(context: Context, run_id: str, stream: BinaryIO) -> ImportRun:
    """Carry a run out, from where it stands to its end, and give it as it is then.

    It is HELD if the file as a whole is suspicious and nobody has accepted that, INTERRUPTED if the
    ledger or the store of documents cannot be reached; neither raises. One at a time works on it.
    """
    with context.store.exclusively(f"import {run_id}"):
        run = context.imports.run(run_id)
        if run.state in (RunState.DONE, RunState.HELD):
            return run
        try:
            context.imports.move(run_id, RunState.RUNNING, "", None)
            state, reason = _carry_out(context, run, stream)
        except _NO_FAULT_OF_A_ROW as error:
            state, reason = RunState.INTERRUPTED, f"{error.code}: {error.message}"
        except BaseException:
            context.imports.move(run_id, RunState.INTERRUPTED, "internal_error", None)
            raise
        now = None if state is RunState.INTERRUPTED else context.clock.now()
        context.imports.move(run_id, state, reason, now)
        return context.imports.run(run_id)


def _declared(profile: LedgerProfile, reading: Reading) -> Reading:
    """What was said of this file goes before what its profile says of all."""
    if reading.calendar or not profile.calendar:
        return replace(reading, profile=profile)
    convention = type(reading.convention)(profile.convention)
    return replace(reading, profile=profile, calendar=profile.calendar, convention=convention)


def _fingerprint(by: ParticipantId, file: IncomingFile, reading: Reading, *, dry_run: bool) -> str:
    said = [
        format_participant(by),
        file.sha256,
        profile_body(reading.profile) if reading.profile else None,
        reading.calendar,
        reading.convention.value,
        str(reading.due_date),
        reading.doubts_accepted,
        dry_run,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _carry_out(context: Context, run: ImportRun, stream: BinaryIO) -> tuple[RunState, str]:
    book, reader = context.imports, context.files
    last = book.last_place(run.id)
    if run.reading.profile is not None and not last:
        doubts = reader.doubts(stream, run.file.name, run.reading)
        book.doubted(run.id, doubts)
        holding = [doubt.code for doubt in doubts if doubt.holds]
        if holding and not run.dry_run and not run.reading.doubts_accepted:
            return RunState.HELD, ", ".join(holding)
    unsure = book.places(run.id, Became.RECORDING)
    results = enumerate(reader.read(stream, run.file.name, run.reading), 1)
    left = ((place, each) for place, each in results if place > last or place in unsure)
    for chunk in _chunks(left):
        _take(context, run, stream, chunk, unsure)
    book.note(run.id, (), run.file.size)
    return RunState.DONE, ""


Placed = tuple[int, InvoiceDraft | Problem]


def _chunks(results: Iterator[Placed]) -> Iterator[list[Placed]]:
    while chunk := list(islice(results, CHUNK)):
        yield chunk


def _take(
    context: Context,
    run: ImportRun,
    stream: BinaryIO,
    chunk: Sequence[Placed],
    unsure: Collection[int],
) -> None:
    """Judge some rows and record those that are to be recorded."""
    judge = Judge(context, run)
    judged = [judge.judge(place, each, begun=place in unsure) for place, each in chunk]
    offset = min(stream.tell(), run.file.size)
    context.imports.note(run.id, [each.result for each in judged], offset)
    if pending := [each for each in judged if each.draft is not None]:
        original = _original(run, stream)
        results = _record(context, run, judge, pending, original)
        context.imports.note(run.id, results, offset)
    for each in judged:
        if each.correction is not None:
            context.imports.note(run.id, [_correct(context, run, each, each.correction)], offset)


def _correct(
    context: Context, run: ImportRun, each: Judged, document: InvoiceDocument
) -> RowResult:
    try:
        return corrected(each.result, adjust.apply(context, run.supplier, document))
    except _NO_FAULT_OF_A_ROW:
        raise
    except SfcError as error:
        return refused(each.result, error)


def _original(run: ImportRun, stream: BinaryIO) -> bytes | None:
    """The bytes to be kept as evidence; of a ledger only what a row says is."""
    if run.reading.profile is not None:
        return None
    stream.seek(0)
    return stream.read()


def _record(
    context: Context,
    run: ImportRun,
    judge: Judge,
    pending: Sequence[Judged],
    original: bytes | None,
) -> list[RowResult]:
    """Record all at once; if the ledger refuses, one by one, to tell which it refuses."""
    firsts, repeated = judge.without_repetitions(pending)
    ready = [judge.with_evidence(each, original) for each in firsts]
    drafts = [each.draft for each in ready if each.draft is not None]
    try:
        done = record_many(context, run.supplier, drafts).result
        results = [recorded(each, made) for each, made in zip(ready, done, strict=True)]
    except _NO_FAULT_OF_A_ROW:
        raise
    except SfcError:
        results = [_record_one(context, run, judge, each) for each in ready]
    return results + [_record_one(context, run, judge, each) for each in repeated]


def _record_one(context: Context, run: ImportRun, judge: Judge, each: Judged) -> RowResult:
    if (known := judge.known(each)) is not None:
        return known
    assert each.draft is not None
    try:
        (made,) = record_many(context, run.supplier, [each.draft]).result
    except _NO_FAULT_OF_A_ROW:
        raise
    except SfcError as error:
        return refused(each.result, error)
    return recorded(each, made)
