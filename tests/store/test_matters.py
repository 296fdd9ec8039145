"""What is kept for people to decide: noted, found again, decided once."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, event, insert

import sfc.store.schema as schema
from sfc.domain.adjustment import Act, Change
from sfc.domain.credit_note import CreditNote, Progress
from sfc.domain.currency import currency
from sfc.domain.days import Day
from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import MAX_MINOR, Money
from sfc.domain.receivable import Status
from sfc.domain.similarity import Invoice, Likeness, amount_bounds
from sfc.domain.task import Task, TaskReason
from sfc.domain.twin_case import Decision, TwinCase, Verdict
from sfc.ports import MatterFilter, NotedInvoice
from sfc.store import SqlMatters, SqlStore, upgrade
from sfc.store.derived import CurrencyModel, ParticipantModel, ReceivableModel, TermsModel
from sfc.store.engine import writing
from sfc.store.matters import ComparedModel, FormModel, MarkModel
from tests.ghost import account, hashed

ONE, TWO, THREE = (ReceivableId(hashed(number)) for number in (1, 2, 3))
SUPPLIER, RIVAL, OBLIGOR, BANK = map(ParticipantId, (1, 2, 3, 4))
CNY = currency("CNY")


@pytest.fixture
def matters(engine: Engine) -> SqlMatters:
    return SqlMatters(engine)


def invoice(
    number: str, minor: int = 10_000, day: int = 1, seller: str = "Seller", **marks: frozenset[str]
) -> Invoice:
    key = InvoiceKey(seller, "Buyer", number, date(2026, 1, day))
    return Invoice(key, Money(minor, CNY), **marks)


def note(matters: SqlMatters, *invoices: Invoice) -> None:
    matters.note_compared(
        NotedInvoice(ReceivableId(hashed(number)), each)
        for number, each in enumerate(invoices, start=1)
    )


def ids(found: object) -> list[ReceivableId]:
    return [each.id for each in found]  # type: ignore[attr-defined]


def test_a_noted_invoice_comes_back_whole(matters: SqlMatters) -> None:
    noted = invoice(
        "A-1", MAX_MINOR, accounts=frozenset({"a" * 64, "b" * 64}), payee=frozenset({"c" * 64})
    )
    note(matters, noted)
    assert matters.alike_in_number(noted) == [NotedInvoice(ONE, noted)]
    day = noted.key.issued
    assert ids(matters.alike_in_amount(noted, *amount_bounds(MAX_MINOR), day, day)) == [ONE]


def test_noted_again_it_is_as_the_last_time(matters: SqlMatters) -> None:
    note(matters, invoice("A-1", accounts=frozenset({"a" * 64})))
    note(matters, invoice("B-2", 50))
    assert matters.alike_in_number(invoice("A-1")) == []
    assert matters.alike_in_number(invoice("b2")) == [NotedInvoice(ONE, invoice("B-2", 50))]


def test_numbers_are_found_by_any_reduced_form(matters: SqlMatters) -> None:
    note(matters, invoice("2024-01"), invoice("2024-1"), invoice("2025-1"))
    assert ids(matters.alike_in_number(invoice("202401"))) == [ONE]
    assert ids(matters.alike_in_number(invoice("2024-001"))) == [TWO, ONE]
    assert ids(matters.numbered("SELLER", "buyer", " 2024-01 ")) == [ONE]
    assert ids(matters.numbered("seller", "buyer", "202401")) == []
    assert ids(matters.numbered("seller", "buyer", "\u200b")) == []
    assert ids(matters.alike_in_number(invoice("2024-1", seller="x"))) == []


def test_the_longest_numbers_fit_into_every_index(matters: SqlMatters) -> None:
    """Of letters that take four bytes each, a thousand in all: PostgreSQL's limit is 2,704."""
    long = "𐐨" * 256
    note(matters, replace(invoice("1"), key=InvoiceKey(long, long, long, date(2026, 1, 1), long)))
    [found] = matters.numbered(long, long, long)
    assert found.invoice.key.number == long
    assert ids(matters.alike_in_number(found.invoice)) == [ONE]


def test_amounts_and_days_have_bounds(matters: SqlMatters) -> None:
    note(matters, *(invoice(str(n), 1_000 + n, day=n) for n in range(1, 9)))

    def found(least: int, most: int, first: int, last: int, of: Invoice) -> list[int]:
        days = date(2026, 1, first), date(2026, 1, last)
        noted = matters.alike_in_amount(of, least, most, *days)
        return [each.invoice.total.minor - 1_000 for each in noted]

    assert found(0, 2_000, 2, 4, invoice("x")) == [2, 3, 4]
    assert found(1_003, 1_006, 1, 9, invoice("x")) == [3, 4, 5, 6]
    assert found(0, 2_000, 1, 9, invoice("x", seller="other")) == []
    euros = replace(invoice("x"), total=Money(1_000, currency("EUR")))
    assert found(0, 2_000, 1, 9, euros) == []


