"""The ends without payment: the obligor rejects, or both agree to cancel."""

from pathlib import Path

import pytest

from sfc.domain.rejection import RejectionReason
from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    CANCELLED,
    CNY,
    CONFIRMED,
    DUE,
    FACE,
    NOBODY,
    OBLIGOR,
    OBLIGOR2,
    RECORDED,
    REJECTED,
    SETTLED,
    SUPPLIER1,
    TIER2,
    TODAY,
    TOKENISED,
    World,
    invoice,
    obligor,
    obligor2,
    operator,
    stranger,
    supplier,
    tier2,
)

WRONG_PRICES = 7


def test_the_obligor_rejects_with_a_reason(world: World) -> None:
    id = world.recorded()
    receipt = world.core.reject(id, WRONG_PRICES, by=obligor)
    assert world.status(id) == REJECTED
    assert receipt.events == [fact("Rejected", receivable=id, reason=WRONG_PRICES)]


def test_reasons_run_from_1_to_14(world: World) -> None:
    for reason in range(1, 15):
        world.core.reject(world.recorded(invoice(reason)), reason, by=obligor)
    id = world.recorded(invoice("another"))
    for reason in (0, 15, 255):
        with refuses("UnknownReason", reason=reason):
            world.core.reject(id, reason, by=obligor)


def test_what_is_confirmed_cannot_be_rejected(world: World) -> None:
    id = world.confirmed()
    with refuses("WrongStatus", receivable=id, status=CONFIRMED, required=RECORDED):
        world.core.reject(id, WRONG_PRICES, by=obligor)


def test_only_the_obligor_rejects(world: World) -> None:
    id = world.recorded()
    for other, number in ((supplier, SUPPLIER1), (obligor2, OBLIGOR2)):
        with refuses("NotParty", receivable=id, participant=number):
            world.core.reject(id, WRONG_PRICES, by=other)
    with refuses("UnknownParticipant", account=stranger):
        world.core.reject(id, WRONG_PRICES, by=stranger)
    world.core.suspend(OBLIGOR, by=operator)
    with refuses("ParticipantSuspended", id=OBLIGOR):
        world.core.reject(id, WRONG_PRICES, by=obligor)


def test_nothing_can_be_done_with_what_was_rejected(world: World) -> None:
    id = world.recorded()
    world.core.reject(id, WRONG_PRICES, by=obligor)
    with refuses("WrongStatus", receivable=id, status=REJECTED, required=RECORDED):
        world.core.confirm(world.undertaking(invoice()), by=obligor)
    with refuses("WrongStatus", receivable=id, status=REJECTED, required=RECORDED):
        world.core.cancel(id, by=supplier)
    with refuses("WrongStatus", receivable=id, status=REJECTED, required=TOKENISED):
        world.core.pay(id, 1, by=obligor)
    with refuses("NotConfirmed", receivable=id, status=REJECTED):
        world.core.tokenise(id, by=supplier)


def test_a_supplier_withdraws_what_it_has_only_recorded(world: World) -> None:
    id = world.recorded()
    with refuses("NotParty", receivable=id, participant=OBLIGOR):
        world.core.cancel(id, by=obligor)
    receipt = world.core.cancel(id, by=supplier)
    assert world.status(id) == CANCELLED
    assert receipt.events == [fact("Cancelled", receivable=id, by=SUPPLIER1)]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [(supplier, obligor, (SUPPLIER1, OBLIGOR)), (obligor, supplier, (OBLIGOR, SUPPLIER1))],
    ids=["supplier first", "obligor first"],
)
def test_what_is_confirmed_takes_both(
    world: World, first: object, second: object, numbers: tuple[int, int]
) -> None:
    id = world.confirmed()
    asked = world.core.cancel(id, by=first)
    again = world.core.cancel(id, by=first)
    assert world.status(id) == CONFIRMED
    assert asked.events == [fact("CancellationAsked", receivable=id, by=numbers[0])]
    assert again.events == asked.events

    agreed = world.core.cancel(id, by=second)
    assert world.status(id) == CANCELLED
    assert agreed.events == [fact("Cancelled", receivable=id, by=numbers[1])]
    assert world.core.creditLineOf(OBLIGOR, CNY).used == 0


