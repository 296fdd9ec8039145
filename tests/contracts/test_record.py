"""Recording: a supplier states what it is owed. One invoice, one receivable."""

from typing import Any

import pytest
from eth_abi import encode
from eth_utils import keccak

from tests.contracts.chain import Actor, Fact, fact, refuses
from tests.contracts.world import (
    CNY,
    CORE_ENTERPRISE,
    DUE,
    FACE,
    FINANCIER,
    OBLIGOR,
    OBLIGOR2,
    RECORDED,
    REJECTED,
    SUPPLIER,
    SUPPLIER1,
    TERMS,
    TIER2,
    TODAY,
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
)


def test_a_supplier_records_what_it_is_owed(world: World) -> None:
    receipt = world.core.record(invoice(), by=supplier)
    id = receipt.value

    recorded = world.core.receivableOf(id)
    assert recorded._asdict() == {
        "status": RECORDED,
        "round": 0,
        "currency": CNY,
        "terms": TERMS,
        "dueDay": DUE,
        "obligor": OBLIGOR,
        "supplier": SUPPLIER1,
        "face": FACE,
        "supplierUnits": 0,
    }
    word = FACE << 128 | SUPPLIER1 << 96 | OBLIGOR << 64 | DUE << 40 | TERMS << 24 | CNY << 16 | 1
    assert receipt.events == [
        fact(
            "Recorded",
            receivable=id,
            obligor=OBLIGOR,
            supplier=SUPPLIER1,
            word=word,
            issueDay=TODAY - 3,
            invoice=digest(1),
            evidenceRoot=digest("evidence 1"),
        )
    ]
    assert receipt.new_slots == 1


def test_the_id_is_the_hash_of_parties_and_invoice(world: World) -> None:
    packed = encode(["uint32", "uint32", "bytes32"], [OBLIGOR, SUPPLIER1, digest(1)])
    assert world.recorded() == int.from_bytes(keccak(packed), "big")


def test_the_same_invoice_again_is_refused_whatever_else_it_says(world: World) -> None:
    id = world.recorded()
    for again in (
        invoice(),
        invoice(face=1),
        invoice(due_day=DUE + 1),
        invoice(evidence=digest("another scan")),
    ):
        with refuses("AlreadyRecorded", receivable=id, status=RECORDED):
            world.core.record(again, by=supplier)


def test_a_rejected_invoice_stays_rejected(world: World) -> None:
    id = world.recorded()
    world.core.reject(id, 7, by=obligor)
    with refuses("AlreadyRecorded", receivable=id, status=REJECTED):
        world.core.record(invoice(), by=supplier)


def test_nobody_else_can_occupy_the_id(world: World) -> None:
    """Another creator, or another debtor, makes another receivable, and harms nobody."""
    others = world.core.record(invoice(), by=tier2).value
    owed_by_another = world.core.record(invoice(counterparty=obligor2), by=supplier).value
    ids = {world.recorded(), others, owed_by_another}
    assert len(ids) == 3
    assert world.core.receivableOf(others).supplier == TIER2
    assert world.core.receivableOf(owed_by_another).obligor == OBLIGOR2


def test_the_largest_amount_and_the_last_day_fit(world: World) -> None:
    id = world.recorded(invoice(face=2**64 - 1, due_day=2**24 - 1))
    assert world.core.receivableOf(id)[4:8] == (2**24 - 1, OBLIGOR, SUPPLIER1, 2**64 - 1)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"face": 0}, fact("ZeroAmount")),
        ({"currency": 0}, fact("UnknownCurrency", currency=0)),
        ({"currency": 2}, fact("UnknownCurrency", currency=2)),
        ({"terms": 0}, fact("UnknownTerms", terms=0)),
        ({"terms": 2}, fact("UnknownTerms", terms=2)),
        (
            {"issue_day": DUE},
            fact("DueNotAfterIssue", issueDay=DUE, dueDay=DUE),
        ),
        (
            {"due_day": TODAY - 4},
            fact("DueNotAfterIssue", issueDay=TODAY - 3, dueDay=TODAY - 4),
        ),
        ({"counterparty": stranger}, fact("UnknownParticipant", account=str(stranger))),
        (
            {"counterparty": tier2},
            fact("WrongRole", account=str(tier2), required=CORE_ENTERPRISE),
        ),
    ],
    ids=lambda x: x.name if isinstance(x, Fact) else None,
)
def test_what_makes_no_sense_is_refused(world: World, changed: dict[str, Any], error: Fact) -> None:
    with refuses(error.name, **error.fields):
        world.core.record(invoice(**changed), by=supplier)


def test_only_a_supplier_records(world: World) -> None:
    with refuses("UnknownParticipant", account=stranger):
        world.core.record(invoice(), by=stranger)
    for account in (bank, obligor):
        with refuses("WrongRole", account=account, required=SUPPLIER):
            world.core.record(invoice(), by=account)


@pytest.mark.parametrize(("account", "id"), [(supplier, SUPPLIER1), (obligor, OBLIGOR)])
def test_neither_party_may_be_suspended(world: World, account: Actor, id: int) -> None:
    world.core.suspend(id, by=operator)
    with refuses("ParticipantSuspended", id=id):
        world.core.record(invoice(), by=supplier)
    world.core.reinstate(id, by=operator)
    assert world.recorded()


def test_roles_may_be_several(world: World) -> None:
    world.core.setRoles(SUPPLIER1, SUPPLIER | FINANCIER, by=operator)
    assert world.recorded()


def test_nobody_owes_itself(world: World) -> None:
    world.core.setRoles(SUPPLIER1, SUPPLIER | CORE_ENTERPRISE, by=operator)
    with refuses("SameParty", participant=SUPPLIER1):
        world.core.record(invoice(counterparty=supplier), by=supplier)
    with refuses("SameParty", participant=SUPPLIER1):
        world.core.issueSigned(invoice(counterparty=supplier), TODAY, b"", by=supplier)
    with refuses("SameParty", participant=SUPPLIER1):
        world.core.issue([invoice(counterparty=supplier)], by=supplier)
