"""`sfc compile` and `sfc deploy`: for those who work on the contracts or run the ledger."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sfc.cli.failures import Failure
from sfc.cli.output import AsJson, Output
from sfc.cli.probing import FeeCap, Fees, FeeTip

_CHECKOUT = Path(__file__).parents[2]


def compile_(
    as_json: AsJson = False,
    root: Annotated[
        Path, typer.Option(help="The checkout that has contracts/.", file_okay=False)
    ] = _CHECKOUT,
) -> None:
    """Compile the contracts into the committed artifacts. Running needs no compiler."""
    from sfc.chain.compiler import CompilationFailed, CompilerNotInstalled, rebuild

    output = Output(as_json)
    if not (root / "contracts").is_dir():
        raise Failure("contracts_missing", f"{root} has no contracts/: name a checkout with --root")
    try:
        with output.progress() as progress:
            progress.add_task("Compiling", total=None)
            rebuilt = rebuild(root)
    except CompilerNotInstalled as error:
        raise Failure("compiler_not_installed", str(error)) from None
    except CompilationFailed as error:
        for message in error.messages:
            output.aside(message)
        count = len(error.messages)
        raise Failure("compilation_failed", f"the compiler has {count} complaints") from None
    if as_json:
        output.emit([{"contract": r.name, "changed": r.changed, "bytes": r.size} for r in rebuilt])
        return
    rows = [[r.name, f"{r.size:,}", "changed" if r.changed else "as before"] for r in rebuilt]
    output.table(["contract", ">bytes", ""], rows)


def deploy(
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
    regulator: Annotated[
        str | None, typer.Option(help="Account that may freeze by order. Default: nobody yet.")
    ] = None,
    fees: Fees = "auto",
    fee_cap: FeeCap = None,
    fee_tip: FeeTip = None,
    as_json: AsJson = False,
) -> None:
    """Deploy and wire the contracts, check their code, and write the manifest.

    Repeated with the same manifest it changes nothing; interrupted, it goes on.
    """
    from rich.console import Console

    from sfc.chain.deploy_command import DeployOptions, run

    options = DeployOptions(
        rpc_url=rpc_url,
        keystore=keystore,
        passphrase_file=passphrase_file,
        manifest=manifest,
        chain_id=chain_id,
        operator=operator,
        regulator=regulator,
        fees=fees,
        fee_cap=fee_cap,
        fee_tip=fee_tip,
        as_json=as_json,
    )
    if currency:
        options = replace(options, currencies=tuple(currency))
    raise typer.Exit(run(options, Console(), Console(stderr=True)))
