"""Transactions that a reorganisation takes off the chain go out again, the same bytes, once."""

from collections.abc import Callable, Iterator

import pytest

from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.node import Node
from sfc.chain.outbox import MemoryOutbox
from sfc.chain.sender import Sender
from sfc.ports import Fate
from tests.chain import anvil
from tests.chain.programs import COUNTS, COUNTS_ONCE, creation


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    if not anvil.available():
        pytest.skip("anvil is not installed: run make node")
    with anvil.running() as url:
        yield url


class Chain:
    """A node, an account that can pay, and how to take the newest blocks off the chain."""

    def __init__(self, node: Node, keys: Keyring, account: str) -> None:
        self.node, self.keys, self.account = node, keys, account
        self.outbox = MemoryOutbox()
        self.sender = Sender(node, keys, outbox=self.outbox, timeout=20)

    def drop(self, blocks: int) -> None:
        node = self.node
        if isinstance(node, EmbeddedNode):
            node.revert(node.head().number - blocks)
        else:
            assert isinstance(node, JsonRpcNode)
            node.request("anvil_reorg", blocks, [])

    def deploy(self, program: bytes) -> str:
        made = self.sender.send(self.account, None, creation(program)).contract
        assert made is not None
        return made

    def count(self, contract: str) -> int:
        return int.from_bytes(self.node.call(contract, b""), "big")


@pytest.fixture(params=["embedded", "anvil"])
def chain(request: pytest.FixtureRequest) -> Chain:
    keys = Keyring()
    if request.param == "embedded":
        return Chain(EmbeddedNode(), keys, keys.create())
    node = JsonRpcNode(request.getfixturevalue("url"))
    return Chain(node, keys, keys.add(anvil.KEY))


def fates(chain: Chain) -> list[Fate]:
    return list(chain.outbox._fates.values())


def test_the_next_transaction_brings_those_before_it_back(chain: Chain) -> None:
    counter = chain.deploy(COUNTS)
    for number in range(3):
        chain.sender.send(chain.account, counter, b"\1", reference=f"write {number}")
    chain.drop(2)
    assert chain.count(counter) == 1
    chain.sender.send(chain.account, counter, b"\1", reference="write 3")
    assert chain.count(counter) == 4
    assert set(fates(chain)) == {Fate.DONE}


def test_what_is_repeated_is_brought_back_and_not_done_twice(chain: Chain) -> None:
    counter = chain.deploy(COUNTS)
    first = chain.sender.send(chain.account, counter, b"\1", reference="a")
    chain.sender.send(chain.account, counter, b"\1", reference="b")
    chain.drop(2)
    again = chain.sender.send(chain.account, counter, b"\1", reference="b")
    assert chain.sender.send(chain.account, counter, b"\1", reference="a").transaction == (
        first.transaction
    )
    assert chain.count(counter) == 2
    assert again.succeeded


def test_nobody_has_to_write_for_it(chain: Chain) -> None:
    counter = chain.deploy(COUNTS)
    for _ in range(2):
        chain.sender.send(chain.account, counter, b"\1")
    assert chain.sender.send_again() == 0
    chain.drop(2)
    assert chain.sender.send_again() == 2
    assert chain.count(counter) == 2
    assert chain.sender.reconcile() == 2
    assert chain.sender.send_again() == 0
    assert set(fates(chain)) == {Fate.DONE}


def test_a_process_that_starts_after_the_reorganisation(chain: Chain) -> None:
    counter = chain.deploy(COUNTS)
    chain.sender.send(chain.account, counter, b"\1", reference="a")
    chain.drop(1)
    later = Sender(chain.node, chain.keys, outbox=chain.outbox)
    assert later.send_again() == 1
    later.reconcile()
    later.send(chain.account, counter, b"\1", reference="a")
    later.send(chain.account, counter, b"\1", reference="b")
    assert chain.count(counter) == 2


def test_a_nonce_of_which_nothing_is_known_is_used_up(chain: Chain) -> None:
    """Somebody else's transaction is gone for good, and may not hold up ours for ever."""
    counter = chain.deploy(COUNTS)
    chain.sender.send(chain.account, counter, b"\1")
    Sender(chain.node, chain.keys).send(chain.account, counter, b"\1")
    chain.sender.send(chain.account, counter, b"\1", reference="ours")
    chain.drop(2)
    chain.sender._nonces[chain.account] = chain.node.nonce(chain.account) + 2
    chain.sender.send(chain.account, counter, b"\1", reference="next")
    assert chain.count(counter) == 3
    assert chain.node.nonce(chain.account) == chain.sender._nonces[chain.account]


def test_replaced_on_one_branch_and_not_on_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Which of two with one nonce counts is for the chain to say, also when it says otherwise."""
    keys = Keyring()
    rich = keys.create()
    chain = Chain(EmbeddedNode(gas_price=1_000, funded={rich: 10**18}), keys, rich)
    counter = chain.deploy(COUNTS)
    before = chain.node.head().number
    sent: list[bytes] = []
    send_raw: Callable[[bytes], str] = chain.node.send_raw
    monkeypatch.setattr(
        chain.node, "send_raw", lambda raw: sent.append(raw) or (send_raw(raw) if sent[1:] else "")
    )
    chain.sender._patience = 0.01
    chain.sender.send(chain.account, counter, b"\1", reference="a")
    assert len(set(sent)) == 2
    assert isinstance(chain.node, EmbeddedNode)
    chain.node.revert(before)
    send_raw(sent[0])
    chain.sender.send(chain.account, counter, b"\1", reference="a")
    assert chain.count(counter) == 1


def test_what_the_contracts_refuse_now_does_not_hold_up_the_rest() -> None:
    keys = Keyring()
    chain = Chain(EmbeddedNode(), keys, keys.create())
    other = Chain(chain.node, keys, keys.create())
    once = chain.deploy(COUNTS_ONCE)
    counter = chain.deploy(COUNTS)
    chain.sender.send(chain.account, once, b"\1", reference="first come")
    chain.drop(1)
    other.sender.send(other.account, once, b"\1", reference="another was first")
    chain.sender.send(chain.account, counter, b"\1", reference="next")
    assert (chain.count(once), chain.count(counter)) == (1, 1)
