"""Beside the ledger the contracts do what the model says, too, call by call."""

import pytest

from tests.contracts.chain import Chain
from tests.contracts.specified import unforeseen
from tests.differential import play
from tests.differential.cast import set_stage
from tests.differential.machine import machine
from tests.differential.play import Tally
from tests.differential.players import MARKET
from tests.differential.unseen import NEVER, OF_STRANGE_TOKENS
from tests.reference import operations

RUNS = 16

# A crowd of thirty-three financiers: the auctions' own tests have one.
CROWDED = {"TooManyBids"}


@pytest.fixture(scope="module")
def tally() -> Tally:
    """What the runs consisted of; one that goes wrong says how."""
    return play.of(MARKET, RUNS)


def test_eight_thousand_calls_end_as_the_model_says(tally: Tally) -> None:
    assert tally.calls >= 8_000
    assert tally.accepted.total() > tally.calls / 3


def test_every_operation_was_accepted(tally: Tally) -> None:
    """But for the inner half of a preview, which never is."""
    ours = {*operations.MARKET, *operations.AUCTIONS, *operations.VENUE}
    assert ours - set(tally.accepted) == {"undone"}


@pytest.mark.parametrize("name", ["market", "auctions"])
def test_every_function_of_the_contract_is_in_the_model(name: str) -> None:
    functions = set_stage().contracts[name].interface.functions
    writing = {name for name, function in functions.items() if not function.is_view}
    assert writing == {*operations.VENUES[name], *operations.VENUE}


def test_every_refusal_was_given(tally: Tally) -> None:
    contracts = set_stage().contracts
    errors = contracts["market"].interface.errors | contracts["auctions"].interface.errors
    seen = {reason for _, reason in tally.refused}
    assert errors - seen <= CROWDED | OF_STRANGE_TOKENS | NEVER


def test_no_refusal_is_missing_in_the_specification(tally: Tally) -> None:
    """docs/contracts.md says with what each function can be refused."""
    of_tokens = set_stage().world.token.interface.errors
    ours = {*operations.MARKET, *operations.AUCTIONS, *operations.VENUE}
    calls = ours - {"preview", "undone"}  # which are refused as what they look at is
    assert unforeseen(tally.refused, calls, of_tokens) == set()


def test_the_same_on_the_other_chain() -> None:
    """With signed transactions, fees and blocks: eth-tester's engine."""
    assert play.play(2, 90, Chain).calls == 90


TestMachine = machine(MARKET, examples=8)
