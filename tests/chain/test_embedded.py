"""The embedded chain does not fall into the traps of the engines that it is made of."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest
from eth_tester import EthereumTester
from eth_utils import keccak

from sfc.chain.clock import LedgerClock, LedgerTestClock, SandboxClock, machine_time
from sfc.chain.keys import Keyring
from sfc.chain.nodes import Block, CannotPay, Fees, Included, Log, NonceRefused, Reverted
from sfc.chain.nodes.addresses import hex_text
from sfc.chain.nodes.chainfile import ChainFile
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.node import Message, Simulated
from sfc.chain.nodes.records import Records
from sfc.chain.sender import Sender
from sfc.domain.days import ledger_day
from sfc.domain.errors import ClockBackwards
from tests.chain.conftest import START
from tests.chain.programs import BREAKS, COUNTS_ONCE, LOGS, REVERTS, TIME, creation

DAY = 86_400


def put(sender: Sender, account: str, runtime: bytes) -> str:
    contract = sender.send(account, None, creation(runtime)).contract
    assert contract is not None
    return contract


def time_of(node: EmbeddedNode, contract: str) -> int:
    return int.from_bytes(node.call(contract, b""), "big")


def test_blocks_have_the_time_of_the_clock(
    node: EmbeddedNode, sender: Sender, keys: Keyring, clock: SandboxClock
) -> None:
    account = keys.create()
    contract = put(sender, account, TIME)
    assert node.block(0).timestamp == START  # type: ignore[union-attr]
    for _ in range(20):
        sender.send(account, contract, b"")
    assert node.head().timestamp == START == time_of(node, contract)
    clock.advance_to(START + 7 * DAY)
    assert time_of(node, contract) == START + 7 * DAY
    sender.send(account, contract, b"")
    assert node.head().timestamp == START + 7 * DAY


def test_the_test_clock_never_goes_back(node: EmbeddedNode, clock: SandboxClock) -> None:
    ledger = LedgerTestClock(node, clock)
    ledger.advance_to(START + DAY)
    with pytest.raises(ClockBackwards) as caught:
        ledger.advance_to(START)
    assert caught.value.fields() == {"now": START + DAY, "asked": START}
    assert ledger.now() == START + DAY
    assert ledger.today() == ledger_day(START + DAY)


def test_a_clock_that_lags_does_not_stop_the_chain(keys: Keyring) -> None:
    times = iter([START, START + 100, START + 100, START + 40, START + 40])
    node = EmbeddedNode(lambda: next(times, START + 40))
    sender, account = Sender(node, keys), keys.create()
    for _ in range(3):
        put(sender, account, TIME)
    stamps = [node.block(number).timestamp for number in range(4)]  # type: ignore[union-attr]
    assert stamps == sorted(stamps)
    assert LedgerClock(node).now() == stamps[-1]


def test_a_burst_does_not_run_ahead_of_the_clock(keys: Keyring) -> None:
    """However many blocks a second has, none is of a later one; stock eth-tester adds a second."""
    node, account = EmbeddedNode(), keys.create()
    sender = Sender(node, keys)
    for _ in range(100):
        sender.send(account, account, b"")
        assert node.head().timestamp <= machine_time()
    assert node.head().number == 100


def test_reading_all_events_costs_what_they_are() -> None:
    """In steps of SQLite's machine, for chains of one and of four thousand blocks."""

    def steps(blocks: int) -> int:
        file, contract = ChainFile(), b"\1" * 20
        records, count = Records(file), 0
        for number in range(blocks):
            log = Log(contract, (bytes(32),), b"", number, f"0x{number:064x}", 0)
            block = Block(number, f"0x{number}", "", number)
            file.commit(*Records.add(block, (), [log]))

        def step() -> None:
            nonlocal count
            count += 1

        file._sql.set_progress_handler(step, 1)
        for first in range(0, blocks, 100):
            assert len(records.logs(first, first + 99, [contract], None)) == 100
        return count

    assert steps(4_000) < 4.2 * steps(1_000)


