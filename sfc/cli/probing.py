"""`sfc probe`: whether a node can carry the ledger."""

from typing import Annotated, Literal

import typer

from sfc.cli.failures import FAILED
from sfc.cli.output import AsJson, Output

Fees = Annotated[
    Literal["auto", "free", "legacy"],
    typer.Option("--fees", envvar="SFC_FEES", help="What transactions are to offer."),
]
FeeCap = Annotated[
    int | None,
    typer.Option("--fee-cap", envvar="SFC_FEE_CAP", help="Most that is offered, wei per gas."),
]
FeeTip = Annotated[
    int | None,
    typer.Option("--fee-tip", envvar="SFC_FEE_TIP", help="Tip, wei per gas; else the node's."),
]


def probe(
    rpc_url: Annotated[str, typer.Option(envvar="SFC_RPC_URL", help="The node.")],
    fees: Fees = "auto",
    fee_cap: FeeCap = None,
    fee_tip: FeeTip = None,
    as_json: AsJson = False,
) -> None:
    """Ask a node what it can do; exit code 1 if it lacks what the ledger needs.

    Nothing is signed or sent. `sfc deploy` and `sfc serve` ask the same before they begin.
    """
    from sfc.bootstrap.probing import examine

    output = Output(as_json)
    findings = examine(rpc_url, fees, fee_cap, fee_tip)
    lacks = [finding.lacks for finding in findings if finding.lacks]
    if as_json:
        found = {finding.about: finding.found for finding in findings}
        output.emit({"fit": not lacks, "found": found, "lacks": lacks})
    else:
        output.facts([(finding.about, finding.found) for finding in findings])
        for lack in lacks:
            output.line(f"LACKS: {lack}")
        output.line("this node cannot carry the ledger" if lacks else "fit to carry the ledger")
    if lacks:
        raise typer.Exit(FAILED)
