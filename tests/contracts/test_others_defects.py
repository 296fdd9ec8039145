"""Defects that other systems of this kind were found to have, each shown to be absent here.

One test a defect, named for it, on the real chain. The files beside this one go deeper.
"""

from fractions import Fraction

import pytest

from sfc.chain import artifacts
from tests.contracts.chain import Contract, fact, refuses
from tests.contracts.world import (
    BANK,
    DUE,
    FACE,
    GRACE,
    LINE,
    OBLIGOR,
    OBLIGOR2,
    PENALTY_RATE,
    RECORDED,
    SCALE,
    SETTLED,
    SUPPLIER1,
    TIER2,
    TIER3,
    World,
    bank,
    bank2,
    digest,
    invoice,
    obligor,
    obligor2,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)

CURVE = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


def listed(world: World, token: Contract) -> int:
    """Another currency, settled by that token, which everybody has and has approved."""
    for account in (obligor, supplier, bank):
        world.fund(token, account)
    number: int = world.core.addCurrency(b"XTS", token.address, 2, by=operator).value
    for party in (OBLIGOR, OBLIGOR2):
        world.core.setCreditLine(party, number, LINE, by=operator)
    return number


def other_form(signature: bytes) -> bytes:
    """The second point on the curve that the same key and message give."""
    s = int.from_bytes(signature[32:64], "big")
    return signature[:32] + (CURVE - s).to_bytes(32, "big") + bytes([55 - signature[64]])


def late_by(world: World, days: int) -> int:
    """A receivable that became due so many days ago; its penalty interest today."""
    id = world.tokenised()
    world.go_to(DUE + days)
    return int(world.core.amountDue(id).penalty)


# Payment.


def test_payment_declared_without_money(world: World) -> None:
    """Nobody can say that it was paid: cash comes with the call, or nothing happens."""
    id = world.tokenised()
    world.token.approve(world.core.address, 0, by=obligor)
    needed = FACE * SCALE
    fields = {"spender": world.core.address, "allowance": 0, "needed": needed}
    with refuses("ERC20InsufficientAllowance", **fields):
        world.core.pay(id, FACE, by=obligor)
    with refuses("NothingToRedeem", receivable=id, holder=SUPPLIER1):
        world.core.redeem(id, by=supplier)

    idle = world.mock("IdleToken", True)  # says that it moved what it did not move
    currency: int = world.core.addCurrency(b"XTS", idle.address, 2, by=operator).value
    world.core.setCreditLine(OBLIGOR, currency, LINE, by=operator)
    id = world.tokenised(invoice(2, currency=currency))
    with refuses("TokenUnsupported", token=idle.address):
        world.core.pay(id, FACE, by=obligor)


def test_an_overdue_receivable_can_be_paid(world: World) -> None:
    """Nor a defaulted one: no status stands in the way, years later."""
    id = world.tokenised()
    world.go_to(DUE + GRACE + 3 * 365)
    principal, penalty = world.core.amountDue(id)
    assert principal == FACE and penalty > 0
    world.core.pay(id, principal + penalty, by=obligor)
    assert world.status(id) == SETTLED
    assert world.redeem(id, supplier) == [FACE + penalty]


def test_a_fee_on_transfer_token(world: World) -> None:
    """The contract does not book what did not arrive."""
    token = world.mock("FeeToken")
    currency = listed(world, token)
    id = world.tokenised(invoice(2, currency=currency))
    with refuses("TokenUnsupported", token=token.address):
        world.core.pay(id, FACE, by=obligor)
    with refuses("TokenUnsupported", token=token.address):
        world.fill(world.quote(id), FACE)


def test_a_blocking_token(world: World) -> None:
    """Who is on the token's list waits; the others get theirs."""
    token = world.mock("BlockingToken")
    currency = listed(world, token)
    id = world.spread({tier2: 400_000, bank: 100_000}, invoice(2, currency=currency))
    world.core.pay(id, FACE, by=obligor)
    token.setBlocked(tier2, True, by=operator)
    with refuses("Blocked", account=tier2):
        world.core.redeem(id, by=tier2)
    assert world.redeem(id, supplier, bank) == [500_000, 100_000]
    token.setBlocked(tier2, False, by=operator)
    assert world.redeem(id, tier2) == [400_000]


