"""The rules of the embedded chain: Ethereum's Prague with free gas, on py-evm under eth-tester.

Two rules differ, as in a consortium's network. Gas costs nothing, so that no account needs funds;
and a block may have the time of its parent, so that chain time never runs ahead of the clock
however many blocks a second has.
"""

from collections.abc import Mapping
from typing import Any

from eth.abc import BlockHeaderAPI, MessageAPI, StateAPI, TransactionContextAPI
from eth.constants import BLANK_ROOT_HASH
from eth.db.schema import SchemaV1
from eth.exceptions import Revert
from eth.vm.code_stream import CodeStream
from eth.vm.forks import PragueVM
from eth.vm.forks.prague.computation import PragueComputation
from eth.vm.forks.prague.headers import create_prague_header_from_parent
from eth.vm.forks.prague.state import PragueState
from eth_tester.backends.pyevm.main import PyEVMBackend
from eth_typing import Address
from eth_utils import ValidationError

from sfc.chain.nodes.addresses import hex_text
from sfc.chain.nodes.chainfile import ChainFile
from sfc.chain.nodes.node import Block

GAS_LIMIT = 60_000_000  # of one transaction or call
MOST_PER_BLOCK = 64
# Each transaction may ask for all of GAS_LIMIT.
BLOCK_GAS_LIMIT = MOST_PER_BLOCK * GAS_LIMIT

# Some account has to exist in the genesis; nobody has its key.
_NOBODY = Address(bytes(19) + b"\x01")

# For each code that was run, which positions are opcodes and which are data of a PUSH. py-evm
# finds that out anew in every call.
_positions: dict[bytes, tuple[set[int], set[int]]] = {}


class _Computation(PragueComputation):
    def __init__(
        self, state: StateAPI, message: MessageAPI, transaction_context: TransactionContextAPI
    ) -> None:
        super().__init__(state, message, transaction_context)
        if not message.is_create:
            known = _positions.setdefault(message.code, (set(), set()))
            assert isinstance(self.code, CodeStream)
            self.code.valid_positions, self.code.invalid_positions = known


class _State(PragueState):
    computation_class = _Computation


def _header(parent: BlockHeaderAPI | None = None, **params: Any) -> BlockHeaderAPI:
    header: BlockHeaderAPI = create_prague_header_from_parent(parent, **params)
    return header.copy(base_fee_per_gas=0) if header.base_fee_per_gas else header


class LedgerVM(PragueVM):
    """Prague, apart from the two rules above."""

    _state_class = _State
    create_header_from_parent = staticmethod(_header)

    @classmethod
    def validate_header(cls, header: BlockHeaderAPI, parent_header: BlockHeaderAPI) -> None:
        """Raise ValidationError for a header that these rules do not allow after its parent."""
        if header.timestamp < parent_header.timestamp:
            raise ValidationError("the time of a block is before its parent's")
        if header.base_fee_per_gas:
            raise ValidationError("gas is free on this chain")
        if header.gas_limit != parent_header.gas_limit:
            raise ValidationError("the gas limit never changes on this chain")
        if header.block_number != parent_header.block_number + 1:
            raise ValidationError("blocks are numbered consecutively")


class LedgerBackend(PyEVMBackend):  # type: ignore[misc]  # eth-tester has no types
    """eth-tester's backend, its chain in a database of our own: begun there, or gone on with."""

    chain: Any

    def __init__(self, *args: Any, database: ChainFile | None = None, **kwargs: Any) -> None:
        self._database = ChainFile() if database is None else database
        self._goes_on = SchemaV1.make_canonical_head_hash_lookup_key() in self._database
        super().__init__(*args, **kwargs)

    def reset_to_genesis(self, *args: Any, **kwargs: Any) -> None:
        """Begin a chain; or when first asked go on with the one in the database."""
        super().reset_to_genesis(*args, **kwargs)
        if not self._goes_on:
            for key, value in self.chain.chaindb.db.wrapped_db.kv_store.items():
                self._database[key] = value
        self._goes_on = False
        self.chain = type(self.chain)(self._database)

    def mine_blocks(self, *args: Any, **kwargs: Any) -> Any:
        """Seal blocks, and have them on the disk."""
        made = super().mine_blocks(*args, **kwargs)
        self._database.commit()
        return made


def make_backend(
    database: ChainFile, timestamp: int, funded: Mapping[Address, int]
) -> LedgerBackend:
    """The chain in a database, or a new one: genesis at `timestamp`, with these balances in wei."""
    genesis = {
        "base_fee_per_gas": 0,
        "coinbase": bytes(20),
        "difficulty": 0,
        "extra_data": b"",
        "gas_limit": BLOCK_GAS_LIMIT,
        "mix_hash": bytes(32),
        "nonce": bytes(8),
        "receipt_root": BLANK_ROOT_HASH,
        "timestamp": timestamp,
        "transaction_root": BLANK_ROOT_HASH,
    }
    state = {
        account: {"balance": wei, "nonce": 0, "code": b"", "storage": {}}
        for account, wei in {_NOBODY: 0, **funded}.items()
    }
    return LedgerBackend(genesis, state, ((0, LedgerVM),), database=database)


def block_of(header: BlockHeaderAPI) -> Block:
    """A block by its header."""
    return Block(
        number=header.block_number,
        hash=hex_text(header.hash),
        parent=hex_text(header.parent_hash),
        timestamp=header.timestamp,
    )


def reason_of(error: Exception) -> bytes:
    """What the contracts gave as the reason; nothing if they did not revert but broke down."""
    return bytes(error.args[0]) if isinstance(error, Revert) and error.args else b""
