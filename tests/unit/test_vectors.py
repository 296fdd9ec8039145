"""Acceptance: the worked examples of ../shared/vectors/money.json, to the last minor unit."""

from datetime import date
from typing import Any

import pytest

from sfc.domain.days import actual_days, date_of, ledger_day
from sfc.domain.discount import bank_discount, penalty_interest, price
from sfc.domain.errors import DiscountNotBelowFace, NoDaysToMaturity, ShareWouldBeZero
from sfc.domain.shares import largest_remainder

Vectors = dict[str, Any]


def test_bank_discount(vectors: Vectors) -> None:
    for example in vectors["bank_discount"]:
        terms = [example[name] for name in ("units", "rate_ppm", "days", "basis")]
        assert (bank_discount(*terms), price(*terms)) == (
            example["discount"],
            example["price"],
        ), example["name"]


def test_penalty_interest(vectors: Vectors) -> None:
    for example in vectors["penalty_interest"]:
        terms = [example[name] for name in ("unpaid", "rate_ppm", "days", "basis")]
        assert penalty_interest(*terms) == example["penalty"], example["name"]


def test_actual_days(vectors: Vectors) -> None:
    for example in vectors["actual_days"]:
        start, end = date.fromisoformat(example["start"]), date.fromisoformat(example["end"])
        assert actual_days(start, end) == example["actual"], example


def test_largest_remainder(vectors: Vectors) -> None:
    for example in vectors["largest_remainder"]:
        if example["shares"] is None:
            with pytest.raises(ShareWouldBeZero):
                largest_remainder(example["total"], example["weights"])
        else:
            assert largest_remainder(example["total"], example["weights"]) == example["shares"]


def test_ledger_day(vectors: Vectors) -> None:
    for example in vectors["ledger_day"]:
        day = ledger_day(example["timestamp"], example["utc_offset_hours"])
        assert date_of(day).isoformat() == example["date"], example["note"]


def test_refused(vectors: Vectors) -> None:
    refusals = {example["case"]: example for example in vectors["refused"]}
    assert set(refusals) == {"days <= 0", "discount >= units"}
    for days in (0, -1):
        with pytest.raises(NoDaysToMaturity):
            bank_discount(1_000_000, 50_000, days, 360)
    beyond = refusals["discount >= units"]
    with pytest.raises(DiscountNotBelowFace):
        bank_discount(beyond["units"], beyond["rate_ppm"], beyond["days"], beyond["basis"])
