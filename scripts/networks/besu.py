"""A consortium's network on Hyperledger Besu: QBFT, free gas, a validator on each host.

`python -m scripts.networks.besu FOLDER [--host ADDRESS …] [--chain-id N] [--period SECONDS]
[--evm cancun|prague]`.

Writes the genesis block, and for each validator a folder with its key, the others' addresses, and
the command that starts it. Without hosts, four validators run on this machine, on ports of their
own. A folder that has a network already is not touched: its keys are its validators.
"""

import argparse
import ipaddress
import json
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes
from typing import Any

import rlp
from eth_keys.datatypes import PrivateKey

CHAIN_ID = 73_513
GAS_LIMIT = 120_000_000
_P2P, _RPC = 30_303, 8_545
# What a block header of these networks has for its mix hash: Besu knows them by it.
_ISTANBUL = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365"
# Prague looks for these contracts; the addresses are those of EIP-6110, EIP-7002 and EIP-7251.
_PRAGUE = {
    "pragueTime": 0,
    "depositContractAddress": "0x00000000219ab540356cbb839cbe05303d7705fa",
    "withdrawalRequestContractAddress": "0x00000961ef480eb55e80d19ad83579a64c007002",
    "consolidationRequestContractAddress": "0x0000bbddc7ce488642fb579f8b00f3a590007251",
}


@dataclass(frozen=True, slots=True)
class Validator:
    """A node that makes blocks: its key, and where the others find it."""

    number: int
    key: PrivateKey
    host: str
    p2p: int
    rpc: int

    @property
    def address(self) -> str:
        """The account that signs its blocks."""
        return str(self.key.public_key.to_checksum_address())

    @property
    def enode(self) -> str:
        """How others call it."""
        return f"enode://{self.key.public_key.to_hex()[2:]}@{self.host}:{self.p2p}"


def validators(hosts: Sequence[str]) -> list[Validator]:
    """New validators, one for each host; those on one host have ports of their own."""
    made: list[Validator] = []
    for number, host in enumerate(hosts, start=1):
        beside = sum(each.host == host for each in made)
        key = PrivateKey(token_bytes(32))
        made.append(Validator(number, key, host, _P2P + beside, _RPC + beside))
    return made


def genesis(
    of: Sequence[Validator], *, chain_id: int = CHAIN_ID, period: int = 2, evm: str = "cancun"
) -> dict[str, Any]:
    """The first block: who makes blocks, how often (in seconds), and by which rules."""
    rules = {"londonBlock": 0, "shanghaiTime": 0, "cancunTime": 0}
    return {
        "config": {
            "chainId": chain_id,
            **rules,
            **(_PRAGUE if evm == "prague" else {}),
            "zeroBaseFee": True,
            "qbft": {
                "blockperiodseconds": period,
                "epochlength": 30_000,
                "requesttimeoutseconds": 2 * period,
            },
        },
        "nonce": "0x0",
        "timestamp": "0x0",
        "gasLimit": hex(GAS_LIMIT),
        "difficulty": "0x1",
        "mixHash": _ISTANBUL,
        "coinbase": "0x" + "00" * 20,
        "extraData": extra_data(of),
        "alloc": {},
    }


def extra_data(of: Sequence[Validator]) -> str:
    """QBFT's: 32 free bytes, the validators, no vote, round 0, no seals; in RLP."""
    accounts = [each.key.public_key.to_canonical_address() for each in of]
    encoded: bytes = rlp.encode([bytes(32), accounts, [], b"", []])
    return "0x" + encoded.hex()


def command(validator: Validator) -> list[str]:
    """What starts a validator, in its folder."""
    return [
        "besu",
        "--genesis-file=../genesis.json",
        "--data-path=data",
        "--node-private-key-file=key",
        "--static-nodes-file=static-nodes.json",
        "--discovery-enabled=false",
        f"--p2p-host={validator.host}",
        f"--p2p-port={validator.p2p}",
        "--sync-mode=FULL",
        "--data-storage-format=FOREST",
        "--min-gas-price=0",
        f"--target-gas-limit={GAS_LIMIT}",
        "--rpc-http-enabled",
        "--rpc-http-host=127.0.0.1",
        f"--rpc-http-port={validator.rpc}",
        "--rpc-http-api=ETH,NET,WEB3,QBFT",
        "--rpc-max-logs-range=5000",
        "--revert-reason-enabled",
    ]


def write(folder: Path, of: Sequence[Validator], block: dict[str, Any]) -> None:
    """Write the network. Raises FileExistsError where there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "genesis.json").open("x", encoding="utf-8") as file:
        json.dump(block, file, indent=2)
        file.write("\n")
    for validator in of:
        own = folder / f"validator-{validator.number}"
        own.mkdir(mode=0o700)
        key = own / "key"
        key.touch(mode=0o600)
        key.write_text(validator.key.to_hex() + "\n", encoding="ascii")
        others = [each.enode for each in of if each is not validator]
        (own / "static-nodes.json").write_text(
            json.dumps(others, indent=2) + "\n", encoding="ascii"
        )
        run = own / "run.sh"
        line = " \\\n  ".join(shlex.quote(word) for word in command(validator))
        run.write_text(f'#!/bin/sh\ncd "$(dirname "$0")" || exit 1\nexec {line} "$@"\n')
        run.chmod(0o755)


def main(arguments: Sequence[str]) -> int:
    """Write a network, and say how to start it; 1 if there is one already."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--host", action="append", type=_address, help="IP of a validator's host")
    parser.add_argument("--chain-id", type=int, default=CHAIN_ID)
    parser.add_argument("--period", type=int, default=2, help="seconds between two blocks")
    parser.add_argument("--evm", choices=("cancun", "prague"), default="cancun")
    given = parser.parse_args(arguments)
    made = validators(given.host or ["127.0.0.1"] * 4)
    if len(made) < 4:
        print("fewer than four validators bear no fault: name at least four hosts", file=sys.stderr)
    block = genesis(made, chain_id=given.chain_id, period=given.period, evm=given.evm)
    try:
        write(given.folder, made, block)
    except FileExistsError as error:
        print(f"{error.filename} is there already: name another folder", file=sys.stderr)
        return 1
    for validator in made:
        print(f"{validator.address}  {given.folder}/validator-{validator.number}/run.sh")
    print(f"Then: sfc probe --rpc-url http://127.0.0.1:{made[0].rpc} --fees free")
    return 0


def _address(text: str) -> str:
    return str(ipaddress.ip_address(text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
