"""Disputes before the confirmation, credit notes after it."""

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    CANCELLED,
    CONFIRMED,
    DUE,
    FACE,
    OBLIGOR,
    RECORDED,
    SETTLED,
    SUPPLIER1,
    TIER2,
    TOKENISED,
    World,
    bank,
    digest,
    invoice,
    obligor,
    obligor2,
    operator,
    supplier,
    tier2,
    used,
)

NOTE = digest("credit note 1")
GOODS_DAMAGED = 7


def agree(world: World, id: int, amount: int, note: bytes = NOTE) -> object:
    """The supplier asks, the obligor agrees."""
    world.core.creditNote(id, amount, note, by=supplier)
    return world.core.creditNote(id, amount, note, by=obligor)


# Before the confirmation.


def test_what_is_disputed_cannot_be_confirmed_and_the_rest_can(world: World) -> None:
    id = world.recorded()
    disputed = world.core.dispute(id, 200_000, GOODS_DAMAGED, by=obligor)
    assert disputed.events == [
        fact("Disputed", receivable=id, amount=200_000, reason=GOODS_DAMAGED)
    ]
    assert world.core.adjustmentOf(id).disputed == 200_000
    assert world.status(id) == RECORDED
    for amount in (800_001, FACE):
        with refuses("AmountDisputed", receivable=id, disputed=200_000, amount=amount):
            world.core.confirm(world.undertaking(invoice(), amount=amount), by=obligor)
    world.core.confirm(world.undertaking(invoice(), amount=800_000), by=obligor)
    assert world.core.receivableOf(id).face == 800_000 == used(world)
    assert world.core.adjustmentOf(id).disputed == 0


def test_a_signature_confirms_no_more_than_that_either(world: World) -> None:
    id = world.recorded()
    promise = world.undertaking(invoice())
    signature = world.signed(promise, obligor)
    world.core.dispute(id, 1, GOODS_DAMAGED, by=obligor)
    with refuses("AmountDisputed", receivable=id, disputed=1, amount=FACE):
        world.core.confirmSigned(promise, signature, by=supplier)
    world.core.dispute(id, 0, 0, by=obligor)
    world.core.confirmSigned(promise, signature, by=supplier)
    assert world.status(id) == CONFIRMED


def test_a_dispute_is_replaced_and_taken_back(world: World) -> None:
    id = world.recorded()
    for amount in (FACE, 5):
        world.core.dispute(id, amount, GOODS_DAMAGED, by=obligor)
        assert world.core.adjustmentOf(id).disputed == amount
    world.core.dispute(id, 0, 0, by=obligor)
    assert world.core.adjustmentOf(id).disputed == 0
    world.core.confirm(world.undertaking(invoice()), by=obligor)


def test_all_of_it_disputed_leaves_nothing_to_confirm(world: World) -> None:
    id = world.recorded()
    world.core.dispute(id, FACE, GOODS_DAMAGED, by=obligor)
    with refuses("AmountDisputed", receivable=id, disputed=FACE, amount=1):
        world.core.confirm(world.undertaking(invoice(), amount=1), by=obligor)
    world.core.cancel(id, by=supplier)
    again = world.recorded()
    assert again == id
    assert world.core.adjustmentOf(id).disputed == 0
    world.core.confirm(world.undertaking(invoice(), round=1), by=obligor)


def test_who_may_dispute_and_what(world: World) -> None:
    id = world.recorded()
    for party, number in ((supplier, SUPPLIER1), (obligor2, 2), (tier2, TIER2)):
        with refuses("NotParty", receivable=id, participant=number):
            world.core.dispute(id, 1, 1, by=party)
    with refuses("UnknownParticipant", account=operator):
        world.core.dispute(id, 1, 1, by=operator)
    with refuses("DisputeAboveFace", receivable=id, amount=FACE + 1, face=FACE):
        world.core.dispute(id, FACE + 1, 1, by=obligor)
    for amount, reason in ((1, 0), (1, 15), (0, 15), (0, GOODS_DAMAGED)):
        with refuses("UnknownReason", reason=reason):
            world.core.dispute(id, amount, reason, by=obligor)
    world.core.suspend(OBLIGOR, by=operator)
    with refuses("ParticipantSuspended", id=OBLIGOR):
        world.core.dispute(id, 1, 1, by=obligor)


