"""What is written for Besu says what the ledger needs, in Besu's own words."""

import json
import shlex
import stat
from pathlib import Path

import pytest
import rlp
from eth_keys.datatypes import PrivateKey

from scripts.networks import besu
from sfc.chain.deployment import demands, deploy
from sfc.chain.keys import Keyring
from sfc.chain.nodes.fees import FeePolicy
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.probe import probe, require
from sfc.chain.sender import Sender
from tests.chain import anvil

# As Besu's reference of genesis items and of its options has them.
CONFIG = {
    *("chainId", "londonBlock", "shanghaiTime", "cancunTime", "pragueTime", "zeroBaseFee", "qbft"),
    *("depositContractAddress", "withdrawalRequestContractAddress"),
    "consolidationRequestContractAddress",
}
QBFT = {"blockperiodseconds", "epochlength", "requesttimeoutseconds"}
BLOCK = {
    *("config", "nonce", "timestamp", "gasLimit", "difficulty", "mixHash", "coinbase"),
    *("extraData", "alloc"),
}
ISTANBUL = bytes.fromhex("63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365")


def test_a_network_on_one_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "net"
    assert besu.main([str(folder), "--chain-id", "7", "--period", "3"]) == 0
    block = json.loads((folder / "genesis.json").read_text())
    assert set(block) == BLOCK
    assert set(block["config"]) <= CONFIG
    assert set(block["config"]["qbft"]) == QBFT
    assert block["config"]["chainId"] == 7
    assert block["config"]["zeroBaseFee"] is True
    assert "pragueTime" not in block["config"]
    assert bytes.fromhex(block["mixHash"][2:]) == ISTANBUL
    assert int(block["gasLimit"], 16) > demands().gas

    keys = []
    for number in range(1, 5):
        key = folder / f"validator-{number}" / "key"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        keys.append(PrivateKey(bytes.fromhex(key.read_text().strip()[2:])))
    vanity, accounts, vote, turn, seals = rlp.decode(bytes.fromhex(block["extraData"][2:]))
    assert (vanity, vote, turn, seals) == (bytes(32), [], b"", [])
    assert accounts == [key.public_key.to_canonical_address() for key in keys]
    printed = capsys.readouterr().out
    assert all(key.public_key.to_checksum_address() in printed for key in keys)

    ports = set()
    for number, key in enumerate(keys, start=1):
        own = folder / f"validator-{number}"
        others = json.loads((own / "static-nodes.json").read_text())
        assert len(others) == 3
        assert not any(key.public_key.to_hex()[2:] in other for other in others)
        *_, start = (own / "run.sh").read_text().replace("\\\n", " ").strip().splitlines()
        words = shlex.split(start)
        assert words[:2] == ["exec", "besu"]
        options = dict(word.split("=", 1) for word in words[2:-1] if "=" in word)
        assert (own / options["--genesis-file"]).resolve() == folder / "genesis.json"
        assert options["--min-gas-price"] == "0"
        ports |= {options["--p2p-port"], options["--rpc-http-port"]}
    assert len(ports) == 8


def test_extra_data_is_as_besu_writes_it() -> None:
    """For one validator, with the account in Besu's own example."""

    class Known:
        def to_canonical_address(self) -> bytes:
            return bytes.fromhex("9811ebc35d7b06b3fa8dc5809a1f9c52751e1deb")

    class Key:
        public_key = Known()

    one = besu.Validator(1, Key(), "127.0.0.1", 1, 2)  # type: ignore[arg-type]
    expected = (
        "0xf83aa0" + "00" * 32 + "d594" + "9811ebc35d7b06b3fa8dc5809a1f9c52751e1deb" + "c080c0"
    )
    assert besu.extra_data([one]) == expected


def test_a_network_of_hosts_on_prague(tmp_path: Path) -> None:
    hosts = [f"10.0.0.{number}" for number in range(1, 5)]
    arguments = [word for host in hosts for word in ("--host", host)]
    assert besu.main([str(tmp_path), "--evm", "prague", *arguments]) == 0
    config = json.loads((tmp_path / "genesis.json").read_text())["config"]
    assert set(config) == CONFIG
    assert config["pragueTime"] == 0
    nodes = json.loads((tmp_path / "validator-1/static-nodes.json").read_text())
    assert [node.partition("@")[2] for node in nodes] == [f"{host}:30303" for host in hosts[1:]]


def test_a_network_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert besu.main([str(tmp_path)]) == 0
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert besu.main([str(tmp_path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert before == {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}


@pytest.mark.long
def test_the_ledger_on_a_chain_with_the_same_rules() -> None:
    """Cancun, free gas, a block a second, and accounts that have nothing: anvil plays Besu."""
    if not anvil.available():
        pytest.skip("anvil is not installed: run make node")
    rules = ("--hardfork", "cancun", "--gas-limit", str(besu.GAS_LIMIT), "--block-time", "1")
    free = ("--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee")
    policy, keys = FeePolicy("free"), Keyring()
    with anvil.running(*rules, *free) as url:
        node = JsonRpcNode(url, policy=policy)
        require(probe(node, policy, demands()))
        deployer = keys.create()
        manifest = deploy(node, Sender(node, keys), deployer)
        assert node.code(manifest.core)
        assert node.balance(deployer) == 0
