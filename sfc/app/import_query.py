"""Import runs as those see them whom they concern: their supplier, operator and regulator."""

from collections.abc import Collection, Mapping, Sequence

from sfc.app.context import Context
from sfc.app.query import Viewer
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId
from sfc.domain.imports import Became, ImportRun, RowResult


def run(context: Context, viewer: Viewer, run_id: str) -> ImportRun:
    """One run. Raises NotFound, also for what is not the viewer's to see."""
    found = context.imports.run(run_id)
    if not viewer.sees_all and found.supplier != viewer.participant:
        raise NotFound("import", run_id)
    return found


def runs(
    context: Context,
    viewer: Viewer,
    supplier: ParticipantId | None = None,
    after: str | None = None,
    limit: int = 50,
) -> tuple[Sequence[ImportRun], str | None]:
    """A page of runs, newest first, and the cursor of the next one; of one supplier or of all."""
    if not viewer.sees_all:
        supplier = viewer.participant
    return context.imports.runs(supplier, after, limit)


def counts(context: Context, found: ImportRun) -> Mapping[Became, int]:
    """How many documents or rows of a run became what, so far."""
    return context.imports.counts(found.id)


def results(
    context: Context,
    viewer: Viewer,
    run_id: str,
    became: Collection[Became] = (),
    after: str | None = None,
    limit: int = 50,
) -> tuple[Sequence[RowResult], str | None]:
    """A page of what became of the documents or rows of a run. Raises NotFound."""
    run(context, viewer, run_id)
    return context.imports.results(run_id, became, after, limit)
