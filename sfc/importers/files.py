"""Reads files of every kind: what the import runs of `sfc.app.imports` work with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from sfc.domain.errors import DueDateNotProposed
from sfc.domain.imports import Doubt, Reading
from sfc.domain.intake import Fault, InvoiceDraft, Problem
from sfc.domain.ledger_profile import LedgerProfile
from sfc.importers.business_days import on_business_days, published_until
from sfc.importers.converted_dates import Converted
from sfc.importers.cut_off import cut_off
from sfc.importers.date_order import DateOrder
from sfc.importers.described import describe
from sfc.importers.detect import read_document
from sfc.importers.kinds import Kind, kind_of
from sfc.importers.ledger_csv import read_ledger
from sfc.importers.ledger_profile import PROFILES
from sfc.importers.ledger_xlsx import Watch, read_workbook
from sfc.importers.offers import offer_profile_body
from sfc.importers.outcomes import accept_due_date
from sfc.importers.safe_xml import MOST_BYTES


class Files:
    """Implements `sfc.ports.FileReader`."""

    def check(self, reading: Reading) -> None:
        """Raises CalendarUnknown."""
        if reading.calendar:
            published_until(reading.calendar)

    def is_ledger(self, stream: BinaryIO, name: str) -> bool:
        """Whether it has a row for each invoice."""
        return kind_of(stream, name) is not Kind.DOCUMENT

    def read(
        self, stream: BinaryIO, name: str, reading: Reading
    ) -> Iterator[InvoiceDraft | Problem]:
        """Give a result for each document or row."""
        return _adjusted(_results(stream, name, reading), reading)

    def doubts(self, stream: BinaryIO, name: str, reading: Reading) -> Sequence[Doubt]:
        """What is suspicious about a ledger as a whole."""
        if (profile := reading.profile) is None:
            return ()
        order, converted = DateOrder(profile), Converted(profile)
        for result in _ledger(stream, name, profile, converted.watch):
            order.see(result)
        is_text = kind_of(stream, name) is Kind.TEXT
        cut = cut_off(stream, profile) if is_text else ()
        return (*order.doubts(), *converted.doubts(), *cut)

    def describe(self, result: InvoiceDraft | Problem) -> Mapping[str, Any]:
        """What was read, as `sfc import --dry-run --json` tells it."""
        return describe(result)

    def offer(self, stream: BinaryIO, name: str, sheet: str = "") -> Mapping[str, Any]:
        """How a ledger might have to be read, and what speaks against it."""
        return offer_profile_body(stream, name, sheet)

    def profiles(self) -> Mapping[str, LedgerProfile]:
        """The profiles that come with the system."""
        return PROFILES


def _results(stream: BinaryIO, name: str, reading: Reading) -> Iterator[InvoiceDraft | Problem]:
    if reading.profile is not None:
        yield from _ledger(stream, name, reading.profile)
        return
    stream.seek(0)
    result = read_document(stream.read(MOST_BYTES + 1), name)
    yield result if reading.due_date is None else _accepted(result, reading.due_date)


def _accepted(result: InvoiceDraft | Problem, due: date) -> InvoiceDraft | Problem:
    """With the due date that was accepted; one that was not proposed changes nothing, and is said.

    It is a warning of an invoice that has a due date of its own, else a fault of what holds it.
    """
    if isinstance(result, InvoiceDraft):
        if result.due == due:
            return result
        return replace(result, warnings=(*result.warnings, _not_proposed(due, str(result.due))))
    try:
        return accept_due_date(result, due)
    except DueDateNotProposed as error:
        expected = error.proposed or "no day: none is proposed"
        return replace(result, faults=(*result.faults, _not_proposed(due, expected)))


def _not_proposed(due: date, expected: str) -> Fault:
    return Fault(DueDateNotProposed.code, "accept_due_date", str(due), expected)


def _ledger(
    stream: BinaryIO, name: str, profile: LedgerProfile, watch: Watch | None = None
) -> Iterator[InvoiceDraft | Problem]:
    kind = kind_of(stream, name)
    stream.seek(0)
    if kind is Kind.WORKBOOK:
        return read_workbook(stream, profile, name, watch)
    return read_ledger(stream, profile, name)


def _adjusted(
    results: Iterable[InvoiceDraft | Problem], reading: Reading
) -> Iterator[InvoiceDraft | Problem]:
    for result in results:
        if reading.calendar:
            yield on_business_days(result, reading.calendar, reading.convention)
        else:
            yield result
