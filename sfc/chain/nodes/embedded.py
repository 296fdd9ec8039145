"""The chain in this process: eth-tester's py-evm backend, driven directly.

eth-tester's own way in is not thread-safe, estimates gas twice per transaction, runs its clock a
second ahead per block, and walks the chain to find a transaction. So transactions go straight to
the EVM here, each in a block of its own, and what is asked of the past is kept as it happens.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from threading import RLock

from eth.abc import BlockHeaderAPI, SignedTransactionAPI, VirtualMachineAPI
from eth.constants import CREATE_CONTRACT_ADDRESS
from eth_utils import ValidationError
from rlp.exceptions import RLPException

from sfc.chain.clock import machine_time
from sfc.chain.nodes.addresses import address_bytes, address_text, hex_text
from sfc.chain.nodes.evm import GAS_LIMIT, block_of, make_backend, reason_of
from sfc.chain.nodes.logindex import LogIndex
from sfc.chain.nodes.node import (
    Block,
    CannotPay,
    Fees,
    Included,
    Log,
    NonceRefused,
    Reverted,
)

DEFAULT_CHAIN_ID = 73_512
_CALLER = "0x" + "00" * 20


class EmbeddedNode:
    """A chain in memory, of which this object is the only node; see `Node`.

    It may be used from any number of threads. `clock` gives the time of blocks; where it lags
    behind the newest block, that block's time stays. `gas_price` is what transactions have to
    offer (nothing, unless fees are to be tried out), and `funded` gives accounts wei to offer it.
    """

    def __init__(
        self,
        clock: Callable[[], int] = machine_time,
        *,
        chain_id: int = DEFAULT_CHAIN_ID,
        gas_price: int = 0,
        funded: Mapping[str, int] | None = None,
    ) -> None:
        self._lock = RLock()
        self._clock = clock
        self._gas_price = gas_price
        balances = {address_bytes(account): wei for account, wei in (funded or {}).items()}
        self.backend = make_backend(clock(), balances)
        self._chain = self.backend.chain
        self._chain.chain_id = chain_id
        genesis = self._chain.get_canonical_block_header_by_number(0)
        self._headers: list[BlockHeaderAPI] = [genesis]
        self._blocks = [block_of(genesis)]
        self._included: dict[str, Included] = {}
        self._logs = LogIndex()

    @property
    def chain_id(self) -> int:
        """The number that transactions are signed for."""
        return int(self._chain.chain_id)

    def head(self) -> Block:
        """The newest block."""
        return self._blocks[-1]

    def block(self, number: int) -> Block | None:
        """The block of that number; None past the head."""
        blocks = self._blocks
        return blocks[number] if 0 <= number < len(blocks) else None

    def next_timestamp(self) -> int:
        """The time of a block made now."""
        return max(self._clock(), self._blocks[-1].timestamp)

    def fees(self) -> Fees:
        """The gas price; legacy transactions only."""
        return Fees(self._gas_price)

    def gas_limit(self, sender: str, to: str | None, data: bytes) -> int:
        """The whole block: what fails is refused when it is sent, and costs nothing."""
        return GAS_LIMIT

    def call(self, to: str, data: bytes, sender: str | None = None) -> bytes:
        """What a call would return in a block made now. Raises Reverted."""
        caller, target = address_bytes(sender or _CALLER), address_bytes(to)
        with self._lock:
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

    def send_raw(self, raw: bytes) -> str:
        """Execute a signed transaction in a block of its own, and give its hash.

        A transaction that fails is refused and leaves nothing behind. Raises Reverted,
        NonceRefused, and CannotPay.
        """
        with self._lock:
            vm = self._pending()
            try:
                transaction = vm.get_transaction_builder().decode(raw)
                self._check(vm, transaction)
                return self._execute(vm, transaction)
            except (ValidationError, RLPException) as error:
                raise ValueError(f"no transaction of this chain: {error}") from error

    def included(self, transaction: str) -> Included | None:
        """What became of a transaction; None for an unknown one."""
        return self._included.get(transaction)

    def logs(
        self, first: int, last: int, addresses: Collection[str], topic: bytes | None = None
    ) -> Sequence[Log]:
        """All events of these contracts in these blocks, both ends included."""
        wanted = {address_bytes(address) for address in addresses}
        with self._lock:
            found = self._logs.between(first, last)
        return [
            log
            for log in found
            if log.address in wanted and (topic is None or log.topics[:1] == (topic,))
        ]

    def nonce(self, account: str) -> int:
        """The nonce of the account's next transaction."""
        with self._lock:
            return int(self._pending().state.get_nonce(address_bytes(account)))

    def balance(self, account: str) -> int:
        """The account's wei."""
        with self._lock:
            return int(self._pending().state.get_balance(address_bytes(account)))

    def code(self, address: str) -> bytes:
        """The code of a contract; nothing for any other account."""
        with self._lock:
            return bytes(self._pending().state.get_code(address_bytes(address)))

    def snapshot(self) -> int:
        """Where the chain stands, for `revert`."""
        return self.head().number

    def revert(self, snapshot: int) -> None:
        """Go back to where the chain stood, as if nothing had happened since. For tests."""
        with self._lock:
            kept = {name: was for name, was in self._included.items() if was.block <= snapshot}
            self._included = kept
            del self._headers[snapshot + 1 :], self._blocks[snapshot + 1 :]
            self._logs.cut(snapshot)
            header = self._headers[-1]
            chaindb = self._chain.chaindb
            chaindb._set_as_canonical_chain_head(chaindb.db, header, bytes(32))
            self._chain.header = self._chain.create_header_from_parent(header)

    def _pending(self) -> VirtualMachineAPI:
        """The EVM as it stands for the next block, with the time as it is now."""
        self._chain.set_header_timestamp(self.next_timestamp())
        vm: VirtualMachineAPI = self._chain.get_vm()
        return vm

    def _check(self, vm: VirtualMachineAPI, transaction: SignedTransactionAPI) -> None:
        if transaction.chain_id != self.chain_id:  # py-evm takes legacy ones of any chain
            raise ValidationError(f"signed for chain {transaction.chain_id}")
        sender = transaction.sender
        if transaction.nonce != (expected := vm.state.get_nonce(sender)):
            raise NonceRefused(f"expected {expected}, not {transaction.nonce}")
        cost = transaction.value + transaction.gas * transaction.max_fee_per_gas
        if vm.state.get_balance(sender) < cost:
            raise CannotPay(f"{address_text(sender)} needs {cost} wei")

    def _execute(self, vm: VirtualMachineAPI, transaction: SignedTransactionAPI) -> str:
        receipt, computation = vm.apply_transaction(vm.get_header(), transaction)
        if computation.is_error:
            raise Reverted(reason_of(computation.error))
        header = vm.add_receipt_to_header(vm.get_header(), receipt)
        block = vm.set_block_transactions_and_withdrawals(
            vm.get_block(), header, (transaction,), (receipt,)
        )
        sealed = vm.finalize_block(block).block
        vm.validate_header(sealed.header, self._headers[-1])
        self._chain.chaindb.persist_block(sealed)
        self._chain.header = self._chain.create_header_from_parent(sealed.header)

        name, made = hex_text(transaction.hash), block_of(sealed.header)
        created = transaction.to == CREATE_CONTRACT_ADDRESS
        contract = address_text(computation.msg.storage_address) if created else None
        self._included[name] = Included(name, made.number, True, sealed.header.gas_used, contract)
        for index, entry in enumerate(receipt.logs):
            topics = tuple(topic.to_bytes(32, "big") for topic in entry.topics)
            self._logs.add(Log(entry.address, topics, entry.data, made.number, name, index))
        self._headers.append(sealed.header)
        self._blocks.append(made)
        return name
