"""Several calls in one transaction: all or nothing, each checked as if it came alone."""

from tests.contracts.chain import refuses
from tests.contracts.world import (
    BANK,
    CONFIRMED,
    FACE,
    NONE,
    RECORDED,
    TOKENISED,
    World,
    bank,
    invoice,
    obligor,
    supplier,
    tier2,
)


def test_many_receivables_go_through_life_in_a_few_transactions(world: World) -> None:
    core = world.core
    stated = [invoice(number) for number in range(30)]
    results = core.multicall([core.data("record", each) for each in stated], by=supplier).value
    ids = [core.result("record", result) for result in results]
    assert ids == [world.id_of(each) for each in stated]
    core.multicall([core.data("confirm", world.undertaking(each)) for each in stated], by=obligor)
    core.multicall([core.data("tokenise", id) for id in ids], by=supplier)
    quotes = [world.quote(id) for id in ids]
    fills = [core.data("fill", q, world.signed(q, bank), FACE, 0) for q in quotes]
    prices = core.multicall(fills, by=supplier).value
    assert {core.result("fill", price) for price in prices} == {986_500}
    core.multicall([core.data("pay", id, FACE) for id in ids], by=obligor)
    core.multicall([core.data("redeem", id) for id in ids], by=bank)
    assert world.cash(core.address) == 0
    assert core.creditLineOf(1, 1).used == 0


def test_one_bad_call_undoes_all(world: World) -> None:
    good, bad = world.core.data("record", invoice()), world.core.data("record", invoice(face=0))
    with refuses("ZeroAmount"):
        world.core.multicall([good, bad], by=supplier)
    assert world.status(world.id_of(invoice())) == NONE


def test_each_call_is_checked_as_if_it_came_alone(world: World) -> None:
    """Also where the calls pass through the reentrancy guard, one after the other."""
    id = world.tokenised()
    pay = world.core.data("pay", id, 600_000)
    with refuses("Overpayment", receivable=id, amount=600_000, due=400_000):
        world.core.multicall([pay, pay], by=obligor)
    quote = world.quote(id)
    fill = world.core.data("fill", quote, world.signed(quote, bank), 1, 0)
    with refuses("QuoteUsed", financier=BANK, nonce=0):
        world.core.multicall([fill, fill], by=supplier)
    redeem = world.core.data("redeem", id)
    world.core.pay(id, 1, by=obligor)
    with refuses("NothingToRedeem", receivable=id, holder=3):
        world.core.multicall([redeem, redeem], by=supplier)


def test_the_sender_is_the_sender(world: World) -> None:
    id = world.confirmed()
    with refuses("NotParty", receivable=id, participant=4):
        world.core.multicall([world.core.data("tokenise", id)], by=tier2)
    assert world.status(id) == CONFIRMED


def test_what_one_call_does_the_next_one_sees(world: World) -> None:
    signature = world.signed(world.undertaking(invoice()), obligor)
    calls = [
        world.core.data("record", invoice()),
        world.core.data("confirmSigned", world.undertaking(invoice()), signature),
        world.core.data("tokenise", world.id_of(invoice())),
        world.core.data("transfer", tier2, world.id_of(invoice()), 5),
    ]
    world.core.multicall(calls, by=supplier)
    id = world.id_of(invoice())
    assert world.status(id) == TOKENISED
    assert world.units(id, supplier, tier2) == [FACE - 5, 5]


def test_a_hundred_calls_at_most(world: World) -> None:
    assert world.core.MAX_BATCH() == 100
    calls = [world.core.data("record", invoice(number)) for number in range(101)]
    with refuses("BatchTooLarge", calls=101, limit=100):
        world.core.multicall(calls, by=supplier)
    world.core.multicall(calls[:100], by=supplier)
    assert world.status(world.id_of(invoice(99))) == RECORDED
    assert world.core.multicall([], by=supplier).value == ()


def test_calls_are_not_nested(world: World) -> None:
    """One transaction takes a hundred calls: they cannot be wrapped into each other."""
    calls = [world.core.data("record", invoice(number)) for number in range(102)]
    halves = [world.core.data("multicall", calls[:51]), world.core.data("multicall", calls[51:])]
    with refuses("BatchNested", index=0):
        world.core.multicall(halves, by=supplier)
    with refuses("BatchNested", index=1):
        world.core.multicall([calls[0], world.core.data("multicall", [])], by=supplier)
