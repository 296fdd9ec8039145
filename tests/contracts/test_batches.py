"""One root for many receivables, each made when its supplier comes for it."""

from typing import Any

import pytest
from eth_utils import keccak

from tests.contracts.chain import Receipt, fact, refuses
from tests.contracts.trees import Tree, leaf
from tests.contracts.world import (
    CANCELLED,
    CNY,
    CONFIRMED,
    DUE,
    FACE,
    LINE,
    NONE,
    OBLIGOR,
    OBLIGOR2,
    RECORDED,
    SETTLED,
    SUPPLIER1,
    TERMS,
    TIER2,
    TODAY,
    TOKENISED,
    Invoice,
    World,
    bank,
    digest,
    invoice,
    obligor,
    obligor2,
    operator,
    stranger,
    supplier,
    tier2,
    used,
)

UNTIL = TODAY + 30
ITEMS = [invoice(number, face=FACE + number) for number in range(5)]
TREE = Tree([leaf(each) for each in ITEMS])
TOTAL = sum(each.face for each in ITEMS)


def post(world: World, tree: Tree = TREE, **other: Any) -> Receipt:
    fields = {
        "root": tree.root,
        "currency": CNY,
        "count": len(ITEMS),
        "total": TOTAL,
        "latest": DUE,
        "until": UNTIL,
    }
    receipt: Receipt = world.core.postBatch(*{**fields, **other}.values(), by=obligor)
    return receipt


def come_for(world: World, index: int, tree: Tree = TREE, **other: Any) -> Receipt:
    stated = ITEMS[index]._replace(**other)
    receipt: Receipt = world.core.tokeniseProof(stated, tree.root, tree.proof(index), by=supplier)
    return receipt


def left(world: World, tree: Tree = TREE) -> tuple[int, int]:
    batch = world.core.batchOf(OBLIGOR, tree.root)
    return batch.left, batch.total


def test_a_root_is_posted_once_and_uses_the_line_at_once(world: World) -> None:
    posted = post(world)
    assert posted.events == [
        fact(
            "BatchPosted",
            obligor=OBLIGOR,
            root=TREE.root,
            currency=CNY,
            count=5,
            total=TOTAL,
            latestDue=DUE,
            postedOn=TODAY,
            validUntil=UNTIL,
        )
    ]
    assert used(world) == TOTAL
    assert world.core.batchOf(OBLIGOR, TREE.root) == (5, TOTAL, CNY, DUE, TODAY, UNTIL)
    with refuses("BatchExists", obligor=OBLIGOR, root=TREE.root):
        post(world)


def test_each_is_made_by_its_supplier_with_a_proof(world: World) -> None:
    post(world)
    for index, stated in enumerate(ITEMS):
        made = come_for(world, index)
        id = world.id_of(stated)
        assert made.value == id
        assert [event.name for event in made.events] == ["Materialised", "Transfer"]
        said = made.only("Materialised")
        assert (said["receivable"], said["root"]) == (id, TREE.root)
        assert (said["obligor"], said["supplier"]) == (OBLIGOR, SUPPLIER1)
        assert (said["issueDay"], said["evidenceRoot"]) == (stated.issue_day, stated.evidence)
        assert said["invoice"] == stated.invoice
        assert world.status(id) == TOKENISED
        assert world.units(id, supplier) == [stated.face]
        assert used(world) == TOTAL
    assert left(world) == (0, 0)
    for stated in ITEMS:
        world.core.pay(world.id_of(stated), stated.face, by=obligor)
    assert used(world) == 0


def test_what_is_made_is_a_receivable_like_any_other(world: World) -> None:
    post(world)
    id = come_for(world, 2).value
    assert world.core.receivableOf(id) == (
        *(TOKENISED, 0, CNY, TERMS, DUE, OBLIGOR, SUPPLIER1, FACE + 2, FACE + 2),
    )
    world.fill(world.quote(id, unpaid=FACE + 2, max_units=FACE + 2), FACE + 2)
    world.core.pay(id, FACE + 2, by=obligor)
    assert world.redeem(id, bank) == [FACE + 2]
    assert world.status(id) == SETTLED


