"""Confirming: the obligor's irrevocable undertaking, by transaction or by signature."""

from typing import Any

import pytest
from eth_utils import keccak

from tests.contracts.chain import Fact, fact, refuses
from tests.contracts.world import (
    CNY,
    CONFIRMED,
    CORE_ENTERPRISE,
    DUE,
    FACE,
    LINE,
    NOBODY,
    NONE,
    OBLIGOR,
    OBLIGOR2,
    RECORDED,
    SUPPLIER,
    SUPPLIER1,
    TERMS,
    TODAY,
    TOKENISED,
    World,
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

# The order of the group of secp256k1.
ORDER = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141


def test_the_obligor_confirms_what_was_recorded(world: World) -> None:
    id = world.recorded()
    receipt = world.core.confirm(world.undertaking(invoice()), by=obligor)

    assert world.status(id) == CONFIRMED
    assert used(world) == FACE
    assert receipt.events == [
        fact("Confirmed", receivable=id, amount=FACE, evidenceRoot=digest("evidence 1"))
    ]
    assert receipt.new_slots == 0


def test_it_may_accept_less_which_is_the_face_from_then_on(world: World) -> None:
    id = world.tokenised(amount=FACE - 1)
    assert world.core.receivableOf(id).face == FACE - 1
    assert used(world) == FACE - 1
    assert world.units(id, supplier) == [FACE - 1]


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": FACE + 1},
        {"round": 1},
        {"currency": CNY + 1},
        {"due_day": DUE + 1},
        {"due_day": DUE - 1},
        {"terms": TERMS + 1},
    ],
    ids=str,
)
def test_it_confirms_what_was_recorded_and_nothing_else(
    world: World, changed: dict[str, Any]
) -> None:
    id = world.recorded()
    with refuses("UndertakingMismatch", receivable=id):
        world.core.confirm(world.undertaking(invoice(), **changed), by=obligor)


def test_nothing_is_no_amount(world: World) -> None:
    world.recorded()
    with refuses("ZeroAmount"):
        world.core.confirm(world.undertaking(invoice(), amount=0), by=obligor)


def test_an_undertaking_is_valid_through_its_last_day(world: World) -> None:
    world.recorded()
    promise = world.undertaking(invoice(), valid_until=TODAY + 4)
    world.go_to(TODAY + 5, second=0)
    with refuses("UndertakingExpired", validUntil=TODAY + 4, today=TODAY + 5):
        world.core.confirm(promise, by=obligor)
    world.core.confirm(promise._replace(valid_until=TODAY + 5), by=obligor)


def test_on_the_due_day_it_is_too_late_to_confirm(world: World) -> None:
    id = world.recorded()
    promise = world.undertaking(invoice(), valid_until=2**24 - 1)
    world.go_to(DUE, second=0)
    with refuses("PastDue", receivable=id, dueDay=DUE, today=DUE):
        world.core.confirm(promise, by=obligor)


def test_the_last_second_of_the_day_before_is_early_enough(world: World) -> None:
    world.recorded()
    world.go_to(DUE - 1, second=86_399)
    world.core.confirm(world.undertaking(invoice(), valid_until=DUE), by=obligor)


def test_only_the_obligor_confirms(world: World) -> None:
    id = world.recorded()
    promise = world.undertaking(invoice())
    with refuses("NotParty", receivable=id, participant=OBLIGOR2):
        world.core.confirm(promise, by=obligor2)
    with refuses("WrongRole", account=supplier, required=CORE_ENTERPRISE):
        world.core.confirm(promise, by=supplier)
    with refuses("UnknownParticipant", account=stranger):
        world.core.confirm(promise, by=stranger)
    world.core.suspend(OBLIGOR, by=operator)
    with refuses("ParticipantSuspended", id=OBLIGOR):
        world.core.confirm(promise, by=obligor)
    assert world.status(id) == RECORDED


def test_once_is_enough(world: World) -> None:
    id = world.confirmed()
    promise = world.undertaking(invoice())
    with refuses("WrongStatus", receivable=id, status=CONFIRMED, required=RECORDED):
        world.core.confirm(promise, by=obligor)
    with refuses("WrongStatus", receivable=id, status=CONFIRMED, required=RECORDED):
        world.core.confirmSigned(promise, world.signed(promise, obligor), by=supplier)


