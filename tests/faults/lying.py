"""Writes over a connection that lies: every intent has its effect exactly once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from sfc.chain.keys import Keyring
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.sender import Sender
from sfc.domain.errors import ChainUnavailable
from tests.chain import anvil
from tests.chain.programs import LOGS, creation
from tests.faults.figures import Figures
from tests.faults.provider import FaultyNode

WRITERS = 16
LEAST_KINDS = 7
"""Of the nine kinds of fault, so many come in a short run at least."""


def run(
    url: str, seed: int, requests: int, progress: Callable[[str], object] = lambda _: None
) -> Figures:
    """Have sixteen accounts write, until the node at `url` was asked so often.

    An intent that fails is tried again under its reference, as a client would.
    """
    keys, calm = Keyring(), JsonRpcNode(url)
    rich = keys.add(anvil.KEY)
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
        for number in count():
            if node.requests >= requests:
                break
            reference = f"{account} {number}"
            while True:
                try:
                    included = sender.send(account, contract, b"", reference=reference)
                    break
                except ChainUnavailable:
                    continue
            done.append(included.transaction)
        return done

    with ThreadPoolExecutor(WRITERS) as pool:
        done = Counter(name for made in pool.map(write, writers) for name in made)
    effects = Counter(
        log.transaction for log in calm.logs(first + 1, calm.head().number, [contract])
    )
    progress(f"seed {seed}: {node.requests:,} requests, {done.total():,} writes, {node.faults}")
    assert len(node.faults) >= LEAST_KINDS, f"few faults came: {node.faults}"
    return Figures(
        requests=node.requests,
        # an answer that was given to two intents stands for an effect that is missing
        lost=(done - effects).total(),
        double=(effects - done).total(),
    )
