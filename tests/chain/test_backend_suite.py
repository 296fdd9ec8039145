"""eth-tester's own tests of a backend, on its backend over our file."""

from pathlib import Path
from typing import Any

import pytest
from eth_tester import EthereumTester
from eth_tester.utils.backend_testing import BaseTestBackendDirect

from sfc.chain.nodes.chainfile import ChainFile
from sfc.chain.nodes.evm import LedgerBackend


@pytest.fixture
def eth_tester(tmp_path: Path) -> Any:
    return EthereumTester(LedgerBackend(database=ChainFile(tmp_path / "chain.db")))


class TestBackendOverAFile(BaseTestBackendDirect):
    """Each inherited test sees a fresh chain in a file of its own."""