def test_the_credit_line_is_used_to_the_last_fen_and_no_further(world: World) -> None:
    world.core.setCreditLine(OBLIGOR, CNY, 2 * FACE - 1, by=operator)
    world.confirmed()
    world.recorded(invoice(2))
    promise = world.undertaking(invoice(2))
    with refuses(
        "CreditLimitExceeded",
        obligor=OBLIGOR,
        currency=CNY,
        limit=2 * FACE - 1,
        used=FACE,
        amount=FACE,
    ):
        world.core.confirm(promise, by=obligor)
    world.core.confirm(promise._replace(amount=FACE - 1), by=obligor)
    assert world.core.creditLineOf(OBLIGOR, CNY) == (2 * FACE - 1, 2 * FACE - 1)


def test_a_line_is_per_obligor_and_currency(world: World) -> None:
    world.confirmed()
    assert world.core.creditLineOf(OBLIGOR2, CNY) == (LINE, 0)
    assert world.core.creditLineOf(OBLIGOR, CNY + 1) == (0, 0)


# By signature.


def test_anyone_submits_what_the_obligor_signed(world: World) -> None:
    id = world.recorded()
    promise = world.undertaking(invoice())
    receipt = world.core.confirmSigned(promise, world.signed(promise, obligor), by=stranger)
    assert world.status(id) == CONFIRMED
    assert used(world) == FACE
    assert receipt.events == [
        fact("Confirmed", receivable=id, amount=FACE, evidenceRoot=promise.evidence)
    ]


def test_the_digest_is_eip_712(world: World) -> None:
    promise = world.undertaking(invoice())
    text = (
        "Undertaking(uint256 receivable,uint8 round,uint64 amount,uint8 currency,uint24 dueDay,"
        "uint16 terms,bytes32 evidenceRoot,uint24 validUntil)"
    )
    domain = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"

    def word(value: int | bytes) -> bytes:
        return value.to_bytes(32, "big") if isinstance(value, int) else value.rjust(32, b"\0")

    separator = keccak(
        keccak(text=domain)
        + keccak(text="sfc")
        + keccak(text="1")
        + word(world.chain.id)
        + word(bytes.fromhex(world.core.address[2:]))
    )
    struct = keccak(keccak(text=text) + b"".join(word(member) for member in promise))
    expected = keccak(b"\x19\x01" + separator + struct)
    assert world.core.undertakingDigest(promise) == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": FACE - 1},
        {"evidence": digest("another document")},
        {"valid_until": TODAY + 11},
    ],
    ids=str,
)
def test_a_signature_is_for_exactly_what_was_signed(world: World, changed: dict[str, Any]) -> None:
    world.recorded()
    promise = world.undertaking(invoice())
    signature = world.signed(promise, obligor)
    with refuses("UndertakingSignatureInvalid", obligor=obligor):
        world.core.confirmSigned(promise._replace(**changed), signature, by=supplier)


def test_signed_by_another_is_not_signed(world: World) -> None:
    world.recorded()
    promise = world.undertaking(invoice())
    for other in (obligor2, supplier, stranger):
        with refuses("UndertakingSignatureInvalid", obligor=obligor):
            world.core.confirmSigned(promise, world.signed(promise, other), by=supplier)


def test_a_signature_for_another_chain_or_contract_is_void_here(world: World) -> None:
    world.recorded()
    promise = world.undertaking(invoice())
    for signature in (
        world.signed(promise, obligor, chain_id=world.chain.id + 1),
        world.signed(promise, obligor, contract=world.token.address),
    ):
        with refuses("UndertakingSignatureInvalid", obligor=obligor):
            world.core.confirmSigned(promise, signature, by=supplier)


def test_a_signature_has_one_form(world: World) -> None:
    """Neither its mirror image (s and n - s), nor the short form, nor a piece of it counts."""
    world.recorded()
    promise = world.undertaking(invoice())
    good = world.signed(promise, obligor)
    r, s, v = good[:32], int.from_bytes(good[32:64], "big"), good[64]
    mirrored = r + (ORDER - s).to_bytes(32, "big") + bytes([27 + 28 - v])
    short = r + (s | (v - 27) << 255).to_bytes(32, "big")
    for signature in (mirrored, short, good[:64], good + b"\0", b"", bytes(65)):
        with refuses("UndertakingSignatureInvalid", obligor=obligor):
            world.core.confirmSigned(promise, signature, by=supplier)
    world.core.confirmSigned(promise, good, by=supplier)


