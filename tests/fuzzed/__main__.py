"""`make fuzz`: at least so many requests as all roles, and what was wrong with the answers."""

import sys

from tests.fuzzed.campaign import play, service

LEAST = 20_000
EXAMPLES = "5"


def main() -> int:
    """Play; gives 0 if there was nothing to find."""
    requests, bad = 0, False
    options = sys.argv[1:] or ["--max-examples", EXAMPLES]
    with service() as (world, roles):
        for role, client in roles.items():
            run = play(world, role, client, *options)
            requests += run.requests
            bad = bad or run.failed
            print(f"{role}: {run.requests} requests, {run.server_errors} internal errors")
            if run.failed:
                print(run.output)
    print(f"{requests} requests; {'something was found' if bad else 'nothing was found'}")
    return int(bad or (requests < LEAST and len(sys.argv) == 1))


if __name__ == "__main__":
    sys.exit(main())
