"""The chain in this process: eth-tester's py-evm backend, driven directly, in a file that lasts.

eth-tester's own way in is not thread-safe, estimates gas twice per transaction, runs its clock a
second ahead per block, walks the chain to find a transaction, and forgets everything at exit. So
transactions go straight to the EVM here, those that wait together in one block, and a block and
what is asked about it later are on the disk, in one transaction, before anybody hears of it.
"""

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import cast

from eth.abc import BlockHeaderAPI, ReceiptAPI, SignedTransactionAPI, VirtualMachineAPI
from eth.constants import CREATE_CONTRACT_ADDRESS
from eth.vm.spoof import SpoofTransaction
from eth_utils import ValidationError
from rlp.exceptions import RLPException

from sfc.chain.clock import machine_time
from sfc.chain.nodes.addresses import address_bytes, address_text, hex_text
from sfc.chain.nodes.chainfile import ChainFile, ChainFileUnusable
from sfc.chain.nodes.evm import GAS_LIMIT, MOST_PER_BLOCK, block_of, make_backend, reason_of
from sfc.chain.nodes.node import (
    Block,
    CannotPay,
    Fees,
    Included,
    Log,
    Message,
    NonceRefused,
    Reverted,
    Simulated,
)
from sfc.chain.nodes.records import Records
from sfc.chain.nodes.turns import Turns
from sfc.domain.errors import ChainUnavailable

DEFAULT_CHAIN_ID = 73_512
_CALLER = "0x" + "00" * 20
_WHY = "the chain's file cannot be written: {}"


