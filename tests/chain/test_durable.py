"""A chain in a file: nothing that was acknowledged is lost, and one process has it at a time."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sfc.chain.clock import LedgerTestClock, SandboxClock
from sfc.chain.keys import Keyring
from sfc.chain.nodes import Fees
from sfc.chain.nodes.chainfile import ChainFile, ChainFileUnusable
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.sender import Sender
from sfc.domain.errors import ChainUnavailable
from tests.chain.conftest import START
from tests.chain.programs import LOGS, creation

KEY = bytes(31) + b"\x07"
DAY = 86_400


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "chain.db"


def open_node(file: Path, at: int = START) -> EmbeddedNode:
    return EmbeddedNode(SandboxClock(at), file=file)


def test_it_goes_on_where_it_stopped(file: Path, keys: Keyring) -> None:
    account = keys.create()
    node = open_node(file)
    sender = Sender(node, keys)
    contract = sender.send(account, None, creation(LOGS)).contract
    assert contract is not None
    included = sender.send(account, contract, b"")
    before = [node.block(number) for number in range(3)]
    logs = node.logs(0, 2, [contract])
    node.close()

    again = open_node(file, START - DAY)  # and its time does not go back
    assert again.head() == before[2]
    assert [again.block(number) for number in range(3)] == before
    assert again.included(included.transaction) == included
    assert again.logs(0, 2, [contract]) == logs
    assert again.code(contract) and again.nonce(account) == 2
    assert again.next_timestamp() == START
    assert Sender(again, keys).send(account, contract, b"").block == 3
    again.close()


def test_the_time_that_was_set_lasts(file: Path) -> None:
    clock = SandboxClock(START)
    node = EmbeddedNode(clock, file=file)
    LedgerTestClock(node, clock).advance_to(START + 30 * DAY)
    node.close()
    again = open_node(file)
    assert again.next_timestamp() == START + 30 * DAY
    again.close()


def test_another_process_is_refused(file: Path) -> None:
    node = open_node(file)
    program = f"""
from pathlib import Path
from sfc.chain.nodes.embedded import EmbeddedNode
EmbeddedNode(file=Path({str(file)!r}))
"""
    other = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert other.returncode == 1
    assert "another process has it open" in other.stderr
    node.close()
    open_node(file).close()


def test_what_is_no_chain_is_refused(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"something else" * 100)
    with pytest.raises(ChainFileUnusable, match="not a database"):
        open_node(file)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE things (name TEXT)")
    connection.close()
    with pytest.raises(ChainFileUnusable, match="it holds no chain"):
        open_node(other)
    with pytest.raises(ChainFileUnusable, match="unable to open"):
        open_node(tmp_path / "nowhere" / "chain.db")
    mine = tmp_path / "mine.db"
    EmbeddedNode(file=mine).close()
    with pytest.raises(ChainFileUnusable, match="it is chain 73512, not 1"):
        EmbeddedNode(file=mine, chain_id=1)


WRITER = """
import sys
from pathlib import Path
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.sender import Sender
from tests.chain.programs import LOGS, creation
keys = Keyring()
account = keys.add(bytes(31) + b"\\x07")
sender = Sender(EmbeddedNode(file=Path(sys.argv[1])), keys)
contract = sender.send(account, None, creation(LOGS)).contract
while True:
    included = sender.send(account, contract, b"")
    print(included.transaction, included.block, flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_it_loses_nothing(file: Path, seed: int) -> None:
    after = random.Random(seed)
    acknowledged: list[tuple[str, int]] = []
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        for line, _ in zip(writer.stdout, range(after.randint(1, 30)), strict=False):
            name, block = line.split()
            acknowledged.append((name, int(block)))
        os.kill(writer.pid, signal.SIGKILL)
        whole, _, _ = writer.stdout.read().rpartition("\n")  # the last line may be torn
        for line in whole.splitlines():
            name, block = line.split()
            acknowledged.append((name, int(block)))
        writer.wait()
        writer.stdout.close()

    node = open_node(file)
    for name, block in acknowledged:
        included = node.included(name)
        assert included is not None and included.block == block
    for number in range(1, node.head().number + 1):
        made, parent = node.block(number), node.block(number - 1)
        assert made is not None and parent is not None and made.parent == parent.hash
    keys = Keyring()
    account = keys.add(KEY)
    transactions = node.nonce(account)
    assert transactions == node.head().number  # one writer: a transaction is a block
    contract = Sender(node, keys).send(account, None, creation(LOGS)).contract
    assert contract is not None
    node.close()


def test_a_copy_is_taken_while_it_runs(file: Path, tmp_path: Path, keys: Keyring) -> None:
    account = keys.create()
    node = open_node(file)
    sender = Sender(node, keys)
    contract = sender.send(account, None, creation(LOGS)).contract
    assert contract is not None
    sender.send(account, contract, b"")
    copy = tmp_path / "backup.db"
    node.back_up(copy)
    sender.send(account, contract, b"")
    assert [entry.name for entry in tmp_path.glob("backup*")] == ["backup.db"]

    restored = open_node(copy)
    assert restored.head() == node.block(2)
    assert restored.nonce(account) == 2
    assert Sender(restored, keys).send(account, contract, b"").block == 3
    node.close()
    restored.close()


class SmallDisk(ChainFile):
    """Has room for a little more than it has now."""

    def full(self) -> None:
        [(pages,)] = self.rows("PRAGMA page_count")
        self._sql.execute(f"PRAGMA max_page_count = {pages}")

    def larger(self) -> None:
        self._sql.execute("PRAGMA max_page_count = 1000000")


def write_for_ever(sender: Sender, account: str, contract: str) -> None:
    while True:
        sender.send(account, contract, b"")


def test_a_full_disk_is_said_and_nothing_is_half_done(
    file: Path, keys: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sfc.chain.nodes.embedded.ChainFile", SmallDisk)
    account, node = keys.create(), open_node(file)
    sender = Sender(node, keys, timeout=0.1)
    contract = sender.send(account, None, creation(LOGS)).contract
    assert contract is not None
    disk = node._file
    assert isinstance(disk, SmallDisk)
    disk.full()
    with pytest.raises(ChainUnavailable) as caught:
        write_for_ever(sender, account, contract)
    assert "full" in caught.value.reason
    head, nonce = node.head(), node.nonce(account)
    assert nonce == head.number
    assert len(node.logs(0, head.number, [contract])) == nonce - 1
    disk.larger()
    # what was signed and found no room comes first
    assert sender.send(account, contract, b"").block == head.number + 2
    node.close()
    again = open_node(file)
    assert again.nonce(account) == nonce + 2
    again.close()


def test_transactions_that_wait_share_a_block(keys: Keyring) -> None:
    node = EmbeddedNode()
    accounts = [keys.create() for _ in range(4)]
    raws = [
        keys.sign_transaction(
            account,
            to=account,
            data=b"",
            nonce=nonce,
            gas=21_000,
            fees=Fees(0),
            chain_id=node.chain_id,
        )
        for account in accounts
        for nonce in (0, 2, 1)  # the second is too early, and is refused alone
    ]
    results = node._seal(raws)
    refused = [result for result in results if isinstance(result, BaseException)]
    assert len(refused) == 4
    assert node.head().number == 1
    for result in results:
        if isinstance(result, str):
            included = node.included(result)
            assert included is not None
            assert included.block == 1 and included.gas_used == 21_000
    assert [node.nonce(account) for account in accounts] == [2] * 4
