"""The receivables ledger of 1,221 invoices: every one financed and redeemed, to the cent."""

from pathlib import Path

import pytest

from tests.e2e.conftest import RunDemo

LEDGER = Path(__file__).parents[3] / "shared" / "data" / "ar" / "ibm_ar_dev.csv"


@pytest.mark.long
@pytest.mark.skipif(not LEDGER.exists(), reason=f"{LEDGER} is not here")
def test_all_invoices_of_a_real_ledger(demo: RunDemo) -> None:
    ran = demo("--ledger", LEDGER, "--profile", "ibm-ar", "--currency", "USD", "--json")
    assert ran.code == 0, ran.err
    assert ran.json == {
        "invoices": 1221,
        "face_total": "74233.12",
        "discount_total": "494.94",
        "redeemed_total": "74233.12",
        "outstanding_units": 0,
        "unclaimed_cash": "0.00",
    }
    assert "1,221 invoices" in ran.report
