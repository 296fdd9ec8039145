"""Standing offers: a limit, rates by tenor, drawn at once, free again as they are repaid."""

import pytest

from tests.contracts.chain import refuses
from tests.contracts.market.bench import PPM, Bench, Conditions, SaleTerms
from tests.contracts.world import (
    BANK,
    BANK2,
    CNY,
    DUE,
    FACE,
    FINANCIER,
    OBLIGOR,
    OBLIGOR2,
    SUPPLIER,
    TODAY,
    bank,
    bank2,
    invoice,
    obligor,
    operator,
    supplier,
    tier2,
)

ANYTHING = 0


def opened(bench: Bench, **conditions: object) -> int:
    """A facility of the bank for the core enterprise."""
    chosen = Conditions()._replace(**conditions)  # type: ignore[arg-type]
    return int(bench.market.openFacility(OBLIGOR, CNY, chosen, by=bank).value)


def used(bench: Bench, facility: int) -> int:
    """Of its limit."""
    return int(bench.market.facilityOf(facility).used)


def test_a_holder_draws_in_one_transaction(bench: Bench) -> None:
    world = bench.world
    facility, id = opened(bench), world.tokenised()
    before = bench.cash(supplier, bank)
    receipt = bench.market.draw(facility, id, 400_000, 394_600, by=supplier)
    sale = receipt.value
    assert (sale.claim, sale.discount, sale.price) == (400_000, 5_400, 394_600)
    assert bench.cash(supplier, bank) == [before[0] + 394_600, before[1] - 394_600]
    assert world.units(id, supplier, bank) == [600_000, 400_000]
    assert receipt.only("FacilityUsed") == {
        "facility": facility,
        "receivable": id,
        "used": 400_000,
    }
    with refuses("FacilityExceeded", limit=FACE, used=400_000, claim=600_001):
        bench.market.draw(facility, world.tokenised(invoice(2)), 600_001, ANYTHING, by=supplier)
    bench.market.draw(facility, id, 600_000, ANYTHING, by=supplier)
    assert used(bench, facility) == FACE


@pytest.mark.parametrize(
    ("days", "rate"), [(1, 40_000), (30, 40_000), (31, 54_000), (90, 54_000), (180, 60_000)]
)
def test_the_rate_follows_the_tenor(bench: Bench, days: int, rate: int) -> None:
    facility = opened(bench)
    id = bench.world.tokenised(invoice(due_day=TODAY + days))
    sale = bench.market.draw(facility, id, FACE, ANYTHING, by=supplier).value
    assert sale.discount == (FACE * rate * days * 2 + 360 * PPM) // (2 * 360 * PPM)


def test_longer_than_the_last_tenor_is_refused(bench: Bench) -> None:
    facility = opened(bench)
    id = bench.world.tokenised(invoice(due_day=TODAY + 181))
    with refuses("TenorTooLong", tenor=181, most=180):
        bench.market.draw(facility, id, 1, ANYTHING, by=supplier)
    bench.world.go_to(TODAY + 1)
    bench.market.draw(facility, id, 1, ANYTHING, by=supplier)
    bench.world.go_to(TODAY + 181)
    with refuses("NoDaysToMaturity"):
        bench.market.draw(facility, id, 1, ANYTHING, by=supplier)


def test_it_buys_what_it_was_opened_for(bench: Bench) -> None:
    id = bench.world.tokenised()
    other = bench.market.openFacility(OBLIGOR2, CNY, Conditions(), by=bank).value
    elsewhere = bench.market.openFacility(OBLIGOR, CNY + 1, Conditions(), by=bank).value
    strict = opened(bench, receivable_terms=2)
    for facility in (other, elsewhere, strict):
        with refuses("ReceivableNotCovered", receivable=id):
            bench.market.draw(facility, id, 1, ANYTHING, by=supplier)
    with refuses("FacilityNotOpen", facility=99):
        bench.market.draw(99, id, 1, ANYTHING, by=supplier)
    bench.market.draw(opened(bench, receivable_terms=1), id, 1, ANYTHING, by=supplier)


