"""A chain for tests of contracts: signed transactions on the pinned EVM, one block each.

It asks nothing of `sfc.chain` but the compiled contracts, so that these tests judge the contracts
and nothing else. Time stands at what the test says: no clock is read.
"""

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

import pytest
from eth.abc import BlockHeaderAPI, MessageAPI, StateAPI, TransactionContextAPI
from eth.constants import CREATE_CONTRACT_ADDRESS
from eth.exceptions import Revert
from eth.vm.forks import PragueVM
from eth.vm.forks.prague.computation import PragueComputation
from eth.vm.forks.prague.headers import create_prague_header_from_parent
from eth.vm.forks.prague.state import PragueState
from eth_abi import decode, encode
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_keys.datatypes import PrivateKey
from eth_tester.backends.pyevm.main import PyEVMBackend, get_default_genesis_params
from eth_utils import keccak, to_canonical_address, to_checksum_address
from eth_utils.abi import (
    abi_to_signature,
    get_abi_input_types,
    get_abi_output_types,
)

from sfc.chain.artifacts import Artifact

GAS_PRICE = 10**11
MOST_GAS = 30_000_000
WEALTH = 10**30

Fields = dict[str, Any]


class Fact(NamedTuple):
    """An event or a custom error: its name and its fields, structs as named tuples."""

    name: str
    fields: Fields


def fact(name: str, **fields: Any) -> Fact:
    """An expected event."""
    return Fact(name, fields)


class Refused(Exception):
    """A contract reverted.

    Attributes:
        why: the custom error; `Panic` and `Error` are the compiler's own, and `Nothing` is a
            revert without a reason.
    """

    def __init__(self, why: Fact) -> None:
        self.why = why
        super().__init__(f"{why.name} {why.fields}")


@contextmanager
def refuses(name: str, **fields: Any) -> Iterator[None]:
    """Expect the one refusal of exactly this name and these fields."""
    with pytest.raises(Refused) as refused:
        yield
    assert refused.value.why == Fact(name, fields)


class _Slot(NamedTuple):
    account: bytes
    number: int


# Slots written since the last transaction began. The EVM gives its parts no way to pass this on.
_written: set[_Slot] = set()

# For each code that was run, which positions are opcodes and which are data of a PUSH: py-evm
# finds that out anew in every call. It saves a third of the time and changes nothing else.
_positions: dict[bytes, tuple[set[int], set[int]]] = {}


class Computation(PragueComputation):
    """What the EVM does for one call."""

    def __init__(
        self, state: StateAPI, message: MessageAPI, transaction_context: TransactionContextAPI
    ) -> None:
        super().__init__(state, message, transaction_context)
        if not message.is_create:
            known = _positions.setdefault(message.code, (set(), set()))
            code: Any = self.code
            code.valid_positions, code.invalid_positions = known


@dataclass(frozen=True)
class Receipt:
    """What a transaction did.

    `value` is what the function returned, `gas` the transaction's gas, 21,000 included; `new_slots`
    counts the storage slots that it turned from zero to something, `computation` is how it ran.
    """

    value: Any
    events: Sequence[Fact]
    gas: int
    new_slots: int
    computation: Computation | None = None

    def only(self, name: str) -> Fields:
        """The fields of the one event of this name."""
        (found,) = [event for event in self.events if event.name == name]
        return found.fields


class _State(PragueState):
    computation_class = Computation

    def set_storage(self, address: Any, slot: int, value: int) -> None:
        _written.add(_Slot(address, slot))
        super().set_storage(address, slot, value)


def _next(parent: BlockHeaderAPI | None = None, **fields: Any) -> BlockHeaderAPI:
    """The header after `parent`, a second later; py-evm would look at the clock."""
    if parent is not None:
        fields.setdefault("timestamp", parent.timestamp + 1)
    header: BlockHeaderAPI = create_prague_header_from_parent(parent, **fields)
    return header


class _VM(PragueVM):
    _state_class = _State
    create_header_from_parent = staticmethod(_next)


@contextmanager
def computing(kind: type[Computation]) -> Iterator[None]:
    """Let this kind of computation run what is sent meanwhile."""
    _State.computation_class = kind
    try:
        yield
    finally:
        _State.computation_class = Computation


class Actor(str):
    """An account with its key; wherever an address is due, it is one."""

    key: LocalAccount

    @classmethod
    def named(cls, name: str) -> "Actor":
        """The same account for the same name, always."""
        key = Account.from_key(keccak(text=f"sfc test actor {name}"))
        actor = cls(key.address)
        actor.key = key
        return actor