def test_never_twice(world: World) -> None:
    post(world)
    id = come_for(world, 0).value
    with refuses("AlreadyRecorded", receivable=id, status=TOKENISED):
        come_for(world, 0)
    for party in (supplier, obligor):
        world.core.cancel(id, by=party)
    again = leaf(ITEMS[0], round=1)
    with refuses("ProofInvalid", root=TREE.root, leaf=again):
        come_for(world, 0)
    assert left(world) == (4, TOTAL - FACE)


def test_nor_what_was_recorded_by_itself(world: World) -> None:
    post(world)
    id = world.recorded(ITEMS[0])
    with refuses("AlreadyRecorded", receivable=id, status=RECORDED):
        come_for(world, 0)


@pytest.mark.parametrize(
    "other",
    [
        {"face": FACE - 1},
        {"face": FACE + 1},
        {"due_day": DUE - 1},
        {"issue_day": TODAY - 4},
        {"invoice": digest("another")},
        {"evidence": digest("another")},
        {"terms": 2},
    ],
)
def test_only_what_stands_in_the_leaf(world: World, other: dict[str, Any]) -> None:
    world.core.addTerms((0, 0, 360), by=operator)
    post(world)
    stated = ITEMS[0]._replace(**other)
    with refuses("ProofInvalid", root=TREE.root, leaf=leaf(stated)):
        come_for(world, 0, **other)


def test_only_by_the_supplier_in_the_leaf(world: World) -> None:
    post(world)
    with refuses("ProofInvalid", root=TREE.root, leaf=leaf(ITEMS[0], supplier=TIER2)):
        world.core.tokeniseProof(ITEMS[0], TREE.root, TREE.proof(0), by=tier2)
    with refuses("WrongRole", account=bank, required=2):
        world.core.tokeniseProof(ITEMS[0], TREE.root, TREE.proof(0), by=bank)
    with refuses("UnknownParticipant", account=stranger):
        world.core.tokeniseProof(ITEMS[0], TREE.root, TREE.proof(0), by=stranger)
    world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        come_for(world, 0)


def test_only_of_the_obligor_that_posted_it(world: World) -> None:
    """The same root of another obligor is another batch, and says something else."""
    for counterparty, number in ((obligor2, OBLIGOR2), (stranger, 0)):
        with refuses("UnknownBatch", obligor=number, root=TREE.root):
            come_for(world, 0, counterparty=counterparty)
    fields = (TREE.root, CNY, 5, TOTAL, DUE, UNTIL)
    world.core.postBatch(*fields, by=obligor2)
    with refuses("ProofInvalid", root=TREE.root, leaf=leaf(ITEMS[0], obligor=OBLIGOR2)):
        come_for(world, 0, counterparty=obligor2)
    with refuses("UnknownBatch", obligor=OBLIGOR, root=TREE.root):
        come_for(world, 0)


def test_a_node_does_not_pass_for_a_leaf(world: World) -> None:
    """Nor a leaf that was hashed once."""
    post(world)
    with refuses("ProofInvalid", root=TREE.root, leaf=leaf(ITEMS[0])):
        world.core.tokeniseProof(ITEMS[0], TREE.root, TREE.proof(0)[1:], by=supplier)
    root = keccak(text="no tree at all")
    post(world, root=root)
    with refuses("ProofInvalid", root=root, leaf=leaf(ITEMS[0])):
        world.core.tokeniseProof(ITEMS[0], root, [], by=supplier)


def test_one_leaf_is_a_tree_too(world: World) -> None:
    alone = Tree([leaf(ITEMS[0])])
    post(world, alone, count=1, total=FACE)
    assert world.core.tokeniseProof(ITEMS[0], alone.root, [], by=supplier).value


def test_no_more_than_was_posted(world: World) -> None:
    """A tree may have more in it than the obligor said: the line is used for what it said."""
    post(world, count=2)
    for index in (0, 1):
        come_for(world, index)
    with refuses(
        "BatchExhausted", root=TREE.root, left=0, total=TOTAL - 2 * FACE - 1, face=FACE + 2
    ):
        come_for(world, 2)


