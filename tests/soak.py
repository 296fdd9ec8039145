"""A million calls on the contracts and the reference model: `python -m tests.soak [calls] [seed]`.

Seeds that failed before are played first, then new ones from `seed` on (the clock chooses if none
is given), on all cores. What fails is told in the fewest calls that show it, and its seed is kept.
"""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count

from tests.differential.kept import keep, kept
from tests.differential.play import Failed, Tally, play

CALLS, RUN, TOLD_EVERY = 1_000_000, 1_000, 50


def jobs(calls: int, first: int) -> Iterator[tuple[int, int]]:
    """Seed and number of calls of each run."""
    yield from kept()
    yield from ((first + number, RUN) for number in range(-(-calls // RUN)))


def one(job: tuple[int, int]) -> Tally | tuple[int, int, str]:
    """Play one run: what it consisted of, or seed, calls and story of its failure."""
    try:
        return play(*job)
    except Failed as failed:
        return (*job, str(failed))


def main(calls: int, first: int) -> int:
    """Play, and tell. The number of failures."""
    print(f"seed {first}, {calls:,} calls on {cpu_count()} cores", flush=True)
    total, failures, begun = Tally(), 0, time.monotonic()
    with ProcessPoolExecutor() as pool:
        for number, result in enumerate(pool.map(one, jobs(calls, first)), start=1):
            if isinstance(result, Tally):
                total.add(result)
            else:
                seed, length, story = result
                failures += 1
                keep(seed, length, story.splitlines()[0])
                print(story, flush=True)
            if number % TOLD_EVERY == 0:
                _tell(total, failures, time.monotonic() - begun)
    _tell(total, failures, time.monotonic() - begun)
    return failures


def _tell(total: Tally, failures: int, seconds: float) -> None:
    accepted, rate = total.accepted.total(), total.calls / seconds
    story = f"{total.calls:,} calls, {accepted:,} accepted, {failures} runs failed"
    print(f"{story}; {rate:,.0f} calls/s", flush=True)


if __name__ == "__main__":
    wanted = [int(argument) for argument in sys.argv[1:]]
    calls = wanted[0] if wanted else CALLS
    seed = wanted[1] if len(wanted) > 1 else time.time_ns() // 10**6
    sys.exit(min(main(calls, seed), 1))
