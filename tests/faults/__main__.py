"""All campaigns of faults, on both cores: `python -m tests.faults`, ending in one line of figures.

`--kills`, `--sequences` (on a chain in memory; a tenth as many on the embedded node, and a
twenty-fifth on anvil), `--requests` (to a provider that lies), `--receivables` (raced for), and
`--seed`, from which everything random comes. Exit code 1 if anything was lost, doubled or
different, or if a campaign broke off.
"""

import argparse
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tests.faults.campaigns import plan, say
from tests.faults.figures import Figures

CORES = 2


def main() -> int:
    """Run all of them; see above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sequences", type=int, default=1_000)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--receivables", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    began, total, broken = time.monotonic(), Figures(), 0
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(part.run): part.name for part in plan(**vars(given))}
        for done in as_completed(running):
            name = running[done]
            try:
                figures = done.result()
            except Exception:
                broken += 1
                say(name)(f"BROKE OFF\n{traceback.format_exc()}")
            else:
                total += figures
                say(name)(str(figures))
    minutes = (time.monotonic() - began) / 60
    print(f"seed {given.seed}, {minutes:.1f} minutes, {broken} campaigns broke off")
    print(total)
    return 0 if total.clean and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