def test_nor_more_face(world: World) -> None:
    post(world, total=2 * FACE)
    come_for(world, 0)
    with refuses("BatchExhausted", root=TREE.root, left=4, total=FACE, face=FACE + 1):
        come_for(world, 1)


def test_only_in_its_time(world: World) -> None:
    post(world)
    world.go_to(UNTIL, second=86_399)
    come_for(world, 0)
    world.go_to(UNTIL + 1, second=0)
    with refuses("BatchExpired", validUntil=UNTIL, today=UNTIL + 1):
        come_for(world, 1)


def outside() -> dict[str, Invoice]:
    return {
        "due later than the latest": invoice("x", due_day=DUE + 1),
        "issued after the posting": invoice("x", issue_day=TODAY + 1),
        "due when it was posted": invoice("x", due_day=TODAY),
        "in another currency": invoice("x", currency=2),
    }


@pytest.mark.parametrize("case", outside())
def test_only_within_what_the_batch_says(world: World, case: str) -> None:
    world.core.addCurrency(b"USD", world.token.address, 2, by=operator)
    stated = outside()[case]
    tree = Tree([leaf(stated)])
    post(world, tree)
    with refuses("OutsideBatch", root=tree.root, receivable=world.id_of(stated)):
        world.core.tokeniseProof(stated, tree.root, [], by=supplier)


def test_what_is_due_meanwhile_can_still_be_made(world: World) -> None:
    """The promise was given with the posting; it can be paid like any other that is late."""
    stated = invoice("short", due_day=TODAY + 5)
    tree = Tree([leaf(stated)])
    post(world, tree, count=1, total=FACE)
    world.go_to(TODAY + 6)
    id = world.core.tokeniseProof(stated, tree.root, [], by=supplier).value
    world.core.pay(id, FACE, by=obligor)
    assert world.redeem(id, supplier) == [FACE]


def test_the_line_bounds_a_batch(world: World) -> None:
    over = {"limit": LINE, "used": 0, "amount": LINE + 1}
    with refuses("CreditLimitExceeded", obligor=OBLIGOR, currency=CNY, **over):
        post(world, total=LINE + 1)
    world.core.setCreditLine(OBLIGOR, CNY, 2**100, by=operator)
    post(world, total=2**80 - 1)
    assert used(world) == 2**80 - 1


def test_default_and_rules_are_looked_at_when_it_is_posted(world: World) -> None:
    rule = b"CN-77".ljust(32, b"\0")
    late = world.tokenised(invoice("late", due_day=TODAY + 1))
    world.core.announceRule((rule, TODAY, 0, 90, 0, 2 * TOTAL), by=operator)
    with refuses("TenorAboveRule", rule=rule, maxTenor=90, tenor=91):
        post(world, latest=DUE + 1)
    with refuses("LineAboveRule", rule=rule, maxLine=2 * TOTAL, used=2 * TOTAL + 1):
        post(world, total=2 * TOTAL + 1 - FACE)
    post(world)
    world.go_to(TODAY + 10)
    world.core.markDefault(late, by=stranger)
    with refuses("ObligorInDefault", obligor=OBLIGOR, defaults=1):
        post(world, root=digest("another"))
    come_for(world, 0)
    world.core.suspend(OBLIGOR, by=operator)
    come_for(world, 1)


def test_a_batch_makes_sense(world: World) -> None:
    for count, total in ((0, 5), (6, 5)):
        with refuses("BatchEmpty", count=count, total=total):
            post(world, count=count, total=total)
    for latest, until in ((TODAY, UNTIL), (DUE, TODAY - 1)):
        with refuses("BatchDatesMalformed", latestDue=latest, validUntil=until, today=TODAY):
            post(world, latest=latest, until=until)
    with refuses("UnknownCurrency", currency=2):
        post(world, currency=2)
    with refuses("WrongRole", account=supplier, required=1):
        world.core.postBatch(TREE.root, CNY, 1, 1, DUE, UNTIL, by=supplier)


