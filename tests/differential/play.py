"""A whole run from a seed, and the shortest way to a failure."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.contracts.chain import Chain
from tests.differential import invariants
from tests.differential.cast import Stage, set_stage
from tests.differential.fastchain import FastChain
from tests.differential.kept import kept
from tests.differential.nonsense import next_call
from tests.differential.players import Mix, mix_of, seeds_of
from tests.differential.twins import Twins
from tests.reference.operations import Call

CALLS = 500
"""Of a run within the tests."""
EVERY = 100
"""After how many calls everything is compared, and all invariants are checked."""
WATCHED = 20
"""Of how many calls one is watched for what it takes from whom."""


class Failed(AssertionError):
    """A run went wrong. It says how, and what led to it."""

    def __init__(self, seed: int, calls: Sequence[Call], why: BaseException) -> None:
        self.seed, self.calls, self.why = seed, calls, why
        told = "\n".join(f"  {call.to}.{call.name}{call.arguments} by {call.by}" for call in calls)
        super().__init__(f"seed {seed}: {type(why).__name__}: {why}\n{told}")


@dataclass
class Tally:
    """What runs consisted of: accepted calls by name, refused ones also by the reason."""

    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def calls(self) -> int:
        """All calls."""
        return self.accepted.total() + self.refused.total()

    def add(self, other: "Tally") -> None:
        """Count another run too."""
        self.accepted += other.accepted
        self.refused += other.refused


def play(seed: int, calls: int, kind: type[Chain] | type[FastChain] = FastChain) -> Tally:
    """Drive both sides with so many calls. Raises Failed, shortened where that is quick."""
    made: list[Call] = []
    tally = Tally()
    try:
        run(set_stage(kind), calls, drawn(seed, made), tally)
    except Exception as why:
        if kind is FastChain and isinstance(why, AssertionError):
            raise shortened(seed, made, why) from None
        raise Failed(seed, made, why) from why
    return tally


def of(mix: Mix, runs: int) -> Tally:
    """Play what failed before, and so many runs of a mix; what they consisted of."""
    total = Tally()
    for seed, calls in kept():
        if mix_of(seed) is mix:
            total.add(play(seed, calls))
    for seed in seeds_of(mix, runs):
        total.add(play(seed, CALLS))
    return total


def drawn(seed: int, made: list[Call]) -> Callable[[Stage], Call]:
    """What the players of a seed come up with; it is noted in `made`."""
    dice, mix = Random(seed), mix_of(seed)

    def draw(stage: Stage) -> Call:
        made.append(next_call(dice, stage, mix))
        return made[-1]

    return draw


def run(
    stage: Stage,
    calls: int,
    draw: Callable[[Stage], Call],
    tally: Tally,
    *,
    strict: bool = True,
) -> None:
    """So many calls. Raises Differs and Broken.

    Not strict, it lets the contracts do what the model would not, and watches every call, to see
    what the invariants say.
    """
    twins = Twins(stage, strict=strict)
    watch = invariants.Watch(twins)
    for step in range(calls):
        call = draw(stage)
        watched = not strict or step % WATCHED == 0
        if watched:
            watch.before(call)
        refusal = twins.do(call)
        if not refusal:
            watch.count(call)
        if watched:
            watch.after(call)
        if refusal:
            tally.refused[call.name, refusal] += 1
        else:
            tally.accepted[call.name] += 1
            stage.done.append(call)
        if step % EVERY == EVERY - 1 or step == calls - 1:
            twins.compare_all()
            watch.check_all()
    watch.end()


def replay(calls: Sequence[Call]) -> BaseException | None:
    """These calls on a new stage; what went wrong."""
    waiting = iter(calls)
    try:
        run(set_stage(), len(calls), lambda _: next(waiting), Tally())
    except Exception as why:
        return why
    return None


def shortened(seed: int, calls: Sequence[Call], why: BaseException) -> Failed:
    """The failure with fewer calls: leave out what it does not need, in ever smaller pieces."""
    kept, size = list(calls), len(calls)
    while size := size // 2:
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            now = replay(fewer)
            if now is not None and type(now) is type(why):
                kept, why = fewer, now
            else:
                at += size
    return Failed(seed, kept, why)