def test_other_sellers_are_found_by_number_and_amount(matters: SqlMatters) -> None:
    note(matters, invoice("A-1"), invoice("a1", seller="T"), invoice("A-1", 99, seller="U"))
    assert ids(matters.alike_elsewhere(invoice("A 1"), 9_900, 10_100)) == [TWO]
    found = ids(matters.alike_elsewhere(invoice("A 1", seller="V"), 0, 10_100))
    assert set(found) == {ONE, TWO, THREE}
    assert ids(matters.alike_elsewhere(invoice("A 2"), 0, 10_100)) == []


def case(earlier: ReceivableId = ONE, later: ReceivableId = TWO, opened: int = 100) -> TwinCase:
    reasons = (Likeness.NUMBER, Likeness.AMOUNT)
    return TwinCase(earlier, later, OBLIGOR, SUPPLIER, SUPPLIER, reasons, opened)


@pytest.fixture
def on_the_ledger(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        for number in (SUPPLIER, RIVAL, OBLIGOR):
            connection.execute(
                insert(ParticipantModel).values(
                    id=number, account=account(number), legal_entity="0x", roles=0, suspended=False
                )
            )
        connection.execute(
            insert(CurrencyModel).values(number=1, code="CNY", token=account(9), scale=1)
        )
        connection.execute(
            insert(TermsModel).values(number=1, grace_days=0, penalty_rate_ppm=0, basis=360)
        )
        for place, identity in enumerate((ONE, TWO)):
            connection.execute(insert(ReceivableModel).values(_receivable(identity, place)))


def _receivable(identity: ReceivableId, place: int) -> dict[str, object]:
    amounts = dict.fromkeys(("face", "paid", "penalty_paid", "penalty_owed", "redeemed"), 0)
    return {
        "id": identity,
        "recorded_block": 1,
        "recorded_index": place,
        "status": Status.RECORDED,
        "round": 0,
        "obligor": OBLIGOR,
        "supplier": SUPPLIER,
        "currency": 1,
        "terms": 1,
        "asked_face": 12_345,
        **amounts,
        "issue_day": Day(1),
        "due_day": Day(2),
        "invoice": "0x",
        "evidence_root": "0x",
    }


@pytest.mark.usefixtures("on_the_ledger")
def test_a_pair_has_one_case_whichever_came_first(matters: SqlMatters) -> None:
    matters.open_cases([case()])
    matters.open_cases([case(TWO, ONE, 200), case(ONE, THREE)])
    assert matters.cases(MatterFilter()) == ([case()], None)
    assert matters.case(case().id) == case()
    with pytest.raises(NotFound):
        matters.case(case(ONE, THREE).id)  # the ledger has no third


@pytest.mark.usefixtures("on_the_ledger")
def test_every_decision_is_kept(matters: SqlMatters) -> None:
    matters.open_cases([case()])
    decisions = (
        Decision(Verdict.SAME, "par_1", 10, "发票"),
        Decision(Verdict.DIFFERENT, "operator", 20),
    )
    for decision in decisions:
        matters.decide(case().id, decision)
    assert matters.case(case().id).decisions == decisions
    matters.open_cases([case()])
    assert matters.case(case().id).verdict is Verdict.DIFFERENT, "opened again it stays decided"
    for wanted, number in (
        (MatterFilter(is_open=True), 0),
        (MatterFilter(is_open=False), 1),
        (MatterFilter(verdict=Verdict.SAME), 0),
        (MatterFilter(verdict=Verdict.DIFFERENT), 1),
        (MatterFilter(OBLIGOR), 1),
        (MatterFilter(SUPPLIER), 1),
        (MatterFilter(RIVAL), 0),
        (MatterFilter(BANK), 0),
    ):
        assert len(matters.cases(wanted)[0]) == number, wanted
    with pytest.raises(NotFound):
        matters.decide("twn_", decisions[0])


@pytest.mark.usefixtures("on_the_ledger")
def test_decisions_of_the_same_moment_are_all_kept(matters: SqlMatters) -> None:
    matters.open_cases([case()])
    threads = [
        Thread(target=matters.decide, args=(case().id, Decision(Verdict.SAME, f"par_{n}", n)))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.at for each in matters.case(case().id).decisions) == list(range(8))


@pytest.mark.usefixtures("on_the_ledger")
def test_a_case_of_two_suppliers_is_for_neither(matters: SqlMatters) -> None:
    theirs = replace(case(), earlier_supplier=RIVAL)
    matters.open_cases([theirs])
    for party, number in ((SUPPLIER, 0), (RIVAL, 0), (OBLIGOR, 1)):
        assert len(matters.cases(MatterFilter(party))[0]) == number


def task(number: int = 1, **changes: object) -> Task:
    made = Task(
        TaskReason.ORIGINAL_UNKNOWN, SUPPLIER, None, ONE, f"crn_{number}", {"number": "发"}, 100
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_task_is_opened_once_and_done_once(matters: SqlMatters) -> None:
    matters.open_task(task())
    matters.open_task(task(opened=200))
    assert matters.tasks_about("crn_1") == [task()]
    matters.finish_task(task().id, "par_1", 300, "so")
    matters.finish_task(task().id, "par_2", 400, "no")
    matters.open_task(task())
    done = task(done_by="par_1", done_at=300, note="so")
    assert matters.task(task().id) == done
    assert matters.tasks(MatterFilter(is_open=True)) == ([], None)
    assert matters.tasks(MatterFilter(is_open=False)) == ([done], None)
    with pytest.raises(NotFound, match="no task tsk_"):
        matters.task("tsk_")


def test_pages_of_tasks_are_of_those_whom_they_concern(matters: SqlMatters) -> None:
    made = [task(number, opened=number // 2, other=OBLIGOR) for number in range(7)]
    for each in (*made, task(9, owner=BANK)):
        matters.open_task(each)
    for party in (SUPPLIER, OBLIGOR):
        seen, cursor = [], None
        while True:
            page, cursor = matters.tasks(MatterFilter(party), cursor, 2)
            seen += page
            if cursor is None:
                break
        assert sorted(seen, key=lambda one: (one.opened, one.id)) == seen[::-1]
        assert {one.id for one in seen} == {one.id for one in made}
    assert len(matters.tasks(MatterFilter(BANK))[0]) == 1
    with pytest.raises(IdMalformed):
        matters.tasks(MatterFilter(), "nonsense")


def test_credit_notes_come_back_as_they_were_put(matters: SqlMatters) -> None:
    whole = Money(MAX_MINOR, CNY)
    made = CreditNote(
        reference=bytes(range(32)),
        number="CN 1",
        issued=date(2026, 3, 1),
        document_type="384",
        stated=Change(whole, replaces=True),
        supplier=SUPPLIER,
        obligor=OBLIGOR,
        receivable=ONE,
        round=31,
        act=Act.RECORD_ANEW,
        face=whole,
        amount=Money(1, CNY),
        claim=Money(0, CNY),
        made=5,
    )
    later = replace(made, reference=bytes(32), made=6)
    for each in (later, made):
        matters.put_credit_note(each)
    assert matters.credit_note(made.id) == made
    assert matters.credit_notes_on(ONE) == [made, later]
    applied = replace(made, progress=Progress.APPLIED, transaction=hashed(7))
    matters.put_credit_note(applied)
    matters.drop_credit_note(later.id)
    assert matters.credit_notes_on(ONE) == [applied]
    assert matters.credit_note(later.id) is None


@pytest.mark.usefixtures("on_the_ledger")
def test_what_was_recorded_before_is_compared_too(engine: Engine) -> None:
    """A database of the version before: its invoices become comparable by the migration."""
    store = SqlStore(engine)
    store.note_invoice(ONE, invoice("A-01").key, "A-01")
    store.note_invoice(THREE, invoice("A-1").key, "A-1")
    config = Config()
    config.set_main_option("script_location", str(schema._MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "v0003_imports")
    upgrade(engine)
    matters = SqlMatters(engine)
    [found] = matters.alike_in_number(invoice("a 1"))
    assert found == NotedInvoice(ONE, invoice("A-01", 12_345)), "and no more than the ledger has"
    assert ids(matters.numbered("seller", "buyer", "A-01")) == [ONE]
    assert ids(matters.alike_elsewhere(invoice("a1", seller="T"), 12_345, 12_345)) == [ONE]


def test_a_search_uses_an_index_throughout(engine: Engine) -> None:
    """SQLite tells how it would search: no step goes through a whole table."""
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL decides by the number of rows")
    asked: list[str] = []
    event.listen(
        engine,
        "before_cursor_execute",
        lambda _c, cursor, statement, parameters, *_: (
            asked.extend(
                row[3]
                for row in cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            )
            if statement.startswith("SELECT")
            else None
        ),
    )
    matters, one = SqlMatters(engine), invoice("1")
    matters.alike_in_number(one)
    matters.alike_in_amount(one, 0, 1, date(2026, 1, 1), date(2026, 1, 15))
    matters.alike_elsewhere(one, 0, 1)
    matters.numbered("s", "b", "1")
    assert asked
    tables = {model.__tablename__ for model in (ComparedModel, FormModel, MarkModel)}
    scanned = {step.removeprefix("SCAN ").split()[0] for step in asked if step.startswith("SCAN")}
    assert not scanned & tables