def test_what_is_confirmed_is_disputed_no_more(world: World) -> None:
    id = world.confirmed()
    with refuses("WrongStatus", receivable=id, status=CONFIRMED, required=RECORDED):
        world.core.dispute(id, 1, 1, by=obligor)


# After it.


@pytest.mark.parametrize(("first", "second"), [(supplier, obligor), (obligor, supplier)])
def test_a_credit_note_takes_both_parties(world: World, first: object, second: object) -> None:
    numbers = {supplier: SUPPLIER1, obligor: OBLIGOR}
    id = world.tokenised()
    asked = world.core.creditNote(id, 300_000, NOTE, by=first)
    said = {"receivable": id, "by": numbers[first], "note": NOTE}
    assert asked.events == [fact("CreditNoteAsked", amount=300_000, **said)]
    seen = world.core.adjustmentOf(id)
    assert (seen.asked, seen.askedBy, seen.note) == (300_000, numbers[first], NOTE)
    world.core.creditNote(id, 300_000, NOTE, by=first)
    assert world.units(id, supplier) == [FACE]
    agreed = world.core.creditNote(id, 300_000, NOTE, by=second)
    said["by"] = numbers[second]
    assert agreed.only("CreditNoteAgreed") == {**said, "reduced": 300_000, "claimed": 0}
    burnt = fact(
        "Transfer", caller=second, sender=supplier, receiver="0x" + "00" * 20, id=id, amount=300_000
    )
    assert burnt in agreed.events
    assert world.units(id, supplier) == [700_000]
    assert world.core.receivableOf(id).face == 700_000 == used(world)
    assert world.core.isCredited(id, NOTE)
    world.core.pay(id, 700_000, by=obligor)
    assert world.redeem(id, supplier) == [700_000]
    assert used(world) == 0


def test_before_there_are_units_it_reduces_the_face(world: World) -> None:
    id = world.confirmed()
    agree(world, id, 1)
    assert world.core.receivableOf(id).face == FACE - 1 == used(world)
    world.core.tokenise(id, by=supplier)
    assert world.units(id, supplier) == [FACE - 1]


def test_other_words_are_another_proposal(world: World) -> None:
    id = world.tokenised()
    world.core.creditNote(id, 300_000, NOTE, by=supplier)
    for amount, note in ((299_999, NOTE), (299_999, digest("another"))):
        world.core.creditNote(id, amount, note, by=obligor)
        seen = world.core.adjustmentOf(id)
        assert (seen.asked, seen.askedBy, seen.note) == (amount, OBLIGOR, note)
    assert world.units(id, supplier) == [FACE]
    world.core.creditNote(id, 299_999, digest("another"), by=supplier)
    assert world.units(id, supplier) == [FACE - 299_999]


def test_it_never_touches_a_holder_for_value(world: World) -> None:
    """Of what is more than the supplier still has, the obligor has a claim on the supplier."""
    id = world.tokenised()
    world.fill(world.quote(id), 900_000)
    agreed = agree(world, id, 250_000).only("CreditNoteAgreed")  # type: ignore[attr-defined]
    assert (agreed["reduced"], agreed["claimed"]) == (100_000, 150_000)
    assert world.units(id, supplier, bank) == [0, 900_000]
    assert world.core.receivableOf(id).face == 900_000 == used(world)
    assert world.core.adjustmentOf(id).claim == 150_000
    world.core.pay(id, 900_000, by=obligor)
    assert world.redeem(id, bank) == [900_000]
    assert world.cash(world.core.address) == 0


def test_once_something_was_paid_all_of_it_is_a_claim(world: World) -> None:
    id = world.spread({tier2: 400_000})
    world.core.pay(id, 10, by=obligor)
    agree(world, id, 250_000)
    assert world.core.adjustmentOf(id).claim == 250_000
    assert world.core.receivableOf(id).face == FACE
    assert world.units(id, supplier, tier2) == [600_000, 400_000]
    world.core.pay(id, FACE - 10, by=obligor)
    assert world.status(id) == SETTLED
    agree(world, id, 50_000, digest("credit note 2"))
    assert world.core.adjustmentOf(id).claim == 300_000
    assert world.redeem(id, supplier, tier2) == [600_000, 400_000]
    assert world.cash(world.core.address) == 0


