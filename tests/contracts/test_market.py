"""Discounting: units against cash at a price that a financier signed, or nothing."""

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    BANK,
    BANK2,
    DAY,
    DISCOUNT,
    DUE,
    EVERYTHING,
    FACE,
    FINANCIER,
    NOON,
    PRICE,
    SCALE,
    SETTLED,
    SUPPLIER,
    SUPPLIER1,
    TIER2,
    TODAY,
    World,
    bank,
    bank2,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)


def test_a_supplier_sells_at_the_price_that_the_bank_signed(world: World) -> None:
    id = world.tokenised()
    before = world.cash(supplier), world.cash(bank)
    receipt = world.fill(world.quote(id), FACE, least=PRICE)

    assert receipt.value == PRICE
    assert world.units(id, supplier, bank) == [0, FACE]
    assert world.cash(supplier) == before[0] + PRICE * SCALE
    assert world.cash(bank) == before[1] - PRICE * SCALE
    assert world.cash(world.core.address) == 0
    assert world.core.nonceOf(id, BANK, 0) == (True, False)
    assert receipt.new_slots == 1
    assert receipt.events == [
        fact("Transfer", caller=supplier, sender=supplier, receiver=bank, id=id, amount=FACE),
        fact(
            "Sold",
            receivable=id,
            seller=supplier,
            financier=bank,
            nonce=0,
            units=FACE,
            discount=DISCOUNT,
            price=PRICE,
        ),
        fact("Transfer", **{"from": bank, "to": supplier}, value=PRICE * SCALE),
    ]


def test_the_preview_is_what_a_fill_moves(world: World) -> None:
    id = world.tokenised()
    quote = world.quote(id, rate=123_457, basis=365)
    preview = world.core.preview(quote, 777_777, TODAY)
    assert preview.discount + preview.price == 777_777
    assert world.fill(quote, 777_777).value == preview.price


@pytest.mark.parametrize(("days", "discount"), [(0, 13_500), (30, 9_000), (89, 150)])
def test_the_discount_counts_the_days_that_are_left(world: World, days: int, discount: int) -> None:
    id = world.tokenised()
    quote = world.quote(id, expiry=2**64 - 1)
    world.go_to(TODAY + days, second=DAY - 1)
    assert world.fill(quote, FACE).only("Sold")["discount"] == discount


def test_on_the_due_day_nothing_is_left_to_discount(world: World) -> None:
    quote = world.quote(world.tokenised(), expiry=2**64 - 1)
    world.go_to(DUE, second=0)
    with refuses("NoDaysToMaturity"):
        world.fill(quote, FACE)


def test_any_holder_sells_a_part(world: World) -> None:
    id = world.spread({tier3: 300_000})
    receipt = world.fill(world.quote(id), 100_000, by=tier3)
    assert receipt.value == 98_650
    assert world.units(id, supplier, tier3, bank) == [700_000, 200_000, 100_000]


def test_two_quotes_of_one_bank_and_one_of_another(world: World) -> None:
    id = world.tokenised()
    world.fill(world.quote(id, nonce=0), 1_000)
    world.fill(world.quote(id, nonce=95, rate=0), 10)
    world.fill(world.quote(id, financier=bank2), 100, signer=bank2)
    assert world.units(id, supplier, bank, bank2) == [FACE - 1_110, 1_010, 100]
    assert [world.core.nonceOf(id, BANK, n).used for n in (0, 1, 94, 95)] == [
        True,
        False,
        False,
        True,
    ]


def test_a_bank_resells_what_it_bought(world: World) -> None:
    id = world.tokenised()
    world.fill(world.quote(id), FACE)
    world.fill(world.quote(id, financier=bank2, rate=10_000), FACE, by=bank, signer=bank2)
    assert world.units(id, bank, bank2) == [0, FACE]
    assert world.core.nonceOf(id, BANK, 0).used


def test_a_bank_that_is_the_supplier_buys_back(world: World) -> None:
    """Its units lie in the receivable's slot, its nonces elsewhere."""
    world.core.setRoles(SUPPLIER1, SUPPLIER | FINANCIER, by=operator)
    id = world.spread({tier2: 1_000})
    quote = world.quote(id, financier=supplier, nonce=7)
    world.fill(quote, 400, by=tier2, signer=supplier)
    assert world.units(id, supplier, tier2) == [FACE - 600, 600]
    with refuses("QuoteUsed", financier=SUPPLIER1, nonce=7):
        world.fill(quote, 400, by=tier2, signer=supplier)
    with refuses("TransferToSelf", participant=SUPPLIER1):
        world.fill(quote._replace(nonce=8), 400, by=supplier, signer=supplier)


