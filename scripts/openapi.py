"""`make openapi`: writes the description of the API that is committed, and says what would break.

What breaks a client that was written for the description before is named, and nothing is written
unless `--breaking` says that it is meant.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from scripts.compatibility import breaks
from sfc.api import create_app
from sfc.bootstrap import open_sandbox
from sfc.settings import Settings

FILE = Path(__file__).parents[1] / "docs" / "openapi.json"


def generated() -> dict[str, Any]:
    """The description of the API as it is, sandbox included."""
    with open_sandbox(Settings(_env_file=None), start=date(2026, 3, 1)) as system:
        return create_app(system.context, system.operator_key).openapi()


def written(description: dict[str, Any]) -> str:
    """The description as text, the same for the same API."""
    return json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Write the description, or say why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--breaking", action="store_true", help="a break is meant")
    given = parser.parse_args()
    description = generated()
    before = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    found = breaks(before, description)
    for each in found:
        print(f"breaks clients: {each}", file=sys.stderr)
    if found and not given.breaking:
        print("nothing is written; --breaking if that is meant", file=sys.stderr)
        return 1
    FILE.write_text(written(description), encoding="utf-8")
    print(f"{FILE}: {len(description['paths'])} paths")
    return 0


if __name__ == "__main__":
    sys.exit(main())
