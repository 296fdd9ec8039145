"""The amounts of a sale: to the last minor unit those of the domain, and never out of nothing."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sfc.domain import discount as domain
from sfc.domain.errors import DiscountNotBelowFace
from tests.contracts.chain import Refused, refuses
from tests.contracts.market.bench import PPM, Bench, SaleTerms
from tests.contracts.world import BANK, FACE, TIER3, bank, supplier, tier2, tier3

claims = st.integers(1, 2**64 - 1) | st.integers(1, 10_000)
rates = st.integers(0, 2**32 - 1) | st.integers(0, 200_000)
terms = st.builds(
    SaleTerms,
    basis=st.sampled_from([360, 365]),
    recourse=st.just(0),
    buy_back_rate=st.just(0),
    hold_back=st.integers(0, PPM // 2),
    fee_rate=st.integers(0, 2**32 - 1) | st.integers(0, 20_000),
    fee_on_financier=st.booleans(),
    fee_amount=st.integers(0, 2**64 - 1) | st.integers(0, 1_000),
    fee_receiver=st.just(1),
)


def test_every_amount_is_the_domains(stall: Bench) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(claims, rates, st.integers(1, 2**24 - 1) | st.integers(1, 365), terms)
    @example(1, 0, 1, SaleTerms(hold_back=PPM // 2))
    @example(2**64 - 1, 1, 1, SaleTerms(fee_rate=PPM, fee_on_financier=True, fee_receiver=1))
    def check(claim: int, rate: int, days: int, terms: SaleTerms) -> None:
        try:
            price = domain.price(claim, rate, days, terms.basis)
        except DiscountNotBelowFace:
            with pytest.raises(Refused) as said:
                stall.market.amounts(terms, claim, rate, days)
            assert said.value.why.name == "DiscountNotBelowFace"
            return
        sale = stall.market.amounts(terms, claim, rate, days)
        assert (sale.discount, sale.price) == (claim - price, price)
        assert sale.holdBack == floor(Fraction(price * terms.hold_back, PPM))
        asked = terms.fee_amount + domain.half_up(price * terms.fee_rate, PPM)
        assert sale.fee == min(asked, price // 20)
        assert sale.cost == sale.proceeds + sale.holdBack + sale.fee
        assert sale.cost == price + (sale.fee if terms.fee_on_financier else 0)

    check()


def test_the_fee_has_a_bearer_a_receiver_and_a_cap(bench: Bench) -> None:
    world = bench.world
    id = world.tokenised()
    before = bench.cash(supplier, bank, tier3)
    fee = SaleTerms(fee_amount=100, fee_rate=2_000, fee_receiver=TIER3)
    sale = bench.sell(bench.order(id, nonce=1, terms=fee), id, 500_000).value
    assert (sale.price, sale.fee, sale.proceeds, sale.cost) == (493_250, 1_087, 492_163, 493_250)
    fee = fee._replace(fee_on_financier=True)
    sale = bench.sell(bench.order(id, nonce=2, terms=fee), id, 500_000).value
    assert (sale.price, sale.fee, sale.proceeds, sale.cost) == (493_250, 1_087, 493_250, 494_337)
    assert bench.cash(supplier, bank, tier3) == [
        before[0] + 985_413,
        before[1] - 987_587,
        before[2] + 2_174,
    ]


def test_whatever_was_agreed_the_fee_is_a_twentieth_at_most(bench: Bench) -> None:
    id = bench.world.tokenised()
    fee = SaleTerms(fee_amount=10**9, fee_receiver=TIER3)
    sale = bench.sell(bench.order(id, terms=fee), id, FACE).value
    assert (sale.price, sale.fee) == (986_500, 49_325)


def test_a_fee_may_go_to_a_party_of_the_sale(bench: Bench) -> None:
    """A financier that charges for itself keeps it, a seller gets it back."""
    id = bench.world.tokenised()
    before = bench.cash(supplier, bank)
    fee = SaleTerms(fee_amount=100, fee_receiver=BANK)
    bench.sell(bench.order(id, terms=fee), id, 500_000)
    assert bench.cash(supplier, bank) == [before[0] + 493_150, before[1] - 493_150]


def test_terms_have_to_make_sense(bench: Bench) -> None:
    id = bench.world.spread({tier2: 1})

    def sell(**terms: int) -> None:
        bench.sell(bench.order(id, terms=SaleTerms(**terms)), id, 1_000)

    with refuses("ShareOutOfRange", share=PPM + 1, most=PPM):
        sell(recourse=PPM + 1)
    with refuses("ShareOutOfRange", share=500_001, most=500_000):
        sell(hold_back=500_001)
    with refuses("FeeReceiverMissing"):
        sell(fee_rate=1)
    with refuses("FeeReceiverMissing"):
        sell(fee_amount=1)
    with refuses("UnknownParticipantId", id=99):
        sell(fee_amount=1, fee_receiver=99)
    with refuses("BasisUnsupported", basis=364):
        sell(basis=364)