def test_the_holder_says_what_it_wants_at_least(bench: Bench) -> None:
    """So a change of the rate just before it costs the holder nothing."""
    facility, id = opened(bench), bench.world.tokenised()
    bench.market.changeFacility(facility, Conditions(buckets=((90, 54_004),)), by=bank)
    with refuses("PriceMoved", minPrice=986_500, price=986_499):
        bench.market.draw(facility, id, FACE, 986_500, by=supplier)


# The limit is free again.


def test_payments_restore_the_limit(bench: Bench) -> None:
    world = bench.world
    facility, id = opened(bench), world.tokenised()
    bench.market.draw(facility, id, 800_000, ANYTHING, by=supplier)
    bench.market.restore(facility, id, by=tier2)
    assert used(bench, facility) == 800_000
    world.core.pay(id, 500_000, by=obligor)
    assert used(bench, facility) == 800_000
    receipt = bench.market.restore(facility, id, by=tier2)
    assert receipt.only("FacilityUsed")["used"] == 400_000
    world.core.pay(id, 500_000, by=obligor)
    bench.market.restore(facility, id, by=tier2)
    bench.market.restore(facility, id, by=tier2)
    assert used(bench, facility) == 0


def test_a_draw_on_the_same_receivable_brings_it_up_to_date(bench: Bench) -> None:
    world = bench.world
    facility, id = opened(bench, limit=500_000), world.tokenised()
    bench.market.draw(facility, id, 500_000, ANYTHING, by=supplier)
    with refuses("FacilityExceeded", limit=500_000, used=500_000, claim=1):
        bench.market.draw(facility, id, 1, ANYTHING, by=supplier)
    world.core.pay(id, 500_000, by=obligor)
    bench.market.draw(facility, id, 500_000, ANYTHING, by=supplier)
    assert used(bench, facility) == 500_000


def test_units_that_go_back_restore_the_limit(bench: Bench) -> None:
    facility = opened(bench, terms=SaleTerms(recourse=PPM))
    id = bench.world.tokenised()
    deal = bench.market.draw(facility, id, FACE, ANYTHING, by=supplier).value.deal
    assert bench.market.dealOf(deal).facility == facility
    bench.default()
    bench.market.putBack(deal, 300_000, by=bank)
    assert used(bench, facility) == 700_000
    bench.world.token.approve(bench.market.address, 0, by=supplier)
    bench.market.putBack(deal, 100_000, by=bank)
    assert used(bench, facility) == 700_000  # put back, and not paid for
    bench.market.payDebt(deal, 100_000, 10**9, by=tier2)
    assert used(bench, facility) == 600_000


def test_a_cancelled_receivable_restores_the_limit(bench: Bench) -> None:
    world = bench.world
    facility, id = opened(bench), world.tokenised()
    bench.market.draw(facility, id, FACE, ANYTHING, by=supplier)
    world.core.transfer(supplier, id, FACE, by=bank)
    assert used(bench, facility) == FACE
    world.core.cancel(id, by=supplier)
    world.core.cancel(id, by=obligor)
    bench.market.restore(facility, id, by=tier2)
    assert used(bench, facility) == 0
    # Recorded anew it is drawn on anew.
    world.recorded()
    world.core.confirm(world.undertaking(invoice(), round=1), by=obligor)
    world.core.tokenise(id, by=supplier)
    bench.market.draw(facility, id, 10, ANYTHING, by=supplier)
    assert used(bench, facility) == 10


def test_a_resale_does_not_free_the_limit(bench: Bench) -> None:
    facility, id = opened(bench), bench.world.tokenised()
    bench.market.draw(facility, id, FACE, ANYTHING, by=supplier)
    bench.world.core.transfer(bank2, id, FACE, by=bank)
    bench.market.restore(facility, id, by=bank)
    assert used(bench, facility) == FACE


# The financier's own.


