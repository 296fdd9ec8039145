"""An obligor in default promises nothing until it has paid."""

from collections.abc import Callable

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    DUE,
    FACE,
    GRACE,
    OBLIGOR,
    OBLIGOR2,
    RECORDED,
    SETTLED,
    TOKENISED,
    World,
    digest,
    invoice,
    obligor,
    obligor2,
    stranger,
    supplier,
)

LAST_DAY = DUE + GRACE
LATER = {"issue_day": DUE, "due_day": DUE + 200}


def in_default(world: World, number: object = 1) -> int:
    """A receivable that is unpaid after grace, and marked."""
    id = world.tokenised(invoice(number))
    world.go_to(LAST_DAY + 1)
    world.core.markDefault(id, by=stranger)
    return id


def defaults(world: World) -> int:
    return int(world.core.participantOf(obligor).defaults)


def test_anyone_marks_it_from_the_first_day_after_grace(world: World) -> None:
    id = world.tokenised()
    world.go_to(LAST_DAY, second=86_399)
    with refuses("NotInDefault", receivable=id, **{"from": LAST_DAY + 1, "today": LAST_DAY}):
        world.core.markDefault(id, by=stranger)
    world.go_to(LAST_DAY + 1, second=0)
    marked = world.core.markDefault(id, by=stranger)
    assert marked.events == [fact("DefaultMarked", receivable=id, obligor=OBLIGOR, defaults=1)]
    assert defaults(world) == 1
    assert world.status(id) == TOKENISED
    with refuses("AlreadyInDefault", receivable=id):
        world.core.markDefault(id, by=stranger)


def test_nobody_can_fake_it(world: World) -> None:
    recorded = world.recorded(invoice(2))
    paid = world.tokenised(invoice(3))
    world.core.pay(paid, FACE, by=obligor)
    world.go_to(LAST_DAY + 1)
    for id, status in ((recorded, RECORDED), (paid, SETTLED), (7, 0)):
        with refuses("WrongStatus", receivable=id, status=status, required=TOKENISED):
            world.core.markDefault(id, by=stranger)


def confirm(world: World) -> None:
    world.core.confirm(world.undertaking(later(), valid_until=LAST_DAY + 9), by=obligor)


def confirm_signed(world: World) -> None:
    promise = world.undertaking(later(), valid_until=LAST_DAY + 9)
    world.core.confirmSigned(promise, world.signed(promise, obligor), by=supplier)


def issue(world: World) -> None:
    world.core.issue([invoice("issued", counterparty=supplier, **LATER)], by=obligor)


def issue_signed(world: World) -> None:
    stated = invoice("issued", **LATER)
    promise = world.undertaking(stated, valid_until=LAST_DAY + 9)
    signature = world.signed(promise, obligor)
    world.core.issueSigned(stated, LAST_DAY + 9, signature, by=supplier)


def in_a_batch(world: World) -> None:
    issued = world.core.data("issue", [invoice("issued", counterparty=supplier, **LATER)])
    world.core.multicall([issued], by=obligor)


def later() -> object:
    return invoice("later", **LATER)


@pytest.mark.parametrize("way", [confirm, confirm_signed, issue, issue_signed, in_a_batch])
def test_no_way_of_confirming_is_open_until_it_is_paid(
    world: World, way: Callable[[World], None]
) -> None:
    id = in_default(world)
    world.core.record(later(), by=supplier)
    with refuses("ObligorInDefault", obligor=OBLIGOR, defaults=1):
        way(world)
    world.core.pay(id, FACE, by=obligor)
    with refuses("ObligorInDefault", obligor=OBLIGOR, defaults=1):
        way(world)
    cured = world.core.pay(id, sum(world.core.amountDue(id)), by=stranger_with_cash(world))
    assert fact("DefaultCured", receivable=id, obligor=OBLIGOR, defaults=0) in cured.events
    assert world.status(id) == SETTLED and defaults(world) == 0
    way(world)


def stranger_with_cash(world: World) -> object:
    world.fund(world.token, stranger)
    return stranger


def test_other_obligors_go_on(world: World) -> None:
    in_default(world)
    stated = invoice("other", counterparty=supplier, **LATER)
    world.core.issue([stated], by=obligor2)
    assert world.core.creditLineOf(OBLIGOR2, 1).used == FACE


def test_all_of_several_have_to_be_paid(world: World) -> None:
    ids = [world.tokenised(invoice(number)) for number in range(3)]
    world.go_to(LAST_DAY + 1)
    for id in ids:
        world.core.markDefault(id, by=stranger)
    for left, id in zip((2, 1, 0), ids, strict=True):
        assert defaults(world) == left + 1
        world.core.pay(id, sum(world.core.amountDue(id)), by=obligor)
    assert defaults(world) == 0


def test_paying_late_without_a_mark_cures_nothing(world: World) -> None:
    one, other = world.tokenised(invoice(1)), world.tokenised(invoice(2))
    world.go_to(LAST_DAY + 1)
    world.core.markDefault(one, by=stranger)
    paid = world.core.pay(other, sum(world.core.amountDue(other)), by=obligor)
    assert "DefaultCured" not in {event.name for event in paid.events}
    assert defaults(world) == 1


def test_ended_by_both_parties_it_is_cured_too(world: World) -> None:
    one = in_default(world, 1)
    for party in (supplier, obligor):
        done = world.core.cancel(one, by=party)
    assert fact("DefaultCured", receivable=one, obligor=OBLIGOR, defaults=0) in done.events
    again = world.core.record(invoice(1, **LATER), by=supplier).value
    world.core.confirm(
        world.undertaking(invoice(1, **LATER), round=1, valid_until=LAST_DAY + 9), by=obligor
    )
    with refuses("NotInDefault", receivable=again, **{"from": DUE + 206, "today": LAST_DAY + 1}):
        world.core.markDefault(again, by=stranger)


def test_and_so_is_what_a_credit_note_takes_away(world: World) -> None:
    id = in_default(world)
    world.core.creditNote(id, FACE - 1, digest("most of it"), by=supplier)
    world.core.creditNote(id, FACE - 1, digest("most of it"), by=obligor)
    assert defaults(world) == 1
    world.core.creditNote(id, 1, digest("the rest"), by=supplier)
    world.core.creditNote(id, 1, digest("the rest"), by=obligor)
    assert defaults(world) == 0


def test_what_is_only_confirmed_can_be_in_default(world: World) -> None:
    id = world.confirmed()
    world.go_to(LAST_DAY + 1)
    world.core.markDefault(id, by=stranger)
    world.core.pay(id, sum(world.core.amountDue(id)), by=obligor)
    assert defaults(world) == 0
    assert world.redeem(id, supplier)[0] > FACE
