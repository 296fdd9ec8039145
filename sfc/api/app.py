"""The service: all routes over one system."""

from functools import partial

from fastapi import APIRouter, Depends, FastAPI

from sfc.api import access, control, describe, once, problems
from sfc.api.audited import Audited
from sfc.api.auth import admit, digest, door
from sfc.api.bodies.reconciliations import MOST_BYTES as LARGEST_STATEMENT
from sfc.api.callers import Callers
from sfc.api.guard import MOST_BYTES, Allowance, Guard
from sfc.api.proposals import PROPOSALS
from sfc.api.routes import (
    approvals,
    asks,
    audit_log,
    contacts,
    credentials,
    credit_notes,
    documents,
    evidence,
    exports,
    import_offers,
    import_profiles,
    imports,
    metrics,
    participants,
    quotes,
    receivables,
    reconciliations,
    sales,
    sandbox,
    service,
    sessions,
    settlement,
    steps,
    tasks,
    transfers,
    twins,
    users,
)
from sfc.api.state import Service
from sfc.api.uploads import MOST_BYTES as LARGEST_FILE
from sfc.api.workers import Workers
from sfc.app.context import Context

_ROUTERS = (
    participants.router,
    receivables.router,
    imports.router,
    import_profiles.router,
    import_offers.router,
    steps.router,
    transfers.router,
    asks.router,
    quotes.router,
    sales.router,
    settlement.router,
    documents.router,
    evidence.router,
    exports.router,
    contacts.router,
    twins.router,
    credit_notes.router,
    tasks.router,
    reconciliations.router,
    users.router,
    credentials.router,
    sessions.router,
    approvals.router,
    audit_log.router,
    service.router,
    metrics.router,
)


def create_app(context: Context, operator_key: str) -> FastAPI:
    """Make the service for a system; `operator_key` is the API key of its operator.

    Routes are plain functions and run on threads: they wait for the chain.
    """
    app = FastAPI(
        openapi_url="/v1/openapi.json",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.workers = Workers()
    known = app.state.service = Service(context, Callers(context, digest(operator_key)), PROPOSALS)
    problems.install(app)
    once.install(app)
    control.install(app)
    app.add_middleware(Audited, service=known)
    # what is approved goes in behind the guard: it came through it when it was asked for
    app.state.carrier = control.Carrier(app, app.build_middleware_stack(), known)
    # in base64, a document takes a third more than it has
    uploads = Allowance(MOST_BYTES + context.evidence.largest * 4 // 3)
    files = Allowance(LARGEST_FILE, anything=True)
    app.add_middleware(
        Guard,
        allowances={
            "/v1/documents": uploads,
            "/v1/imports": files,
            "/v1/reconciliations": Allowance(MOST_BYTES + LARGEST_STATEMENT * 4 // 3),
            "/v1/import-offers": files,
        },
        admit=partial(admit, known),
    )
    describe.describe(app)
    routes = APIRouter(prefix="/v1", dependencies=[Depends(door)])
    for router in _ROUTERS:
        routes.include_router(router)
    if context.sandbox is not None:
        routes.include_router(sandbox.router)
    app.include_router(routes)
    access.check(app.routes)
    app.state.workers.start("approvals", app.state.carrier.resume)
    return app
