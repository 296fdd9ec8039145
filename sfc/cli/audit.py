"""`sfc audit`: which originals are missing or were changed."""

import typer

from sfc.cli.failures import FAILED
from sfc.cli.output import AsJson, Output


def audit(as_json: AsJson = False) -> None:
    """Tell which originals are missing, changed or locked; exit code 1 if any is.

    The operator's own: reads database and document store directly, as SFC_DATABASE_URL and
    SFC_DOCUMENTS name them, whether or not the service runs. Nothing is decrypted.
    """
    from sfc.app.evidence import audit as audited
    from sfc.bootstrap import open_evidence
    from sfc.domain.documents import format_document
    from sfc.settings import Settings

    output = Output(as_json)
    with open_evidence(Settings.load()) as evidence:
        found = audited(evidence)
    lists = {"missing": found.missing, "changed": found.changed, "locked": found.locked}
    named = {kind: [format_document(each) for each in ids] for kind, ids in lists.items()}
    if as_json:
        output.emit({"checked": found.checked, **named})
    else:
        output.line(f"{found.checked} documents checked")
        for kind, documents in named.items():
            for document in documents:
                output.line(f"{kind}: {document}")
    if not found.clean:
        raise typer.Exit(FAILED)
