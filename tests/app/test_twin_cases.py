"""Suspected twins on the ledger: opened whoever records them, however, and whatever is killed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from threading import Barrier, Thread

import pytest

from sfc.app.confirm import cancel, reject
from sfc.app.drafts import Draft, Recording
from sfc.app.likeness import MOST_TWINS
from sfc.app.query import Viewer
from sfc.app.record import issue, record, record_many
from sfc.app.twin_cases import cases
from sfc.bootstrap import open_sandbox
from sfc.domain.errors import AlreadyRecorded, SfcError
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.rejection import RejectionReason
from sfc.domain.roles import Role
from sfc.domain.similarity import Likeness
from sfc.domain.twin_case import TwinCase
from sfc.ports import MatterFilter
from sfc.settings import Settings
from tests.app.conftest import START, Town, cny, enter
from tests.app.killing import survives

_months = count(1)
ALIKE = (Likeness.NUMBER, Likeness.AMOUNT, Likeness.DATE)


@pytest.fixture(scope="module")
def rival(town: Town) -> ParticipantId:
    return enter(town.context, "rival", Role.SUPPLIER)


@dataclass(frozen=True)
class Desk:
    """Records invoices of a month of its own, so that no other test's resemble them."""

    town: Town
    issued: date

    def draft(self, number: str, amount: str = "100.00", **changes: object) -> Draft:
        return self.town.draft(amount, number=number, issued=self.issued, **changes)

    def put(self, number: str, amount: str = "100.00", **changes: object) -> Recording:
        draft = self.draft(number, amount, **changes)
        return record(self.town.context, self.town.supplier, draft).result


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town, START - timedelta(30 * next(_months)))


def listed(town: Town, participant: ParticipantId | None = None) -> dict[str, TwinCase]:
    found, cursor = cases(town.context, Viewer(participant, Role(0)), MatterFilter(), None, 10_000)
    assert cursor is None
    return {each.later: each for each in found}


def test_a_later_invoice_opens_a_case(town: Town, desk: Desk) -> None:
    first, second = desk.put("C-1"), desk.put("c 01", "100.50")
    case = listed(town)[second.receivable.id]
    assert (case.earlier, case.reasons, case.score) == (first.receivable.id, ALIKE, 80)
    assert case.earlier_supplier == case.later_supplier == town.supplier
    [warning] = second.warnings
    assert (warning.receivable, warning.alike_in, warning.score) == (case.earlier, ALIKE, 80)


def test_accounts_and_payees_are_told_apart_and_kept_as_digests(town: Town, desk: Desk) -> None:
    desk.put("AC-1", accounts=("DE89 3704",), payee=("Factor AG", "HRB 7"))
    same = desk.put("AC 1", accounts=("de893704", "GB33"), payee=("hrb 7",))
    other = desk.put("AC/1", accounts=("FR76",), payee=("id of SUPPLIER",))
    assert same.warnings[0].alike_in == ALIKE
    by_earlier = {each.receivable: each for each in other.warnings}
    assert by_earlier[same.receivable.id].score == 100
    marks = town.context.matters.numbered("ID of supplier", "ID of core", "AC-1")[0].invoice
    assert all(len(each) == 64 for each in marks.accounts | marks.payee)
    plain = desk.put("AC 0001", accounts=("FR76",))
    reasons = {each.receivable: each.alike_in for each in plain.warnings}
    assert reasons[other.receivable.id] == ALIKE, "who names itself names nobody"


def test_another_supplier_is_told_nothing(town: Town, desk: Desk, rival: ParticipantId) -> None:
    mine = desk.put("RV-1", accounts=("ACC",))
    theirs = record(town.context, rival, desk.draft("RV 1", accounts=("acc",))).result
    assert theirs.warnings == ()
    case = listed(town)[theirs.receivable.id]
    assert (case.earlier, case.score) == (mine.receivable.id, 70)
    assert listed(town, town.core)[theirs.receivable.id] == case
    for participant in (rival, town.supplier, town.bank):
        assert theirs.receivable.id not in listed(town, participant)


