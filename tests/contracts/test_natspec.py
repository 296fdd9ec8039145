"""The interfaces are the specification: they say what everything is, and what it requires."""

from pathlib import Path
from typing import Any

import pytest
from eth_utils.abi import abi_to_signature
from solcx import compile_standard

from sfc.chain.compiler import SETTINGS, SOLC, reachable

ROOT = Path(__file__).parents[2]
KINDS = {"function": "methods", "event": "events", "error": "errors"}
INHERITED = {"IUnits", "ILedger"}
"""They repeat what others say: IUnits the standard ERC-6909, ILedger the core's own interfaces."""

WITHOUT_REQUIREMENTS = {
    "confirmSigned": "says that they are those of confirm",
    "preview": "those of the call that it previews",
    "restore": "anyone, at any time",
    "withdrawAllOrders": "its own, at any time",
}

pytestmark = pytest.mark.skipif(
    not (ROOT / "node_modules/solc").is_dir(), reason="no Solidity compiler: run make node"
)


@pytest.fixture(scope="module")
def interfaces() -> dict[str, Any]:
    """What the compiler makes of the interfaces' words, by their names."""
    files = (ROOT / "contracts/interfaces").rglob("*.sol")
    own = sorted(file.relative_to(ROOT).as_posix() for file in files)
    wanted = {name: {"*": ["abi", "userdoc"]} for name in own}
    request = {
        "language": "Solidity",
        "sources": {name: {"content": text} for name, text in reachable(ROOT, own)},
        "settings": {**SETTINGS, "outputSelection": wanted},
    }
    output = compile_standard(request, solc_binary=SOLC)["contracts"]
    return {name: found for file in own for name, found in output[file].items()}


def said(interface: Any, entry: Any) -> str:
    """The notice of a function, an event or an error; an error can have more than one."""
    notes = interface["userdoc"].get(KINDS[entry["type"]], {}).get(abi_to_signature(entry), [])
    return " ".join(note["notice"] for note in (notes if isinstance(notes, list) else [notes]))


def test_everything_says_what_it_is(interfaces: dict[str, Any]) -> None:
    silent = [
        f"{name}.{entry['name']}"
        for name, interface in interfaces.items()
        if name not in INHERITED
        for entry in interface["abi"]
        if entry["type"] in KINDS and not said(interface, entry)
    ]
    assert silent == []


def test_every_function_that_writes_says_what_it_requires(interfaces: dict[str, Any]) -> None:
    silent = {
        entry["name"]
        for name, interface in interfaces.items()
        if name not in INHERITED
        for entry in interface["abi"]
        if entry["type"] == "function"
        and entry["stateMutability"] == "nonpayable"
        and "Requirements" not in said(interface, entry)
    }
    assert silent == set(WITHOUT_REQUIREMENTS)
