"""Settlement tokens that misbehave harm nobody but those who settle in them."""

from dataclasses import dataclass

import pytest

from tests.contracts.chain import Contract, refuses
from tests.contracts.world import (
    CNY,
    EVERYTHING,
    FACE,
    OBLIGOR,
    SCALE,
    TOKENISED,
    World,
    bank,
    digest,
    invoice,
    obligor,
    operator,
    supplier,
    tier2,
)


@dataclass
class Listed:
    """A currency that settles in a token, and a receivable in it."""

    token: Contract
    currency: int
    receivable: int


def listed(world: World, name: str, *arguments: object, funded: bool = True) -> Listed:
    """List a mock token, fund the parties, and tokenise a receivable."""
    token = world.mock(name, *arguments)
    currency = world.core.addCurrency(b"XXX", token.address, 2, by=operator).value
    world.core.setCreditLine(OBLIGOR, currency, 10 * FACE, by=operator)
    for account in (obligor, bank) if funded else ():
        world.fund(token, account, 10**30)
    return Listed(token, currency, world.tokenised(invoice(currency=currency)))


@pytest.mark.parametrize("decimals", [2, 6, 18])
def test_any_number_of_decimals(world: World, decimals: int) -> None:
    it = listed(world, "TestToken", decimals)
    scale = 10 ** (decimals - 2)
    before = world.cash(bank, it.token)
    world.fill(world.quote(it.receivable), FACE)
    assert world.cash(supplier, it.token) == 986_500 * scale
    world.core.pay(it.receivable, FACE, by=obligor)
    assert world.cash(world.core.address, it.token) == FACE * scale
    assert world.redeem(it.receivable, bank) == [FACE]
    assert world.cash(bank, it.token) == before + 13_500 * scale


def test_a_currency_without_decimals(world: World) -> None:
    token = world.mock("TestToken", 0)
    currency = world.core.addCurrency(b"JPY", token.address, 0, by=operator).value
    world.core.setCreditLine(OBLIGOR, currency, FACE, by=operator)
    world.fund(token, obligor)
    id = world.tokenised(invoice(currency=currency))
    world.core.pay(id, FACE, by=obligor)
    assert world.redeem(id, supplier) == [FACE]
    assert world.cash(supplier, token) == FACE


def test_a_token_that_returns_nothing(world: World) -> None:
    it = listed(world, "SilentToken")
    world.fill(world.quote(it.receivable), FACE)
    world.core.pay(it.receivable, FACE, by=obligor)
    assert world.redeem(it.receivable, bank) == [FACE]
    assert world.cash(supplier, it.token) == 986_500 * SCALE
    assert world.cash(world.core.address, it.token) == 0


def test_a_fee_on_transfer_spoils_a_payment(world: World) -> None:
    it = listed(world, "FeeToken")
    for amount in (FACE, 1_000):
        with refuses("TokenUnsupported", token=it.token.address):
            world.core.pay(it.receivable, amount, by=obligor)
    assert world.core.amountDue(it.receivable) == (FACE, 0)
    assert world.core.creditLineOf(OBLIGOR, it.currency).used == FACE


def test_a_fee_on_transfer_spoils_a_sale(world: World) -> None:
    """Either the price reaches the seller, or nothing moves."""
    it = listed(world, "FeeToken")
    with refuses("TokenUnsupported", token=it.token.address):
        world.fill(world.quote(it.receivable), FACE)
    assert world.units(it.receivable, supplier) == [FACE]


def test_a_payment_declared_without_money(world: World) -> None:
    it = listed(world, "IdleToken", True, funded=False)
    with refuses("TokenUnsupported", token=it.token.address):
        world.core.pay(it.receivable, FACE, by=obligor)
    assert world.status(it.receivable) == TOKENISED


def test_a_sale_declared_without_money(world: World) -> None:
    it = listed(world, "IdleToken", True, funded=False)
    with refuses("TokenUnsupported", token=it.token.address):
        world.fill(world.quote(it.receivable), FACE)


def test_a_token_that_says_no(world: World) -> None:
    it = listed(world, "IdleToken", False, funded=False)
    with refuses("SafeERC20FailedOperation", token=it.token.address):
        world.core.pay(it.receivable, FACE, by=obligor)
    with refuses("SafeERC20FailedOperation", token=it.token.address):
        world.fill(world.quote(it.receivable), FACE)


def test_a_blocked_holder_does_not_block_the_others(world: World) -> None:
    it = listed(world, "BlockingToken")
    world.core.transfer(tier2, it.receivable, 300_000, by=supplier)
    world.core.pay(it.receivable, FACE, by=obligor)
    it.token.setBlocked(tier2, True, by=operator)
    with refuses("Blocked", account=tier2):
        world.core.redeem(it.receivable, by=tier2)
    assert world.redeem(it.receivable, supplier) == [700_000]
    assert world.units(it.receivable, tier2) == [300_000]
    it.token.setBlocked(tier2, False, by=operator)
    assert world.redeem(it.receivable, tier2) == [300_000]


def test_a_blocked_party_to_a_sale_leaves_everything_where_it_was(world: World) -> None:
    it = listed(world, "BlockingToken")
    for account in (bank, supplier):
        it.token.setBlocked(account, True, by=operator)
        with refuses("Blocked", account=account):
            world.fill(world.quote(it.receivable), FACE)
        it.token.setBlocked(account, False, by=operator)
    assert world.units(it.receivable, supplier, bank) == [FACE, 0]
    assert not world.core.nonceOf(it.receivable, 6, 0).used


