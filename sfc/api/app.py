"""The service: all routes over one system."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

from sfc.api import access, control, once, outgoing, problems
from sfc.api.audited import Audited
from sfc.api.auth import admit, digest, door
from sfc.api.bodies.reconciliations import MOST_BYTES as LARGEST_STATEMENT
from sfc.api.callers import Callers
from sfc.api.describe import DescribedApi
from sfc.api.desk import Desk
from sfc.api.dispatch import Dispatcher
from sfc.api.guard import MOST_BYTES, Allowance, Guard
from sfc.api.kept import Kept
from sfc.api.limits import Limits
from sfc.api.proposals import PROPOSALS
from sfc.api.resuming import resume
from sfc.api.routes import (
    approvals,
    asks,
    auctions,
    audit_log,
    batches,
    books,
    bulk,
    contacts,
    credentials,
    credit_notes,
    custody,
    deals,
    disputes,
    documents,
    events,
    evidence,
    exports,
    facilities,
    holdings,
    import_offers,
    import_profiles,
    imports,
    metrics,
    operations,
    orders,
    participants,
    quotes,
    receivables,
    reconciliations,
    rules,
    sales,
    sandbox,
    service,
    sessions,
    settlement,
    standing,
    steps,
    tasks,
    transactions,
    transfers,
    twins,
    users,
    webhooks,
)
from sfc.api.standing import StandingWorker
from sfc.api.state import Service
from sfc.api.streams import Streams
from sfc.api.uploads import MOST_BYTES as LARGEST_FILE
from sfc.api.workers import Workers
from sfc.app.context import Context

_ROUTERS = (
    participants.router,
    bulk.router,
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
    books.router,
    holdings.router,
    contacts.router,
    twins.router,
    credit_notes.router,
    tasks.router,
    reconciliations.router,
    events.router,
    webhooks.router,
    users.router,
    credentials.router,
    sessions.router,
    approvals.router,
    audit_log.router,
    service.router,
    metrics.router,
    operations.router,
    transactions.router,
)

_CORS_METHODS = ("GET", "POST", "PUT", "DELETE")
_CORS_HEADERS = (
    *("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Last-Event-ID", "Prefer"),
)
_CORS_EXPOSED = (
    *("ETag", "Idempotent-Replayed", "Location", "RateLimit", "RateLimit-Policy", "Request-Id"),
    "Retry-After",
)


def create_app(
    context: Context,
    operator_key: str,
    limits: Limits = Limits(),  # noqa: B008  # frozen
) -> FastAPI:
    """Make the service for a system; `operator_key` is the API key of its operator.

    Routes are plain functions and run on threads: they wait for the chain. What was left running
    when the last process ended goes on at once.
    """
    app = DescribedApi(
        openapi_url="/v1/openapi.json",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        lifespan=_living,
    )
    app.state.workers = Workers()
    app.state.standing = StandingWorker(context)
    app.state.streams = Streams(context.feed, limits.most_streams)
    app.state.desk = Desk()
    known = app.state.service = Service(context, Callers(context, digest(operator_key)), PROPOSALS)
    problems.install(app)
    once.install(app)
    control.install(app)
    app.add_middleware(Audited, service=known)
    # what is approved goes in behind the guard: it came through it when it was asked for
    app.state.carrier = control.Carrier(app, app.build_middleware_stack(), known)
    app.add_middleware(Kept, service=known)
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
        limits=limits,
    )
    if limits.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=limits.cors_origins,
            allow_methods=_CORS_METHODS,
            allow_headers=_CORS_HEADERS,
            expose_headers=_CORS_EXPOSED,
        )
    outgoing.declare(app)
    # one by one: routers within routers are gone through again at each level
    for router in _ROUTERS if context.sandbox is None else (*_ROUTERS, sandbox.router):
        app.include_router(router, prefix="/v1", dependencies=[Depends(door)])
    access.check(app.routes)
    app.state.kept = access.kept(app.routes)
    app.state.written_out = access.written_out(app.routes)
    app.state.workers.start("approvals", app.state.carrier.resume)
    resume(app)
    return app


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """Send events to webhooks as long as the service lives."""
    dispatcher = Dispatcher(app.state.service.context)
    dispatcher.start()
    try:
        yield
    finally:
        app.state.streams.close()
        await run_in_threadpool(dispatcher.stop)
