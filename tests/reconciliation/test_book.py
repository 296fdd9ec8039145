"""The book of bank statements, on every database."""

from dataclasses import replace
from threading import Thread

import pytest
from sqlalchemy import Engine

from sfc.domain.currency import currency
from sfc.domain.days import Day
from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.money import MAX_MINOR
from sfc.domain.reconciliation import (
    Allocation,
    BankEntry,
    BankStatement,
    Finding,
    ItemKind,
    Known,
    Proposal,
    Rule,
    State,
)
from sfc.ports.reconciliation import Decision, FiledEntry, FiledStatement
from sfc.store import SqlReconciliationBook

CORE = ParticipantId(1)
RECEIVABLE = ReceivableId("0x" + "5f" * 32)
HEAD = BankStatement("一号", "A", currency("CNY"), Day(1), Day(2), -MAX_MINOR, MAX_MINOR, ())


def filed(number: int, owner: ParticipantId | None = CORE) -> FiledStatement:
    return FiledStatement(f"rec_{number:032x}", owner, HEAD, "银行.xml", 1_700_000_000, "par_1")


def allocation(item: str, amount: int) -> Allocation:
    return Allocation(item, ItemKind.DUE, RECEIVABLE, amount)


def entry(number: int, amount: int, *allocations: Allocation) -> FiledEntry:
    said = BankEntry(
        number=number,
        amount=amount,
        booked=Day(1),
        value=Day(2),
        bank_reference=f"B{number}",
        references=("R", "发票"),
        texts=("x" * 500,),
        charges=5,
        reversal=True,
    )
    proposal = Proposal(Rule.PART, 75, (allocation("due:x", amount),), 0, 0, ("because",))
    chosen = Proposal(Rule.REFERENCE, 100, allocations, 0, 0, ("so",)) if allocations else None
    state = State.MATCHED if allocations else State.PROPOSED
    finding = Finding(number, state, chosen, (proposal,), ("why",), "rec_0/1")
    return FiledEntry(said, finding)


def test_what_is_filed_comes_back_as_it_was(engine: Engine) -> None:
    book = SqlReconciliationBook(engine)
    entries = [entry(1, MAX_MINOR, allocation("due:a", MAX_MINOR)), entry(2, -MAX_MINOR)]
    assert book.file(filed(1), entries, ["k1", "k2"])
    assert book.filed(filed(1).id) == filed(1)
    assert book.entries(filed(1).id, None, 0, 10) == entries
    assert book.entries(filed(1).id, State.PROPOSED, 0, 10) == entries[1:]
    assert book.entries(filed(1).id, None, 1, 10) == entries[1:]
    assert book.entry(filed(1).id, 2) == entries[1]
    assert not book.file(filed(1), [entry(9, 1)], ["k9"]), "it is there already"
    assert len(book.standings(filed(1).id)) == 2
    for missing in (lambda: book.filed("rec_x"), lambda: book.entry(filed(1).id, 3)):
        with pytest.raises(NotFound):
            missing()


def test_settling_replaces_and_keeps_who_decided(engine: Engine) -> None:
    book = SqlReconciliationBook(engine)
    before = entry(1, 500)
    book.file(filed(1), [before], ["k1"])
    chosen = Proposal(Rule.BY_HAND, 100, (allocation("due:a", 300), allocation("due:b", 200)))
    finding = replace(before.finding, state=State.MATCHED, chosen=chosen)
    decision = Decision("assign", "par_1", 7, "note")
    book.settle(filed(1).id, finding, decision, sent_after=12)
    assert book.entry(filed(1).id, 1) == FiledEntry(before.entry, finding, 12)
    assert book.allocated(CORE) == {"due:a": 300, "due:b": 200}
    assert book.allocated(None) == {}
    freed = replace(finding, state=State.PARKED, chosen=None)
    book.settle(filed(1).id, freed, Decision("park", "par_1", 8), None)
    assert book.allocated(CORE) == {}
    decided = book.decisions(filed(1).id, 1)
    assert [each.action for each in decided] == ["assign", "park"]


def test_entries_are_known_by_their_keys_to_their_owner(engine: Engine) -> None:
    book = SqlReconciliationBook(engine)
    pending = replace(entry(2, 5), finding=Finding(2, State.PENDING))
    book.file(filed(1), [entry(1, 500), pending], ["k1", "k2"])
    book.file(filed(2), [entry(1, 500)], ["k1"])
    known = book.known(CORE, ["k1", "k2", "k3"], but="")
    assert known == {"k1": Known(f"{filed(1).id}/1", 500)}
    assert book.known(CORE, ["k1"], but=filed(1).id) == {"k1": Known(f"{filed(2).id}/1", 500)}
    assert book.known(None, ["k1"], but="") == {}
    assert book.known(CORE, [f"k{number}" for number in range(1200)], but="") == known


def test_pages_are_of_some_or_all_owners(engine: Engine) -> None:
    book = SqlReconciliationBook(engine)
    for number, owner in enumerate([CORE, None, CORE, ParticipantId(2), CORE], start=1):
        book.file(filed(number, owner), [], [])
    page, cursor = book.all_filed([CORE], None, 2)
    assert [each.id for each in page] == [filed(5).id, filed(3).id]
    page, cursor = book.all_filed([CORE], cursor, 2)
    assert ([each.id for each in page], cursor) == ([filed(1).id], None)
    assert [each.owner for each in book.all_filed([None], None, 9)[0]] == [None]
    assert len(book.all_filed(None, None, 9)[0]) == 5
    with pytest.raises(IdMalformed):
        book.all_filed(None, "rec_no", 9)


def test_two_that_file_the_same_at_once_file_it_once(engine: Engine) -> None:
    book = SqlReconciliationBook(engine)
    results: list[object] = []

    def run() -> None:
        try:
            results.append(book.file(filed(1), [entry(1, 5, allocation("due:a", 5))], ["k"]))
        except Exception as error:
            results.append(error)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.count(True) == 1
    assert book.allocated(CORE) == {"due:a": 5}
