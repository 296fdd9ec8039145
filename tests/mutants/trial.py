"""Within a mutated copy: compile, and say what the differential run and the invariants find.

Prints one JSON object: what the compiler, the model and each invariant asked for had to say; null
where nothing was noticed.
"""

import json
import sys
from pathlib import Path
from random import Random

from sfc.chain import artifacts
from sfc.chain.compiler import OWN, CompilationFailed, compile_contracts, reachable
from tests.differential.cast import set_stage
from tests.differential.broken import Broken
from tests.differential.play import Tally, drawn, run

RUNS, CALLS = 30, 300
LEDGER = f"{OWN}Receivables.sol"


def compiled(root: Path) -> str | None:
    """Compile into the copy's artifacts; what the compiler had against it.

    Whatever the core does not reach is not compiled anew: no mutant touches it.
    """
    needed = {name for name, _ in reachable(root, [LEDGER])}
    for file in (root / OWN).rglob("*.sol"):
        if file.relative_to(root).as_posix() not in needed:
            file.unlink()
    try:
        for artifact in compile_contracts(root).values():
            artifacts.write(artifact)
    except CompilationFailed as failed:
        return str(failed)
    return None


def noticed(*, invariant: str = "") -> str | None:
    """What the model says of the mutant, or that one invariant, asked without the model."""
    for seed in range(RUNS):
        stage = set_stage()  # what cannot even be deployed is nobody's catch
        try:
            run(stage, CALLS, drawn(Random(seed), []), Tally(), strict=not invariant)
        except Broken as broken:
            if str(broken).startswith(f"{invariant} " if invariant else ""):
                return f"seed {seed}: {broken}"
        except Exception as why:
            if not invariant:
                return f"seed {seed}: {why}"
    return None


def main(catchers: list[str]) -> None:
    """Ask each of these."""
    found = {"compiler": compiled(Path.cwd())}
    for catcher in catchers if found["compiler"] is None else ():
        kind, _, which = catcher.partition(" ")
        if kind in ("model", "invariant"):
            found[catcher] = noticed(invariant=which)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
