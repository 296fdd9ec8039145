"""An embedded chain in 2012, and what is needed to write to it."""

import pytest

from sfc.chain.clock import SandboxClock
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.sender import Sender

START = 1_330_000_000


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(START)


@pytest.fixture
def node(clock: SandboxClock) -> EmbeddedNode:
    return EmbeddedNode(clock)


@pytest.fixture
def keys() -> Keyring:
    return Keyring()


@pytest.fixture
def sender(node: EmbeddedNode, keys: Keyring) -> Sender:
    return Sender(node, keys)