def test_a_re_entering_token(world: World) -> None:
    """It calls `redeem` again in the middle of a redemption, as a holder with units to redeem."""
    token = world.mock("ReenteringToken")
    currency = listed(world, token)
    world.core.register(token.address, digest("LEI of a token"), 2, by=operator)
    id = world.spread({bank: 400_000}, invoice(2, currency=currency))
    world.core.transfer(token.address, id, 300_000, by=supplier)
    world.core.pay(id, FACE, by=obligor)
    again = world.core.data("redeem", id)
    token.arm(world.core.address, again, by=stranger)
    token.execute(world.core.address, again, by=stranger)
    assert not token.succeeded()
    token.arm("0x" + "00" * 20, b"", by=stranger)
    assert world.redeem(id, supplier, bank) == [300_000, 400_000]
    assert world.cash(token.address, token) == 300_000 * SCALE
    assert world.cash(world.core.address, token) == 0


# Identity.


def test_a_duplicate_under_another_creator(world: World) -> None:
    """The same invoice again: by the supplier, by the obligor, or by somebody else."""
    stated = invoice()
    id = world.recorded(stated)
    with refuses("AlreadyRecorded", receivable=id, status=RECORDED):
        world.core.record(stated, by=supplier)
    mirrored = stated._replace(counterparty=supplier)
    with refuses("AlreadyRecorded", receivable=id, status=RECORDED):
        world.core.issue([mirrored], by=obligor)
    # of another supplier, or against another obligor, it is another claim with another id, which
    # is worth nothing until that obligor confirms, and does not stand in anybody's way
    other = int(world.core.record(stated, by=tier2).value)
    another = int(world.core.record(stated._replace(counterparty=obligor2), by=supplier).value)
    assert len({id, other, another}) == 3
    with refuses("NotParty", receivable=other, participant=SUPPLIER1):
        world.core.cancel(other, by=supplier)


def test_an_id_freed_by_burning(world: World) -> None:
    """Redeemed to the last unit, an invoice stays known; so does a rejected one."""
    id = world.tokenised()
    world.core.pay(id, FACE, by=obligor)
    world.redeem(id, supplier)
    with refuses("AlreadyRecorded", receivable=id, status=SETTLED):
        world.core.record(invoice(), by=supplier)
    rejected = world.recorded(invoice(2))
    world.core.reject(rejected, 11, by=obligor)
    with refuses("AlreadyRecorded", receivable=rejected, status=5):
        world.core.record(invoice(2), by=supplier)


def test_the_same_id_twice_in_a_batch(world: World) -> None:
    """In a batch of the obligor's, and in a batch of calls."""
    stated = invoice(counterparty=supplier)
    id = world.id_of(stated)
    with refuses("AlreadyRecorded", receivable=id, status=3):
        world.core.issue([stated, invoice(2, counterparty=supplier), stated], by=obligor)
    assert world.status(id) == 0
    id = world.spread({bank: 600_000})
    world.core.pay(id, FACE, by=obligor)
    redeem = world.core.data("redeem", id)
    with refuses("NothingToRedeem", receivable=id, holder=SUPPLIER1):
        world.core.multicall([redeem, redeem], by=supplier)
    assert world.redeem(id, supplier, bank) == [400_000, 600_000]


# Money.


@pytest.mark.parametrize(
    ("days", "overdue"), [(0, 0), (GRACE, 0), (GRACE + 1, 1), (GRACE + 30, 30)]
)
def test_grace_in_the_wrong_unit(world: World, days: int, overdue: int) -> None:
    """Grace is days: five of them cost nothing, not five seconds and not five hours."""
    exact = Fraction(FACE * PENALTY_RATE * overdue, 360 * 1_000_000)
    assert late_by(world, days) == round(exact + Fraction(1, 10**9))


