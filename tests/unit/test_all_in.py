"""What a sale costs its seller, all in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.all_in import AllIn
from sfc.domain.errors import AmountNotPositive


def test_a_hold_back_makes_money_dearer() -> None:
    # 1,000,000 fen, 90 days, 5.4 % on 360: a discount of 13,500
    whole = AllIn(claim=1_000_000, discount=13_500, days=90)
    kept = AllIn(claim=1_000_000, discount=13_500, days=90, hold_back=98_650)
    assert (whole.received, whole.cost, whole.hold_back_cost) == (986_500, 13_500, 0)
    assert (kept.received, kept.cost, kept.hold_back_cost) == (887_850, 13_500, 1_350)
    # 13,500 / 986,500 × 365 / 90, and on 887,850
    assert whole.effective_rate_ppm == 55_499
    assert kept.effective_rate_ppm == 61_666


def test_a_fee_is_cost_and_is_not_received() -> None:
    sale = AllIn(claim=100_000, discount=1_000, days=73, fee=500)
    assert (sale.cost, sale.received) == (1_500, 98_500)
    assert sale.effective_rate_ppm == 76_142  # 1,500 / 98,500 × 5


def test_nothing_received_has_no_rate() -> None:
    with pytest.raises(AmountNotPositive):
        _ = AllIn(claim=100, discount=50, days=1, fee=50).effective_rate_ppm


@given(
    claim=st.integers(1_000, 10**12),
    days=st.integers(1, 400),
    data=st.data(),
)
def test_the_claim_is_shared_out_whole(claim: int, days: int, data: st.DataObject) -> None:
    discount = data.draw(st.integers(0, claim // 2))
    price = claim - discount
    hold_back = data.draw(st.integers(0, price // 2))
    fee = data.draw(st.integers(0, price // 20))
    sale = AllIn(claim, discount, days, fee, hold_back)
    assert sale.received + sale.hold_back + sale.cost == claim
    plain = AllIn(claim, discount, days)
    assert sale.effective_rate_ppm >= plain.effective_rate_ppm
