"""Import runs: killed at any moment, repeated at will; nothing is lost, nothing done twice."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from sfc.app import import_rows, imports
from sfc.app.context import Context
from sfc.app.imports import Order, begin, work
from sfc.domain.errors import ChainUnavailable, NotFound, WrongRole
from sfc.domain.imports import Became, ImportRun, IncomingFile, Reading, RowResult, RunState
from tests.app.conftest import Town

HEADER = (
    "invoice_number,seller_id,buyer_id,issue_date,due_date,amount,currency,seller_name,buyer_name"
)


_ledgers = count(1)


class Killed(BaseException):
    """The process ends here."""


class Sender:
    """Sends ledgers for the supplier of the town."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.context: Context = town.context

    def ledger(self, rows: int, **cells: str) -> bytes:
        """A ledger whose invoices nobody has sent before."""
        ledger = next(_ledgers)
        lines = [HEADER]
        for number in range(rows):
            amount = cells.get("amount", f"{number + 1}.07")
            days = "2026-02-20,2026-06-25"
            who = "ID of supplier,ID of core"
            lines.append(f"L{ledger}-{number},{who},{days},{amount},CNY,,")
        return "\n".join(lines).encode()

    def begin(self, content: bytes, *, profile: str = "examples", **order: Any) -> ImportRun:
        digest = hashlib.sha256(content).hexdigest()
        file = IncomingFile("ledger.csv", "text/csv", len(content), digest)
        asked = Order(order.pop("reading", Reading()), profile, **order)
        return begin(self.context, self.town.supplier, io.BytesIO(content), file, asked)

    def send(self, content: bytes, **order: Any) -> ImportRun:
        return work(self.context, self.begin(content, **order).id, io.BytesIO(content))

    def results(self, run: ImportRun) -> list[RowResult]:
        found, cursor = self.context.imports.results(run.id, limit=10_000)
        assert cursor is None
        return list(found)

    def counts(self, run: ImportRun) -> dict[str, int]:
        return {b.value: n for b, n in self.context.imports.counts(run.id).items()}


@pytest.fixture
def sender(town: Town) -> Sender:
    return Sender(town)


