"""`sfc deploy` and scripts/deploy.py: the options, what is printed, and the exit code."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from sfc.chain.deployment import demands, deploy
from sfc.chain.keys import Keyring, KeystoreUnreadable
from sfc.chain.manifest import Manifest
from sfc.chain.nodes.addresses import parse_account
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.fees import FeeKind, FeePolicy
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.nodes.node import Node
from sfc.chain.nodes.probe import probe, require
from sfc.chain.plan import DEFAULT_CURRENCIES, CurrencySpecMalformed, parse_currencies
from sfc.chain.sender import Sender
from sfc.domain.errors import CurrencyUnknown, IdMalformed, SfcError, WrongChain

OK, REFUSED, USAGE = 0, 1, 2
PASSPHRASE = "SFC_KEYSTORE_PASSPHRASE"


class UsageError(ValueError):
    """The options do not make sense together, or one cannot be used."""


MISUSES = (UsageError, KeystoreUnreadable, CurrencySpecMalformed, CurrencyUnknown, IdMalformed)


@dataclass(frozen=True, slots=True)
class DeployOptions:
    """What `sfc deploy` was asked to do; without `rpc_url` on a chain that is thrown away."""

    rpc_url: str | None = None
    keystore: Path | None = None
    passphrase_file: Path | None = None
    manifest: Path | None = None
    chain_id: int | None = None
    currencies: Sequence[str] = DEFAULT_CURRENCIES
    operator: str | None = None
    regulator: str | None = None
    fees: FeeKind = "auto"
    fee_cap: int | None = None
    fee_tip: int | None = None
    as_json: bool = False


def run(options: DeployOptions, out: Console, err: Console) -> int:
    """Deploy, print what is there now, and give the exit code: 0 done, 1 refused, 2 misused."""
    try:
        manifest, steps = _deploy(options, err)
    except MISUSES as error:
        return _complain(options, out, err, USAGE, "usage", str(error))
    except SfcError as error:
        return _complain(options, out, err, REFUSED, error.code, error.message)
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        return _complain(options, out, err, REFUSED, "file", reason)
    if options.as_json:
        answer = {**manifest.to_json(), "gas": manifest.gas, "steps": steps}
        out.print_json(json.dumps(answer))
    else:
        out.print(_table(manifest))
        done = f"{len(steps)} steps done" if steps else "nothing to do: all of it was there"
        parties = f"operator {manifest.operator}, regulator {manifest.regulator or 'nobody'}"
        out.print(f"chain {manifest.chain_id}, {parties}: {done}", soft_wrap=True)
    return OK


def _deploy(options: DeployOptions, err: Console) -> tuple[Manifest, list[str]]:
    specs = parse_currencies(options.currencies)
    operator = None if options.operator is None else parse_account(options.operator)
    regulator = None if options.regulator is None else parse_account(options.regulator)
    keys = Keyring()
    node: Node
    if options.rpc_url is None:
        if options.keystore is not None:
            raise UsageError("--keystore needs --rpc-url: the embedded chain makes its own key")
        node, deployer = EmbeddedNode(), keys.create()
    else:
        if options.keystore is None:
            raise UsageError("--rpc-url needs --keystore: the key that pays for the deployment")
        deployer = keys.open(options.keystore, _passphrase(options.passphrase_file))
        node = _probed(options.rpc_url, FeePolicy(options.fees, options.fee_cap, options.fee_tip))
    if options.chain_id not in (None, node.chain_id):
        raise WrongChain(options.chain_id or 0, node.chain_id)
    file = options.manifest
    if file is None and options.rpc_url is not None:
        file = Path(f"deployments/{node.chain_id}.json")
    known = Manifest.load(file) if file and file.exists() else None
    steps: list[str] = []
    with err.status("Looking at the chain") as status:

        def progress(step: str, manifest: Manifest) -> None:
            steps.append(step)
            status.update(step)
            if file:
                manifest.save(file)

        manifest = deploy(
            node,
            Sender(node, keys),
            deployer,
            currencies=specs,
            operator=operator,
            regulator=regulator,
            manifest=known,
            progress=progress,
        )
    return manifest, steps


def _probed(url: str, policy: FeePolicy) -> JsonRpcNode:
    """The node, if it can carry the ledger. Raises NodeUnfit."""
    node = JsonRpcNode(url, policy=policy)
    require(probe(node, policy, demands()))
    return node


def _passphrase(file: Path | None) -> str:
    if file is not None:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    if (passphrase := os.environ.get(PASSPHRASE)) is None:
        raise UsageError(f"the keystore's passphrase: set {PASSPHRASE}, or name a file with it")
    return passphrase


def _complain(
    options: DeployOptions, out: Console, err: Console, status: int, code: str, message: str
) -> int:
    if options.as_json:
        out.print_json(json.dumps({"error": code, "message": message}))
    else:
        line = f"error: {' '.join(message.split())} [{code}]"
        err.print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    return status


def _table(manifest: Manifest) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("contract", no_wrap=True)
    table.add_column("address", no_wrap=True)
    table.add_column("gas", justify="right", no_wrap=True)
    for name, at in manifest.rows():
        table.add_row(name, at.address, f"{at.gas:,}")
    table.add_row("roles and lists", "", f"{manifest.wiring_gas:,}", end_section=True)
    table.add_row("all", "", f"{manifest.gas:,}")
    return table
