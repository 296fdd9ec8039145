"""`python -m tests.mutants [word ...]`: every planted bug is caught, or this fails."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.mutants.patches import Mutant, mutants

ROOT = Path(__file__).parents[2]
COPIED = ("contracts", "sfc", "tests", "pyproject.toml")
LINKED = (".venv", "node_modules")
PYTHON = sys.executable


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


def trial(mutant: Mutant) -> dict[str, str | None]:
    """For each that has to catch it, what it noticed."""
    with copy_of_the_project() as copy:
        command = ["git", "apply", "-C1", "-p1", str(mutant.file)]
        applied = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        if applied.returncode:
            return {"patch": None, "why": applied.stderr}
        asked = [PYTHON, "-m", "tests.mutants.trial", mutant.name]
        answer = subprocess.run(asked, cwd=copy, capture_output=True, text=True, check=False)
        if answer.returncode:
            return {"trial": None, "why": answer.stderr[-2_000:]}
        found: dict[str, str | None] = json.loads(answer.stdout.splitlines()[-1])
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


def main(chosen: list[str]) -> int:
    """Try all of them; how many went unnoticed."""
    asked, missed = mutants(chosen), 0
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for mutant, found in zip(asked, pool.map(trial, asked), strict=True):
            unnoticed = [catcher for catcher, what in found.items() if what is None]
            missed += bool(unnoticed)
            verdict = "MISSED by " + ", ".join(unnoticed) if unnoticed else "caught"
            print(f"{mutant.name:<34} {verdict:<8} {mutant.breaks}", flush=True)
            for catcher, what in found.items():
                if what is not None:
                    print(f"    {catcher}: {' '.join(what.split())[:110]}", flush=True)
    print(f"{len(asked) - missed} of {len(asked)} caught")
    return missed


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