@pytest.mark.parametrize("first", [supplier, obligor], ids=["supplier", "obligor"])
def test_what_nobody_came_for_is_withdrawn_by_both(world: World, first: Any) -> None:
    post(world)
    other = obligor if first == supplier else supplier
    stated = ITEMS[1]._replace(counterparty=other)
    asked = world.core.withdrawProof(stated, TREE.root, TREE.proof(1), by=first)
    id = world.id_of(ITEMS[1])
    number = SUPPLIER1 if first == supplier else OBLIGOR
    assert asked.value == id
    assert [event.name for event in asked.events] == ["Materialised", "CancellationAsked"]
    assert asked.only("CancellationAsked") == {"receivable": id, "by": number}
    assert world.status(id) == CONFIRMED and used(world) == TOTAL
    assert left(world) == (4, TOTAL - FACE - 1)
    world.core.cancel(id, by=other)
    assert world.status(id) == CANCELLED and used(world) == TOTAL - FACE - 1
    with refuses("ProofInvalid", root=TREE.root, leaf=leaf(ITEMS[1], round=1)):
        come_for(world, 1)


def test_if_the_supplier_does_not_agree_it_tokenises(world: World) -> None:
    post(world)
    stated = ITEMS[1]._replace(counterparty=supplier)
    id = world.core.withdrawProof(stated, TREE.root, TREE.proof(1), by=obligor).value
    world.core.tokenise(id, by=supplier)
    assert world.units(id, supplier) == [FACE + 1]


def test_nobody_else_withdraws(world: World) -> None:
    post(world)
    for other, counterparty in ((tier2, obligor), (bank, supplier)):
        stated = ITEMS[1]._replace(counterparty=counterparty)
        with pytest.raises(Exception, match=r"ProofInvalid|UnknownBatch"):
            world.core.withdrawProof(stated, TREE.root, TREE.proof(1), by=other)
    assert world.status(world.id_of(ITEMS[1])) == NONE


def test_nothing_is_withdrawn_of_a_party_that_is_not_there(world: World) -> None:
    """An obligor could name nobody in a leaf of its own."""
    forged = invoice("nobody's", counterparty=stranger)
    tree = Tree([leaf(forged, supplier=0)])
    post(world, tree, count=1, total=FACE)
    for by in (obligor, supplier):
        with refuses("UnknownParticipant", account=stranger):
            world.core.withdrawProof(forged, tree.root, [], by=by)
    assert left(world, tree) == (1, FACE)
    world.core.suspend(SUPPLIER1, by=operator)
    post(world)
    stated = ITEMS[1]._replace(counterparty=supplier)
    world.core.withdrawProof(stated, TREE.root, TREE.proof(1), by=obligor)


def test_what_is_left_goes_back_after_the_last_day(world: World) -> None:
    post(world)
    come_for(world, 0)
    with refuses("BatchOpen", root=TREE.root, validUntil=UNTIL):
        world.core.closeBatch(TREE.root, by=obligor)
    with refuses("UnknownBatch", obligor=OBLIGOR2, root=TREE.root):
        world.core.closeBatch(TREE.root, by=obligor2)
    world.go_to(UNTIL + 1)
    closed = world.core.closeBatch(TREE.root, by=obligor)
    freed = TOTAL - FACE
    assert closed.events == [fact("BatchClosed", obligor=OBLIGOR, root=TREE.root, freed=freed)]
    assert used(world) == FACE and left(world) == (0, 0)
    with refuses("BatchExhausted", root=TREE.root, left=0, total=0, face=0):
        world.core.closeBatch(TREE.root, by=obligor)
    with refuses("BatchExists", obligor=OBLIGOR, root=TREE.root):
        post(world, until=UNTIL + 10)


def test_or_as_soon_as_nothing_can_come(world: World) -> None:
    post(world, count=1)
    come_for(world, 3)
    world.core.closeBatch(TREE.root, by=obligor)
    assert used(world) == FACE + 3
