"""`sfc reindex`: the read model made anew from the chain's first block."""

import typer

from sfc.cli.failures import FAILED
from sfc.cli.output import AsJson, Output


def reindex(as_json: AsJson = False) -> None:
    """Fold the whole chain anew, and compare with the read model; exit code 1 if it differs.

    It is compared row by row, and replaced if it differs. The operator's own: reads the chain and
    the database directly, as the settings SFC_… name them. The service may run meanwhile, unless
    its chain is in SFC_SANDBOX_FOLDER.
    """
    from sfc.app.reindex import reindex as made_anew
    from sfc.bootstrap import open_inspection
    from sfc.settings import Settings

    output = Output(as_json)
    with open_inspection(Settings.load()) as inspection, output.progress() as progress:
        task = progress.add_task("Reading blocks", total=None)
        found = made_anew(
            inspection,
            lambda reached, target: progress.update(task, completed=reached, total=target),
        )
    block = found.head.block if found.head else None
    if as_json:
        output.emit({"block": block, "rows": dict(found.rows), "difference": found.difference})
    else:
        if found.rows:
            rows = [[name, f"{count:,}"] for name, count in found.rows.items()]
            output.table(["table", ">rows alike"], rows)
        verdict = "identical" if found.difference is None else f"DIFFERENT: {found.difference}"
        output.line(f"At block {block}: {verdict}")
        if found.difference is not None:
            output.line("The read model was replaced by the one made anew")
    if found.difference is not None:
        raise typer.Exit(FAILED)
