"""Dated limits: the rule in force on the day of the confirmation decides."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    FACE,
    OBLIGOR,
    RECORDED,
    TODAY,
    Invoice,
    World,
    invoice,
    obligor,
    operator,
    supplier,
)

CN_77 = b"CN-77".ljust(32, b"\0")
CAP = b"CN-2026-09".ljust(32, b"\0")
NOTICE = 7


def rule(id: bytes = CN_77, start: int = TODAY, **other: int) -> tuple[Any, ...]:
    """At most a year, with a warning above six months, for as long as nothing else is said."""
    fields = {"end": 0, "tenor": 365, "warning": 180, "line": 0, **other}
    return (id, start, *fields.values())


def announce(world: World, *fields: Any) -> int:
    return int(world.core.announceRule(fields, by=operator).value)


def due_in(days: int, world: World, number: object = 1) -> Invoice:
    return invoice(f"{number} in {days}", due_day=world.today + days)


def confirm(world: World, stated: Invoice) -> None:
    world.core.record(stated, by=supplier)
    world.core.confirm(world.undertaking(stated, valid_until=world.today), by=obligor)


def confirm_signed(world: World, stated: Invoice) -> None:
    world.core.record(stated, by=supplier)
    promise = world.undertaking(stated, valid_until=world.today)
    world.core.confirmSigned(promise, world.signed(promise, obligor), by=supplier)


def issue(world: World, stated: Invoice) -> None:
    world.core.issue([stated._replace(counterparty=supplier)], by=obligor)


def issue_signed(world: World, stated: Invoice) -> None:
    promise = world.undertaking(stated, valid_until=world.today)
    world.core.issueSigned(stated, world.today, world.signed(promise, obligor), by=supplier)


WAYS = [confirm, confirm_signed, issue, issue_signed]
Way = Callable[[World, Invoice], None]


@pytest.mark.parametrize("way", WAYS)
def test_no_promise_runs_longer_than_the_rule_allows(world: World, way: Way) -> None:
    way(world, due_in(366, world, "before"))
    assert announce(world, *rule()) == 1
    way(world, due_in(365, world))
    with refuses("TenorAboveRule", rule=CN_77, maxTenor=365, tenor=366):
        way(world, due_in(366, world))


@pytest.mark.parametrize("way", WAYS)
def test_nor_is_more_promised_than_the_rule_allows(world: World, way: Way) -> None:
    announce(world, *rule(line=2 * FACE))
    for number in range(2):
        way(world, due_in(90, world, number))
    with refuses("LineAboveRule", rule=CN_77, maxLine=2 * FACE, used=3 * FACE):
        way(world, due_in(90, world, 2))
    world.core.pay(world.id_of(due_in(90, world, 0)), FACE, by=obligor)
    world.core.issue([due_in(90, world, 3)._replace(counterparty=supplier)], by=obligor)


def test_without_a_rule_anything_goes(world: World) -> None:
    assert world.core.ruleOn(TODAY) == 0
    assert world.core.ruleOf(1) == (bytes(32), 0, 0, 0, 0, 0)
    issue(world, due_in(40_000, world))
    announce(world, *rule(tenor=0))
    issue(world, due_in(40_000, world, 2))


def test_the_rule_of_the_day_decides(world: World) -> None:
    """A year until a day, six months from that day on; what is confirmed stays."""
    announce(world, *rule())
    change = TODAY + 30
    said = world.core.announceRule(rule(CAP, change, tenor=183), by=operator)
    assert said.value == 2
    assert said.events == [
        fact(
            "RuleAnnounced",
            number=2,
            id=CAP,
            validFrom=change,
            validTo=0,
            maxTenor=183,
            warningTenor=180,
            maxLine=0,
        )
    ]
    assert [world.core.ruleOn(day) for day in (TODAY, change - 1, change, change + 999)] == [
        *(1, 1, 2, 2)
    ]
    assert world.core.ruleOf(2) == rule(CAP, change, tenor=183)
    world.go_to(change - 1, second=86_399)
    long = due_in(365, world)
    issue(world, long)
    world.go_to(change, second=0)
    with refuses("TenorAboveRule", rule=CAP, maxTenor=183, tenor=184):
        issue(world, due_in(184, world))
    issue(world, due_in(183, world))
    world.core.transfer(obligor, world.id_of(long), 1, by=supplier)
    world.core.pay(world.id_of(long), FACE, by=obligor)


def test_what_was_recorded_before_is_confirmed_by_the_rule_of_then(world: World) -> None:
    stated = due_in(365, world)
    world.core.record(stated, by=supplier)
    announce(world, *rule(tenor=200))
    with refuses("TenorAboveRule", rule=CN_77, maxTenor=200, tenor=365):
        world.core.confirm(world.undertaking(stated), by=obligor)
    assert world.status(world.id_of(stated)) == RECORDED
    world.go_to(TODAY + 165)
    world.core.confirm(world.undertaking(stated, valid_until=TODAY + 165), by=obligor)


def test_a_rule_may_end_without_another(world: World) -> None:
    announce(world, *rule(end=TODAY + 2, tenor=100))
    assert [world.core.ruleOn(TODAY + n) for n in range(4)] == [1, 1, 1, 0]
    world.go_to(TODAY + 2)
    with refuses("TenorAboveRule", rule=CN_77, maxTenor=100, tenor=101):
        issue(world, due_in(101, world))
    world.go_to(TODAY + 3)
    issue(world, due_in(101, world))


def test_between_two_rules_there_may_be_none(world: World) -> None:
    announce(world, *rule(end=TODAY + 2))
    announce(world, *rule(CAP, TODAY + 20))
    assert [world.core.ruleOn(TODAY + n) for n in (2, 3, 19, 20)] == [1, 0, 0, 2]


def test_a_change_is_announced_before_it_applies(world: World) -> None:
    with refuses("RuleTooSoon", validFrom=TODAY - 1, earliest=TODAY):
        announce(world, *rule(start=TODAY - 1))
    announce(world, *rule())
    assert world.core.RULE_NOTICE() == NOTICE
    earliest = TODAY + NOTICE
    with refuses("RuleTooSoon", validFrom=earliest - 1, earliest=earliest):
        announce(world, *rule(CAP, earliest - 1))
    assert announce(world, *rule(CAP, earliest)) == 2


def test_what_does_not_apply_yet_is_replaced(world: World) -> None:
    """With its own notice, and without touching the rule that applies meanwhile."""
    announce(world, *rule())
    assert announce(world, *rule(CAP, TODAY + 10, tenor=1)) == 2
    world.go_to(TODAY + 5)
    with refuses("RuleTooSoon", validFrom=TODAY + 11, earliest=TODAY + 12):
        announce(world, *rule(CAP, TODAY + 11))
    assert announce(world, *rule(CAP, TODAY + 12, tenor=200)) == 2
    world.go_to(TODAY + 11)
    issue(world, due_in(364, world))
    world.go_to(TODAY + 12)
    with refuses("TenorAboveRule", rule=CAP, maxTenor=200, tenor=365):
        issue(world, due_in(365, world))
    assert announce(world, *rule(CN_77, TODAY + 19)) == 3


def test_dates_make_sense(world: World) -> None:
    for end in (TODAY - 1, TODAY + 65_535):
        with refuses("RuleDatesMalformed", validFrom=TODAY, validTo=end):
            announce(world, *rule(end=end))
    assert announce(world, *rule(end=TODAY + 65_534)) == 1
    assert world.core.ruleOn(TODAY + 65_534) == 1
    assert world.core.ruleOn(TODAY + 65_535) == 0


def test_there_is_an_end_to_rules(world: World) -> None:
    for number in range(255):
        assert announce(world, *rule(start=world.today + (NOTICE if number else 0))) == number + 1
        if number:
            world.go_to(world.today + NOTICE)
    with refuses("RulesExhausted"):
        announce(world, *rule(start=world.today + NOTICE))
    with refuses("TenorAboveRule", rule=CN_77, maxTenor=365, tenor=366):
        issue(world, due_in(366, world))


def test_the_largest_values_fit_their_places(world: World) -> None:
    announce(world, *rule(end=TODAY + 65_534, tenor=65_535, warning=65_535, line=2**56 - 1))
    assert world.core.catalogueSize() == (1, 1)
    announce(world, *rule(CAP, 2**24 - 1, end=2**24 - 1, tenor=1, line=1))
    issue(world, due_in(9_000, world))
    assert world.core.creditLineOf(OBLIGOR, 1).used == FACE
    assert world.core.ruleOn(2**24 - 1) == 2
