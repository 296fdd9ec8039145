"""Gas is part of what is promised: every figure as committed, and below its limit."""

import json

import pytest

from scripts import gas, gas_parts
from scripts.gas_measurement import Cost, Costs
from sfc.chain import artifacts
from tests.contracts.world import World, supplier, tier2


@pytest.fixture(scope="module")
def costs() -> Costs:
    """Measured now."""
    return gas.measured()


def test_every_operation_costs_what_is_committed(costs: Costs) -> None:
    assert list(gas.differences(gas.committed(), costs)) == []


def test_the_table_says_what_the_figures_say(costs: Costs) -> None:
    assert gas.TABLE.read_text("utf-8") == gas.as_markdown(costs)
    assert gas.SNAPSHOT.read_text("utf-8") == gas.as_json(costs)


@pytest.mark.parametrize("name", gas.LIMITS)
def test_no_limit_is_passed(costs: Costs, name: str) -> None:
    limit, cost = gas.LIMITS[name], costs[name]
    assert cost.gas <= limit.gas
    assert limit.new_slots is None or cost.new_slots == limit.new_slots


def test_a_contract_fits_into_a_block_and_onto_the_chain(costs: Costs) -> None:
    for name, cost in costs.items():
        if name.startswith("deploy_"):
            code = artifacts.load(name.removeprefix("deploy_"))
            assert code.size <= gas.CODE_LIMIT
            assert cost.gas < 16_777_216  # the most of one transaction, from Osaka on


def test_a_life_is_the_sum_of_its_steps(costs: Costs) -> None:
    assert costs["life"].gas == sum(costs[name].gas for name in gas.LIFE)


def test_the_parts_of_each_sum_to_what_the_receipt_says(costs: Costs) -> None:
    for name, cost in costs.items():
        if not name.startswith("deploy_"):
            assert sum(cost.parts.values()) == cost.gas, name
            assert all(amount >= 0 for part, amount in cost.parts.items() if part != "refund"), name


@pytest.mark.parametrize("name", gas.LIMITS)
def test_what_new_slots_take_is_of_new_slots(costs: Costs, name: str) -> None:
    """Two ways of counting: the EVM's charges, and the difference of the state."""
    cost, batch = costs[name], {"root_1000": 1_000}.get(name, 1)
    assert cost.parts["new slots"] * batch // gas_parts.NEW_SLOT == max(cost.new_slots, batch > 1)


def test_parts_are_what_the_chain_charges() -> None:
    """Worked out by hand: a transfer of one minor unit of the token, from one who has to one who
    has, is two slots read and rewritten, one event with two indexed fields and a word."""
    with gas_parts.noting():
        world = World.deployed()
        receipt = world.token.transfer(tier2, 1, by=supplier)
    parts = gas_parts.parts_of(receipt)
    data = world.token.data("transfer", tier2, 1)
    assert parts["transaction"] == 21_000
    assert parts["calldata"] == sum(16 if byte else 4 for byte in data)
    assert parts["rewritten"] == 2 * 2_900
    assert parts["read"] == 2 * 2_100
    assert parts["events"] == 375 + 3 * 375 + 32 * 8
    assert parts["new slots"] == parts["accounts"] == parts["refund"] == 0
    assert sum(parts.values()) == receipt.gas


def test_without_noting_there_are_no_parts(world: World) -> None:
    assert gas_parts.parts_of(world.token.transfer(tier2, 1, by=supplier)) == {}


def test_the_snapshot_is_a_plain_table(costs: Costs) -> None:
    rows = json.loads(gas.SNAPSHOT.read_text("utf-8"))
    wanted = (
        "record confirm tokenise issue_signed transfer_new transfer_known sale_new sale_known pay "
        "redeem batch_issue_100 root_1000 tokenise_proof life"
    )
    assert set(wanted.split()) <= set(rows)
    assert all(set(row) == {"gas", "new_slots"} for row in rows.values())


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"a": Cost(10, 1)}, []),
        ({"a": Cost(1_010, 1)}, ["a: 10 -> 1,010 gas (+1,000), new slots 1 -> 1"]),
        ({"a": Cost(10, 2)}, ["a: 10 -> 10 gas (+0), new slots 1 -> 2"]),
        ({}, ["a: gone"]),
        ({"a": Cost(10, 1), "b": Cost(1, 0)}, ["b: new, Cost(gas=1, new_slots=0)"]),
    ],
)
def test_a_difference_is_named(now: dict[str, Cost], said: list[str]) -> None:
    assert list(gas.differences({"a": Cost(10, 1)}, now)) == said


def test_what_is_above_its_limit_is_named(costs: Costs) -> None:
    dear = {**costs, "pay": Cost(58_001, 1)}
    assert list(gas.excesses(dear)) == [
        "pay: 58,001 gas, and 58,000 are allowed",
        "pay: 1 new slots, and 0 are allowed",
    ]


@pytest.fixture
def arguments(monkeypatch: pytest.MonkeyPatch, costs: Costs) -> pytest.MonkeyPatch:
    """The script on the command line, without measuring again."""
    monkeypatch.setattr("sys.argv", ["gas.py"])
    monkeypatch.setattr(gas, "measured", lambda: costs)
    return monkeypatch


def test_an_unexplained_change_fails(
    arguments: pytest.MonkeyPatch, costs: Costs, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gas.main() == 0
    arguments.setattr(gas, "measured", lambda: {**costs, "pay": Cost(1, 0)})
    assert gas.main() == 1
    assert "unexplained change: pay: " in capsys.readouterr().out
