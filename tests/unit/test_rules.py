"""Rules of confirmation by date."""

from dataclasses import replace

import pytest

from sfc.domain.days import Day
from sfc.domain.errors import RuleNameMalformed
from sfc.domain.rules import Rule, in_force

YEAR = Rule("CN-77", Day(100), None, 365, 180)
HALF = Rule("CN-2026-09", Day(200), Day(300), 183)


def test_each_rule_ends_where_the_next_begins() -> None:
    days = (99, 100, 199, 200, 300, 301)
    found = [in_force([YEAR, HALF], Day(day)) for day in days]
    assert found == [None, YEAR, YEAR, HALF, HALF, None]
    assert in_force([], Day(1)) is None


def test_a_warning_is_no_refusal() -> None:
    today = Day(100)
    assert not YEAR.warns(today, Day(280)) and YEAR.warns(today, Day(281))
    assert YEAR.allows(today, Day(465)) and not YEAR.allows(today, Day(466))


def test_without_a_limit_anything_goes() -> None:
    free = replace(YEAR, max_tenor=None, warning_tenor=None)
    assert free.allows(Day(0), Day(100_000)) and not free.warns(Day(0), Day(100_000))


@pytest.mark.parametrize("name", ["A", "CN-77", "a rule of thirty-two characters!"])
def test_a_name_goes_to_the_chain_and_comes_back(name: str) -> None:
    id = replace(YEAR, name=name).id
    assert len(id) == 32
    assert id.rstrip(b"\0").decode("ascii") == name


@pytest.mark.parametrize(
    "name", ["", " ", "CN-77 ", " CN-77", "CN\n77", "CN-77\0", "规则", "CN–77", "x" * 33]
)
def test_a_name_that_would_not_is_refused(name: str) -> None:
    with pytest.raises(RuleNameMalformed, match="1 to 32 ASCII characters") as refused:
        _ = replace(YEAR, name=name).id
    assert refused.value.name == name
