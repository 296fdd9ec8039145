"""Compiled contracts as files: what running and deploying need, without compiler or Node.

One JSON file per deployable contract is committed beside this module. The same sources always
give the same bytes, so a change of a file in review is a change of a contract.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from eth_typing import ABI

COMPILED = Path(__file__).with_name("compiled")


class ArtifactMissing(LookupError):
    """No compiled contract of this name is committed.

    Attributes:
        name: the contract that was asked for.
        directory: where it was looked for.
    """

    def __init__(self, name: str, directory: Path) -> None:
        self.name = name
        self.directory = directory
        super().__init__(f"no compiled contract {name} in {directory}: run make compile")


class LibraryMissing(LookupError):
    """A contract was to be linked without the address of a library it calls.

    Attributes:
        name: the library.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the address of the library {name} is needed")


class Span(NamedTuple):
    """A stretch of bytecode, in bytes."""

    start: int
    length: int


# For each library, where its address goes.
Links = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One deployable contract or library, compiled.

    Attributes:
        name: the contract's name, unique within the project.
        abi: functions, events and errors.
        bytecode: creation code, to which constructor arguments are appended. Zeros where the
            addresses of libraries go: see `creation_code`.
        deployed_bytecode: runtime code, with zeros where libraries and immutables will be.
        immutables: where in the runtime code the constructor writes immutables; for a library,
            its own address.
        links: the libraries called, and where in the creation code their addresses go.
        deployed_links: the same for the runtime code.
        compiler: the exact version, commit included.
        settings: what else decides the bytecode: EVM version, optimizer, metadata.
        source_hash: SHA-256 over what sha256sum prints for every source the contract reaches,
            libraries included, in order of their names.
    """

    name: str
    abi: ABI
    bytecode: bytes
    deployed_bytecode: bytes
    immutables: tuple[Span, ...]
    links: Links
    deployed_links: Links
    compiler: str
    settings: Mapping[str, Any]
    source_hash: str

    @property
    def size(self) -> int:
        """Bytes of runtime code; the chain accepts at most 24,576 (EIP-170)."""
        return len(self.deployed_bytecode)

    def creation_code(self, libraries: Mapping[str, str] = MappingProxyType({})) -> bytes:
        """The code to deploy, given the address (0x…) of each library in `links`.

        Raises:
            LibraryMissing: one of them was not given.
        """
        return _linked(self.bytecode, self.links, libraries)

    def is_code(self, code: bytes, libraries: Mapping[str, str] = MappingProxyType({})) -> bool:
        """Whether `code`, read from a chain, is this contract, whatever its immutables hold.

        Raises:
            LibraryMissing: the address of a library in `deployed_links` was not given.
        """
        blanked = bytearray(code)
        for start, length in self.immutables:
            blanked[start : start + length] = bytes(length)
        return bytes(blanked) == _linked(self.deployed_bytecode, self.deployed_links, libraries)

    def to_json(self) -> str:
        """The text of the artifact's file; the same for the same contract, always."""
        content = {
            "abi": self.abi,
            "bytecode": "0x" + self.bytecode.hex(),
            "compiler": self.compiler,
            "deployedBytecode": "0x" + self.deployed_bytecode.hex(),
            "deployedLinks": self.deployed_links,
            "immutables": self.immutables,
            "links": self.links,
            "name": self.name,
            "settings": self.settings,
            "sourceHash": self.source_hash,
        }
        return json.dumps(content, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Artifact":
        """The inverse of `to_json`."""
        content = json.loads(text)
        return cls(
            name=content["name"],
            abi=content["abi"],
            bytecode=bytes.fromhex(content["bytecode"].removeprefix("0x")),
            deployed_bytecode=bytes.fromhex(content["deployedBytecode"].removeprefix("0x")),
            immutables=_spans(content["immutables"]),
            links={name: _spans(spans) for name, spans in content["links"].items()},
            deployed_links={n: _spans(spans) for n, spans in content["deployedLinks"].items()},
            compiler=content["compiler"],
            settings=content["settings"],
            source_hash=content["sourceHash"],
        )


@cache
def load(name: str, directory: Path = COMPILED) -> Artifact:
    """The committed artifact of one contract.

    Raises:
        ArtifactMissing: there is none of this name.
    """
    try:
        return Artifact.from_json(_file(name, directory).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ArtifactMissing(name, directory) from None


def all_names(directory: Path = COMPILED) -> tuple[str, ...]:
    """The contracts that have a committed artifact, in alphabetical order."""
    return tuple(sorted(file.stem for file in directory.glob("*.json")))


def write(artifact: Artifact, directory: Path = COMPILED) -> bool:
    """Commit an artifact to its file, and say whether that changed anything."""
    file, text = _file(artifact.name, directory), artifact.to_json()
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return False
    directory.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    load.cache_clear()
    return True


def remove(name: str, directory: Path = COMPILED) -> None:
    """Drop the artifact of a contract that no longer exists."""
    _file(name, directory).unlink()
    load.cache_clear()


def _file(name: str, directory: Path) -> Path:
    return directory / f"{name}.json"


def _spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _linked(code: bytes, links: Links, libraries: Mapping[str, str]) -> bytes:
    linked = bytearray(code)
    for name, spans in links.items():
        if name not in libraries:
            raise LibraryMissing(name)
        for start, length in spans:
            linked[start : start + length] = bytes.fromhex(libraries[name].removeprefix("0x"))
    return bytes(linked)