def test_the_units_of_a_cancelled_receivable_are_gone(world: World) -> None:
    id = world.tokenised()
    world.core.cancel(id, by=supplier)
    receipt = world.core.cancel(id, by=obligor)
    assert world.units(id, supplier) == [0]
    assert receipt.events == [
        fact("Cancelled", receivable=id, by=OBLIGOR),
        fact("Transfer", caller=obligor, sender=supplier, receiver=NOBODY, id=id, amount=FACE),
    ]
    held = {"id": id, "holder": SUPPLIER1, "held": 0, "needed": 1}
    with refuses("InsufficientUnits", **held):
        world.core.transfer(tier2, id, 1, by=supplier)
    with refuses("NotConfirmed", receivable=id, status=CANCELLED):
        world.core.tokenise(id, by=supplier)
    with refuses("WrongStatus", receivable=id, status=CANCELLED, required=TOKENISED):
        world.core.pay(id, 1, by=obligor)
    with refuses("NothingToRedeem", receivable=id, holder=SUPPLIER1):
        world.core.redeem(id, by=supplier)


def test_an_asking_from_before_tokenising_still_counts(world: World) -> None:
    id = world.confirmed()
    world.core.cancel(id, by=obligor)
    world.core.tokenise(id, by=supplier)
    world.core.cancel(id, by=supplier)
    assert world.status(id) == CANCELLED


def test_nothing_is_cancelled_over_the_head_of_a_holder(world: World) -> None:
    id = world.tokenised()
    world.core.cancel(id, by=obligor)
    world.core.cancel(world.tokenised(invoice(2)), by=supplier)
    world.core.transfer(tier2, id, 1, by=supplier)
    for party in (supplier, obligor):
        with refuses("CannotCancel", receivable=id):
            world.core.cancel(id, by=party)
    world.core.transfer(supplier, id, 1, by=tier2)
    world.core.cancel(id, by=supplier)
    assert world.status(id) == CANCELLED


def test_nor_after_a_payment(world: World) -> None:
    id = world.tokenised()
    world.core.pay(id, 1, by=obligor)
    with refuses("CannotCancel", receivable=id):
        world.core.cancel(id, by=supplier)
    world.core.pay(id, FACE - 1, by=obligor)
    with refuses("WrongStatus", receivable=id, status=SETTLED, required=RECORDED):
        world.core.cancel(id, by=obligor)


def test_third_parties_have_no_say(world: World) -> None:
    id = world.tokenised()
    with refuses("NotParty", receivable=id, participant=TIER2):
        world.core.cancel(id, by=tier2)
    with refuses("UnknownParticipant", account=stranger):
        world.core.cancel(id, by=stranger)
    world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        world.core.cancel(id, by=supplier)


# Recorded anew.


