"""Issuing: recorded, confirmed and tokenised in one transaction."""

from typing import Any

import pytest

from tests.contracts.chain import Actor, Fact, fact, refuses
from tests.contracts.world import (
    CNY,
    CORE_ENTERPRISE,
    DUE,
    FACE,
    NOBODY,
    OBLIGOR,
    RECORDED,
    SUPPLIER,
    SUPPLIER1,
    TERMS,
    TIER2,
    TODAY,
    TOKENISED,
    Invoice,
    World,
    digest,
    invoice,
    obligor,
    obligor2,
    operator,
    stranger,
    supplier,
    tier2,
)

LAST_DAY = TODAY + 10


def owed_to(account: Actor, number: object, **other: object) -> Invoice:
    """An invoice as the core enterprise states it."""
    return invoice(number, counterparty=account, **other)


def signed(world: World, stated: Invoice, **other: object) -> bytes:
    """The core enterprise's signature under what it promises for an invoice."""
    return world.signed(world.undertaking(stated, **other), obligor)


def word(face: int, supplied_by: int) -> int:
    """What is stored of a receivable all of whose units its supplier holds."""
    parties = supplied_by << 96 | OBLIGOR << 64
    terms = DUE << 40 | TERMS << 24 | CNY << 16
    return face << 192 | face << 128 | parties | terms | TOKENISED


# By the supplier, with the obligor's signature.


def test_a_supplier_does_it_all_in_one_transaction(world: World) -> None:
    signature = signed(world, invoice())
    receipt = world.core.issueSigned(invoice(), LAST_DAY, signature, by=supplier)
    id = receipt.value
    assert id == world.id_of(invoice())
    assert world.status(id) == TOKENISED
    assert world.units(id, supplier) == [FACE]
    assert world.core.creditLineOf(OBLIGOR, CNY).used == FACE
    assert receipt.new_slots == 1
    assert receipt.events == [
        fact(
            "Recorded",
            receivable=id,
            obligor=OBLIGOR,
            supplier=SUPPLIER1,
            word=word(FACE, SUPPLIER1),
            issueDay=TODAY - 3,
            invoice=digest(1),
            evidenceRoot=digest("evidence 1"),
        ),
        fact("Transfer", caller=supplier, sender=NOBODY, receiver=supplier, id=id, amount=FACE),
    ]


def test_it_is_the_signature_that_confirming_takes(world: World) -> None:
    """One statement, whichever way it comes: and it cannot be used twice."""
    signature = signed(world, invoice())
    id = world.core.issueSigned(invoice(), LAST_DAY, signature, by=supplier).value
    with refuses("AlreadyRecorded", receivable=id, status=TOKENISED):
        world.core.issueSigned(invoice(), LAST_DAY, signature, by=supplier)
    with refuses("WrongStatus", receivable=id, status=TOKENISED, required=RECORDED):
        world.core.confirmSigned(world.undertaking(invoice()), signature, by=supplier)


@pytest.mark.parametrize(
    "changed",
    [
        {"face": FACE + 1},
        {"face": FACE - 1},
        {"due_day": DUE + 1},
        {"evidence": digest("another")},
        {"invoice": digest("another")},
    ],
    ids=lambda x: next(iter(x)),
)
def test_what_is_issued_is_what_was_signed(world: World, changed: dict[str, Any]) -> None:
    signature = signed(world, invoice())
    with refuses("UndertakingSignatureInvalid", obligor=obligor):
        world.core.issueSigned(invoice(**changed), LAST_DAY, signature, by=supplier)


def test_another_currency_or_terms_were_not_signed(world: World) -> None:
    signature = signed(world, invoice())
    world.core.addCurrency(b"USD", world.token.address, 2, by=operator)
    world.core.addTerms((0, 0, 365), by=operator)
    for changed in (invoice(currency=2), invoice(terms=2)):
        with refuses("UndertakingSignatureInvalid", obligor=obligor):
            world.core.issueSigned(changed, LAST_DAY, signature, by=supplier)


def test_the_signature_of_one_supplier_serves_no_other(world: World) -> None:
    signature = signed(world, invoice())
    with refuses("UndertakingSignatureInvalid", obligor=obligor):
        world.core.issueSigned(invoice(), LAST_DAY, signature, by=tier2)


def test_a_signature_expires_after_its_last_day(world: World) -> None:
    signature = signed(world, invoice())
    world.go_to(LAST_DAY + 1, second=0)
    with refuses("UndertakingExpired", validUntil=LAST_DAY, today=LAST_DAY + 1):
        world.core.issueSigned(invoice(), LAST_DAY, signature, by=supplier)
    with refuses("UndertakingSignatureInvalid", obligor=obligor):
        world.core.issueSigned(invoice(), LAST_DAY + 1, signature, by=supplier)


def test_a_signature_for_another_chain_or_contract_is_void_here(world: World) -> None:
    promise = world.undertaking(invoice())
    for signature in (
        world.signed(promise, obligor, chain_id=1),
        world.signed(promise, obligor, contract=world.splitter.address),
        world.signed(promise, obligor2),
        world.signed(promise, supplier),
    ):
        with refuses("UndertakingSignatureInvalid", obligor=obligor):
            world.core.issueSigned(invoice(), LAST_DAY, signature, by=supplier)