# The quote has to hold.


def test_a_quote_is_filled_once(world: World) -> None:
    id = world.tokenised()
    quote = world.quote(id)
    world.fill(quote, 1)
    with refuses("QuoteUsed", financier=BANK, nonce=0):
        world.fill(quote, 1)
    with refuses("QuoteUsed", financier=BANK, nonce=0):
        world.fill(quote._replace(rate=1), 1)


def test_the_units_of_a_bank_do_not_disturb_its_nonces(world: World) -> None:
    """Both lie in one slot."""
    id = world.tokenised()
    for nonce in (95, 0, 31):
        world.fill(world.quote(id, nonce=nonce), 2)
    world.core.cancelQuote(id, 64, by=bank)
    world.core.transfer(tier2, id, 6, by=bank)
    world.core.transfer(bank, id, 5, by=tier2)
    assert world.units(id, bank) == [5]
    seen = {n: tuple(world.core.nonceOf(id, BANK, n)) for n in range(96)}
    assert {n for n, (used, _) in seen.items() if used} == {0, 31, 95}
    assert {n for n, (_, withdrawn) in seen.items() if withdrawn} == {64}


def test_a_quote_is_good_through_its_last_second(world: World) -> None:
    id = world.tokenised()
    quote = world.quote(id, expiry=NOON + 100)
    world.chain.now = NOON + 101
    with refuses("QuoteExpired", expiry=NOON + 100, timestamp=NOON + 101):
        world.fill(quote, 1)
    world.fill(quote._replace(expiry=world.chain.now), 1)


@pytest.mark.parametrize(("units", "fits"), [(9, False), (10, True), (20, True), (21, False)])
def test_a_quote_takes_the_units_in_its_range(world: World, units: int, fits: bool) -> None:
    quote = world.quote(world.tokenised(), min_units=10, max_units=20)
    if fits:
        assert world.fill(quote, units).value == units
    else:
        with refuses("UnitsOutOfRange", units=units, minUnits=10, maxUnits=20):
            world.fill(quote, units)


def test_a_seller_has_to_have_what_it_sells(world: World) -> None:
    id = world.spread({tier2: 5})
    with refuses("InsufficientUnits", id=id, holder=TIER2, held=5, needed=6):
        world.fill(world.quote(id), 6, by=tier2)
    with refuses("ZeroAmount"):
        world.fill(world.quote(id, min_units=0), 0, by=tier2)


def test_the_price_may_not_fall_below_what_the_seller_asked_for(world: World) -> None:
    id = world.tokenised()
    quote = world.quote(id)
    with refuses("PriceMoved", minPrice=PRICE + 1, price=PRICE):
        world.fill(quote, FACE, least=PRICE + 1)
    assert world.units(id, bank) == [0]
    assert not world.core.nonceOf(id, BANK, 0).used
    assert world.fill(quote, FACE, least=PRICE).value == PRICE


def test_a_quote_is_for_what_it_priced(world: World) -> None:
    id = world.tokenised()
    for changed in ({"unpaid": FACE - 1}, {"due_day": DUE + 1}, {"due_day": DUE - 1}):
        with refuses("ReceivableChanged", receivable=id):
            world.fill(world.quote(id, **changed), 1)


def test_a_payment_voids_the_quotes_before_it(world: World) -> None:
    id = world.tokenised()
    quote = world.quote(id)
    world.core.pay(id, 400_000, by=obligor)
    with refuses("ReceivableChanged", receivable=id):
        world.fill(quote, FACE)
    # What is left of the claim sells, at a price for what is left.
    receipt = world.fill(quote._replace(unpaid=600_000), FACE)
    assert receipt.only("Sold") == {
        "receivable": id,
        "seller": supplier,
        "financier": bank,
        "nonce": 0,
        "units": FACE,
        "discount": 8_100,
        "price": 591_900,
    }
    assert world.redeem(id, supplier) == [400_000]
    world.core.pay(id, 600_000, by=obligor)
    assert world.redeem(id, bank) == [600_000]


def test_a_fraction_of_a_fen_is_not_for_sale(world: World) -> None:
    """A unit with most of it paid off stands for less than one fen, and for a price of nothing."""
    id = world.tokenised()
    world.core.pay(id, 600_000, by=obligor)
    quote = world.quote(id, unpaid=400_000, rate=0)
    with refuses("DiscountNotBelowFace", units=0, discount=0):
        world.fill(quote, 2)
    assert world.fill(quote, 4).value == 1


