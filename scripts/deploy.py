#!/usr/bin/env python3
"""Deploy the contracts to the embedded chain, or to any EVM node by URL. See --help."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sfc.chain.deploy_command import DeployOptions, run
from sfc.chain.plan import DEFAULT_CURRENCIES


def main(
    rpc_url: Annotated[
        str | None, typer.Option(help="The node. Without it, a chain that is thrown away.")
    ] = None,
    keystore: Annotated[
        Path | None,
        typer.Option(help="Key that pays, Web3 Secret Storage. Its passphrase is not an option."),
    ] = None,
    passphrase_file: Annotated[
        Path | None, typer.Option(help="Has the passphrase; else SFC_KEYSTORE_PASSPHRASE.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="What is where. Default: deployments/CHAIN.json")
    ] = None,
    chain_id: Annotated[int | None, typer.Option(help="Refuse any other chain.")] = None,
    currency: Annotated[
        list[str] | None, typer.Option(help="CODE:DECIMALS of its token, such as CNY:6.")
    ] = None,
    operator: Annotated[
        str | None, typer.Option(help="Account of the operator. Default: the deploying one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the manifest as JSON.")] = False,
) -> None:
    """Deploy and wire the contracts, check their code, and write the manifest.

    Repeated with the same manifest it changes nothing; interrupted, it goes on. Exit code 1 if
    the chain, the account or the manifest is not what it should be.
    """
    options = DeployOptions(
        rpc_url=rpc_url,
        keystore=keystore,
        passphrase_file=passphrase_file,
        manifest=manifest,
        chain_id=chain_id,
        currencies=tuple(currency or DEFAULT_CURRENCIES),
        operator=operator,
        as_json=as_json,
    )
    raise typer.Exit(run(options, Console(), Console(stderr=True)))


if __name__ == "__main__":
    typer.run(main)
