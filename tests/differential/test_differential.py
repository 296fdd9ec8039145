"""The ledger does what the model says, call by call; and the run that shows it is no empty one."""

import pytest

from tests.contracts.chain import Chain
from tests.contracts.specified import unforeseen
from tests.differential import play
from tests.differential.cast import set_stage
from tests.differential.machine import machine
from tests.differential.play import Tally
from tests.differential.players import LEDGER
from tests.differential.unseen import NEVER, OF_STRANGE_TOKENS, RARE
from tests.reference import operations

RUNS = 28
"""With those of test_market, more than twenty thousand calls."""


@pytest.fixture(scope="module")
def tally() -> Tally:
    """What the runs consisted of; one that goes wrong says how."""
    return play.of(LEDGER, RUNS)


def test_fourteen_thousand_calls_end_as_the_model_says(tally: Tally) -> None:
    assert tally.calls >= 14_000
    assert tally.accepted.total() > tally.calls / 3


def test_every_operation_was_accepted(tally: Tally) -> None:
    assert {*operations.CORE, *operations.TOKEN, "split", "wait"} <= set(tally.accepted)


def test_every_function_of_the_contract_is_in_the_model() -> None:
    functions = set_stage().world.core.interface.functions
    writing = {name for name, function in functions.items() if not function.is_view}
    assert writing - set(operations.CORE) == {"setAuthority"}


def test_every_refusal_was_given(tally: Tally) -> None:
    errors = set_stage().world.core.interface.errors
    seen = {reason for _, reason in tally.refused}
    assert errors - seen <= RARE | OF_STRANGE_TOKENS | NEVER


def test_no_refusal_is_missing_in_the_specification(tally: Tally) -> None:
    """docs/contracts.md says with what each function can be refused."""
    of_tokens = set_stage().world.token.interface.errors
    calls = {*operations.CORE, "split"} - {"multicall"}  # which is refused as its calls are
    refused = {x for x in tally.refused if x[0] not in operations.TOKEN or x[1] not in of_tokens}
    assert unforeseen(refused, calls, of_tokens) == set()


def test_the_same_on_the_other_chain() -> None:
    """With signed transactions, fees and blocks: eth-tester's engine."""
    assert play.play(1, 100, Chain).calls == 100


TestMachine = machine(LEDGER, examples=12)
