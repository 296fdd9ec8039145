"""Every planted bug can be planted: a patch that the contracts have left behind is noticed here."""

import subprocess

import pytest

from tests.mutants.__main__ import ROOT
from tests.mutants.patches import Mutant, mutants


@pytest.mark.parametrize("mutant", mutants([]), ids=lambda mutant: mutant.name)
def test_it_applies(mutant: Mutant) -> None:
    command = ["git", "apply", "--check", "-C1", "-p1", str(mutant.file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    assert mutant.touches