def test_a_ticking_clock_goes_on_from_where_it_is_set() -> None:
    clock = SandboxClock(ticking=True)
    before = clock()
    clock.advance_to(before + 10 * DAY)
    assert before + 10 * DAY <= clock() <= machine_time() + 11 * DAY


def test_eight_threads_lose_nothing(node: EmbeddedNode, sender: Sender, keys: Keyring) -> None:
    contract = put(sender, keys.create(), LOGS)
    accounts = [keys.create() for _ in range(4)]
    together = threading.Barrier(8)

    def work(index: int) -> list[str]:
        together.wait()
        account = accounts[index % 4]  # two threads write with each key
        made = []
        for _ in range(20):
            made.append(sender.send(account, contract, b"").transaction)
            node.call(contract, b"")
            node.logs(0, node.head().number, [contract])
        return made

    with ThreadPoolExecutor(8) as pool:
        transactions = [name for made in pool.map(work, range(8)) for name in made]
    assert len(set(transactions)) == 160
    assert [node.nonce(account) for account in accounts] == [40] * 4
    assert len(node.logs(0, node.head().number, [contract])) == 160
    assert node.head().number <= 161  # those that waited together share a block


def test_the_past_is_told_while_a_block_is_made(
    node: EmbeddedNode, sender: Sender, keys: Keyring
) -> None:
    """Who looks up a transaction does not stand in the way of those who wait to send theirs."""
    account = keys.create()
    contract = put(sender, account, LOGS)
    name = sender.send(account, contract, b"").transaction

    def looked() -> tuple[Included | None, Block | None, int]:
        return node.included(name), node.block(2), len(node.logs(0, 2, [contract]))

    with ThreadPoolExecutor(1) as pool, node._turns.lock:
        included, block, logs = pool.submit(looked).result(timeout=60)
    assert included and block and included.block == block.number == 2
    assert logs == 1


def test_others_have_their_turn_during_a_long_simulation(
    node: EmbeddedNode, sender: Sender, keys: Keyring
) -> None:
    """What they do then is not seen by it, be it a block or that blocks are taken back."""
    account = keys.create()
    once, logs = put(sender, account, COUNTS_ONCE), put(sender, account, LOGS)
    start, count = node.head().number, Message(account, once, b"count")

    def long(other: Callable[[], object], pool: ThreadPoolExecutor) -> Iterator[Message]:
        """Until the other thread has had its turn."""
        turn = pool.submit(other)
        yield from (Message(account, logs, b"") for _ in range(20_000) if not turn.done())
        turn.result(timeout=0)
        yield count

    others = [lambda: sender.send(account, once, b"count"), lambda: node.revert(start)]
    with ThreadPoolExecutor(1) as pool:
        for other, after in zip(others, (start + 1, start), strict=True):
            *several, last = node.simulate(long(other, pool))  # type: ignore[arg-type]
            assert node.head().number == after
            assert {type(each) for each in several} == {Simulated}
            assert type(last) is (Simulated if after > start else Reverted)
    assert [type(each) for each in node.simulate([count] * 2)] == [Simulated, Reverted]


def test_nobody_hears_of_a_block_before_it_lasts(node: EmbeddedNode, keys: Keyring) -> None:
    account = keys.create()
    raw = keys.sign_transaction(
        account,
        to=account,
        data=b"",
        nonce=0,
        gas=21_000,
        fees=Fees(0),
        chain_id=node.chain_id,
    )
    asked: list[Future[tuple[Included | None, int]]] = []
    answered_early: list[bool] = []

    def ask() -> tuple[Included | None, int]:
        return node.included(hex_text(keccak(raw))), node.head().number

    def written(statement: str) -> None:
        if statement.startswith("INSERT INTO included"):  # and not committed yet
            asked.append(pool.submit(ask))
            answered_early.append(bool(wait(asked, timeout=0.2).done))

    with ThreadPoolExecutor(1) as pool:
        node._file._sql.set_trace_callback(written)
        node.send_raw(raw)
        node._file._sql.set_trace_callback(None)
    ((included, head),) = (each.result() for each in asked)
    assert answered_early == [False]
    assert included is not None and included.block == head == 1


