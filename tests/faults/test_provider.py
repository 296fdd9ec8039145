"""Over a connection that lies, every intent has its effect exactly once."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sfc.chain.keys import Keyring
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.sender import Sender
from sfc.domain.errors import ChainUnavailable
from tests.chain import anvil
from tests.chain.programs import LOGS, creation
from tests.faults.provider import FaultyNode

WRITERS = 4
SEEDS = [int(seed) for seed in os.environ.get("FAULT_SEEDS", "1").split()]
INTENTS = int(os.environ.get("FAULT_INTENTS", "10"))
"""Intents of each writer; some ten requests each."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    if not anvil.available():
        pytest.skip("anvil is not installed: run make node")
    with anvil.running() as address:
        yield address


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_once(url: str, seed: int) -> None:
    keys = Keyring()
    rich = keys.add(anvil.KEY)
    calm = JsonRpcNode(url)
    plain = Sender(calm, keys)
    writers = [keys.create() for _ in range(WRITERS)]
    for writer in writers:
        plain.send(rich, writer, b"", 10**18)
    contract = plain.send(rich, None, creation(LOGS)).contract
    assert contract is not None
    first = calm.head().number
    node = FaultyNode(url, seed)
    sender = Sender(node, keys, timeout=20)

    def write(account: str) -> list[str]:
        done = []
        for number in range(INTENTS):
            reference = f"{account} {number}"
            while True:
                try:
                    included = sender.send(account, contract, b"", reference=reference)
                    break
                except ChainUnavailable:
                    continue  # as a client would: the same again
            done.append(included.transaction)
        return done

    with ThreadPoolExecutor(WRITERS) as pool:
        done = [name for made in pool.map(write, writers) for name in made]
    logs = calm.logs(first + 1, calm.head().number, [contract])
    assert sorted(log.transaction for log in logs) == sorted(done)
    assert len(set(done)) == WRITERS * INTENTS
    assert len(node.faults) >= 7, node.faults
    print(f"seed {seed}: {node.requests} requests, faults {node.faults}")