def test_a_partial_acceptance_voids_the_quotes_before_it(world: World) -> None:
    quote = world.quote(world.recorded())
    world.core.confirm(world.undertaking(invoice(), amount=FACE - 1), by=obligor)
    world.core.tokenise(quote.receivable, by=supplier)
    with refuses("ReceivableChanged", receivable=quote.receivable):
        world.fill(quote, 1)


def test_what_is_settled_is_not_for_sale(world: World) -> None:
    id = world.tokenised()
    quote = world.quote(id)
    world.core.pay(id, FACE, by=obligor)
    assert world.status(id) == SETTLED
    with refuses("UnitsOnlyRedeemable", id=id):
        world.fill(quote, 1)


def test_a_discount_that_eats_the_price_is_refused(world: World) -> None:
    id = world.tokenised()
    with refuses("DiscountNotBelowFace", units=FACE, discount=FACE):
        world.fill(world.quote(id, rate=4_000_000), FACE)
    with refuses("BasisUnsupported", basis=364):
        world.fill(world.quote(id, basis=364), FACE)


# Who may.


def test_only_an_active_financier_buys(world: World) -> None:
    id = world.tokenised()
    with refuses("WrongRole", account=tier2, required=FINANCIER):
        world.fill(world.quote(id, financier=tier2), 1, signer=tier2)
    with refuses("UnknownParticipant", account=stranger):
        world.fill(world.quote(id, financier=stranger), 1, signer=stranger)
    world.core.suspend(BANK, by=operator)
    with refuses("ParticipantSuspended", id=BANK):
        world.fill(world.quote(id), 1)


def test_only_an_active_participant_sells(world: World) -> None:
    id = world.tokenised()
    with refuses("UnknownParticipant", account=stranger):
        world.fill(world.quote(id), 1, by=stranger)
    world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        world.fill(world.quote(id), 1)


def test_the_bank_needs_the_cash_and_has_to_have_approved_it(world: World) -> None:
    id = world.tokenised()
    world.token.approve(world.core.address, PRICE * SCALE - 1, by=bank)
    with refuses(
        "ERC20InsufficientAllowance",
        spender=world.core.address,
        allowance=PRICE * SCALE - 1,
        needed=PRICE * SCALE,
    ):
        world.fill(world.quote(id), FACE)
    world.token.approve(world.core.address, EVERYTHING, by=bank)
    world.token.burn(world.cash(bank), by=bank)
    with refuses("ERC20InsufficientBalance", sender=bank, balance=0, needed=PRICE * SCALE):
        world.fill(world.quote(id), FACE)
    assert world.units(id, supplier, bank) == [FACE, 0]


# Withdrawing a quote.


def test_a_bank_withdraws_its_quote(world: World) -> None:
    id = world.tokenised()
    receipt = world.core.cancelQuote(id, 0, by=bank)
    assert receipt.events == [fact("QuoteCancelled", financier=bank, receivable=id, nonce=0)]
    assert world.core.nonceOf(id, BANK, 0) == (False, True)
    with refuses("QuoteWithdrawn", financier=BANK, nonce=0):
        world.fill(world.quote(id), 1)
    with refuses("QuoteWithdrawn", financier=BANK, nonce=0):
        world.core.cancelQuote(id, 0, by=bank)
    world.fill(world.quote(id, nonce=1), 1)


def test_a_bank_withdraws_no_quote_but_its_own(world: World) -> None:
    id = world.tokenised()
    world.core.cancelQuote(id, 0, by=bank2)
    assert world.core.nonceOf(id, BANK2, 0).withdrawn
    world.fill(world.quote(id), 1)


def test_what_was_filled_cannot_be_withdrawn(world: World) -> None:
    id = world.tokenised()
    world.fill(world.quote(id), 1)
    with refuses("QuoteUsed", financier=BANK, nonce=0):
        world.core.cancelQuote(id, 0, by=bank)


@pytest.mark.parametrize("nonce", [96, 255])
def test_nonces_end_at_95(world: World, nonce: int) -> None:
    id = world.tokenised()
    with refuses("NonceOutOfRange", nonce=nonce):
        world.fill(world.quote(id, nonce=nonce), 1)
    with refuses("NonceOutOfRange", nonce=nonce):
        world.core.cancelQuote(id, nonce, by=bank)
    with refuses("NonceOutOfRange", nonce=nonce):
        world.core.nonceOf(id, BANK, nonce)


def test_only_a_financier_withdraws(world: World) -> None:
    with refuses("WrongRole", account=supplier, required=FINANCIER):
        world.core.cancelQuote(1, 0, by=supplier)
    with refuses("UnknownParticipant", account=stranger):
        world.core.cancelQuote(1, 0, by=stranger)
