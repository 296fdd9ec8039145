"""Credit notes and corrected invoices: what they do to the receivable of their original."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier, local
from typing import Any

import pytest

from sfc.app import credit_notes, query, tasks
from sfc.app.adjust import Adjustment, AdjustmentOutcome, apply, credit
from sfc.app.confirm import cancel, confirm, reject
from sfc.app.corrections import CreditNoteDraft
from sfc.app.originals import Preceding
from sfc.app.record import record
from sfc.app.settle import Payment, pay_many
from sfc.app.tokenise import tokenise
from sfc.app.transfer import transfer
from sfc.chain.ledger import ContractLedger
from sfc.domain.adjustment import Act
from sfc.domain.credit_note import CreditNote, Progress
from sfc.domain.currency import currency
from sfc.domain.errors import AlreadyDecided, Busy, Forbidden, NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.intake import IdKind, InvoiceDocument, Party, PartyId, Source
from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.domain.rejection import RejectionReason
from sfc.domain.roles import Role
from sfc.domain.task import TaskReason
from sfc.domain.views import Receivable
from sfc.ports import MatterFilter, Matters
from tests.app.conftest import Town, cny, enter

needs_credit_notes = pytest.mark.skipif(
    not hasattr(ContractLedger, "credit_note"), reason="the contracts know no credit notes yet"
)
NOTED = date(2026, 3, 20)


def recorded(town: Town, number: str, amount: str = "100.00", **changes: object) -> ReceivableId:
    draft = town.draft(amount, number=number, **changes)
    return record(town.context, town.supplier, draft).result.receivable.id


def confirmed(town: Town, number: str, amount: str = "100.00") -> ReceivableId:
    identity = recorded(town, number, amount)
    confirm(town.context, town.core, identity)
    return identity


def note(town: Town, of: str, amount: str, **changes: object) -> CreditNoteDraft:
    facts = {
        "obligor": town.core,
        "number": f"CN of {of}",
        "issued": NOTED,
        "amount": cny(amount),
        "preceding": (Preceding(of),),
    } | changes
    return CreditNoteDraft(**facts)  # type: ignore[arg-type]


def document(town: Town, of: str, amount: str, **changes: object) -> InvoiceDocument:
    facts = {
        "source": Source("note.xml"),
        "number": f"D of {of}",
        "issued": NOTED,
        "due": None,
        "total": cny(amount),
        "seller": Party("supplier", (PartyId(IdKind.LEGAL, "ID of supplier"),)),
        "buyer": Party("core", (PartyId(IdKind.TAX, "?"), PartyId(IdKind.OTHER, "id OF core"))),
        "document_type": "381",
        "preceding": (of,),
    } | changes
    return InvoiceDocument(**facts)  # type: ignore[arg-type]


def state(town: Town, identity: ReceivableId) -> Receivable:
    return town.context.read.receivable(identity)


def referred(done: Adjustment, reason: TaskReason) -> None:
    assert done.outcome is AdjustmentOutcome.REFERRED
    assert done.note is None
    assert [task.reason for task in done.tasks] == [reason]
    assert done.tasks[0].is_open and done.tasks[0].advice


def test_what_is_only_recorded_is_recorded_anew_with_what_remains(town: Town) -> None:
    identity = recorded(town, "R-1", "100.00")
    before = state(town, identity)
    head = town.context.events.head().block
    done = credit(town.context, town.supplier, note(town, " r - 1", "30.00"))
    assert (done.outcome, done.receivable) == (AdjustmentOutcome.REDUCED, identity)
    after = state(town, identity)
    assert (after.status, after.asked_face) == (Status.RECORDED, cny("70.00"))
    unchanged = replace(after, asked_face=before.asked_face, face=before.face, round=before.round)
    assert unchanged == before, "only the face is another"
    assert town.context.events.head().block == head + 1, "one transaction, all or nothing"
    assert done.note is not None and done.note.transaction
    confirm(town.context, town.core, identity)
    assert state(town, identity).face == cny("70.00")


def test_what_was_cut_off_comes_before_what_is_tried(town: Town) -> None:
    """Nobody can say what a credit note would come to while another is half done."""
    context = town.context
    identity = recorded(town, "R-8", "100.00")
    trial = credit(context.rehearsing(), town.supplier, note(town, "R-8", "30.00"))
    assert trial.note is not None and trial.rehearsal is not None
    assert trial.outcome is AdjustmentOutcome.REDUCED
    assert context.matters.credit_note(trial.id) is None
    context.matters.put_credit_note(replace(trial.note, progress=Progress.STARTED))
    for draft in (note(town, "R-8", "30.00"), note(town, "R-8", "5.00", number="other")):
        with pytest.raises(Busy):
            credit(context.rehearsing(), town.supplier, draft)
    assert credit(context, town.supplier, note(town, "R-8", "30.00")).repeated
    assert state(town, identity).asked_face == cny("70.00")


def test_a_credit_over_all_of_it_withdraws(town: Town) -> None:
    identity = recorded(town, "R-2", "100.00")
    done = credit(town.context, town.supplier, note(town, "R-2", "100.00"))
    assert done.outcome is AdjustmentOutcome.WITHDRAWN
    assert state(town, identity).status is Status.CANCELLED


def test_several_credit_notes_add_up(town: Town) -> None:
    identity = recorded(town, "R-3", "100.00")
    for number, left in (("a", "90.00"), ("b", "80.00"), ("c", "70.00")):
        done = credit(town.context, town.supplier, note(town, "R-3", "10.00", number=number))
        assert done.outcome is AdjustmentOutcome.REDUCED
        assert state(town, identity).asked_face == cny(left)


def test_the_same_credit_note_in_other_clothes_never_reduces_twice(town: Town) -> None:
    identity = recorded(town, "R-4", "100.00")
    first = apply(town.context, town.supplier, document(town, "R-4", "30.00", number="CN 4"))
    assert first.outcome is AdjustmentOutcome.REDUCED and not first.repeated
    again = credit(town.context, town.supplier, note(town, "R-4", "30.00", number=" cn4\n"))
    assert (again.id, again.outcome, again.repeated) == (first.id, first.outcome, True)
    other = credit(town.context, town.supplier, note(town, "R-4", "40.00", number="CN4"))
    assert other.outcome is AdjustmentOutcome.REFERRED
    assert other.tasks[-1].reason is TaskReason.CONTRADICTS_EARLIER
    assert state(town, identity).asked_face == cny("70.00")


def test_a_repetition_is_known_whatever_it_says_of_the_original(town: Town) -> None:
    identity = recorded(town, "R-6", "100.00")
    recorded(town, "R-7", "100.00")
    first = credit(town.context, town.supplier, note(town, "R-6", "30.00"))
    for named in ((), (Preceding("R-7"),), (Preceding("nowhere"),)):
        draft = note(town, "R-6", "30.00", preceding=named)
        again = credit(town.context, town.supplier, draft)
        assert (again.id, again.receivable, again.repeated) == (first.id, identity, True)


class Meeting:
    """All threads find out that the credit note is new before any of them goes on."""

    def __init__(self, matters: Matters, threads: int) -> None:
        self._matters, self._barrier, self._here = matters, Barrier(threads), local()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._matters, name)

    def credit_note(self, note_id: str) -> CreditNote | None:
        found = self._matters.credit_note(note_id)
        if not hasattr(self._here, "met"):
            self._here.met = True
            self._barrier.wait()
        return found


def test_stated_at_the_same_moment_it_is_applied_once(town: Town) -> None:
    identity = recorded(town, "M-1", "100.00")
    draft = note(town, "M-1", "30.00")
    context = replace(town.context, matters=Meeting(town.context.matters, 4))  # type: ignore[arg-type]
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(credit, context, town.supplier, draft) for _ in range(4)]
    assert [each.result().repeated for each in done].count(False) == 1
    assert state(town, identity).asked_face == cny("70.00")


def test_corrected_and_negative_invoices(town: Town) -> None:
    identity = recorded(town, "R-5", "100.00")
    corrected = document(town, "R-5", "80.00", document_type="384", number="K1")
    assert apply(town.context, town.supplier, corrected).outcome is AdjustmentOutcome.REDUCED
    assert state(town, identity).asked_face == cny("80.00")
    same = document(town, "R-5", "80.00", document_type="384", number="K2")
    assert apply(town.context, town.supplier, same).outcome is AdjustmentOutcome.UNCHANGED
    negative = document(town, "R-5", "-5.00", document_type="380", number="K3")
    assert apply(town.context, town.supplier, negative).outcome is AdjustmentOutcome.REDUCED
    assert state(town, identity).asked_face == cny("75.00")
    larger = document(town, "R-5", "75.01", document_type="384", number="K4")
    referred(apply(town.context, town.supplier, larger), TaskReason.RAISES_THE_AMOUNT)
    for number, amount in (("K5", "0.00"), ("K6", "-1.00")):
        unclear = document(town, "R-5", amount, number=number)
        referred(apply(town.context, town.supplier, unclear), TaskReason.AMOUNT_UNCLEAR)
    assert state(town, identity).asked_face == cny("75.00")


@pytest.fixture(scope="module")
def two_originals(town: Town) -> list[ReceivableId]:
    return [recorded(town, "W-1"), recorded(town, "W-2")]


@pytest.mark.parametrize(
    ("amount", "named", "reason"),
    [
        ("5.00", (), TaskReason.ORIGINAL_NOT_NAMED),
        ("5.00", ("never seen",), TaskReason.ORIGINAL_UNKNOWN),
        ("5.00", ("W-1", "W-2"), TaskReason.ORIGINAL_AMBIGUOUS),
        ("5.00", ("W-1", "never seen"), TaskReason.ORIGINAL_AMBIGUOUS),
        ("100.01", ("W-1",), TaskReason.LARGER_THAN_ORIGINAL),
    ],
)
def test_what_is_not_clear_or_not_allowed_is_for_people(
    town: Town,
    two_originals: list[ReceivableId],
    amount: str,
    named: tuple[str, ...],
    reason: TaskReason,
) -> None:
    draft = note(town, f"{amount} {named}", amount, preceding=tuple(map(Preceding, named)))
    done = credit(town.context, town.supplier, draft)
    referred(done, reason)
    assert done.tasks[0].owner == town.supplier
    assert credit(town.context, town.supplier, draft).repeated, "no second task"
    assert {state(town, each).asked_face for each in two_originals} == {cny("100.00")}


def test_the_date_tells_two_originals_of_one_number_apart(town: Town) -> None:
    recorded(town, "1", "50.00", issued=date(2025, 1, 1))
    second = recorded(town, "1", "60.00", issued=date(2026, 1, 1))
    done = credit(town.context, town.supplier, note(town, "1", "5.00"))
    referred(done, TaskReason.ORIGINAL_AMBIGUOUS)
    assert len(done.tasks[0].facts["fitting"].split()) == 2
    dated = (Preceding("1", date(2026, 1, 1)),)
    done = credit(town.context, town.supplier, note(town, "1", "5.00", preceding=dated))
    assert (done.outcome, done.receivable) == (AdjustmentOutcome.REDUCED, second)
    assert not any(task.is_open for task in done.tasks), "what was a task has come to be done"


def test_other_parties_and_other_currencies(town: Town) -> None:
    recorded(town, "P-1")
    stranger = Party("nobody", (PartyId(IdKind.LEGAL, "X"),))
    for number, change in (("p1", {"seller": stranger}), ("p2", {"buyer": stranger})):
        wrong = document(town, "P-1", "5.00", number=number, **change)
        referred(apply(town.context, town.supplier, wrong), TaskReason.OTHER_PARTIES)
    euros = Money(500, currency("EUR"))
    done = credit(town.context, town.supplier, replace(note(town, "P-1", "5.00"), amount=euros))
    referred(done, TaskReason.OTHER_CURRENCY)
    other = enter(town.context, "other supplier", Role.SUPPLIER)
    done = credit(town.context, other, note(town, "P-1", "5.00"))
    referred(done, TaskReason.ORIGINAL_UNKNOWN)


def test_what_has_ended_is_for_people(town: Town) -> None:
    context = town.context
    settled = confirmed(town, "E-1")
    tokenise(context, town.supplier, settled)
    pay_many(context, town.core, [Payment(settled)])
    rejected, cancelled = recorded(town, "E-2"), recorded(town, "E-3")
    reject(context, town.core, rejected, RejectionReason.PRI)
    cancel(context, town.supplier, cancelled)
    for number, reason in (
        ("E-1", TaskReason.ORIGINAL_SETTLED),
        ("E-2", TaskReason.ORIGINAL_REJECTED),
        ("E-3", TaskReason.ORIGINAL_CANCELLED),
    ):
        referred(credit(context, town.supplier, note(town, number, "5.00")), reason)


def test_holders_for_value_are_paid_whatever_the_two_agree(town: Town) -> None:
    context = town.context
    identity = confirmed(town, "H-1")
    tokenise(context, town.supplier, identity)
    transfer(context, town.supplier, identity, town.bank, cny("100.00"))
    done = credit(context, town.supplier, note(town, "H-1", "30.00"))
    referred(done, TaskReason.CLAIM_ON_SUPPLIER)
    [task] = done.tasks
    assert (task.owner, task.other) == (town.core, town.supplier)
    assert task.facts["claim"] == "30.00"
    assert state(town, identity).face == cny("100.00")


@needs_credit_notes
def test_what_is_confirmed_is_reduced_once_both_agree(town: Town) -> None:
    context = town.context
    identity = confirmed(town, "C-1")
    done = credit(context, town.supplier, note(town, "C-1", "30.00"))
    assert done.outcome is AdjustmentOutcome.PROPOSED
    assert [task.reason for task in done.tasks] == [TaskReason.TO_BE_AGREED]
    assert done.tasks[0].owner == town.core
    assert state(town, identity).face == cny("100.00")
    another = credit(context, town.supplier, note(town, "C-1", "1.00", number="another"))
    referred(another, TaskReason.AWAITS_ANOTHER)
    with pytest.raises(Forbidden):
        credit_notes.agree(context, viewer(town.supplier), done.id)
    agreed = credit_notes.agree(context, viewer(town.core), done.id)
    assert agreed.progress is Progress.AGREED
    assert state(town, identity).face == cny("70.00")
    assert credit_notes.agree(context, viewer(town.core), done.id) == agreed
    assert state(town, identity).face == cny("70.00"), "agreeing twice reduces once"
    assert not any(task.is_open for task in context.matters.tasks_about(done.id))
    again = credit(context, town.supplier, note(town, "C-1", "30.00"))
    assert (again.outcome, again.repeated) == (AdjustmentOutcome.AGREED, True)


@needs_credit_notes
def test_only_what_the_supplier_still_holds_is_reduced(town: Town) -> None:
    context = town.context
    identity = confirmed(town, "C-2")
    tokenise(context, town.supplier, identity)
    transfer(context, town.supplier, identity, town.bank, cny("80.00"))
    done = credit(context, town.supplier, note(town, "C-2", "30.00"))
    assert done.note is not None
    assert (done.note.amount, done.note.claim) == (cny("20.00"), cny("10.00"))
    credit_notes.agree(context, viewer(town.core), done.id)
    assert state(town, identity).face == cny("80.00")
    assert context.read.units(identity, town.supplier) == 0
    assert context.read.units(identity, town.bank) == 8_000
    claims = [each for each in context.matters.tasks_about(done.id) if each.is_open]
    assert [(each.reason, each.facts["amount"]) for each in claims] == [
        (TaskReason.CLAIM_ON_SUPPLIER, "10.00")
    ]


@needs_credit_notes
def test_a_declined_proposal_changes_nothing(town: Town) -> None:
    context = town.context
    identity = confirmed(town, "C-3")
    done = credit(context, town.supplier, note(town, "C-3", "30.00"))
    credit_notes.decline(context, viewer(town.core), done.id, "the goods were fine")
    with pytest.raises(AlreadyDecided):
        credit_notes.agree(context, viewer(town.core), done.id)
    again = credit(context, town.supplier, note(town, "C-3", "30.00"))
    assert (again.outcome, again.repeated) == (AdjustmentOutcome.ABANDONED, True)
    assert state(town, identity).face == cny("100.00")
    fresh = credit(context, town.supplier, note(town, "C-3", "10.00", number="fresh"))
    assert fresh.outcome is AdjustmentOutcome.PROPOSED


def viewer(participant: ParticipantId | None) -> query.Viewer:
    return query.Viewer(participant, Role(0))


def test_tasks_are_for_those_whom_they_concern(town: Town) -> None:
    context = town.context
    [task] = credit(context, town.supplier, note(town, "T-1", "5.00")).tasks

    def listed(participant: ParticipantId | None) -> bool:
        page, _ = tasks.tasks(context, viewer(participant), MatterFilter(is_open=True), None, 200)
        return task.id in {each.id for each in page}

    assert listed(town.supplier) and listed(None)
    assert not listed(town.core) and not listed(town.bank)
    with pytest.raises(NotFound):
        tasks.finish(context, viewer(town.bank), task.id)
    finished = tasks.finish(context, viewer(town.supplier), task.id, "was a mistake")
    assert (finished.done_by, finished.note) == ("par_2", "was a mistake")
    assert tasks.finish(context, viewer(town.supplier), task.id, "was a mistake") == finished
    with pytest.raises(AlreadyDecided):
        tasks.finish(context, viewer(None), task.id, "again")
    assert not listed(town.supplier)


def test_a_credit_note_is_seen_by_its_parties_only(town: Town) -> None:
    recorded(town, "S-1")
    done = credit(town.context, town.supplier, note(town, "S-1", "5.00"))
    for party in (town.supplier, town.core, None):
        found = credit_notes.credit_note(town.context, viewer(party), done.id)
        assert found.act is Act.RECORD_ANEW
    with pytest.raises(NotFound):
        credit_notes.credit_note(town.context, viewer(town.bank), done.id)
    with pytest.raises(AlreadyDecided):
        credit_notes.agree(town.context, viewer(town.core), done.id)