def test_all_of_recording_and_confirming_is_checked(world: World) -> None:
    with refuses("ZeroAmount"):
        world.core.issueSigned(invoice(face=0), LAST_DAY, b"", by=supplier)
    with refuses("DueNotAfterIssue", issueDay=DUE, dueDay=DUE):
        world.core.issueSigned(invoice(issue_day=DUE), LAST_DAY, b"", by=supplier)
    with refuses("WrongRole", account=tier2, required=CORE_ENTERPRISE):
        world.core.issueSigned(invoice(counterparty=tier2), LAST_DAY, b"", by=supplier)
    with refuses("WrongRole", account=obligor, required=SUPPLIER):
        world.core.issueSigned(invoice(), LAST_DAY, b"", by=obligor)
    late = invoice(issue_day=TODAY - 2, due_day=TODAY)
    with refuses("PastDue", receivable=world.id_of(late), dueDay=TODAY, today=TODAY):
        world.core.issueSigned(late, LAST_DAY, signed(world, late), by=supplier)
    world.core.setCreditLine(OBLIGOR, CNY, FACE - 1, by=operator)
    limits = {"limit": FACE - 1, "used": 0, "amount": FACE}
    with refuses("CreditLimitExceeded", obligor=OBLIGOR, currency=CNY, **limits):
        world.core.issueSigned(invoice(), LAST_DAY, signed(world, invoice()), by=supplier)
    world.core.suspend(OBLIGOR, by=operator)
    with refuses("ParticipantSuspended", id=OBLIGOR):
        world.core.issueSigned(invoice(), LAST_DAY, signed(world, invoice()), by=supplier)


# By the obligor, many at once.


def test_an_obligor_issues_what_it_owes_to_many(world: World) -> None:
    batch = [owed_to(supplier, 1), owed_to(tier2, 1, face=5), owed_to(supplier, 2, face=7)]
    receipt = world.core.issue(batch, by=obligor)
    ids = [
        world.id_of(stated, supplied_by=number)
        for stated, number in zip(batch, (SUPPLIER1, TIER2, SUPPLIER1), strict=True)
    ]
    assert [world.status(id) for id in ids] == [TOKENISED] * 3
    assert [world.units(id, supplier, tier2) for id in ids] == [[FACE, 0], [0, 5], [7, 0]]
    assert world.core.creditLineOf(OBLIGOR, CNY).used == FACE + 5 + 7
    assert receipt.new_slots == 3
    assert [(e.name, e.fields.get("receivable", e.fields.get("id"))) for e in receipt.events] == [
        (name, id) for id in ids for name in ("Recorded", "Transfer")
    ]
    assert receipt.events[3] == fact(
        "Transfer", caller=obligor, sender=NOBODY, receiver=tier2, id=ids[1], amount=5
    )
    assert receipt.events[2].fields["word"] == word(5, TIER2)


def test_a_hundred_at_most(world: World) -> None:
    many = [owed_to(supplier, number) for number in range(101)]
    with refuses("BatchTooLarge", calls=101, limit=100):
        world.core.issue(many, by=obligor)
    with refuses("BatchTooLarge", calls=0, limit=100):
        world.core.issue([], by=obligor)
    world.core.issue(many[:100], by=obligor)
    assert world.core.creditLineOf(OBLIGOR, CNY).used == 100 * FACE


def test_one_invoice_twice_in_a_batch_spoils_it(world: World) -> None:
    batch = [owed_to(supplier, 1), owed_to(supplier, 2), owed_to(supplier, 1, face=3)]
    id = world.id_of(batch[0])
    with refuses("AlreadyRecorded", receivable=id, status=TOKENISED):
        world.core.issue(batch, by=obligor)
    assert world.status(id) == 0
    assert world.core.creditLineOf(OBLIGOR, CNY).used == 0


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ({"counterparty": stranger}, fact("UnknownParticipant", account=str(stranger))),
        (
            {"counterparty": obligor2},
            fact("WrongRole", account=str(obligor2), required=SUPPLIER),
        ),
        ({"face": 0}, fact("ZeroAmount")),
        ({"currency": 9}, fact("UnknownCurrency", currency=9)),
        ({"terms": 9}, fact("UnknownTerms", terms=9)),
    ],
    ids=lambda x: x.name if isinstance(x, Fact) else None,
)
def test_all_or_nothing(world: World, bad: dict[str, Any], error: Fact) -> None:
    batch = [owed_to(supplier, 1), owed_to(supplier, 2)._replace(**bad)]
    with refuses(error.name, **error.fields):
        world.core.issue(batch, by=obligor)
    assert world.status(world.id_of(batch[0])) == 0


def test_a_batch_stays_within_the_line(world: World) -> None:
    world.core.setCreditLine(OBLIGOR, CNY, 2 * FACE, by=operator)
    batch = [owed_to(supplier, number) for number in range(3)]
    limits = {"limit": 2 * FACE, "used": 2 * FACE, "amount": FACE}
    with refuses("CreditLimitExceeded", obligor=OBLIGOR, currency=CNY, **limits):
        world.core.issue(batch, by=obligor)
    world.core.issue(batch[:2], by=obligor)


def test_only_an_active_core_enterprise_issues(world: World) -> None:
    with refuses("UnknownParticipant", account=stranger):
        world.core.issue([owed_to(supplier, 1)], by=stranger)
    with refuses("WrongRole", account=tier2, required=CORE_ENTERPRISE):
        world.core.issue([owed_to(supplier, 1)], by=tier2)
    world.core.suspend(OBLIGOR, by=operator)
    with refuses("ParticipantSuspended", id=OBLIGOR):
        world.core.issue([owed_to(supplier, 1)], by=obligor)
