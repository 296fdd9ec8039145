"""`make fuzz`: at least so many requests, as all roles, and what was wrong with the answers."""

import sys
import time

from tests.fuzzed.campaign import ROLES, described, play, service

LEAST = 20_000


def main() -> int:
    """Play; gives 0 if there was nothing to find. Options are those of schemathesis."""
    requests, bad = 0, False
    for role in ROLES:
        began = time.monotonic()
        with service() as world, described(world) as description:  # each in a world of its own
            run = play(world, role, description, *sys.argv[1:])
        requests += run.requests
        bad = bad or run.failed
        print(
            f"{role}: {run.requests} requests, {run.links} of {run.links_there} links followed, "
            f"{run.server_errors} internal errors, {time.monotonic() - began:.0f} s",
            flush=True,
        )
        if run.failed:
            print(run.output)
    print(f"{requests} requests; {'something was found' if bad else 'nothing was found'}")
    return int(bad or (requests < LEAST and len(sys.argv) == 1))


if __name__ == "__main__":
    sys.exit(main())