@pytest.fixture
def by_tens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows go to the ledger ten at a time, so that few rows make several batches."""
    monkeypatch.setattr(imports, "CHUNK", 10)


def recorded(context: Context) -> int:
    """How many invoices the ledger has ever taken."""
    return sum(
        event.event.__class__.__name__ == "Recorded"
        for event in context.events.events(0, context.events.head().block)
    )


def test_rows_are_recorded_a_hundred_at_a_time(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    real = imports.record_many

    def counted(context: Context, by: Any, drafts: Any) -> Any:
        sizes.append(len(drafts))
        return real(context, by, drafts)

    monkeypatch.setattr(imports, "record_many", counted)
    run = sender.send(sender.ledger(120))
    assert (run.state, sizes) == (RunState.DONE, [100, 20])
    assert sender.counts(run) == {"recorded": 120}


Fault = Callable[[pytest.MonkeyPatch, Sender], None]


def _before_the_ledger_is_asked(monkeypatch: pytest.MonkeyPatch, _sender: Sender) -> None:
    _once(monkeypatch, imports, "record_many", before=True, at=2)


def _after_the_ledger_has_answered(monkeypatch: pytest.MonkeyPatch, _sender: Sender) -> None:
    _once(monkeypatch, imports, "record_many", before=False, at=2)


def _before_judging(monkeypatch: pytest.MonkeyPatch, _sender: Sender) -> None:
    _once(monkeypatch, import_rows, "prepare", before=True, at=13)


def _before_noting(monkeypatch: pytest.MonkeyPatch, sender: Sender) -> None:
    _once(monkeypatch, type(sender.context.imports), "note", before=True, at=3)


def _after_noting(monkeypatch: pytest.MonkeyPatch, sender: Sender) -> None:
    _once(monkeypatch, type(sender.context.imports), "note", before=False, at=3)


def _before_noting_what_was_recorded(monkeypatch: pytest.MonkeyPatch, sender: Sender) -> None:
    _once(monkeypatch, type(sender.context.imports), "note", before=True, at=4)


def _at_the_end(monkeypatch: pytest.MonkeyPatch, sender: Sender) -> None:
    _once(monkeypatch, type(sender.context.imports), "move", before=True, at=2)


def _once(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, *, before: bool, at: int
) -> None:
    """Be killed at the n-th call of something, and never again."""
    real = getattr(owner, name)
    calls = 0

    def call(*arguments: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if before and calls == at:
            raise Killed
        result = real(*arguments, **more)
        if not before and calls == at:
            raise Killed
        return result

    monkeypatch.setattr(owner, name, call)


@pytest.mark.parametrize(
    "fault",
    [
        _before_the_ledger_is_asked,
        _after_the_ledger_has_answered,
        _before_judging,
        _before_noting,
        _after_noting,
        _before_noting_what_was_recorded,
        _at_the_end,
    ],
    ids=lambda fault: fault.__name__.strip("_"),
)
@pytest.mark.usefixtures("by_tens")
def test_killed_at_any_moment_it_goes_on_where_it_was(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    content = sender.ledger(23)
    before = recorded(sender.context)
    with monkeypatch.context() as patched:
        fault(patched, sender)
        with pytest.raises(Killed):
            sender.send(content)
    again = sender.send(content)
    assert again.state is RunState.DONE
    assert sender.counts(again) == {"recorded": 23}, "what the first attempt recorded is counted"
    assert recorded(sender.context) - before == 23
    assert [result.place for result in sender.results(again)] == list(range(1, 24))
    third = sender.send(content)
    assert third.id != again.id and sender.counts(third) == {"same": 23}


@pytest.mark.usefixtures("by_tens")
def test_a_dead_process_leaves_no_mark_and_is_continued_all_the_same(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = sender.ledger(25)
    run = sender.begin(content)
    with monkeypatch.context() as patched:
        _after_the_ledger_has_answered(patched, sender)
        patched.setattr(type(sender.context.imports), "move", lambda *_: None)  # not even that
        with pytest.raises(Killed):
            work(sender.context, run.id, io.BytesIO(content))
    assert sender.context.imports.run(run.id).state is RunState.RUNNING
    again = sender.begin(content)
    assert again.id == run.id
    done = work(sender.context, run.id, io.BytesIO(content))
    assert sender.counts(done) == {"recorded": 25}


@pytest.mark.usefixtures("by_tens")
def test_a_ledger_that_does_not_answer_interrupts(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = sender.ledger(12)

    def fail(*_: object) -> None:
        raise ChainUnavailable("down")

    with monkeypatch.context() as patched:
        patched.setattr(imports, "record_many", fail)
        run = sender.send(content)
    assert run.state is RunState.INTERRUPTED and run.reason.startswith("chain_unavailable")
    assert sender.counts(run) == {"recording": 10}
    again = sender.send(content)
    assert again.id == run.id and sender.counts(again) == {"recorded": 12}


@pytest.mark.usefixtures("by_tens")
def test_a_file_that_repeats_itself_is_resumed_without_doubling(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, *rows = sender.ledger(6).split(b"\n")
    content = b"\n".join((header, *rows, *rows))
    with monkeypatch.context() as patched:
        _once(patched, imports, "record_many", before=False, at=1)
        with pytest.raises(Killed):
            sender.send(content)
    again = sender.send(content)
    assert sender.counts(again) == {"recorded": 6, "same": 6}


@pytest.mark.usefixtures("by_tens")
def test_a_dry_run_tells_repetitions_anywhere_in_the_file(sender: Sender) -> None:
    header, *rows = sender.ledger(15).split(b"\n")
    content = b"\n".join((header, *rows, *rows))
    dry = sender.send(content, dry_run=True)
    assert sender.counts(dry) == {"import": 15, "same": 15}
    would = [result.receivable for result in sender.results(dry)]
    assert would == [result.receivable for result in sender.results(sender.send(content))]


def test_other_terms_and_another_reading_are_another_run(sender: Sender) -> None:
    content = sender.ledger(1)
    first = sender.begin(content)
    assert sender.begin(content).id == first.id
    assert sender.begin(content, dry_run=True).id != first.id
    assert sender.begin(content, reading=Reading(calendar="CN")).id != first.id
    assert sender.begin(content + b"\n").id != first.id
    work(sender.context, first.id, io.BytesIO(content))


def test_who_is_no_supplier_imports_nothing(sender: Sender, town: Town) -> None:
    stranger = Sender(replace(town, supplier=town.core))
    with pytest.raises(WrongRole):
        stranger.begin(stranger.ledger(1))
    with pytest.raises(NotFound):
        sender.begin(sender.ledger(1), profile="lost")


def test_one_bad_row_of_a_batch_costs_a_batch_and_no_more(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger refuses a batch as a whole: then row by row, and only what it refuses is lost."""
    content = sender.ledger(5).replace(b"ID of core,2026-02-20", b"ID of supplier,2026-02-20", 1)
    run = sender.send(content)
    outcomes = [result.became for result in sender.results(run)]
    assert outcomes == [Became.REFUSED, *[Became.RECORDED] * 4]
    refused = sender.results(run)[0]
    assert refused.reasons == ("same_party",) or refused.reasons == ("wrong_role",)


def test_the_profile_decides_terms_and_calendar(sender: Sender) -> None:
    profile = replace(sender.context.files.profiles()["examples"], name="cn", calendar="CN")
    sender.context.imports.save_profile(sender.town.supplier, profile)
    content = sender.ledger(1).replace(b"2026-06-25", b"2026-10-01")
    run = sender.send(content, profile="cn")
    (found,) = sender.results(run)
    assert found.document["due_date_adjusted"] == "2026-10-08"
    assert run.reading.calendar == "CN"


def test_a_correction_is_applied_once_or_left_to_people(sender: Sender) -> None:
    content = sender.ledger(1, amount="-5.00")
    first = sender.send(content)
    (found,) = sender.results(first)
    assert (found.became, found.reasons) == (Became.ADJUST, ("A-NEGATIVE",))
    correction = found.document["correction"]
    assert correction["outcome"] == "referred" and correction["tasks"]
    (again,) = sender.results(sender.send(content))
    assert again.document["correction"] == correction, "no second task"
    (dry,) = sender.results(sender.send(content, dry_run=True))
    assert dry.became is Became.ADJUST and "correction" not in dry.document