class EmbeddedNode:
    """A chain of which this object is the only node; see `Node`.

    It lives in `file`, which this process has for itself, or without one in memory; what was
    acknowledged lasts, whatever is killed when. It may be used from any number of threads. `clock`
    gives the time of blocks; where it lags behind the newest block, that block's time stays.
    `gas_price` is what transactions have to offer (nothing, unless fees are to be tried out), and
    `funded` gives accounts of a new chain wei to offer it.

    Raises ChainFileUnusable.
    """

    def __init__(
        self,
        clock: Callable[[], int] = machine_time,
        *,
        file: Path | None = None,
        chain_id: int = DEFAULT_CHAIN_ID,
        gas_price: int = 0,
        funded: Mapping[str, int] | None = None,
    ) -> None:
        self._clock = clock
        self._gas_price = gas_price
        self._file = ChainFile(file)
        self._records = Records(self._file)
        self._turns: Turns[bytes, str] = Turns(self._seal, MOST_PER_BLOCK)
        balances = {address_bytes(account): wei for account, wei in (funded or {}).items()}
        self.backend = make_backend(self._file, clock(), balances)
        self._chain = self.backend.chain
        self._chain.chain_id = chain_id
        self._header: BlockHeaderAPI = self._chain.get_canonical_head()
        self._head = block_of(self._header)
        if (belongs_to := self._file.fact("chain_id")) is None:
            named = ChainFile.noting("chain_id", str(chain_id))
            self._file.commit(*Records.add(self._head, (), ()), named)
        elif belongs_to != str(chain_id):
            self.close()
            raise ChainFileUnusable(file or Path(), f"it is chain {belongs_to}, not {chain_id}")

    def close(self) -> None:
        """Let go of the file. A chain in memory is gone."""
        with self._turns.lock:
            self._file.close()

    def back_up(self, to: Path) -> None:
        """Write the chain as it stands to a new file, from which a node can be opened.

        Others wait meanwhile. Raises OSError and sqlite3.Error.
        """
        with self._turns.lock:
            self._file.back_up(to)

    @property
    def chain_id(self) -> int:
        """The number that transactions are signed for."""
        return int(self._chain.chain_id)

    @property
    def calls_at_once(self) -> int:
        """One: the engine takes its time for each instruction, and asking costs nothing."""
        return 1

    def head(self) -> Block:
        """The newest block."""
        return self._head

    def block(self, number: int) -> Block | None:
        """The block of that number; None past the head."""
        return self._records.block(number)

    def next_timestamp(self) -> int:
        """The time of a block made now."""
        return max(self._clock(), self._head.timestamp)

    def fees(self) -> Fees:
        """The gas price; legacy transactions only."""
        return Fees(self._gas_price)

    def gas_limit(self, sender: str, to: str | None, data: bytes) -> int:
        """The whole block: what fails is refused when it is sent, and costs nothing."""
        return GAS_LIMIT

    def call(self, to: str, data: bytes, sender: str | None = None) -> bytes:
        """What a call would return in a block made now. Raises Reverted."""
        caller, target = address_bytes(sender or _CALLER), address_bytes(to)
        with self._turns.lock:
            vm = self._pending()
            computation = vm.execute_bytecode(
                origin=caller,
                gas_price=self._gas_price,
                gas=GAS_LIMIT,
                to=target,
                sender=caller,
                value=0,
                data=data,
                code=vm.state.get_code(target),
            )
            if computation.is_error:
                raise Reverted(reason_of(computation.error))
            return bytes(computation.output)

    def simulate(self, messages: Sequence[Message]) -> Sequence[Simulated | Reverted]:
        """What these would do one after the other in a block made now. Nothing of it stays.

        Where that takes long, others have their turns in between. They change nothing of it: what
        was in the chain when it began is never overwritten.
        """
        results: list[Simulated | Reverted] = []
        with self._turns.in_slices() as give_way:
            vm, number = self._pending(), self._head.number + 1
            header = vm.get_header()
            for message in messages:
                give_way()
                made = _Made()
                try:
                    header = self._execute(vm, header, self._unsigned(vm, message), made)
                except Reverted as reverted:
                    results.append(reverted)
                else:
                    results += made.simulated(number)
        return results

    def send_raw(self, raw: bytes) -> str:
        """Execute a signed transaction, and give its hash once its block is on the disk.

        A transaction that fails is refused and leaves nothing behind. Raises Reverted,
        NonceRefused, CannotPay, and ChainUnavailable where the file cannot be written.
        """
        return self._turns.hand_in(raw)

    def included(self, transaction: str) -> Included | None:
        """What became of a transaction; None for an unknown one."""
        return self._records.included(transaction)

    def knows(self, transaction: str) -> bool:
        """Whether the transaction is in a block: here none waits."""
        return self.included(transaction) is not None

    def logs(
        self, first: int, last: int, addresses: Collection[str], topic: bytes | None = None
    ) -> Sequence[Log]:
        """All events of these contracts in these blocks, both ends included."""
        wanted = {bytes(address_bytes(address)) for address in addresses}
        return self._records.logs(first, last, wanted, topic)

    def nonce(self, account: str) -> int:
        """The nonce of the account's next transaction."""
        with self._turns.lock:
            return int(self._pending().state.get_nonce(address_bytes(account)))

    def balance(self, account: str) -> int:
        """The account's wei."""
        with self._turns.lock:
            return int(self._pending().state.get_balance(address_bytes(account)))

    def code(self, address: str) -> bytes:
        """The code of a contract; nothing for any other account."""
        with self._turns.lock:
            return bytes(self._pending().state.get_code(address_bytes(address)))

    def snapshot(self) -> int:
        """Where the chain stands, for `revert`."""
        return self.head().number

    def revert(self, snapshot: int) -> None:
        """Go back to where the chain stood, as if nothing had happened since."""
        with self._turns.lock:
            chaindb = self._chain.chaindb
            header = chaindb.get_canonical_block_header_by_number(snapshot)
            chaindb._set_as_canonical_chain_head(chaindb.db, header, bytes(32))
            with self._file.lock:
                self._file.commit(*Records.cut(snapshot))
                self._stand_at(header)

    def start(self) -> int:
        """Where everything begins, for `revert`: where the chain stood when this was first asked.

        A chain in a file remembers it. Raises ChainUnavailable where the file cannot be written.
        """
        with self._turns.lock:
            if (known := self._file.fact("start")) is not None:
                return int(known)
            try:
                self._file.commit(ChainFile.noting("start", str(self._head.number)))
            except sqlite3.Error as error:
                self._file.forget()
                raise ChainUnavailable(_WHY.format(error)) from error
            return self._head.number

    def keep_time(self) -> None:
        """Make a block without transactions, so that the chain has the time as it is now.

        Raises ChainUnavailable where the file cannot be written.
        """
        with self._turns.lock:
            try:
                vm = self._pending()
                self._store(vm, vm.get_header(), _Made())
            except sqlite3.Error as error:
                self._file.forget()
                raise ChainUnavailable(_WHY.format(error)) from error

    def _pending(self) -> VirtualMachineAPI:
        """The EVM as it stands for the next block, with the time as it is now."""
        self._chain.set_header_timestamp(self.next_timestamp())
        vm: VirtualMachineAPI = self._chain.get_vm()
        return vm

    def _unsigned(self, vm: VirtualMachineAPI, message: Message) -> SignedTransactionAPI:
        """A transaction that passes for its sender's, and for one that pays no fees."""
        sender = address_bytes(message.sender)
        nonce, to = vm.state.get_nonce(sender), address_bytes(message.to)
        fields = (nonce, self._gas_price, GAS_LIMIT, to, 0, message.data)
        nobodys = vm.get_transaction_builder().new_transaction(*fields, v=27, r=1, s=1)
        return cast("SignedTransactionAPI", SpoofTransaction(nobodys, sender=sender, gas_price=0))

    def _check(self, vm: VirtualMachineAPI, transaction: SignedTransactionAPI) -> None:
        if transaction.chain_id != self.chain_id:  # py-evm takes legacy ones of any chain
            raise ValidationError(f"signed for chain {transaction.chain_id}")
        sender = transaction.sender
        if transaction.nonce != (expected := vm.state.get_nonce(sender)):
            raise NonceRefused(f"expected {expected}, not {transaction.nonce}")
        cost = transaction.value + transaction.gas * transaction.max_fee_per_gas
        if vm.state.get_balance(sender) < cost:
            raise CannotPay(f"{address_text(sender)} needs {cost} wei")

    def _seal(self, raws: Sequence[bytes]) -> Sequence[str | BaseException]:
        """Put what can be executed into one block, and give for each its hash or what is wrong."""
        vm = self._pending()
        header, made = vm.get_header(), _Made()
        results: list[str | BaseException] = []
        for raw in raws:
            try:
                transaction = vm.get_transaction_builder().decode(raw)
                self._check(vm, transaction)
                header = self._execute(vm, header, transaction, made)
                results.append(hex_text(transaction.hash))
            except (ValidationError, RLPException) as error:
                results.append(ValueError(f"no transaction of this chain: {error}"))
            except (Reverted, NonceRefused, CannotPay) as error:
                results.append(error)
        if made.transactions:
            try:
                self._store(vm, header, made)
            except sqlite3.Error as error:
                self._file.forget()
                lost = ChainUnavailable(_WHY.format(error))
                return [lost if isinstance(result, str) else result for result in results]
        return results

    def _execute(
        self,
        vm: VirtualMachineAPI,
        header: BlockHeaderAPI,
        transaction: SignedTransactionAPI,
        made: "_Made",
    ) -> BlockHeaderAPI:
        """Execute one more transaction of the block, or leave the state as it was."""
        vm.validate_transaction_against_header(header, transaction)
        vm.state.lock_changes()
        before = vm.state.snapshot()
        computation = vm.state.apply_transaction(transaction)
        if computation.is_error:
            vm.state.revert(before)
            raise Reverted(reason_of(computation.error))
        vm.state.commit(before)
        receipt = vm.make_receipt(header, transaction, computation, vm.state)
        created = transaction.to == CREATE_CONTRACT_ADDRESS
        contract = address_text(computation.msg.storage_address) if created else None
        made.add(transaction, receipt, contract, receipt.gas_used - header.gas_used)
        return vm.add_receipt_to_header(header, receipt)

    def _store(self, vm: VirtualMachineAPI, header: BlockHeaderAPI, made: "_Made") -> None:
        block = vm.set_block_transactions_and_withdrawals(
            vm.get_block(), header, made.transactions, made.receipts
        )
        sealed = vm.finalize_block(block).block
        vm.validate_header(sealed.header, self._header)
        self._chain.chaindb.persist_block(sealed)
        head = block_of(sealed.header)
        with self._file.lock:  # who finds the block finds it at the head
            self._file.commit(*Records.add(head, made.included(head), made.logs(head)))
            self._stand_at(sealed.header)

    def _stand_at(self, header: BlockHeaderAPI) -> None:
        self._header, self._head = header, block_of(header)
        self._chain.header = self._chain.create_header_from_parent(header)