class Chain:
    """A chain in memory that begins at `timestamp`, on which every actor is rich."""

    def __init__(self, timestamp: int, actors: Sequence[Actor]) -> None:
        rich = {"balance": WEALTH, "nonce": 0, "code": b"", "storage": {}}
        self.backend = PyEVMBackend(
            get_default_genesis_params({"timestamp": timestamp}),
            {to_canonical_address(actor): dict(rich) for actor in actors},
            ((0, _VM),),
        )
        self._keys = {actor: PrivateKey(bytes(actor.key.key)) for actor in actors}

    @property
    def id(self) -> int:
        """The number that signatures are made for."""
        return int(self._chain.chain_id)

    @property
    def now(self) -> int:
        """The second of the next block."""
        return int(self._chain.header.timestamp)

    @now.setter
    def now(self, timestamp: int) -> None:
        assert timestamp >= self.now, "time does not run backwards"
        self._chain.header = self._chain.header.copy(timestamp=timestamp)

    def snapshot(self) -> tuple[Any, Any]:
        """Where the chain stands."""
        return self.backend.take_snapshot(), self._chain.header

    def revert(self, snapshot: tuple[Any, Any]) -> None:
        """Go back to where the chain stood."""
        block, header = snapshot
        self.backend.revert_to_snapshot(block)
        self._chain.header = header

    def deploy(
        self,
        artifact: Artifact,
        *arguments: Any,
        by: Actor,
        libraries: Mapping[str, str] | None = None,
    ) -> "Contract":
        """A new contract; its `deployment` is the receipt."""
        code = artifact.creation_code(libraries or {})
        for entry in artifact.abi:
            if entry["type"] == "constructor":
                code += encode(get_abi_input_types(entry), arguments)
        interface = Interface(artifact)
        receipt, computation = self._send(by, CREATE_CONTRACT_ADDRESS, code, interface)
        address = to_checksum_address(computation.msg.storage_address)
        return Contract(self, interface, address, receipt)

    def transact(self, by: Actor, to: str, data: bytes, interface: "Interface") -> Receipt:
        """Send a transaction in a block of its own. Raises Refused."""
        return self._send(by, to_canonical_address(to), data, interface)[0]

    def call(self, to: str, data: bytes, interface: "Interface", by: str) -> bytes:
        """What a call would return in the next block. Raises Refused."""
        vm = self._chain.get_vm(self._chain.header)
        sender, target = to_canonical_address(by), to_canonical_address(to)
        computation = vm.execute_bytecode(
            origin=sender,
            gas_price=0,
            gas=MOST_GAS * 10,
            to=target,
            sender=sender,
            value=0,
            data=data,
            code=vm.state.get_code(target),
        )
        if computation.is_error:
            raise Refused(interface.reason(computation.error))
        return bytes(computation.output)

    @property
    def _chain(self) -> Any:
        return self.backend.chain

    def _send(
        self, by: Actor, to: bytes, data: bytes, interface: "Interface"
    ) -> tuple[Receipt, Any]:
        chain = self._chain
        before = chain.get_vm(chain.header)
        builder = before.get_transaction_builder()
        nonce = before.state.get_nonce(to_canonical_address(by))
        unsigned = builder.create_unsigned_transaction(
            nonce=nonce, gas_price=GAS_PRICE, gas=MOST_GAS, to=to, value=0, data=data
        )
        _written.clear()
        signed = unsigned.as_signed_transaction(self._keys[by], chain_id=self.id)
        _, receipt, computation = chain.apply_transaction(signed)
        new_slots = 0
        if not computation.is_error:
            after = chain.get_vm(chain.header).state
            new_slots = sum(
                before.state.get_storage(*slot) == 0 != after.get_storage(*slot)
                for slot in _written
            )
        chain.mine_block()
        if computation.is_error:
            raise Refused(interface.reason(computation.error))
        events = [interface.event(log.topics, log.data) for log in receipt.logs]
        done = Receipt(computation.output, events, receipt.gas_used, new_slots, computation)
        return done, computation