def test_a_facility_is_changed_and_closed_by_its_financier(bench: Bench) -> None:
    facility, id = opened(bench), bench.world.tokenised()
    bench.market.draw(facility, id, 600_000, ANYTHING, by=supplier)
    for call in (
        lambda: bench.market.changeFacility(facility, Conditions(), by=bank2),
        lambda: bench.market.closeFacility(facility, by=bank2),
    ):
        with refuses("NotFacilityOwner", facility=facility, participant=BANK2):
            call()
    changed = Conditions(500_000, 1, ((10, 1), (365, 2)), SaleTerms(365, 1, 2, 3, 4, True, 5, 6))
    assert bench.market.changeFacility(facility, changed, by=bank).only("FacilityChanged")
    seen = bench.market.facilityOf(facility)
    assert (seen.financier, seen.obligor, seen.currency) == (BANK, OBLIGOR, CNY)
    assert (seen.open, seen.used) == (True, 600_000)
    assert seen.conditions == changed
    bench.market.changeFacility(facility, Conditions(500_000), by=bank)
    with refuses("FacilityExceeded", limit=500_000, used=600_000, claim=1):
        bench.market.draw(facility, id, 1, ANYTHING, by=supplier)
    bench.market.closeFacility(facility, by=bank)
    with refuses("FacilityNotOpen", facility=facility):
        bench.market.draw(facility, id, 1, ANYTHING, by=supplier)
    with refuses("FacilityNotOpen", facility=facility):
        bench.market.closeFacility(facility, by=bank)
    bench.market.changeFacility(facility, Conditions(), by=bank)
    bench.market.draw(facility, id, 1, ANYTHING, by=supplier)


@pytest.mark.parametrize(
    "buckets",
    [(), ((0, 1),), ((30, 1), (30, 2)), ((30, 1), (29, 2)), tuple((x, 1) for x in range(1, 7))],
    ids=["none", "no days", "the same twice", "descending", "six"],
)
def test_tenors_ascend(bench: Bench, buckets: tuple[tuple[int, int], ...]) -> None:
    with refuses("BucketsMalformed"):
        opened(bench, buckets=buckets)


def test_five_tenors_fit_with_the_largest_numbers(bench: Bench) -> None:
    buckets = tuple((2**16 - 5 + i, 2**32 - 1 - i) for i in range(5))
    facility = opened(bench, buckets=buckets)
    assert bench.market.facilityOf(facility).conditions.buckets == buckets


def test_only_an_active_financier_opens(bench: Bench) -> None:
    with refuses("WrongRole", account=supplier, required=FINANCIER):
        bench.market.openFacility(OBLIGOR, CNY, Conditions(), by=supplier)
    with refuses("UnknownParticipantId", id=77):
        bench.market.openFacility(77, CNY, Conditions(), by=bank)
    facility, id = opened(bench), bench.world.tokenised()
    bench.world.core.setRoles(BANK, SUPPLIER, by=operator)
    with refuses("WrongRole", account=bank, required=FINANCIER):
        bench.market.draw(facility, id, 1, ANYTHING, by=supplier)
    bench.world.core.setRoles(BANK, FINANCIER, by=operator)
    bench.world.core.suspend(BANK, by=operator)
    with refuses("ParticipantSuspended", id=BANK):
        bench.market.draw(facility, id, 1, ANYTHING, by=supplier)
    with refuses("ParticipantSuspended", id=BANK):
        bench.market.closeFacility(facility, by=bank)


def test_used_is_rounded_down_and_never_passes_the_limit(bench: Bench) -> None:
    world = bench.world
    id = world.tokenised()
    world.core.pay(id, 400_000, by=obligor)
    facility = opened(bench, limit=3)
    bench.market.draw(facility, id, 4, ANYTHING, by=supplier)  # 2.4
    assert used(bench, facility) == 2
    bench.market.draw(facility, id, 2, ANYTHING, by=supplier)  # 3.6 together
    assert used(bench, facility) == 3
    with refuses("FacilityExceeded", limit=3, used=3, claim=1):
        bench.market.draw(facility, id, 2, ANYTHING, by=supplier)
    assert world.today < DUE
