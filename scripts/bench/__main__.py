"""All benchmarks in one run, written to docs/benchmarks.md: `python -m scripts.bench`.

`--short` does a little of everything, in some two minutes, and prints the page instead of writing
it; so does `--only NAME`, which runs one part. Ratios within the run are what to look at, and
`--json FILE` keeps them. Exit code 1 if results differ where they have to be equal.
"""

import argparse
import importlib
import json
import os
import sys
import time
from pathlib import Path

from scripts.bench.page import FULL, SHORT, Section, page

PARTS = ("chain", "where", "reopening", "index", "growth", "service")
PAGE = Path(__file__).parents[2] / "docs/benchmarks.md"


def main(arguments: list[str]) -> int:
    """Run what is asked for; see above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    began, sections, load = time.monotonic(), list[Section](), os.getloadavg()[0]
    for part in given.only or PARTS:

        def tell(what: str, part: str = part) -> None:
            print(f"{time.monotonic() - began:5.0f} s  {part:<10}{what}", flush=True)

        measure = importlib.import_module(f"scripts.bench.{part}").measure
        sections.append(measure(SHORT if given.short else FULL, tell))
    written = page(sections, (time.monotonic() - began) / 60, load)
    if given.short or given.only:
        print(written)
    else:
        PAGE.write_text(written)
        print(f"written to {PAGE.name}")
    if given.json:
        ratios = {section.title: dict(section.ratios) for section in sections}
        given.json.write_text(json.dumps(ratios, indent=1, ensure_ascii=False))
    return 0 if all(section.ok for section in sections) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
