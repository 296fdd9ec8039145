"""Within a mutated copy: compile, and say what the differential run and the invariants find.

Prints one JSON object: what the compiler, the model and each invariant asked for had to say; null
where nothing was noticed.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sfc.chain import artifacts
from sfc.chain.compiler import OWN, CompilationFailed, compile_contracts, reachable
from tests.differential.broken import Broken
from tests.differential.cast import set_stage
from tests.differential.play import Tally, drawn, run
from tests.differential.players import LEDGER, MARKET, Mix, seeds_of
from tests.mutants.patches import DIRECTORY, Mutant, read

RUNS, CALLS = 30, 300
DEPLOYED = {
    f"{OWN}Receivables.sol": LEDGER,
    f"{OWN}market/Market.sol": MARKET,
    f"{OWN}market/Auctions.sol": MARKET,
}
"""What is deployed for a run, and who plays on it."""


def touched(root: Path, mutant: Mutant) -> list[str]:
    """Of what is deployed, all into which a file goes that the mutant touches."""
    files = {name: {file for file, _ in reachable(root, [name])} for name in DEPLOYED}
    return [name for name in DEPLOYED if files[name] & mutant.touches]


def compiled(root: Path, deployed: list[str]) -> str | None:
    """Compile these into the copy's artifacts; what the compiler had against them.

    What they do not reach is not compiled anew: it is as it was.
    """
    needed = {name for name, _ in reachable(root, deployed)}
    for file in (root / OWN).rglob("*.sol"):
        if file.relative_to(root).as_posix() not in needed:
            file.unlink()
    try:
        for artifact in compile_contracts(root).values():
            artifacts.write(artifact)
    except CompilationFailed as failed:
        return str(failed)
    return None


def noticed(mixes: list[Mix], *, invariant: str = "") -> str | None:
    """What the model says of the mutant, or that one invariant, asked without the model."""
    for seed in _seeds(mixes):
        stage = set_stage()  # what cannot even be deployed is nobody's catch
        try:
            run(stage, CALLS, drawn(seed, []), Tally(), strict=not invariant)
        except Broken as broken:
            if str(broken).startswith(f"{invariant} " if invariant else ""):
                return f"seed {seed}: {broken}"
        except Exception as why:
            if not invariant:
                return f"seed {seed}: {why}"
    return None


def _seeds(mixes: list[Mix]) -> Iterator[int]:
    for mix in mixes:
        yield from seeds_of(mix, RUNS)


def main(name: str) -> None:
    """Ask each that has to catch a mutant."""
    mutant, root = read(DIRECTORY / f"{name}.patch"), Path.cwd()
    deployed = touched(root, mutant)
    mixes = [mix for mix in (LEDGER, MARKET) if mix in map(DEPLOYED.get, deployed)]
    found = {"compiler": compiled(root, deployed)}
    for catcher in mutant.by if found["compiler"] is None else ():
        kind, _, which = catcher.partition(" ")
        if kind in ("model", "invariant"):
            found[catcher] = noticed(mixes, invariant=which)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
