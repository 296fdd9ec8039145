"""A short campaign: some operations as one role; `make fuzz` plays all of them as all roles."""

from tests.api.ready import OPERATIONS
from tests.fuzzed.campaign import described, play, service

EVERY = 24
"""One of so many operations is played: with all of them it would take minutes."""


def test_nothing_is_found_in_a_short_campaign() -> None:
    names = sorted(OPERATIONS)[::EVERY]
    with service() as world, described(world, names) as description:
        options = ("--phases", "examples,coverage", "--generation-deterministic")
        run = play(world, "supplier", description, *options, operations=names)
    assert run.requests > 100 and not run.failed, run.output