class _Made:
    """What goes into a block."""

    def __init__(self) -> None:
        self.transactions: list[SignedTransactionAPI] = []
        self.receipts: list[ReceiptAPI] = []
        self._about: list[tuple[str | None, int]] = []

    def add(
        self,
        transaction: SignedTransactionAPI,
        receipt: ReceiptAPI,
        contract: str | None,
        gas_used: int,
    ) -> None:
        self.transactions.append(transaction)
        self.receipts.append(receipt)
        self._about.append((contract, gas_used))

    def included(self, block: Block) -> Sequence[Included]:
        return [
            Included(hex_text(transaction.hash), block.number, True, gas_used, contract)
            for transaction, (contract, gas_used) in zip(
                self.transactions, self._about, strict=True
            )
        ]

    def simulated(self, block: int) -> Sequence[Simulated]:
        return [
            Simulated(gas_used, _logs(receipt, block, "", 0))
            for receipt, (_, gas_used) in zip(self.receipts, self._about, strict=True)
        ]

    def logs(self, block: Block) -> Sequence[Log]:
        found: list[Log] = []
        for transaction, receipt in zip(self.transactions, self.receipts, strict=True):
            found += _logs(receipt, block.number, hex_text(transaction.hash), len(found))
        return found


def _logs(receipt: ReceiptAPI, block: int, transaction: str, first: int) -> list[Log]:
    return [
        Log(
            entry.address,
            tuple(topic.to_bytes(32, "big") for topic in entry.topics),
            entry.data,
            block,
            transaction,
            index,
        )
        for index, entry in enumerate(receipt.logs, first)
    ]