def test_a_bad_token_does_not_touch_other_currencies(world: World) -> None:
    good = world.tokenised(invoice(2))
    it = listed(world, "BlockingToken")
    it.token.setBlocked(world.core.address, True, by=operator)
    with refuses("Blocked", account=world.core.address):
        world.core.pay(it.receivable, FACE, by=obligor)
    world.core.pay(good, FACE, by=obligor)
    assert world.redeem(good, supplier) == [FACE]
    assert world.core.creditLineOf(OBLIGOR, CNY).used == 0


# A token that calls back in the middle of a transfer, as a participant that holds units itself.


@dataclass
class Reentering:
    """The token, which is a participant, and holds 400,000 units of a receivable in itself."""

    token: Contract
    receivable: int
    number: int


@pytest.fixture
def reentering(world: World) -> Reentering:
    it = listed(world, "ReenteringToken")
    token = it.token
    number = world.core.register(token.address, digest("its LEI"), 7, by=operator).value
    world.core.transfer(token.address, it.receivable, 400_000, by=supplier)
    token.mint(token.address, FACE * SCALE, by=operator)
    approve = token.data("approve", world.core.address, EVERYTHING)
    token.execute(token.address, approve, by=operator)
    return Reentering(token, it.receivable, number)


def reentered(it: Reentering, world: World, name: str, *arguments: object) -> None:
    """Let it call this function of the core from within the next transfers."""
    call = world.core.data(name, *arguments)
    it.token.arm(world.core.address, call, by=operator)


def guarded(it: Reentering) -> bool:
    """Whether its last attempt met the reentrancy guard."""
    return not it.token.succeeded() and it.token.answer() == bytes.fromhex("3ee5aeb5")


def test_cash_cannot_be_redeemed_from_within_a_redemption(
    world: World, reentering: Reentering
) -> None:
    it = reentering
    world.core.pay(it.receivable, FACE, by=obligor)
    reentered(it, world, "redeem", it.receivable)
    assert world.redeem(it.receivable, supplier) == [600_000]
    assert guarded(it)
    assert world.core.balanceOf(it.token.address, it.receivable) == 400_000
    assert world.cash(world.core.address, it.token) == 400_000 * SCALE


@pytest.mark.parametrize("part", [FACE, 500_000])
def test_nor_from_within_the_payment_before_the_cash_is_there(
    world: World, reentering: Reentering, part: int
) -> None:
    it = reentering
    reentered(it, world, "redeem", it.receivable)
    world.core.pay(it.receivable, part, by=obligor)
    assert guarded(it)
    assert world.cash(world.core.address, it.token) == part * SCALE


def test_a_payment_within_a_payment_is_refused(world: World, reentering: Reentering) -> None:
    it = reentering
    reentered(it, world, "pay", it.receivable, 1)
    world.core.pay(it.receivable, 10, by=obligor)
    assert guarded(it)
    assert world.core.collectionOf(it.receivable).paid == 10


def test_a_sale_within_a_sale_is_refused(world: World, reentering: Reentering) -> None:
    it = reentering
    inner = world.quote(it.receivable, nonce=1)
    reentered(it, world, "fill", inner, world.signed(inner, bank), 400_000, 0)
    world.fill(world.quote(it.receivable), 600_000)
    assert guarded(it)
    assert world.units(it.receivable, supplier, bank) == [0, 600_000]


def test_the_guard_holds_behind_a_multicall_too(world: World, reentering: Reentering) -> None:
    it = reentering
    world.core.pay(it.receivable, FACE, by=obligor)
    redeem = world.core.data("redeem", it.receivable)
    reentered(it, world, "multicall", [redeem])
    world.redeem(it.receivable, supplier)
    assert guarded(it)


def test_units_passed_on_in_the_middle_of_a_part_payment_are_counted_once(
    world: World, reentering: Reentering
) -> None:
    """A transfer needs no guard: what moves in the middle is the rest of the claim, as always."""
    it = reentering
    reentered(it, world, "transfer", tier2, it.receivable, 400_000)
    world.core.pay(it.receivable, 500_000, by=obligor)
    assert it.token.succeeded()
    reentered_none = ("0x" + "00" * 20, b"")
    it.token.arm(*reentered_none, by=operator)
    world.core.pay(it.receivable, 500_000, by=obligor)
    assert world.redeem(it.receivable, tier2, supplier) == [200_000, 600_000]
    redeem = world.core.data("redeem", it.receivable)
    it.token.execute(world.core.address, redeem, by=operator)
    assert world.cash(world.core.address, it.token) == 0


def test_units_sold_cannot_be_passed_on_in_the_middle_of_the_sale(
    world: World, reentering: Reentering
) -> None:
    """The seller has none left when the cash moves."""
    it = reentering
    quote = world.quote(it.receivable)
    fill = world.core.data("fill", quote, world.signed(quote, bank), 400_000, 0)
    reentered(it, world, "transfer", tier2, it.receivable, 1)
    it.token.execute(world.core.address, fill, by=operator)
    assert not it.token.succeeded()
    assert world.units(it.receivable, bank, tier2) == [400_000, 0]