class Interface:
    """What a contract understands and says."""

    def __init__(self, artifact: Artifact) -> None:
        self.name = artifact.name
        entries: Any = artifact.abi
        self.functions = {x["name"]: _Function(x) for x in entries if x["type"] == "function"}
        self.errors = {x["name"] for x in entries if x["type"] == "error"}
        for entry in entries:
            if entry["type"] == "error":
                _errors[keccak(text=abi_to_signature(entry))[:4]] = entry
            if entry["type"] == "event":
                _events[keccak(text=abi_to_signature(entry))] = entry

    def event(self, topics: Sequence[int], data: bytes) -> Fact:
        """An event in words."""
        entry = _events[topics[0].to_bytes(32, "big")]
        indexed = [x for x in entry["inputs"] if x["indexed"]]
        stored = _values([x for x in entry["inputs"] if not x["indexed"]], data)
        seen: Fields = {}
        for member, topic in zip(indexed, topics[1:], strict=True):
            seen |= _values([member], topic.to_bytes(32, "big"))
        return Fact(entry["name"], {x["name"]: (seen | stored)[x["name"]] for x in entry["inputs"]})

    def reason(self, error: Exception) -> Fact:
        """A revert in words."""
        if not isinstance(error, Revert):
            return Fact(type(error).__name__, {})
        data = bytes(error.args[0])
        if data[:4] == keccak(text="Panic(uint256)")[:4]:
            return fact("Panic", code=decode(["uint256"], data[4:])[0])
        if data[:4] == keccak(text="Error(string)")[:4]:
            # what a contract account passes on is no text
            return fact("Error", message=decode(["bytes"], data[4:])[0].decode(errors="replace"))
        entry = _errors.get(data[:4])
        return Fact(entry["name"], _values(entry["inputs"], data[4:])) if entry else fact("Nothing")


# Of all contracts: one may pass on the error of another, and logs tell of several.
_errors: dict[bytes, Any] = {}
_events: dict[bytes, Any] = {}


class _Function:
    def __init__(self, entry: Any) -> None:
        self.entry = entry
        self.signature = abi_to_signature(entry)
        self.selector = keccak(text=self.signature)[:4]
        self.is_view = entry["stateMutability"] in ("view", "pure")
        self._inputs = get_abi_input_types(entry)
        self._outputs = get_abi_output_types(entry)

    def data(self, arguments: Sequence[Any]) -> bytes:
        return self.selector + encode(self._inputs, arguments)

    def decode(self, output: bytes) -> Any:
        members = self.entry["outputs"]
        values = [
            _named(member, value)
            for member, value in zip(members, decode(self._outputs, output), strict=True)
        ]
        if len(values) == 1:
            return values[0]
        return _record(tuple(x["name"] for x in members))(*values) if values else None


@dataclass(frozen=True)
class Contract:
    """A deployed contract.

    `contract.name(..., by=actor)` sends a transaction and gives its receipt; `contract.name(...)`
    of a function that only reads gives what it returns.
    """

    chain: Chain
    interface: Interface
    address: str
    deployment: Receipt | None = None

    def __repr__(self) -> str:
        return f"<{self.interface.name} at {self.address}>"

    def at(self, address: str) -> "Contract":
        """The same interface at another address."""
        return Contract(self.chain, self.interface, address)

    def data(self, name: str, *arguments: Any) -> bytes:
        """A call as bytes, for `multicall` and for what is sent by hand."""
        return self.interface.functions[name].data(arguments)

    def send(self, data: bytes, by: Actor) -> Receipt:
        """Send these bytes. Raises Refused."""
        return self.chain.transact(by, self.address, data, self.interface)

    def result(self, name: str, output: bytes) -> Any:
        """What a function returned, from bytes."""
        return self.interface.functions[name].decode(output)

    def __getattr__(self, name: str) -> Any:
        function = self.interface.functions.get(name)
        if function is None:
            raise AttributeError(f"{self.interface.name} has no function {name}")

        def read(*arguments: Any, by: str = "0x" + "00" * 20) -> Any:
            data = function.data(arguments)
            return function.decode(self.chain.call(self.address, data, self.interface, by))

        def write(*arguments: Any, by: Actor) -> Receipt:
            done = self.send(function.data(arguments), by)
            return replace(done, value=function.decode(done.value))

        return read if function.is_view else write


@cache
def _record(names: tuple[str, ...]) -> Any:
    return namedtuple("Record", names, rename=True)


def _named(member: Any, value: Any) -> Any:
    if member["type"] == "address":
        return to_checksum_address(value)
    if member["type"] == "tuple":
        parts = member["components"]
        return _record(tuple(x["name"] for x in parts))(
            *(_named(part, x) for part, x in zip(parts, value, strict=True))
        )
    return value


def _values(members: Sequence[Any], data: bytes) -> Fields:
    values = decode(get_abi_input_types({"type": "error", "name": "x", "inputs": members}), data)
    return {x["name"]: _named(x, value) for x, value in zip(members, values, strict=True)}