def test_what_fails_leaves_nothing_behind(
    node: EmbeddedNode, sender: Sender, keys: Keyring
) -> None:
    account = keys.create()
    contract, broken = put(sender, account, REVERTS), put(sender, account, BREAKS)
    before = node.head()
    with pytest.raises(Reverted) as caught:
        sender.send(account, contract, b"")
    assert caught.value.data == bytes.fromhex("deadbeef")
    with pytest.raises(Reverted) as caught:
        node.call(contract, b"")
    assert caught.value.data == bytes.fromhex("deadbeef")
    with pytest.raises(Reverted) as caught:
        sender.send(account, broken, b"")
    assert caught.value.data == b""
    assert node.head() == before
    assert node.nonce(account) == 2


def test_the_same_bytes_again_are_refused(node: EmbeddedNode, keys: Keyring) -> None:
    account = keys.create()
    raw = keys.sign_transaction(
        account,
        to=account,
        data=b"",
        nonce=0,
        gas=21_000,
        fees=Fees(0),
        chain_id=node.chain_id,
    )
    node.send_raw(raw)
    with pytest.raises(NonceRefused):
        node.send_raw(raw)
    assert node.head().number == 1


def test_transactions_out_of_order_or_of_another_chain(node: EmbeddedNode, keys: Keyring) -> None:
    account = keys.create()

    def signed(nonce: int, chain_id: int) -> bytes:
        return keys.sign_transaction(
            account, to=account, data=b"", nonce=nonce, gas=21_000, fees=Fees(0), chain_id=chain_id
        )

    with pytest.raises(NonceRefused):
        node.send_raw(signed(1, node.chain_id))
    with pytest.raises(ValueError, match="no transaction of this chain"):
        node.send_raw(b"\x80")
    with pytest.raises(ValueError, match="no transaction of this chain"):
        node.send_raw(signed(0, 1))
    assert node.head().number == 0


def test_fees_only_where_they_are_asked_for(keys: Keyring) -> None:
    rich, poor = keys.create(), keys.create()
    node = EmbeddedNode(gas_price=10**9, funded={rich: 10**18})
    Sender(node, keys).send(rich, poor, b"", 5)
    assert node.balance(poor) == 5
    raw = keys.sign_transaction(
        poor, to=rich, data=b"", nonce=0, gas=21_000, fees=node.fees(), chain_id=node.chain_id
    )
    with pytest.raises(CannotPay):
        node.send_raw(raw)


def test_looking_back(node: EmbeddedNode, sender: Sender, keys: Keyring) -> None:
    account = keys.create()
    first, second = put(sender, account, LOGS), put(sender, account, LOGS)
    mark = node.snapshot()
    for contract in (first, second, first):
        sender.send(account, contract, b"")
    assert [log.block for log in node.logs(0, 9, [first])] == [3, 5]
    assert [log.block for log in node.logs(4, 5, [first, second])] == [4, 5]
    assert node.logs(0, 9, [first], topic=b"\0" * 32) == []
    for number in range(1, 6):
        block, parent = node.block(number), node.block(number - 1)
        assert block is not None and parent is not None and block.parent == parent.hash
    assert node.block(6) is None and node.block(-1) is None

    undone = node.block(4)
    node.revert(mark)
    assert node.head().number == 2
    assert node.logs(0, 9, [first, second]) == []
    assert node.nonce(account) == 2
    assert Sender(node, keys).send(account, second, b"").block == 3
    sender = Sender(node, keys)
    sender.send(account, second, b"")
    assert node.block(4) != undone
    assert len(node.logs(0, 9, [second])) == 2


def test_it_is_eth_testers_chain(node: EmbeddedNode, sender: Sender, keys: Keyring) -> None:
    included = sender.send(keys.create(), None, creation(TIME))
    tester = EthereumTester(node.backend)
    block = tester.get_block_by_number("latest")
    assert block["hash"] == node.head().hash
    assert block["transactions"] == [included.transaction]
    assert tester.get_transaction_receipt(included.transaction)["status"] == 1
