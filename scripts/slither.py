"""`make slither`: static analysis of the contracts; every finding is fixed, or answered by name.

Slither lives in an environment of its own under build/. It is given the compiler's own input, as
`make compile` makes it. What it finds has to stand in docs/security.md, or this fails: each row of
the table there begins with a detector and the place that it names (`*` for any).
"""

import json
import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from sfc.chain.compiler import MOCKS, OWN, SETTINGS, SOLC, reachable

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build/slither"
INPUT, OUTPUT = WORK / "input.json", WORK / "findings.json"
ANSWERS = ROOT / "docs/security.md"
NODE_MODULES = "node_modules/"

# Slither 0.11 does not read functions where OpenZeppelin's transient guard is inherited beside
# EIP712, and would say nothing of them. The guard in storage is the same to it.
TRANSIENT, STORED = "ReentrancyGuardTransient", "ReentrancyGuard"

# About style, naming and versions; ruff's counterpart for Solidity is the compiler's own warnings.
LEFT_OUT = (
    "naming-convention,solc-version,pragma,assembly,too-many-digits,similar-names,"
    "unindexed-event-address,cyclomatic-complexity"
)


def compiler_input(root: Path) -> dict[str, Any]:
    """The compiler's input for our own contracts, under names that are paths from the project."""
    own = [file.relative_to(root).as_posix() for file in (root / OWN).rglob("*.sol")]
    sources = {}
    for name, content in reachable(root, [name for name in own if not name.startswith(MOCKS)]):
        path = name if (root / name).exists() else NODE_MODULES + name
        sources[path] = {"content": re.sub(rf"\b{TRANSIENT}\b", STORED, content)}
    guard = f"{NODE_MODULES}@openzeppelin/contracts/utils/{STORED}.sol"
    sources[guard] = {"content": (root / guard).read_text(encoding="utf-8")}
    settings = {**SETTINGS, "remappings": [f"@openzeppelin/={NODE_MODULES}@openzeppelin/"]}
    settings["outputSelection"] = {
        "*": {"*": ["abi", "evm.bytecode", "evm.deployedBytecode"], "": ["ast"]}
    }
    return {"language": "Solidity", "sources": sources, "settings": settings}


def findings() -> list[tuple[str, str, str]]:
    """Detector, place and description of each finding in our own code."""
    INPUT.write_text(json.dumps(compiler_input(ROOT)), encoding="utf-8")
    OUTPUT.unlink(missing_ok=True)
    command = [
        *(str(WORK / "bin/slither"), str(INPUT)),
        *("--compile-force-framework", "solc-json", "--solc", str(SOLC)),
        *("--exclude", LEFT_OUT, "--filter-paths", NODE_MODULES, "--json", str(OUTPUT)),
    ]
    path = f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    skipped = re.findall(r"Impossible to generate IR for (.*?) \(", done.stderr)
    if skipped:
        print("not read by slither:", ", ".join(sorted(set(skipped))))
    if not OUTPUT.exists():
        sys.exit(done.stderr)
    report = json.loads(OUTPUT.read_text(encoding="utf-8"))
    if not report["success"]:
        sys.exit(report["error"])
    found = report["results"].get("detectors", ())
    return sorted({(x["check"], _place(x), x["description"].strip()) for x in found})


def _place(finding: dict[str, Any]) -> str:
    """The function that a finding is about, with its contract; or the contract."""
    for element in finding["elements"]:
        parent = element.get("type_specific_fields", {}).get("parent", {})
        if element["type"] == "function":
            return f"{parent['name']}.{element['name']}"
        if element["type"] in ("contract", "variable"):
            return ".".join(filter(None, (parent.get("name"), element["name"])))
    return "?"


def main() -> int:
    rows = re.findall(r"^\| `([\w-]+)` \| `([\w.*]+)` \|", _answers(), re.MULTILINE)
    found, used = findings(), set()
    unanswered = 0
    for detector, place, description in found:
        fitting = {row for row in rows if row[0] == detector and fnmatch(place, row[1])}
        used |= fitting
        if not fitting:
            unanswered += 1
            print(f"unanswered: {detector} in {place}\n    {description}\n")
    for detector, place in sorted(set(rows) - used):
        print(f"answered, but no longer found: {detector} in {place}")
    print(f"{len(found)} findings, {len(found) - unanswered} answered in {ANSWERS.name}")
    return 1 if unanswered else 0


def _answers() -> str:
    return ANSWERS.read_text(encoding="utf-8") if ANSWERS.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
