"""The two kinds of node, each with a fresh deployment for every test."""

from collections.abc import Iterator

import pytest

from sfc.chain.clock import SandboxClock
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.sender import Sender
from tests.chain import anvil
from tests.parity.worlds import World

START = 1_330_000_000  # a day in 2012: sandboxes may live in the past


@pytest.fixture(scope="session")
def anvil_url() -> Iterator[str]:
    if not anvil.available():
        pytest.skip("anvil is not installed: run make node")
    with anvil.running() as url:
        yield url


@pytest.fixture(params=["embedded", "anvil"])
def world(request: pytest.FixtureRequest) -> World:
    keys = Keyring()
    if request.param == "embedded":
        clock = SandboxClock(START)
        node = EmbeddedNode(clock)
        return World(node, keys, keys.create(), clock.advance_to, Sender(node, keys))
    remote = JsonRpcNode(request.getfixturevalue("anvil_url"))
    deployer = keys.add(anvil.KEY)

    def set_time(timestamp: int) -> None:
        remote.request("evm_setNextBlockTimestamp", timestamp)
        remote.request("evm_mine")

    return World(remote, keys, deployer, set_time, Sender(remote, keys, sponsor=deployer))
