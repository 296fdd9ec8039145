"""Compiling, and that what is committed is what the sources compile to."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from eth_tester import EthereumTester, PyEVMBackend

from sfc.chain import artifacts, compiler
from sfc.chain.artifacts import Artifact, ArtifactMissing, LibraryMissing, Span
from sfc.chain.compiler import CompilationFailed, CompilerNotInstalled

ROOT = Path(__file__).parents[2]
needs_compiler = pytest.mark.skipif(
    not (ROOT / "node_modules/solc").is_dir(), reason="no Solidity compiler: run make node"
)

HEADER = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.0;\n"
BASE = """
/* import "./Nowhere.sol"; */
interface IHolder { function held() external view returns (uint256); }
abstract contract Base is IHolder { string public constant SAYS = "import './Nowhere.sol'; //"; }
library Twice { function twice(uint256 x) internal pure returns (uint256) { return 2 * x; } }
"""
HOLDER = """
import {Base, Twice} from "./base/Base.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
contract Holder is Base, Ownable(msg.sender) {
    uint256 public immutable held;
    constructor(uint256 amount) { held = Twice.twice(amount); }
}
"""
CONTEXT = "@openzeppelin/contracts/utils/Context.sol"
SELECTOR_F = "26121ff0"
OWNABLE = "@openzeppelin/contracts/access/Ownable.sol"

ARTIFACT = Artifact(
    name="Holder",
    abi=[{"type": "fallback", "stateMutability": "payable"}],
    bytecode=b"\x60\x00\x60",
    deployed_bytecode=b"\x73\x00\x00\x31\x00",
    immutables=(Span(1, 2), Span(4, 1)),
    links={},
    deployed_links={},
    compiler="0.8.37+commit.f401782d",
    settings={"evmVersion": "prague", "optimizer": {"runs": 1}},
    source_hash="ab",
)

Project = Callable[[dict[str, str]], Path]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project of these sources (path under contracts/ -> text), with our node_modules."""

    def make(sources: dict[str, str]) -> Path:
        for name, text in sources.items():
            file = tmp_path / "contracts" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(HEADER + text)
        (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
        return tmp_path

    return make


@needs_compiler
@pytest.mark.parametrize(
    ("mocks", "directory"),
    [(False, artifacts.COMPILED), (True, ROOT / "tests/contracts/compiled")],
    ids=["contracts", "mocks"],
)
def test_compiling_again_gives_the_committed_bytes(mocks: bool, directory: Path) -> None:
    compiled = compiler.compile_contracts(ROOT, mocks=mocks)
    committed = {name: (directory / f"{name}.json") for name in artifacts.all_names(directory)}
    assert list(committed) == list(compiled)
    for name, artifact in compiled.items():
        assert committed[name].read_bytes() == artifact.to_json().encode(), f"make compile: {name}"


@needs_compiler
def test_only_concrete_contracts_become_artifacts(project: Project) -> None:
    root = project({"Holder.sol": HOLDER, "base/Base.sol": BASE, "test/Mock.sol": "contract M {}"})
    (holder,) = compiler.compile_contracts(root).values()
    (mock,) = compiler.compile_contracts(root, mocks=True).values()
    assert (holder.name, mock.name) == ("Holder", "M")
    assert holder.compiler.startswith("0.8.37+commit.")
    assert holder.settings["evmVersion"] == "prague"
    assert {length for _, length in holder.immutables} == {32}
    assert holder.size == len(holder.deployed_bytecode) < len(holder.bytecode)


@needs_compiler
def test_the_source_hash_can_be_recomputed_with_sha256sum(project: Project) -> None:
    root = project({"Holder.sol": HOLDER, "base/Base.sol": BASE, "Other.sol": "contract Other {}"})
    files = {name: root / "node_modules" / name for name in (OWNABLE, CONTEXT)}
    files |= {name: root / name for name in ("contracts/Holder.sol", "contracts/base/Base.sol")}
    lines = [f"{sha256(files[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(files)]
    expected = sha256("".join(lines).encode()).hexdigest()
    assert compiler.compile_contracts(root)["Holder"].source_hash == expected


@needs_compiler
def test_rebuilding_touches_only_what_changed_and_drops_what_is_gone(project: Project) -> None:
    root = project({"A.sol": "contract A {}", "B.sol": "contract B {}"})
    compiled = root / "sfc/chain/compiled"
    assert [(r.name, r.changed) for r in compiler.rebuild(root)] == [("A", True), ("B", True)]
    (root / "contracts/A.sol").write_text(HEADER + "contract A { uint256 public a; }")
    (root / "contracts/B.sol").rename(root / "contracts/C.sol")
    (root / "contracts/C.sol").write_text(HEADER + "contract C {}")
    rebuilt = compiler.rebuild(root)
    assert [(r.name, r.changed) for r in rebuilt] == [("A", True), ("C", True)]
    assert not any(r.changed for r in compiler.rebuild(root))
    assert artifacts.all_names(compiled) == ("A", "C")
    assert {r.name: r.size for r in rebuilt}["A"] == artifacts.load("A", compiled).size
    assert not (root / "tests").exists()


@needs_compiler
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("contract A { function f() public { g(); } }", "Undeclared identifier"),
        ("contract A { function f() public pure { uint256 x; } }", "Unused local variable"),
        ('import "./Missing.sol"; contract A {}', "contracts/Missing.sol is imported, but"),
        ("contract A {} contract B is A { ", "ParserError"),
    ],
    ids=["error", "warning", "import", "syntax"],
)
def test_errors_and_own_warnings_fail_with_the_compilers_words(
    project: Project, source: str, message: str
) -> None:
    root = project({"A.sol": source})
    with pytest.raises(CompilationFailed, match=message) as failure:
        compiler.compile_contracts(root)
    assert "contracts/" in failure.value.messages[0]


