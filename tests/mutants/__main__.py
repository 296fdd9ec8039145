"""`python -m tests.mutants [word ...]`: every planted bug is caught, or this fails.

As many run at a time as there are cores. A whole run that was broken off goes on where it stopped,
if nothing has changed since: until all are tried, what was found lies in build/mutants.json.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tests.mutants.patches import Mutant, mutants

ROOT = Path(__file__).parents[2]
COPIED = ("contracts", "sfc", "tests", "pyproject.toml")
LINKED = (".venv", "node_modules")
PYTHON = sys.executable
KEPT = ROOT / "build/mutants.json"

Found = dict[str, str | None]
"""For each that has to catch a mutant, what it noticed."""


@contextmanager
def copy_of_the_project() -> Iterator[Path]:
    """A place where the contracts may be broken."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as name:
        for part in COPIED:
            source, copy = ROOT / part, Path(name) / part
            if source.is_dir():
                shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy)
        for part in LINKED:
            (Path(name) / part).symlink_to(ROOT / part)
        yield Path(name)


def trial(mutant: Mutant) -> Found:
    """Plant it, and ask each that has to catch it."""
    with copy_of_the_project() as copy:
        command = ["git", "apply", "-C1", "-p1", str(mutant.file)]
        applied = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        if applied.returncode:
            return {"patch": None, "why": applied.stderr}
        asked = [PYTHON, "-m", "tests.mutants.trial", mutant.name]
        answer = subprocess.run(asked, cwd=copy, capture_output=True, text=True, check=False)
        if answer.returncode:
            return {"trial": None, "why": answer.stderr[-2_000:]}
        found: Found = json.loads(answer.stdout.splitlines()[-1])
        if found.pop("compiler"):
            return {"compiler": None}
        for catcher in mutant.by:
            if catcher.startswith("test "):
                found[catcher] = _tested(copy, catcher.removeprefix("test "))
        return found


def _tested(copy: Path, test: str) -> str | None:
    """That the named test fails, and does so for a reason of its own."""
    command = [PYTHON, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    return "failed" if done.returncode == 1 and "1 failed" in done.stdout else None


def state() -> str:
    """A name for the project as it is: a verdict counts for this one only."""
    files = [
        file
        for part in COPIED
        for file in ((ROOT / part).rglob("*") if (ROOT / part).is_dir() else (ROOT / part,))
        if file.is_file() and "__pycache__" not in file.parts
    ]
    hashes = (sha256(file.read_bytes()).hexdigest() + f"  {file}\n" for file in sorted(files))
    return sha256("".join(hashes).encode()).hexdigest()


def kept() -> dict[str, Found]:
    """What a run that was broken off has found."""
    before = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    found: dict[str, Found] = before["found"] if before.get("state") == state() else {}
    return found


def keep(found: dict[str, Found]) -> None:
    """Keep what was found so far, for the case that this run is broken off."""
    KEPT.parent.mkdir(exist_ok=True)
    text = json.dumps({"state": state(), "found": found}, indent=1)
    KEPT.write_text(text, encoding="utf-8")


def told(mutant: Mutant, found: Found) -> bool:
    """Say what was found; whether everyone caught it that has to."""
    missed = [catcher for catcher, what in found.items() if what is None]
    verdict = "MISSED by " + ", ".join(missed) if missed else "caught"
    print(f"{mutant.name:<34} {verdict:<8} {mutant.breaks}", flush=True)
    for catcher, what in found.items():
        if what is not None:
            print(f"    {catcher}: {' '.join(what.split())[:110]}", flush=True)
    return not missed


def main(chosen: list[str]) -> int:
    """Try all of them, or those whose names contain a word; how many went unnoticed."""
    began, asked = time.monotonic(), mutants(chosen)
    found = {} if chosen else kept()
    if found:
        print(f"going on: {len(found)} were tried before")
    caught = sum(told(mutant, found[mutant.name]) for mutant in asked if mutant.name in found)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        trials = {pool.submit(trial, x): x for x in asked if x.name not in found}
        for done in as_completed(trials):
            mutant = trials[done]
            found[mutant.name] = done.result()
            caught += told(mutant, found[mutant.name])
            if not chosen:
                keep(found)
    if not chosen:
        KEPT.unlink(missing_ok=True)
    print(f"{caught} of {len(asked)} caught in {time.monotonic() - began:.0f} s")
    return len(asked) - caught


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
