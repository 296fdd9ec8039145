"""`make prove`: the proofs under tests/proofs, each for all values of its arguments at once.

Forge compiles them with the core's own sources, by the compiler and the settings of `make compile`;
halmos executes them symbolically. All of it lives under build/ and is installed on demand. A proof
that does not hold fails, and so does one that cannot be decided in time, or that is about nothing
because every case of it is refused.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from sfc.chain.compiler import SETTINGS, SOLC, reachable

ROOT = Path(__file__).parents[1]
PROOFS = ROOT / "tests/proofs"
WORK = ROOT / "build/prove"
SOURCES = WORK / "src"
SECONDS = 300

CONFIG = f"""[profile.default]
src = "src"
libs = []
offline = true
solc = "{SOLC}"
evm_version = "{SETTINGS["evmVersion"]}"
optimizer = true
optimizer_runs = {SETTINGS["optimizer"]["runs"]}
bytecode_hash = "none"
remappings = ["@openzeppelin/=src/@openzeppelin/"]

[lint]
lint_on_build = false
"""

# What is about division is decided among integers, everything else among bits.
INTEGERS = f"{WORK / 'bin/python'} {PROOFS / 'integers.py'}"
OPTIONS = {"MoneyProof": ("--solver-command", INTEGERS), "UnitsProof": ()}


def lay_out() -> None:
    """A folder as forge wants it: the proofs, what they are about, and what that imports."""
    shutil.rmtree(SOURCES, ignore_errors=True)
    proofs = {file.relative_to(ROOT).as_posix(): file.read_text() for file in PROOFS.glob("*.sol")}
    about = sorted(set(re.findall(r'"(?:\.\./)+(contracts/[^"]+)"', "".join(proofs.values()))))
    for name, text in (*proofs.items(), *reachable(ROOT, about)):
        file = SOURCES / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (WORK / "foundry.toml").write_text(CONFIG, encoding="utf-8")


def main(chosen: list[str]) -> int:
    """Try all proofs, or those whose names contain the word; the exit code."""
    lay_out()
    tools = (WORK / "bin", WORK / "node_modules/.bin", ROOT / ".venv/bin")
    path = os.pathsep.join([*map(str, tools), os.environ["PATH"]])
    failed = 0
    for contract, options in OPTIONS.items():
        command = [
            *("halmos", "--root", str(WORK), "--contract", contract, *options),
            *("--match-test", f"^check_.*{''.join(chosen)}", "--no-status"),
            *("--solver-timeout-assertion", f"{SECONDS}s"),
        ]
        done = subprocess.run(command, env={**os.environ, "PATH": path}, check=False)
        failed += bool(done.returncode)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
