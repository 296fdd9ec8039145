"""What the tests of evidence share."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def verifier(root: Path) -> ModuleType:
    """The verifier for everybody, loaded as a file: it is part of no package."""
    spec = importlib.util.spec_from_file_location("verify", root / "scripts/verify_evidence.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
