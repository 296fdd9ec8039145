"""A transaction whose nonce another one has is given up, however rarely the node answers."""

from collections.abc import Iterator
from itertools import count, repeat
from random import Random
from typing import Any

import pytest

from sfc.chain.delivery import Delivery, Lost
from sfc.chain.nodes.node import NonceRefused
from sfc.chain.outbox import MemoryOutbox
from sfc.domain.errors import ChainUnavailable
from sfc.ports import Signed

SIGNED = Signed("0x01", "0xAc", 3, b"", None, 0, None)


class Halting:
    """A node on which the nonce is used; it answers as `answering` says, request by request."""

    def __init__(self, answering: Iterator[bool], *, has_it_at: int = 0) -> None:
        self._answering = answering
        self._has_it_at = has_it_at
        self.requests = 0

    def send_raw(self, _raw: bytes) -> str:
        self._answer()
        raise NonceRefused("nonce too low")

    def nonce(self, _account: str) -> int:
        self._answer()
        return SIGNED.nonce + 1

    def included(self, _transaction: str) -> Any:
        self._answer()
        return None

    def knows(self, _transaction: str) -> bool:
        self._answer()
        return self.requests < self._has_it_at

    def _answer(self) -> None:
        self.requests += 1
        if not next(self._answering):
            raise ChainUnavailable("the node does not answer")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sfc.chain.delivery._LONGEST_PAUSE", 0.001)


def no_blank(_sender: str, _nonce: int) -> Signed:
    raise AssertionError("no nonce is missing before it")


def deliver(node: Any) -> None:
    outbox = MemoryOutbox()
    outbox.put(SIGNED)
    Delivery(node, outbox, timeout=20, blank=no_blank).deliver(SIGNED)


def test_silence_is_no_contradiction() -> None:
    seldom = Random(1)
    node = Halting(seldom.random() < 0.5 for _ in count())
    with pytest.raises(Lost, match="nonce too low"):
        deliver(node)
    assert node.requests < 1_000


def test_a_contrary_answer_starts_the_count_anew() -> None:
    node = Halting(repeat(True), has_it_at=60)
    with pytest.raises(Lost):
        deliver(node)
    assert node.requests > 60
