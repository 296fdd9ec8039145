"""Import runs, results and profiles come back as they were noted, on every database."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from sfc.domain.due_dates import Convention
from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.imports import (
    Became,
    Doubt,
    ImportRun,
    IncomingFile,
    Reading,
    RowResult,
    RunState,
)
from sfc.domain.intake import Fault
from sfc.domain.ledger_profile import Column, Constant, LedgerProfile
from sfc.store import SqlImportBook

SUPPLIER = ParticipantId(7)
PROFILE = LedgerProfile(
    name="ours",
    number=Column("发票号码"),
    seller=Constant("S"),
    buyer=Column("b"),
    issue_date=Column("i"),
    due_date=Column("d"),
    amount=Column("a"),
    currency=Constant("EUR"),
    date_format="%d.%m.%Y",
    decimal_sign=",",
    grouping_sign=".",
    terms=2,
    calendar="DE",
    convention="modified-following",
)
RUN = ImportRun(
    id="imp_1",
    supplier=SUPPLIER,
    file=IncomingFile("Bücher.csv", "text/csv", 2**40, "ab" * 32),
    reading=Reading(PROFILE, "DE-BY", Convention.NONE, date(2026, 3, 31), doubts_accepted=True),
    dry_run=False,
    fingerprint="f1",
    started=1_800_000_000,
)


@pytest.fixture
def book(engine: Engine) -> SqlImportBook:
    made = SqlImportBook(engine)
    made.begin(RUN)
    return made


def result(place: int, became: Became = Became.RECORDED, **changes: object) -> RowResult:
    made = RowResult(place, place + 1, became)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_run_comes_back_as_it_was(book: SqlImportBook) -> None:
    assert book.run("imp_1") == RUN
    document = replace(RUN, id="imp_2", reading=Reading(), dry_run=True, fingerprint="f2")
    book.begin(document)
    assert book.run("imp_2") == document
    with pytest.raises(NotFound):
        book.run("imp_3")


def test_it_moves_on(book: SqlImportBook) -> None:
    doubts = (Doubt("dates_swapped", "look", holds=True), Doubt("dates_ambiguous", "…"))
    book.doubted("imp_1", doubts)
    book.note("imp_1", [result(1)], 512)
    book.move("imp_1", RunState.HELD, "dates_swapped", 1_800_000_005)
    moved = book.run("imp_1")
    assert (moved.doubts, moved.offset, moved.state) == (doubts, 512, RunState.HELD)
    assert (moved.reason, moved.finished) == ("dates_swapped", 1_800_000_005)


@pytest.mark.parametrize(
    ("state", "goes_on"),
    [
        (RunState.RUNNING, True),
        (RunState.INTERRUPTED, True),
        (RunState.DONE, False),
        (RunState.HELD, False),
    ],
)
def test_what_is_unfinished_is_found_by_its_fingerprint(
    book: SqlImportBook, state: RunState, goes_on: bool
) -> None:
    book.move("imp_1", state, "", None)
    found = book.unfinished("f1")
    assert (found is not None) is goes_on
    assert book.unfinished("f2") is None


def test_only_the_newest_of_a_fingerprint_counts(book: SqlImportBook) -> None:
    book.begin(replace(RUN, id="imp_2"))
    book.move("imp_2", RunState.DONE, "", 1)
    assert book.unfinished("f1") is None


def test_results_take_the_place_of_earlier_ones(book: SqlImportBook) -> None:
    full = result(
        2,
        Became.CONFLICT,
        reasons=("already_recorded",),
        faults=(Fault("already_recorded", "amount", "1", "2"),),
        warnings=("resembles 小河-0038",),
        receivable=ReceivableId("0x" + "5f" * 32),
        document={"number": "小河-0038", "amount": "12.30"},
    )
    book.note("imp_1", [result(1, Became.RECORDING), result(2, Became.RECORDING)], 1)
    book.note("imp_1", [full], 2)
    assert list(book.results("imp_1")[0]) == [result(1, Became.RECORDING), full]
    assert book.last_place("imp_1") == 2
    assert book.has("imp_1", ReceivableId("0x" + "5f" * 32))
    assert not book.has("imp_1", ReceivableId("0x" + "60" * 32))
    assert book.places("imp_1", Became.RECORDING) == {1}
    assert book.counts("imp_1") == {Became.RECORDING: 1, Became.CONFLICT: 1}
    with pytest.raises(NotFound):
        book.note("imp_9", [result(1)], 0)


def test_results_of_a_run_are_its_own(book: SqlImportBook) -> None:
    book.begin(replace(RUN, id="imp_2"))
    book.note("imp_2", [result(1)], 1)
    assert book.results("imp_1") == ([], None) and book.counts("imp_1") == {}
    assert (book.last_place("imp_1"), book.last_place("imp_2")) == (0, 1)


def test_results_are_paged(book: SqlImportBook) -> None:
    kinds = [Became.RECORDED, Became.REJECT, Became.HOLD]
    book.note("imp_1", [result(place, kinds[place % 3]) for place in range(1, 31)], 1)
    places, cursor = [], None
    while True:
        page, cursor = book.results("imp_1", (Became.REJECT, Became.HOLD), cursor, limit=7)
        places += [each.place for each in page]
        if cursor is None:
            break
    assert places == [place for place in range(1, 31) if place % 3]
    with pytest.raises(IdMalformed):
        book.results("imp_1", (), "nonsense")


def test_runs_are_paged_newest_first(book: SqlImportBook) -> None:
    for number in range(2, 8):
        supplier = ParticipantId(7 if number % 2 else 8)
        book.begin(replace(RUN, id=f"imp_{number}", supplier=supplier))
    first, cursor = book.runs(SUPPLIER, limit=3)
    rest, end = book.runs(SUPPLIER, cursor, limit=3)
    assert [run.id for run in (*first, *rest)] == ["imp_7", "imp_5", "imp_3", "imp_1"]
    assert end is None
    assert len(book.runs()[0]) == 7


def test_profiles_belong_to_one_supplier(book: SqlImportBook) -> None:
    book.save_profile(SUPPLIER, PROFILE)
    assert book.saved_profile(SUPPLIER, "ours") == PROFILE
    assert book.saved_profile(ParticipantId(8), "ours") is None
    changed = replace(PROFILE, sheet="März", encoding="gb18030", delimiter="\t")
    book.save_profile(SUPPLIER, changed)
    book.save_profile(SUPPLIER, replace(PROFILE, name="a"))
    assert book.saved_profiles(SUPPLIER) == [replace(PROFILE, name="a"), changed]
    assert book.saved_profiles(ParticipantId(8)) == []