def test_a_cancelled_invoice_is_open_again_in_a_new_round(world: World) -> None:
    id = world.tokenised()
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor)

    stated = invoice(face=FACE // 2, due_day=DUE + 30)
    receipt = world.core.record(stated, by=supplier)
    assert receipt.value == id
    assert receipt.new_slots == 0
    again = world.core.receivableOf(id)
    assert (again.status, again.round) == (RECORDED, 1)
    assert (again.face, again.dueDay, again.supplierUnits) == (FACE // 2, DUE + 30, 0)

    with refuses("UndertakingMismatch", receivable=id):
        world.core.confirm(world.undertaking(stated, round=0), by=obligor)
    world.core.confirm(world.undertaking(stated, round=1), by=obligor)
    world.core.tokenise(id, by=supplier)
    assert world.units(id, supplier) == [FACE // 2]


def test_a_request_to_cancel_dies_with_its_round(world: World) -> None:
    id = world.confirmed()
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor)
    world.recorded()
    world.core.confirm(world.undertaking(invoice(), round=1), by=obligor)
    world.core.cancel(id, by=obligor)
    assert world.status(id) == CONFIRMED


def test_a_signature_of_an_earlier_round_is_void(world: World) -> None:
    promise = world.undertaking(invoice())
    signature = world.signed(promise, obligor)
    id = world.core.issueSigned(invoice(), TODAY + 10, signature, by=supplier).value
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor)

    with refuses("UndertakingSignatureInvalid", obligor=obligor):
        world.core.issueSigned(invoice(), TODAY + 10, signature, by=supplier)
    world.recorded()
    with refuses("UndertakingMismatch", receivable=id):
        world.core.confirmSigned(promise, signature, by=supplier)
    with refuses("UndertakingSignatureInvalid", obligor=obligor):
        world.core.confirmSigned(promise._replace(round=1), signature, by=supplier)


def test_an_invoice_is_recorded_thirty_two_times_at_most(world: World) -> None:
    record, cancel = (
        world.core.data("record", invoice()),
        world.core.data("cancel", world.id_of(invoice())),
    )
    world.core.multicall([record, cancel] * 32, by=supplier)
    id = world.id_of(invoice())
    assert world.core.receivableOf(id).round == 31
    with refuses("RoundsExhausted", receivable=id):
        world.core.record(invoice(), by=supplier)


def test_a_quote_dies_with_the_receivable_that_it_priced(world: World) -> None:
    """The bank priced a claim in yuan: recorded anew in another currency, it is another claim."""
    world.core.addCurrency(b"USD", world.token.address, 2, by=operator)
    world.core.setCreditLine(OBLIGOR, 2, FACE, by=operator)
    id = world.tokenised()
    quote = world.quote(id)
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor)
    stated = invoice(currency=2)
    world.recorded(stated)
    world.core.confirm(world.undertaking(stated, round=1), by=obligor)
    world.core.tokenise(id, by=supplier)
    with refuses("ReceivableChanged", receivable=id):
        world.fill(quote, FACE)
    world.fill(quote._replace(round=1), FACE)


def test_a_quote_dies_with_the_terms_that_it_priced(world: World) -> None:
    """The bank priced a claim that bears interest when it is late; this one no longer does."""
    world.core.addTerms((365, 0, 360), by=operator)
    quote = world.quote(world.recorded())
    world.core.cancel(quote.receivable, by=supplier)
    stated = invoice(terms=2)
    world.recorded(stated)
    world.core.confirm(world.undertaking(stated, round=1), by=obligor)
    world.core.tokenise(quote.receivable, by=supplier)
    with refuses("ReceivableChanged", receivable=quote.receivable):
        world.fill(quote, FACE)


def test_the_parties_of_the_other_obligor_are_unaffected(world: World) -> None:
    mine = world.tokenised()
    other = invoice(counterparty=obligor2)
    id = world.recorded(other)
    world.core.confirm(world.undertaking(other, receivable=id), by=obligor2)
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor2)
    assert world.status(mine) == TOKENISED
    assert world.core.creditLineOf(OBLIGOR, CNY).used == FACE
    assert world.core.creditLineOf(OBLIGOR2, CNY).used == 0


def test_the_reasons_are_documented(world: World, root: Path) -> None:
    """As many as the contract takes, in the words of the domain."""
    table = (root / "docs/reason-codes.md").read_text("utf-8")
    rows = [
        f"| {reason.value} | `{reason.name}` | {reason.meaning} |" for reason in RejectionReason
    ]
    assert [line for line in table.splitlines() if line.startswith("| ")][1:] == rows
    id = world.recorded()
    with refuses("UnknownReason", reason=len(rows) + 1):
        world.core.reject(id, len(rows) + 1, by=obligor)
    world.core.reject(id, len(rows), by=obligor)