def test_what_the_obligor_issues_is_compared_too(town: Town, desk: Desk) -> None:
    first = desk.put("IS-1")
    draft = desk.draft("IS-01", counterparty=town.supplier)
    second = issue(town.context, town.core, draft).result
    assert [each.receivable for each in second.warnings] == [first.receivable.id]
    assert second.receivable.id in listed(town)


def test_in_a_batch_the_later_one_resembles_the_earlier(town: Town, desk: Desk) -> None:
    drafts = [desk.draft(number) for number in ("B-2", "B-02", "b2")]
    one, two, three = record_many(town.context, town.supplier, drafts).result
    assert [len(each.warnings) for each in (one, two, three)] == [0, 1, 2]
    assert listed(town)[two.receivable.id].earlier == one.receivable.id


def test_what_was_cancelled_is_no_twin_and_what_was_rejected_is(town: Town, desk: Desk) -> None:
    cancelled, rejected = desk.put("CX-1").receivable.id, desk.put("RX-1").receivable.id
    cancel(town.context, town.supplier, cancelled)
    reject(town.context, town.core, rejected, RejectionReason.PRI)
    assert cancelled not in {each.receivable for each in desk.put("CX 1").warnings}
    assert rejected in {each.receivable for each in desk.put("RX 1").warnings}


def test_of_a_crowd_the_most_alike_are_named(town: Town, desk: Desk) -> None:
    for number in range(MOST_TWINS + 3):
        desk.put("0" * number + "77", f"{1_000 * (number + 1)}.00")
    found = desk.put("7-7", "1000.00").warnings
    assert len(found) == MOST_TWINS
    assert found[0].score == 80
    assert [each.score for each in found] == sorted((e.score for e in found), reverse=True)


def test_what_is_refused_leaves_no_case(town: Town, desk: Desk) -> None:
    desk.put("RF-1")
    before = listed(town)
    with pytest.raises(SfcError):
        desk.put("RF-01", terms=999)
    assert listed(town) == before
    taken = desk.put("RF-01")
    assert taken.receivable.id in listed(town)
    with pytest.raises(AlreadyRecorded):
        desk.put("RF-01", "55.00")
    assert listed(town)[taken.receivable.id].reasons == ALIKE, "a refusal changes no amount"


def test_a_warning_is_never_a_refusal(town: Town, desk: Desk) -> None:
    for spelling in ("W1", "W-1", "W 01", "w/1", "W.001"):
        with_all = desk.put(spelling, accounts=(spelling,), payee=(spelling,))
        assert with_all.receivable.asked_face == cny("100.00")


def test_killed_anywhere_a_recorded_twin_has_its_case(town: Town, desk: Desk) -> None:
    for lives in count():
        first = desk.put(f"KL-{lives}0", f"{2**lives}00.00").receivable.id
        draft = replace(desk.draft(f"KL {lives}0"), amount=cny(f"{2**lives}00.00"))
        whole = survives(
            town.context, lives, lambda context, d=draft: record(context, town.supplier, d)
        )
        town.context.indexer.catch_up()
        _no_twin_without_case(town, first, draft)
        if whole:
            break
    assert lives > 4


def _no_twin_without_case(town: Town, first: ReceivableId, draft: Draft) -> None:
    try:
        second = record(town.context, town.supplier, draft).result.receivable.id
    except AlreadyRecorded as refusal:
        second = ReceivableId(refusal.receivable.replace("rcv_", "0x"))
    assert listed(town)[second].earlier == first


def test_of_two_recorded_at_the_same_moment_one_finds_the_other() -> None:
    with open_sandbox(Settings(), start=START) as system:
        context = system.context
        core = enter(context, "core", Role.CORE_ENTERPRISE, cny("10000000.00"))
        suppliers = [enter(context, name, Role.SUPPLIER) for name in ("one", "two")]
        town = Town(context, core, suppliers[0], suppliers[1])
        for at in range(12):
            start = Barrier(2)

            def run(supplier: ParticipantId, draft: Draft, start: Barrier = start) -> None:
                start.wait()
                record(context, supplier, draft)

            draft = town.draft(f"{2**at}.00", number=f"at {at}")
            threads = [
                Thread(target=run, args=(supplier, replace(draft))) for supplier in suppliers
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert len(listed(town)) == 12