@pytest.mark.parametrize("status", [CONFIRMED, TOKENISED])
def test_one_over_all_of_it_ends_the_receivable(world: World, status: int) -> None:
    id = world.confirmed() if status == CONFIRMED else world.tokenised()
    agreed = agree(world, id, FACE)
    assert fact("Cancelled", receivable=id, by=OBLIGOR) in agreed.events  # type: ignore[attr-defined]
    assert world.status(id) == CANCELLED
    assert world.units(id, supplier) == [0] and used(world) == 0
    with refuses("WrongStatus", receivable=id, status=CANCELLED, required=CONFIRMED):
        world.core.creditNote(id, 1, digest("more"), by=supplier)
    assert world.tokenised(round=1) == id
    assert world.units(id, supplier) == [FACE]


def test_a_document_counts_once(world: World) -> None:
    id = world.tokenised()
    agree(world, id, 10)
    for party in (supplier, obligor):
        with refuses("CreditNoteUsed", receivable=id, note=NOTE):
            world.core.creditNote(id, 10, NOTE, by=party)
    agree(world, id, 10, digest("credit note 2"))
    other = world.tokenised(invoice(2))
    agree(world, other, 10)
    assert world.units(id, supplier) == [FACE - 20]


def test_notes_never_sum_to_more_than_the_face(world: World) -> None:
    id = world.tokenised()
    with refuses("CreditNoteTooLarge", receivable=id, amount=FACE + 1, most=FACE):
        world.core.creditNote(id, FACE + 1, NOTE, by=supplier)
    world.core.transfer(tier2, id, 900_000, by=supplier)
    agree(world, id, 600_000)
    assert world.core.adjustmentOf(id).claim == 500_000
    with refuses("CreditNoteTooLarge", receivable=id, amount=400_001, most=400_000):
        world.core.creditNote(id, 400_001, digest("2"), by=supplier)
    agree(world, id, 400_000, digest("2"))
    assert world.core.adjustmentOf(id).claim == 900_000 == world.core.receivableOf(id).face


def test_what_was_asked_can_be_taken_back(world: World) -> None:
    id = world.tokenised()
    with refuses("NoCreditNoteAsked", receivable=id, participant=SUPPLIER1):
        world.core.creditNote(id, 0, NOTE, by=supplier)
    world.core.creditNote(id, 10, NOTE, by=supplier)
    with refuses("NoCreditNoteAsked", receivable=id, participant=OBLIGOR):
        world.core.creditNote(id, 0, NOTE, by=obligor)
    back = world.core.creditNote(id, 0, NOTE, by=supplier)
    said = fact("CreditNoteAsked", receivable=id, by=SUPPLIER1, amount=0, note=NOTE)
    assert back.events == [said]
    world.core.creditNote(id, 10, NOTE, by=obligor)
    assert world.units(id, supplier) == [FACE]


def test_what_was_asked_in_an_earlier_round_is_void(world: World) -> None:
    id = world.tokenised()
    world.core.creditNote(id, 10, NOTE, by=supplier)
    for party in (supplier, obligor):
        world.core.cancel(id, by=party)
    world.tokenised(round=1)
    assert world.core.adjustmentOf(id).asked == 0
    world.core.creditNote(id, 10, NOTE, by=obligor)
    assert world.units(id, supplier) == [FACE]


def test_quotes_of_before_are_void(world: World) -> None:
    id = world.tokenised()
    agree(world, id, 10)
    with refuses("ReceivableChanged", receivable=id):
        world.fill(world.quote(id), 1_000)
    world.fill(world.quote(id, unpaid=FACE - 10), 1_000)


def test_who_may_agree_and_when(world: World) -> None:
    recorded = world.recorded(invoice(2))
    with refuses("WrongStatus", receivable=recorded, status=RECORDED, required=CONFIRMED):
        world.core.creditNote(recorded, 1, NOTE, by=obligor)
    id = world.spread({tier2: 10})
    with refuses("NotParty", receivable=id, participant=TIER2):
        world.core.creditNote(id, 1, NOTE, by=tier2)
    world.core.creditNote(id, 1, NOTE, by=obligor)
    world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        world.core.creditNote(id, 1, NOTE, by=supplier)


def test_an_overdue_one_can_be_reduced_too(world: World) -> None:
    id = world.tokenised()
    world.go_to(DUE + 30)
    agree(world, id, 400_000)
    assert world.core.amountDue(id).principal == 600_000