@pytest.mark.parametrize("days", [181, 183, 255, 256, 257, 366, 3_650])
def test_late_time_overflowing_after_half_a_year(world: World, days: int) -> None:
    """Half a year of seconds fills 24 bits, 256 days fill a byte. Here interest only grows."""
    exact = Fraction(FACE * PENALTY_RATE * days, 360 * 1_000_000)
    assert late_by(world, GRACE + days) == round(exact + Fraction(1, 10**9))


def test_dividing_before_multiplying(world: World) -> None:
    """One minor unit after another: a rate for a day is not rounded before it meets the amount."""
    assert world.core.bankDiscount(1_000_000, 54_000, 1, 360) == 150
    assert world.core.bankDiscount(333, 54_000, 90, 360) == 4  # 4.4955
    assert world.core.bankDiscount(337, 54_000, 89, 360) == 4  # 4.49895...
    assert world.core.bankDiscount(1_000, 36_000, 5, 360) == 1  # 0.5: half up
    assert world.core.penaltyInterest(10**15, 75_000, 1, 365) == 205_479_452_055


def test_360_and_365_are_not_mixed(world: World) -> None:
    """Each quote, and each set of terms, has its own year; another one is refused."""
    id = world.tokenised()
    by_basis = {
        basis: world.core.preview(world.quote(id, basis=basis), FACE, DUE - 90).discount
        for basis in (360, 365)
    }
    assert by_basis == {360: 13_500, 365: 13_315}
    with refuses("BasisUnsupported", basis=364):
        world.fill(world.quote(id, basis=364), FACE)
    terms = world.core.addTerms((0, 75_000, 365), by=operator).value
    other = world.tokenised(invoice(2, terms=terms))
    world.go_to(DUE + GRACE + 100)
    assert world.core.amountDue(id).penalty == 20_833  # 100 days of 360
    assert world.core.amountDue(other).penalty == 21_575  # 105 days of 365
    with refuses("BasisUnsupported", basis=366):
        world.core.addTerms((0, 75_000, 366), by=operator)


def test_dust_attacks_on_shares(world: World) -> None:
    """A face of 4 in pieces of 1, with 2 paid: half a minor unit each, which nobody gets twice."""
    id = world.spread({tier2: 1, tier3: 1, bank: 1}, invoice(face=4))
    world.core.pay(id, 2, by=obligor)
    holders = {supplier: SUPPLIER1, tier2: TIER2, tier3: TIER3, bank: BANK}
    for holder, number in holders.items():
        with refuses("NothingToRedeem", receivable=id, holder=number):
            world.core.redeem(id, by=holder)
    # nor by pushing a piece round: what was paid before stays with who held it then
    for _ in range(4):
        world.core.transfer(supplier, id, 1, by=tier2)
        with refuses("NothingToRedeem", receivable=id, holder=SUPPLIER1):
            world.core.redeem(id, by=supplier)
        world.core.transfer(tier2, id, 1, by=supplier)
    world.core.transfer(supplier, id, 1, by=tier2)
    world.core.pay(id, 2, by=obligor)
    # one and a half, one, one, and the half of before, which as the last takes the fractions
    assert world.redeem(id, supplier, tier3, bank, tier2) == [1, 1, 1, 1]
    assert world.cash(world.core.address) == 0


# Who may do what.


def test_confirmation_by_anybody(world: World) -> None:
    """Not by the supplier, another core enterprise, the operator, or an unsigned promise."""
    id = world.recorded()
    promise = world.undertaking(invoice())
    with refuses("WrongRole", account=supplier, required=1):
        world.core.confirm(promise, by=supplier)
    with refuses("NotParty", receivable=id, participant=OBLIGOR2):
        world.core.confirm(promise, by=obligor2)
    with refuses("UnknownParticipant", account=operator):
        world.core.confirm(promise, by=operator)
    for signature in (b"", bytes(65), world.signed(promise, supplier)):
        with refuses("UndertakingSignatureInvalid", obligor=obligor):
            world.core.confirmSigned(promise, signature, by=supplier)


