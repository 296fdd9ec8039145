"""Solidity in, artifacts out.

py-solc-x drives the compiler that npm pinned, through the executable `solc` beside this module.
Every source goes in by content and under a name relative to the project, so that the bytecode
does not depend on where the project lies or on what else is on the disk.
"""

import json
import posixpath
import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from solcx import compile_standard
from solcx.exceptions import SolcError

from sfc.chain import artifacts
from sfc.chain.artifacts import Artifact, Span
from sfc.chain.contracts import CORE, OFFICE

SOLC = Path(__file__).with_name("solc")
OWN = "contracts/"
MOCKS = "contracts/test/"

# A contract that passes the calls that it does not know to another, and speaks for both: its
# interface is that of the two.
EXTENSIONS = {CORE: OFFICE}

# What decides the bytecode besides the sources. No hash of the sources inside the bytecode: a
# comment may change without changing what is deployed, and `source_hash` tells of it anyway.
SETTINGS: dict[str, Any] = {
    "evmVersion": "prague",
    "optimizer": {"enabled": True, "runs": 1000},
    "viaIR": False,
    "metadata": {"bytecodeHash": "none"},
}
_OUTPUTS = [
    "abi",
    "metadata",
    "evm.bytecode.object",
    "evm.bytecode.linkReferences",
    "evm.deployedBytecode.object",
    "evm.deployedBytecode.linkReferences",
    "evm.deployedBytecode.immutableReferences",
    "evm.methodIdentifiers",
]

# Comments and strings are matched so that an `import` inside one is not taken for an import.
_TOKEN = re.compile(
    r"""//[^\n]* | /\*.*?\*/
    | \bimport\b [^;"']* ["'](?P<path>[^"'\n]+)["']
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'""",
    re.DOTALL | re.VERBOSE,
)

# Stands where the address of a library goes.
_PLACEHOLDER = re.compile(r"__\$[0-9a-f]{34}\$__")

# A library's runtime code begins by comparing where it runs (ADDRESS, EQ) with its own address,
# which deployment writes into it (PUSH20), so as to refuse calls that are not delegated to it.
_LIBRARY_GUARD = bytes([0x73, *bytes(20), 0x30, 0x14])
_OWN_ADDRESS = {"start": 1, "length": 20}


class CompilerNotInstalled(RuntimeError):
    """The compiler or the contracts library is missing from this checkout."""

    def __init__(self) -> None:
        super().__init__("the Solidity compiler is not installed: run make node")


class CompilationFailed(ValueError):
    """The contracts do not compile, or compile with a warning of their own.

    Attributes:
        messages: the compiler's messages, each with file, line and the line's text.
    """

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(message.strip() for message in messages)
        super().__init__("\n\n".join(self.messages))


class Rebuilt(NamedTuple):
    """What `rebuild` did for one contract; `size` is in bytes of runtime code."""

    name: str
    changed: bool
    size: int


def rebuild(root: Path) -> list[Rebuilt]:
    """Compile everything, and bring the committed artifacts in line with it.

    Artifacts of contracts that are gone are removed. Mocks are compiled apart, into the tests, so
    that they can never change a byte of what is deployed.

    Raises:
        CompilerNotInstalled: `make node` has not been run.
        CompilationFailed: an error, or a warning of our own; no file was touched.
    """
    compiled = {
        root / "sfc/chain/compiled": compile_contracts(root),
        root / "tests/contracts/compiled": compile_contracts(root, mocks=True),
    }
    rebuilt = []
    for directory, contracts in compiled.items():
        for name in set(artifacts.all_names(directory)) - set(contracts):
            artifacts.remove(name, directory)
        for name, artifact in contracts.items():
            changed = artifacts.write(artifact, directory)
            rebuilt.append(Rebuilt(name, changed, artifact.size))
    return rebuilt


def compile_contracts(
    root: Path, *, mocks: bool = False, only: Collection[str] = ()
) -> dict[str, Artifact]:
    """Compile the deployable contracts under `root`/contracts, or those under contracts/test.

    Interfaces, abstract contracts and libraries without external functions are compiled too, for
    their errors and warnings, but give no artifact. Where `only` names sources, relative to `root`,
    the contracts in these are compiled and no others.

    Raises:
        CompilerNotInstalled: `make node` has not been run.
        CompilationFailed: an error anywhere, or a warning in a source of ours.
    """
    names = (file.relative_to(root).as_posix() for file in (root / OWN).rglob("*.sol"))
    own = sorted(only or (name for name in names if name.startswith(MOCKS) == mocks))
    if not own:
        return {}
    sources = dict(reachable(root, own))
    output = _solc(sources, own)
    found: dict[str, Artifact] = {}
    for file, name in _deployable(output):
        if name in found:
            raise CompilationFailed([f"{file}: there is another contract named {name}"])
        found[name] = _artifact(name, output["contracts"][file][name], sources)
    for name, extension in EXTENSIONS.items():
        if name in found and extension in found:
            found[name] = _extended(found[name], found[extension])
    return dict(sorted(found.items()))


