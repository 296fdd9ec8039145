"""All commands, and what becomes of their errors."""

import gc
import sys
from collections.abc import Sequence

import typer

import sfc
from sfc.cli import (
    approvals,
    asks,
    auctions,
    audit,
    batches,
    contracts,
    deals,
    demo,
    disputes,
    events,
    evidence,
    exports,
    facilities,
    freezes,
    importing,
    imports,
    keys,
    orders,
    participants,
    probing,
    profiles,
    receivables,
    reconciling,
    recovery,
    reindexing,
    rules,
    serving,
    standing,
    tasks,
    twins,
    users,
    webhooks,
)
from sfc.cli.failures import report
from sfc.cli.output import AsJson, Output

app = typer.Typer(
    name="sfc",
    help="Supply-chain finance: confirmed receivables that can be split, passed on and sold.",
    epilog="Exit codes: 0 done, 1 refused or failed, 2 misused. --json puts the answer, and only "
    "it, on standard output. --debug before the command shows where an unexpected error came from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_TRY, _SERVICE, _CHAIN = "Try it", "With a running service", "Contracts"
_OPERATOR = "On the operator's machine"

_COLLECT_AFTER = 100_000
"""Objects. What is imported, and an embedded chain, live as long as the process: looking for
garbage among them again and again takes a fifth of a start and a tenth of the work."""

app.command(rich_help_panel=_TRY)(demo.demo)
app.command(rich_help_panel=_TRY)(serving.serve)
app.command("import", rich_help_panel=_SERVICE)(importing.import_files)
app.add_typer(imports.app, rich_help_panel=_SERVICE)
app.add_typer(profiles.app, rich_help_panel=_SERVICE)
app.add_typer(participants.app, rich_help_panel=_SERVICE)
app.add_typer(users.app, rich_help_panel=_SERVICE)
app.add_typer(keys.app, rich_help_panel=_SERVICE)
app.add_typer(approvals.app, rich_help_panel=_SERVICE)
app.add_typer(receivables.app, rich_help_panel=_SERVICE)
app.add_typer(disputes.app, rich_help_panel=_SERVICE)
app.add_typer(asks.app, rich_help_panel=_SERVICE)
app.add_typer(standing.app, rich_help_panel=_SERVICE)
app.add_typer(facilities.app, rich_help_panel=_SERVICE)
app.add_typer(orders.app, rich_help_panel=_SERVICE)
app.add_typer(auctions.app, rich_help_panel=_SERVICE)
app.add_typer(deals.app, rich_help_panel=_SERVICE)
app.add_typer(batches.app, rich_help_panel=_SERVICE)
app.add_typer(rules.app, rich_help_panel=_SERVICE)
app.add_typer(twins.app, rich_help_panel=_SERVICE)
app.add_typer(tasks.app, rich_help_panel=_SERVICE)
app.command(rich_help_panel=_SERVICE)(reconciling.reconcile)
app.add_typer(reconciling.app, rich_help_panel=_SERVICE)
app.add_typer(freezes.app, rich_help_panel=_SERVICE)
app.add_typer(recovery.app, rich_help_panel=_SERVICE)
app.add_typer(events.app, rich_help_panel=_SERVICE)
app.add_typer(webhooks.app, rich_help_panel=_SERVICE)
app.add_typer(evidence.app, rich_help_panel=_SERVICE)
app.add_typer(exports.app, rich_help_panel=_SERVICE)
app.command(rich_help_panel=_OPERATOR)(audit.audit)
app.command(rich_help_panel=_OPERATOR)(reindexing.reindex)
app.command("compile", rich_help_panel=_CHAIN)(contracts.compile_)
app.command(rich_help_panel=_CHAIN)(contracts.deploy)
app.command(rich_help_panel=_CHAIN)(probing.probe)


@app.callback()
def _options(
    debug: bool = typer.Option(False, "--debug", help="Show where an unexpected error came from."),
) -> None:
    pass


@app.command()
def version(as_json: AsJson = False) -> None:
    """Print the version."""
    output = Output(as_json)
    if as_json:
        output.emit({"version": sfc.__version__})
    else:
        output.line(sfc.__version__)


def run(arguments: Sequence[str]) -> int:
    """Execute a command and give its exit code. Nothing but a bug of this function escapes."""
    try:
        app(list(arguments), prog_name="sfc")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except Exception as error:
        return report(error, as_json="--json" in arguments, debug="--debug" in arguments)
    return 0


def main() -> None:
    """Run the command line, and end the process."""
    gc.set_threshold(_COLLECT_AFTER)
    sys.exit(run(sys.argv[1:]))