def test_the_sender_taken_from_an_argument(world: World) -> None:
    """Naming another account moves nothing of that account's."""
    id = world.spread({tier2: 1_000})
    with refuses("ERC6909InsufficientAllowance", spender=bank, allowance=0, needed=1, id=id):
        world.core.transferFrom(tier2, bank, id, 1, by=bank)
    with refuses("QuoteSignatureInvalid", financier=bank2):
        world.fill(world.quote(id, financier=bank2), 1_000, signer=bank)
    before = world.cash(obligor)
    world.core.pay(id, 10, by=tier3)
    assert world.cash(obligor) == before, "the caller pays, not the one who owes"
    with refuses("SplitMalformed", receivers=0, weights=0):
        world.splitter.split(id, 1, [], [], by=bank)
    world.core.setOperator(world.splitter.address, True, by=tier2)
    with refuses(
        "ERC6909InsufficientAllowance",
        spender=world.splitter.address,
        allowance=0,
        needed=1_000,
        id=id,
    ):
        world.splitter.split(id, 1_000, [bank], [1], by=supplier)


def test_a_forced_transfer_to_oneself(world: World) -> None:
    """Neither the holder nor somebody it allowed makes units by sending them round."""
    id = world.spread({tier2: 1_000})
    world.core.setOperator(bank, True, by=tier2)
    with refuses("TransferToSelf", participant=TIER2):
        world.core.transfer(tier2, id, 1_000, by=tier2)
    with refuses("TransferToSelf", participant=TIER2):
        world.core.transferFrom(tier2, tier2, id, 1_000, by=bank)
    with refuses("TransferToSelf", participant=SUPPLIER1):
        world.core.transfer(supplier, id, 1, by=supplier)
    assert world.units(id, supplier, tier2) == [FACE - 1_000, 1_000]


# Signatures.


def test_signature_malleability(world: World) -> None:
    """The other form of a valid signature is none, so that a signature can serve as a name."""
    promise = world.undertaking(invoice())
    world.recorded()
    other = other_form(world.signed(promise, obligor))
    with refuses("UndertakingSignatureInvalid", obligor=obligor):
        world.core.confirmSigned(promise, other, by=supplier)
    id = world.tokenised(invoice(2))
    quote = world.quote(id)
    signature = world.signed(quote, bank)
    world.core.fill(quote, signature, 10, 0, by=supplier)
    with refuses("QuoteSignatureInvalid", financier=bank):
        world.core.fill(quote, other_form(signature), 10, 0, by=supplier)


def test_replay_across_chains_and_contracts(world: World) -> None:
    """A signature is for one chain and one contract, and a quote for one fill."""
    id, recorded = world.tokenised(), world.recorded(invoice(2))
    quote, promise = world.quote(id), world.undertaking(invoice(2))
    for elsewhere in ({"chain_id": world.chain.id + 1}, {"contract": world.token.address}):
        with refuses("QuoteSignatureInvalid", financier=bank):
            world.core.fill(quote, world.signed(quote, bank, **elsewhere), 10, 0, by=supplier)
        with refuses("UndertakingSignatureInvalid", obligor=obligor):
            signature = world.signed(promise, obligor, **elsewhere)
            world.core.confirmSigned(promise, signature, by=supplier)
    # the same code at another address, on the same chain: a twin of this ledger
    twin = world.chain.deploy(
        artifacts.load("Receivables"),
        world.authority.address,
        world.office.address,
        by=operator,
        libraries={name: library.address for name, library in world.libraries.items()},
    )
    assert twin.quoteDigest(quote) != world.core.quoteDigest(quote)
    assert twin.undertakingDigest(promise) != world.core.undertakingDigest(promise)
    signature = world.signed(quote, bank)
    receipt = world.core.fill(quote, signature, 10, 0, by=supplier)
    assert fact("Transfer", caller=supplier, sender=supplier, receiver=bank, id=id, amount=10) in (
        receipt.events
    )
    with refuses("QuoteUsed", financier=6, nonce=0):
        world.core.fill(quote, signature, 10, 0, by=supplier)
    signed = world.signed(promise, obligor)
    world.core.confirmSigned(promise, signed, by=stranger)
    with refuses("WrongStatus", receivable=recorded, status=2, required=RECORDED):
        world.core.confirmSigned(promise, signed, by=stranger)
