"""Every operation that takes `dry_run` does nothing then, and afterwards what was said."""

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from sfc.app.auctions import reveal_due
from tests.api import test_auctions, test_law, test_life, test_market, test_merkle_batches
from tests.api.ready import OPERATIONS as DESCRIBED
from tests.api.service import money, sandbox
from tests.api.test_examples import prepared
from tests.api.trying import OPERATIONS, TryingWorld

LIVES = [test_auctions, test_law, test_life, test_market, test_merkle_batches]

Test = Callable[[TryingWorld], None]


def lived_in(module: ModuleType) -> list[Test]:
    """Those that need a world and nothing else."""
    found = [each for name, each in vars(module).items() if name.startswith("test_")]
    return [each for each in found if list(inspect.signature(each).parameters) == ["world"]]


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """What was tried by the tests above the last one, and then done."""
    return set()


@pytest.fixture
def trying(seen: set[str]) -> Iterator[TryingWorld]:
    with sandbox(TryingWorld) as made:
        assert isinstance(made, TryingWorld)
        yield made
        seen |= made.tried


@pytest.mark.parametrize("module", LIVES, ids=lambda module: module.__name__.rpartition("_")[2])
def test_a_life_of_which_each_step_is_tried_first(trying: TryingWorld, module: ModuleType) -> None:
    for test in lived_in(module):
        test(trying)


def test_a_debt_and_what_is_kept_of_a_price(trying: TryingWorld) -> None:
    seller, bank = trying.supplier, trying.bank
    number = test_market.facility(trying, recourse_percent="100", hold_back_percent="10")
    unpaid, settled = (trying.tokenised("1000.00", days=20) for _ in range(2))
    drawn = [
        seller.post(f"/facilities/{number}/draw", {"receivable": each})["trade"]
        for each in (unpaid, settled)
    ]
    trying.core.post("/payments", {"receivable": settled})
    seller.post(f"/deals/{drawn[1]['deal']}/release", None, 200)
    cash = seller.get("/balances")["data"][0]["cash"]
    another = trying.tokenised("20000.00", days=20)
    seller.post("/payments", {"receivable": another, "amount": cash})
    trying.pass_days(26)
    path = f"/deals/{drawn[0]['deal']}"
    owed = bank.post(f"{path}/put-back", {}, 200)["deal"]["owed"]
    assert owed != money("0.00")
    trying.give(seller, "500.00")
    bank.post(f"{path}/collect", None, 200)
    trying.give(seller, "500.00")
    assert seller.post(f"{path}/pay", {}, 200)["deal"]["owed"] == money("0.00")


def test_an_award_that_is_not_delivered(trying: TryingWorld) -> None:
    number, _ = test_auctions.opened(trying)
    path = f"/auctions/{number}"
    test_auctions.bid(trying, trying.bank, number, "5", "6000.00")
    trying.pass_days(1)
    assert reveal_due(trying.system.context) == 1
    trying.pass_days(1)
    trying.supplier.post(f"{path}/clear", None, 200)
    trying.pass_days(3)
    trying.supplier.post(f"{path}/lapse", {"financier": trying.bank.id}, 200)


def test_the_examples_are_tried_first(trying: TryingWorld) -> None:
    trying.give(trying.supplier, "100000.00")
    for name in sorted(OPERATIONS):
        prepared(trying, DESCRIBED[name])()


def test_nothing_was_left_out(seen: set[str]) -> None:
    assert seen == OPERATIONS.keys()
    assert len(OPERATIONS) >= 50