def storage_layout(root: Path, name: str) -> list[tuple[str, int, int]]:
    """The state variables of a contract of ours: name, slot, and first byte within the slot.

    Raises as `compile_contracts` does.
    """
    file = f"{OWN}{name}.sol"
    output = _solc(dict(reachable(root, [file])), [file], ("storageLayout",))
    entries = output["contracts"][file][name]["storageLayout"]["storage"]
    return [(entry["label"], int(entry["slot"]), entry["offset"]) for entry in entries]


def reachable(root: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name and content of these sources and of all that they import, directly or not."""
    waiting, seen = list(names), set(names)
    while waiting:
        name = waiting.pop()
        content = _read(root, name)
        yield name, content
        new = set(_imports(name, content)) - seen
        seen |= new
        waiting += new


def _read(root: Path, name: str) -> str:
    file = root / name if name.startswith(OWN) else root / "node_modules" / name
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        if not (root / "node_modules").is_dir():
            raise CompilerNotInstalled from None
        raise CompilationFailed([f"{name} is imported, but there is no such file"]) from None


def _imports(name: str, content: str) -> Iterator[str]:
    for token in _TOKEN.finditer(content):
        path = token["path"]
        if path and path.startswith(("./", "../")):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        elif path:
            yield path


def _solc(
    sources: dict[str, str], own: Iterable[str], outputs: Sequence[str] = _OUTPUTS
) -> dict[str, Any]:
    """The compiler's output for our own files; the libraries are only compiled into them."""
    request = {
        "language": "Solidity",
        "sources": {name: {"content": content} for name, content in sorted(sources.items())},
        "settings": {
            **SETTINGS,
            "outputSelection": {name: {"*": [*outputs], "": ["ast"]} for name in own},
        },
    }
    try:
        output: dict[str, Any] = compile_standard(request, solc_binary=SOLC)
    except SolcError as error:
        reports = error.error_dict or [{"formattedMessage": str(error)}]
        raise CompilationFailed(report["formattedMessage"] for report in reports) from None
    except subprocess.CalledProcessError:  # from its question after --version
        raise CompilerNotInstalled from None
    warnings = [report for report in output.get("errors", ()) if _is_ours(report)]
    if warnings:
        raise CompilationFailed(report["formattedMessage"] for report in warnings)
    return output


def _is_ours(report: dict[str, Any]) -> bool:
    file: str = report.get("sourceLocation", {}).get("file", OWN)
    return file.startswith(OWN)


def _deployable(output: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """File and name of each concrete contract, and of each library that is called from outside."""
    for file, contracts in output.get("contracts", {}).items():
        nodes = {node.get("name"): node for node in output["sources"][file]["ast"]["nodes"]}
        for name, contract in contracts.items():
            kind, abstract = nodes[name]["contractKind"], nodes[name]["abstract"]
            called = bool(contract["evm"]["methodIdentifiers"])
            if (kind == "contract" and not abstract) or (kind == "library" and called):
                yield file, name


def _artifact(name: str, output: dict[str, Any], sources: dict[str, str]) -> Artifact:
    metadata = json.loads(output["metadata"])
    creation, runtime = output["evm"]["bytecode"], output["evm"]["deployedBytecode"]
    deployed_bytecode = _code(runtime)
    own_address = [_OWN_ADDRESS] if deployed_bytecode.startswith(_LIBRARY_GUARD) else []
    return Artifact(
        name=name,
        abi=output["abi"],
        bytecode=_code(creation),
        deployed_bytecode=deployed_bytecode,
        immutables=_spans(*runtime["immutableReferences"].values(), own_address),
        links=_links(creation),
        deployed_links=_links(runtime),
        compiler=metadata["compiler"]["version"],
        settings=SETTINGS,
        source_hash=_source_hash((source, sources[source]) for source in metadata["sources"]),
    )


def _extended(artifact: Artifact, extension: Artifact) -> Artifact:
    """The contract with what its extension understands and says besides."""
    more = [
        entry
        for entry in extension.abi
        if entry["type"] not in ("constructor", "fallback") and entry not in artifact.abi
    ]
    return replace(artifact, abi=[*artifact.abi, *more])


def _code(output: dict[str, Any]) -> bytes:
    return bytes.fromhex(_PLACEHOLDER.sub("00" * 20, output["object"]))


def _links(output: dict[str, Any]) -> dict[str, tuple[Span, ...]]:
    libraries = output["linkReferences"].values()
    return {name: _spans(spans) for library in libraries for name, spans in library.items()}


def _spans(*groups: Iterable[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(sorted(Span(span["start"], span["length"]) for group in groups for span in group))


def _source_hash(sources: Iterable[tuple[str, str]]) -> str:
    lines = (f"{sha256(content.encode()).hexdigest()}  {name}\n" for name, content in sources)
    return sha256("".join(sorted(lines, key=lambda line: line[66:])).encode()).hexdigest()