@needs_compiler
def test_contract_names_are_unique(project: Project) -> None:
    root = project({"A.sol": "contract A {}", "again/A.sol": "contract A {}"})
    with pytest.raises(CompilationFailed, match="another contract named A"):
        compiler.compile_contracts(root)


@needs_compiler
def test_a_library_is_deployed_and_linked(project: Project) -> None:
    library = "library L { function f() external pure returns (uint256) { return 42; } }"
    user = "contract A { function f() public pure returns (uint256) { return L.f(); } }"
    compiled = compiler.compile_contracts(project({"A.sol": library + user}))
    chain = EthereumTester(PyEVMBackend())
    sender = chain.get_accounts()[0]

    def deploy(code: bytes) -> str:
        deployment = {"from": sender, "data": "0x" + code.hex(), "gas": 1_000_000}
        receipt = chain.get_transaction_receipt(chain.send_transaction(deployment))
        return str(receipt["contract_address"])

    def code_at(address: str) -> bytes:
        return bytes.fromhex(chain.get_code(address).removeprefix("0x"))

    with pytest.raises(LibraryMissing, match="L is needed"):
        compiled["A"].creation_code()
    addresses = {"L": deploy(compiled["L"].creation_code())}
    contract = deploy(compiled["A"].creation_code(addresses))
    call = {"from": sender, "to": contract, "data": "0x" + SELECTOR_F}
    assert int(chain.call(call), 16) == 42
    assert compiled["L"].is_code(code_at(addresses["L"]))
    assert compiled["A"].is_code(code_at(contract), addresses)
    assert not compiled["A"].is_code(code_at(contract), {"L": contract})


def test_without_a_compiler_the_error_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper = tmp_path / "sfc/chain/solc"
    wrapper.parent.mkdir(parents=True)
    wrapper.write_bytes(compiler.SOLC.read_bytes())
    wrapper.chmod(0o755)
    monkeypatch.setattr(compiler, "SOLC", wrapper)
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts/A.sol").write_text(HEADER + "contract A {}")
    with pytest.raises(CompilerNotInstalled, match="run make node"):
        compiler.compile_contracts(tmp_path)


def test_an_artifact_survives_its_file(tmp_path: Path) -> None:
    assert artifacts.write(ARTIFACT, tmp_path)
    assert not artifacts.write(ARTIFACT, tmp_path)
    assert artifacts.load("Holder", tmp_path) == ARTIFACT
    assert artifacts.all_names(tmp_path) == ("Holder",)
    changed = replace(ARTIFACT, source_hash="cd")
    assert artifacts.write(changed, tmp_path)
    assert artifacts.load("Holder", tmp_path) == changed


def test_a_missing_artifact_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArtifactMissing, match="Nothing") as missing:
        artifacts.load("Nothing", tmp_path)
    assert missing.value.name == "Nothing"


@pytest.mark.parametrize(
    ("code", "same"),
    [("7300003100", True), ("73abcd31ef", True), ("73abcd32ef", False), ("7300", False)],
)
def test_deployed_code_is_recognised_whatever_its_immutables(code: str, same: bool) -> None:
    assert ARTIFACT.is_code(bytes.fromhex(code)) is same
    assert not ARTIFACT.is_code(b"")
