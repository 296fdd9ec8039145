"""The ledger does what the model says, call by call; and the run that shows it is no empty one."""

from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.contracts.chain import Chain
from tests.differential import invariants, play
from tests.differential.cast import set_stage
from tests.differential.nonsense import next_call
from tests.differential.play import Tally
from tests.differential.players import LEDGER
from tests.differential.twins import Twins
from tests.reference import operations

RUNS = 28
"""With those of test_market, more than twenty thousand calls."""

# Refusals that take more than a run has time for; the tests of each contract show them.
RARE = {"RoundsExhausted", "CatalogueFull", "RulesExhausted"}
# Refusals of a token that breaks its rules; test_tokens shows them with tokens that do.
OF_STRANGE_TOKENS = {"SafeERC20FailedOperation", "TokenUnsupported"}
# Written into the interface by a library of which the contract uses another part.
NEVER = {
    *("ECDSAInvalidSignature", "ECDSAInvalidSignatureLength", "ECDSAInvalidSignatureS"),
    *("ERC6909InsufficientBalance", "ERC6909InvalidApprover", "ERC6909InvalidSender"),
    *("InvalidShortString", "StringTooLong", "OffsetOutOfRange", "ReentrancyGuardReentrantCall"),
    *("AccessManagedInvalidAuthority", "AccessManagedRequiredDelay", "AddressEmptyCode"),
    *("FailedCall", "SafeCastOverflowedUintDowncast"),
}


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


def test_the_same_on_the_other_chain() -> None:
    """With signed transactions, fees and blocks: eth-tester's engine."""
    assert play.play(1, 160, Chain).calls == 160


class Machine(RuleBasedStateMachine):
    """Hypothesis as the dice: what fails is shortened by it."""

    mix = LEDGER

    @initialize()
    def begin(self) -> None:
        self.stage = set_stage()
        self.twins = Twins(self.stage)
        self.watch = invariants.Watch(self.twins)

    @rule(dice=st.randoms(use_true_random=False))
    def call(self, dice: Random) -> None:
        call = next_call(dice, self.stage, self.mix)
        self.watch.before(call)
        if not self.twins.do(call):
            self.watch.count(call)
            self.stage.done.append(call)
        self.watch.after(call)

    def teardown(self) -> None:
        if hasattr(self, "twins"):
            self.twins.compare_all()
            self.watch.check_all()
            self.watch.end()


Machine.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=50,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestMachine = Machine.TestCase
