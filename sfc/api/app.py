"""The service: all routes over one system."""

from fastapi import APIRouter, FastAPI

from sfc.api import describe, once, problems
from sfc.api.auth import digest
from sfc.api.guard import Guard
from sfc.api.routes import (
    asks,
    metrics,
    participants,
    quotes,
    receivables,
    sales,
    sandbox,
    service,
    settlement,
    steps,
    transfers,
)
from sfc.api.state import Service
from sfc.app.context import Context

_ROUTERS = (
    participants.router,
    receivables.router,
    steps.router,
    transfers.router,
    asks.router,
    quotes.router,
    sales.router,
    settlement.router,
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
    app.state.service = Service(context, digest(operator_key))
    app.add_middleware(Guard)
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
