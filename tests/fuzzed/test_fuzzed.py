"""A short campaign: the whole description as one role; `make fuzz` plays as all of them."""

from tests.fuzzed.campaign import play, service


def test_nothing_is_found_in_a_short_campaign() -> None:
    with service() as (world, roles):
        run = play(
            world,
            "supplier",
            roles["supplier"],
            *("--phases", "fuzzing,stateful", "--max-examples", "1"),
            "--generation-deterministic",
        )
    assert run.requests > 100 and not run.failed, run.output
