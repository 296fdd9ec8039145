"""The service: all routes over one system."""

from functools import partial

from fastapi import APIRouter, FastAPI

from sfc.api import describe, once, problems
from sfc.api.auth import admit, digest
from sfc.api.bodies.reconciliations import MOST_BYTES as LARGEST_STATEMENT
from sfc.api.guard import MOST_BYTES, Allowance, Guard
from sfc.api.routes import (
    asks,
    auctions,
    batches,
    contacts,
    credit_notes,
    custody,
    deals,
    disputes,
    documents,
    evidence,
    exports,
    facilities,
    import_offers,
    import_profiles,
    imports,
    metrics,
    orders,
    participants,
    quotes,
    receivables,
    reconciliations,
    rules,
    sales,
    sandbox,
    service,
    settlement,
    standing,
    steps,
    tasks,
    transfers,
    twins,
)
from sfc.api.standing import StandingWorker
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
    standing.router,
    facilities.router,
    orders.router,
    deals.router,
    auctions.router,
    disputes.router,
    batches.router,
    custody.router,
    rules.router,
    settlement.router,
    documents.router,
    evidence.router,
    exports.router,
    contacts.router,
    twins.router,
    credit_notes.router,
    tasks.router,
    reconciliations.router,
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
    app.state.standing = StandingWorker(context)
    known = app.state.service = Service(context, digest(operator_key))
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
    problems.install(app)
    once.install(app)
    describe.describe(app)
    routes = APIRouter(prefix="/v1")
    for router in _ROUTERS:
        routes.include_router(router)
    if context.sandbox is not None:
        routes.include_router(sandbox.router)
    app.include_router(routes)
    return app
