"""Transactions of a key go out one after the other, and each ends in an answer."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
import rlp

from sfc.chain.keys import Keyring
from sfc.chain.nodes import Fees, Included, NonceRefused, Reverted
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.sender import Sender, _dearer
from sfc.domain.errors import Busy, ChainUnavailable, KeyNotHeld, NotFunded, TransactionFailed
from sfc.ports import Signed
from tests.chain.programs import LOGS, REVERTS, creation

PRICE = 10**9


class Forgetful(EmbeddedNode):
    """A node that takes transactions and never tells what became of them."""

    def included(self, transaction: str) -> Included | None:
        return None


class Slow(EmbeddedNode):
    """A node that tells of a transaction when it is asked for the third time."""

    asked = 0

    def included(self, transaction: str) -> Included | None:
        self.asked += 1
        return super().included(transaction) if self.asked % 3 == 0 else None


class Failing(EmbeddedNode):
    """A node that includes transactions and says that they failed, as real ones do."""

    sent = False

    def send_raw(self, raw: bytes) -> str:
        self.sent = True
        return ""

    def included(self, transaction: str) -> Included | None:
        return Included(transaction, 1, False, 21_000, None) if self.sent else None


class Swallowing(EmbeddedNode):
    """A node that takes a first transaction, and puts it into no block."""

    def send_raw(self, raw: bytes) -> str:
        self.taken = [*getattr(self, "taken", []), raw]
        return super().send_raw(raw) if len(self.taken) > 1 else ""


class Behind(EmbeddedNode):
    """A node that falls back by a transaction, and at times does not see what it has included."""

    behind, asked = False, 0

    def nonce(self, account: str) -> int:
        return super().nonce(account) - int(self.behind)

    def included(self, transaction: str) -> Included | None:
        self.asked += self.behind
        return None if self.asked % 3 == 1 else super().included(transaction)


class Held(EmbeddedNode):
    """A node that answers when it is let go."""

    def send_raw(self, raw: bytes) -> str:
        self.let_go.wait()
        return super().send_raw(raw)


class Contested(EmbeddedNode):
    """A node that has always seen another transaction of the account."""

    def send_raw(self, raw: bytes) -> str:
        raise NonceRefused("nonce too low")


def test_an_effect_is_given_to_one_intent_only() -> None:
    """The same call with the nonce of before has the same bytes: they are another intent's."""
    keys, node = Keyring(), Behind()
    account = keys.create()
    first = Sender(node, keys)
    contract = first.send(account, None, creation(LOGS)).contract
    done = first.send(account, contract, b"", reference="one")
    outbox = first._outbox
    node.behind = True
    with pytest.raises(ChainUnavailable, match="used already"):
        Sender(node, keys, outbox=outbox).send(account, contract, b"", reference="two")
    node.behind = False
    again = Sender(node, keys, outbox=outbox).send(account, contract, b"", reference="two")
    assert again.transaction != done.transaction


def test_a_key_that_is_not_here(sender: Sender) -> None:
    with pytest.raises(KeyNotHeld):
        sender.send("0x" + "11" * 20, None, creation(LOGS))


def test_an_account_without_funds(keys: Keyring) -> None:
    poor = keys.create()
    node = EmbeddedNode(gas_price=PRICE)
    with pytest.raises(NotFunded) as caught:
        Sender(node, keys).send(poor, poor, b"")
    limit = node.gas_limit(poor, poor, b"")
    assert caught.value.fields() == {"account": poor, "has": 0, "needed": PRICE * limit}


def test_a_sponsor_pays_once_for_those_that_cannot(keys: Keyring) -> None:
    sponsor, poor = keys.create(), keys.create()
    node = EmbeddedNode(gas_price=PRICE, funded={sponsor: 10**18})
    sender = Sender(node, keys, sponsor=sponsor)
    sender.send(poor, poor, b"")
    sender.send(poor, poor, b"")
    assert node.head().number == 3
    assert 0 < node.balance(poor) < 10**17
    with pytest.raises(NotFunded):
        sender.send(sponsor, poor, b"", 10**18)
    with pytest.raises(NotFunded):
        sender.send(poor, sponsor, b"", 10**18)


def test_two_senders_with_one_key(node: EmbeddedNode, keys: Keyring) -> None:
    first, second, account = Sender(node, keys), Sender(node, keys), keys.create()
    for sender in (first, second, second, first, second):
        sender.send(account, account, b"")
    assert node.nonce(account) == 5


def test_waiting(keys: Keyring) -> None:
    account = keys.create()
    assert Sender(Slow(), keys).send(account, account, b"").block == 1
    with pytest.raises(ChainUnavailable) as caught:
        Sender(Forgetful(), keys, timeout=0.02).send(account, account, b"")
    assert "in no block after 0.02 seconds" in caught.value.reason
    with pytest.raises(ChainUnavailable) as caught:
        Sender(Contested(), keys, timeout=0.02).send(account, account, b"")
    assert "nonce too low" in caught.value.reason


def test_what_failed_in_its_block(node: EmbeddedNode, keys: Keyring) -> None:
    account = keys.create()
    with pytest.raises(TransactionFailed, match="ran out of gas, or was overtaken"):
        Sender(Failing(), keys).send(account, account, b"")
    with pytest.raises(TransactionFailed):
        Sender(Failing(), keys).send(account, None, creation(REVERTS))
    contract = "0x" + "00" * 20
    replies = Failing()
    replies.call = lambda *_: _revert()  # type: ignore[method-assign]
    with pytest.raises(Reverted) as caught:
        Sender(replies, keys).send(account, contract, b"")
    assert caught.value.data == b"\1"


def _revert() -> bytes:
    raise Reverted(b"\1")


def test_a_replacement_offers_a_tenth_more(keys: Keyring) -> None:
    account = keys.create()
    node = Swallowing(gas_price=1_003, funded={account: 10**18})
    Sender(node, keys, patience=0.01).send(account, account, b"")
    first, *_, last = (int.from_bytes(rlp.decode(raw)[1], "big") for raw in node.taken)
    assert (first, last) == (1_003, 1_104)


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        (Fees(50, 1), Fees(112, 4)),  # of 101 and 3: never a wei below 10 % more
        (Fees(150, 9), Fees(150, 9)),  # what the node asks for now, where that is more
        (Fees(50, 1, cap=111), None),  # above the cap: the same again
    ],
)
def test_both_parts_of_a_fee_are_raised(now: Fees, offered: Fees | None) -> None:
    assert _dearer(Signed("0x", "0x", 0, b"", fee=101, tip=3), now) == offered


def test_a_queue_that_is_full_says_when_to_come_again(keys: Keyring) -> None:
    account, node = keys.create(), Held()
    node.let_go = Event()
    sender = Sender(node, keys, most_waiting=2)

    def send() -> Included:
        return sender.send(account, account, b"")

    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(send) for _ in range(2)]
        while sender.pulse().waiting < 2:
            time.sleep(0.01)
        with pytest.raises(Busy) as caught:
            send()
        node.let_go.set()
        assert sorted(each.result().block for each in waiting) == [1, 2]
    assert caught.value.fields()["retry_after"] == 1
    assert send().block == 3