def test_the_obligor_has_to_be_active_for_its_signature_too(world: World) -> None:
    world.recorded()
    promise = world.undertaking(invoice())
    signature = world.signed(promise, obligor)
    world.core.suspend(OBLIGOR, by=operator)
    with refuses("ParticipantSuspended", id=OBLIGOR):
        world.core.confirmSigned(promise, signature, by=supplier)
    world.core.reinstate(OBLIGOR, by=operator)
    world.core.setRoles(OBLIGOR, SUPPLIER, by=operator)
    with refuses("WrongRole", account=obligor, required=CORE_ENTERPRISE):
        world.core.confirmSigned(promise, signature, by=supplier)


def test_a_contract_may_be_an_obligor(world: World) -> None:
    """It signs through ERC-1271: what it says at the moment of confirming counts."""
    account = world.mock("ContractAccount", tier2)
    number = world.core.register(account.address, digest("its LEI"), 1, by=operator).value
    world.core.setCreditLine(number, CNY, LINE, by=operator)
    stated = invoice(counterparty=account.address)
    id = world.recorded(stated)
    promise = world.undertaking(stated, receivable=id)

    with refuses("UndertakingSignatureInvalid", obligor=account.address):
        world.core.confirmSigned(promise, world.signed(promise, obligor), by=supplier)
    signature = world.signed(promise, tier2)
    account.setOwner(obligor2, by=operator)
    with refuses("UndertakingSignatureInvalid", obligor=account.address):
        world.core.confirmSigned(promise, signature, by=supplier)
    world.core.confirmSigned(promise, world.signed(promise, obligor2), by=supplier)
    assert world.status(id) == CONFIRMED


# Tokenising.


def test_the_supplier_turns_a_confirmed_receivable_into_units(world: World) -> None:
    id = world.confirmed()
    receipt = world.core.tokenise(id, by=supplier)
    assert world.status(id) == TOKENISED
    assert world.units(id, supplier, obligor, stranger) == [FACE, 0, 0]
    assert receipt.events == [
        fact("Transfer", caller=supplier, sender=NOBODY, receiver=supplier, id=id, amount=FACE)
    ]
    assert receipt.new_slots == 0


def test_what_is_not_confirmed_is_not_tokenised(world: World) -> None:
    id = world.recorded()
    with refuses("NotConfirmed", receivable=id, status=RECORDED):
        world.core.tokenise(id, by=supplier)
    world.core.confirm(world.undertaking(invoice()), by=obligor)
    world.core.tokenise(id, by=supplier)
    with refuses("NotConfirmed", receivable=id, status=TOKENISED):
        world.core.tokenise(id, by=supplier)


def test_only_its_supplier_tokenises(world: World) -> None:
    id = world.confirmed()
    with refuses("NotParty", receivable=id, participant=4):
        world.core.tokenise(id, by=tier2)
    with refuses("WrongRole", account=obligor, required=SUPPLIER):
        world.core.tokenise(id, by=obligor)
    with refuses("UnknownParticipant", account=stranger):
        world.core.tokenise(id, by=stranger)
    world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        world.core.tokenise(id, by=supplier)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("tokenise", fact("NotParty", participant=SUPPLIER1)),
        ("reject", fact("NotParty", participant=SUPPLIER1)),
        ("cancel", fact("NotParty", participant=SUPPLIER1)),
        ("redeem", fact("NothingToRedeem", holder=SUPPLIER1)),
        ("pay", fact("WrongStatus", status=NONE, required=TOKENISED)),
    ],
)
def test_of_an_unknown_receivable_nothing_can_be_done(world: World, call: str, error: Fact) -> None:
    id = 42
    more = {"reject": (7,), "pay": (1,)}.get(call, ())
    with refuses(error.name, receivable=id, **error.fields):
        getattr(world.core, call)(id, *more, by=supplier)
