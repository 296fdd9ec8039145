"""Calls and answers in the words of a contract's interface, without web3's contract objects."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from eth_abi import decode, encode
from eth_typing import ABI, ABIFunction
from eth_utils.abi import (
    abi_to_signature,
    event_abi_to_log_topic,
    function_signature_to_4byte_selector,
    get_abi_input_names,
    get_abi_input_types,
    get_abi_output_types,
)

from sfc.chain.artifacts import Artifact


class Function:
    """One function of a contract."""

    def __init__(self, abi: ABIFunction) -> None:
        self.name = abi["name"]
        self.selector = function_signature_to_4byte_selector(abi_to_signature(abi))
        self._inputs = get_abi_input_types(abi)
        self._outputs = get_abi_output_types(abi)
        self.fields = abi.get("inputs", ())

    def encode(self, *arguments: Any) -> bytes:
        """The data of a call."""
        return self.selector + encode(self._inputs, arguments)

    def decode(self, output: bytes) -> Any:
        """What the call returned: one value as itself, several as a tuple, structs as tuples."""
        values = decode(self._outputs, output)
        return values[0] if len(values) == 1 else values


class Error(NamedTuple):
    """A custom error of a contract: its name, and its fields with their types."""

    name: str
    fields: tuple[str, ...]
    types: tuple[str, ...]

    def decode(self, data: bytes) -> dict[str, Any]:
        """The fields of one that was given as the reason of a revert."""
        return dict(zip(self.fields, decode(self.types, data[4:]), strict=True))


class Interface:
    """What a contract understands and says."""

    def __init__(self, artifact: Artifact) -> None:
        self.name = artifact.name
        self._abi: ABI = artifact.abi
        self._types = {
            entry["name"]: Function(entry) for entry in self._abi if entry["type"] == "function"
        }

    def __getitem__(self, name: str) -> Function:
        return self._types[name]

    @cached_property
    def by_selector(self) -> Mapping[bytes, Function]:
        """The functions by the first four bytes of a call."""
        return {function.selector: function for function in self._types.values()}

    @cached_property
    def errors(self) -> Mapping[bytes, Error]:
        """The custom errors by the first four bytes of what a revert gives."""
        found = [entry for entry in self._abi if entry["type"] == "error"]
        return {
            function_signature_to_4byte_selector(abi_to_signature(entry)): Error(
                entry["name"],
                tuple(str(name) for name in get_abi_input_names(entry)),
                tuple(get_abi_input_types(entry)),
            )
            for entry in found
        }

    @cached_property
    def topics(self) -> Mapping[str, bytes]:
        """The first topic of each event, by the event's name."""
        found = [entry for entry in self._abi if entry["type"] == "event"]
        return {entry["name"]: event_abi_to_log_topic(entry) for entry in found}

    def constructor(self, *arguments: Any) -> bytes:
        """The arguments of the constructor, as they follow the creation code."""
        for entry in self._abi:
            if entry["type"] == "constructor":
                return encode(get_abi_input_types(entry), arguments)
        return b""
