"""Hypothesis as the dice: what fails is shortened by it."""

from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.differential import invariants
from tests.differential.cast import set_stage
from tests.differential.nonsense import next_call
from tests.differential.players import Mix
from tests.differential.twins import Twins


def machine(mix: Mix, *, examples: int) -> Any:
    """The test case of a machine that plays so many examples of a mix."""
    kind = type("MachineOfAMix", (Machine,), {"mix": mix})
    kind.TestCase.settings = settings(
        max_examples=examples,
        stateful_step_count=50,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    return kind.TestCase


class Machine(RuleBasedStateMachine):
    """One call on both sides, and another."""

    mix: Mix

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
