"""Within a mutated copy: compile, and say what the differential run and the invariants find.

Prints one JSON object: what the compiler, the model and each invariant asked for had to say; null
where nothing was noticed.
"""

import json
import posixpath
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sfc.chain import artifacts
from sfc.chain.compiler import OWN, CompilationFailed, compile_contracts
from tests.differential.broken import Broken
from tests.differential.cast import set_stage
from tests.differential.play import Tally, drawn, run
from tests.differential.players import LEDGER, MARKET, Mix, seeds_of
from tests.mutants.patches import DIRECTORY, Mutant, read

RUNS, CALLS = 120, 300
OFFICE, DEALS = f"{OWN}BackOffice.sol", f"{OWN}market/Deals.sol"
CALLED = {OFFICE, DEALS}
"""Who imports these calls them, and takes no code over: all their functions are external."""
DEPLOYED = {
    f"{OWN}Receivables.sol": LEDGER,
    OFFICE: LEDGER,
    f"{OWN}libraries/Collections.sol": LEDGER,
    f"{OWN}market/Market.sol": MARKET,
    f"{OWN}market/Auctions.sol": MARKET,
    f"{OWN}market/Bids.sol": MARKET,
    f"{OWN}market/Cash.sol": MARKET,
    DEALS: MARKET,
}
"""What is deployed for a run, and who plays on it."""

_IMPORT = re.compile(r'from "(\.[^"]+)"')


def made_of(root: Path, name: str) -> set[str]:
    """The files of ours whose code goes into a contract: what it only calls does not."""
    waiting, seen = [name], {name}
    while waiting:
        file = waiting.pop()
        for path in _IMPORT.findall((root / file).read_text(encoding="utf-8")):
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
            if imported not in seen | CALLED:
                seen.add(imported)
                waiting.append(imported)
    return seen


def touched(root: Path, mutant: Mutant) -> list[str]:
    """Of what is deployed, all into which a file goes that the mutant touches."""
    return [name for name in DEPLOYED if made_of(root, name) & mutant.touches]


def compiled(root: Path, deployed: list[str]) -> str | None:
    """Compile these into the copy's artifacts; what the compiler had against them.

    The rest is as it was, and so is every interface: a mutant breaks what stands behind it.
    """
    try:
        for name, artifact in compile_contracts(root, only=deployed).items():
            artifacts.write(replace(artifact, abi=artifacts.load(name).abi))
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
