"""Invoices in: files, and what became of each document and row."""

from typing import Annotated

from fastapi import Path, Query, Response

from sfc.api.auth import AnyCaller, Party
from sfc.api.describe import refusals
from sfc.api.forms import IsoDate, ParticipantText
from sfc.api.forms import participant as participant_of
from sfc.api.once import OnceDep
from sfc.api.paging import Cursor, Limit
from sfc.api.prefer import PreferDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.uploads import FILE_BODY, UploadDep
from sfc.api.views.common import Page
from sfc.api.views.imports import ImportResultView, ImportView
from sfc.api.workers import WorkersDep
from sfc.app import import_query, imports
from sfc.app.context import Context
from sfc.domain.due_dates import Convention
from sfc.domain.imports import Became, ImportRun, Reading, RunState

router = resource("imports", "/imports")

ImportId = Annotated[str, Path(pattern="^imp_[0-9a-f]{24}$", examples=[f"imp_{'5f' * 12}"])]


@router.post(
    "",
    status_code=201,
    summary="Import a file",
    description="Suppliers. One file: an e-invoice (UBL, CII, or PDF with CII in it), or a ledger "
    "(CSV, XLSX) with a profile. Every document and row of the caller's own is recorded for "
    "itself; one that fails stops none of the others. What is on the ledger already stays as it "
    "is, so the same file may be sent any number of times: it continues a run that was "
    "interrupted. Answers 202 while the run goes on: ask for it by its id.",
    responses={
        202: {"model": ImportView, "description": "The run goes on."},
        **refusals(
            "forbidden",
            "unknown_participant",
            "wrong_role",
            "participant_suspended",
            "not_found",
            "profile_missing",
            "calendar_unknown",
            "imports_busy",
            "request_too_large",
            "idempotency_conflict",
        ),
    },
    openapi_extra=FILE_BODY,
)
def import_file(
    upload: UploadDep,
    context: ContextDep,
    by: Party,
    workers: WorkersDep,
    once: OnceDep,
    prefer: PreferDep,
    response: Response,
    profile: Annotated[
        str, Query(max_length=64, description="How a ledger is written: see /import-profiles.")
    ] = "",
    dry_run: Annotated[bool, Query(description="Only say what would become of it.")] = False,
    calendar: Annotated[
        str,
        Query(
            max_length=20,
            description="Business days by this calendar (`CN`, `DE-BY`, `XECB`): a due date that "
            "is none is moved, and both are shown.",
        ),
    ] = "",
    convention: Annotated[
        Convention, Query(description="Which business day takes the place of another day.")
    ] = Convention.FOLLOWING,
    accept_due_date: Annotated[
        IsoDate | None,
        Query(
            description="The proposed due date of an e-invoice that has one in words only. Any "
            "other day changes nothing, and is a fault of the result: `due_date_not_proposed`."
        ),
    ] = None,
    accept_doubts: Annotated[
        bool, Query(description="Import it although it is suspicious as a whole: see `doubts`.")
    ] = False,
) -> ImportView:
    """Take a file in."""
    reading = Reading(
        calendar=calendar,
        convention=convention,
        due_date=accept_due_date,
        doubts_accepted=accept_doubts,
    )
    order = imports.Order(reading, profile, dry_run)

    def start() -> ImportView:
        run = imports.begin(context, by, upload.stream, upload.file, order)

        def work() -> None:
            with upload.stream:
                imports.work(context, run.id, upload.stream)

        end, upload.handed_over = workers.start(f"import {run.id}", work)
        end.wait(prefer.wait)
        return _view(context, context.imports.run(run.id))

    answer = once(start, status=202, here=True)
    if answer.state == RunState.RUNNING:
        response.status_code = 202
    response.headers["Location"] = f"/v1/imports/{answer.id}"
    return answer


@router.get(
    "",
    summary="List imports",
    description="Newest first. A supplier sees its own; operator and regulator see all.",
    responses=refusals("id_malformed"),
)
def list_imports(
    context: ContextDep,
    caller: AnyCaller,
    supplier: ParticipantText | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ImportView]:
    """A page of import runs."""
    of = participant_of(supplier) if supplier else None
    found, following = import_query.runs(context, caller.viewer, of, cursor, limit)
    return Page(data=[_view(context, each) for each in found], next_cursor=following)


@router.get(
    "/{import_id}",
    summary="Get an import",
    description="Its supplier, operator and regulator.",
    responses=refusals("not_found"),
)
def get_import(import_id: ImportId, context: ContextDep, caller: AnyCaller) -> ImportView:
    """How far a run has come, and what it came to."""
    return _view(context, import_query.run(context, caller.viewer, import_id))


@router.get(
    "/{import_id}/results",
    summary="List the results of an import",
    description="Its supplier, operator and regulator. In the order of the file; `outcome` may be "
    "repeated to see some only.",
    responses=refusals("not_found", "id_malformed"),
)
def list_import_results(
    import_id: ImportId,
    context: ContextDep,
    caller: AnyCaller,
    outcome: Annotated[list[Became], Query(default_factory=list, description="Only these.")],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ImportResultView]:
    """A page of what became of documents and rows."""
    run = import_query.run(context, caller.viewer, import_id)
    found, following = import_query.results(
        context, caller.viewer, import_id, outcome, cursor, limit
    )
    views = [ImportResultView.of(each, run.file.name) for each in found]
    return Page(data=views, next_cursor=following)


def _view(context: Context, run: ImportRun) -> ImportView:
    return ImportView.of(run, import_query.counts(context, run))
