"""How the service does, for whoever watches it: Prometheus figures, and whether it is ready."""

import time

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.responses import Response

from sfc.api.auth import OperatorOnly
from sfc.api.describe import refusals
from sfc.api.forms import View
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.app.context import Context
from sfc.app.query import health
from sfc.domain.errors import ChainUnavailable

router = resource("service")

MOST_LAG_BLOCKS = 64
"""A read model further behind than this answers with what was long ago: not ready."""


class Alive(View):
    """The process answers."""

    alive: bool = True


class Ready(View):
    """Chain and database answer, and the read model is near the chain."""

    ready: bool = True
    lag_blocks: int


@router.get("/live", summary="Liveness", description="Anybody.", responses=refusals(public=True))
def live() -> Alive:
    """Say that the process answers; asks nothing of chain and database."""
    return Alive()


@router.get(
    "/ready",
    summary="Readiness",
    description="Anybody. 503 while chain or database do not answer, the read model is more "
    f"than {MOST_LAG_BLOCKS} blocks behind, or the chain took back what was final.",
    responses=refusals("chain_unavailable", "finality_broken", "store_unavailable", public=True),
)
def ready(context: ContextDep) -> Ready:
    """Say whether requests can be served."""
    if (broken := context.indexer.reorganisations().broken) is not None:
        raise broken
    lag = health(context).lag
    if lag > MOST_LAG_BLOCKS:
        raise ChainUnavailable(f"the read model is {lag} blocks behind")
    return Ready(lag_blocks=lag)


@router.get(
    "/metrics",
    summary="Metrics",
    description="The operator. Prometheus' text format.",
    responses=refusals("chain_unavailable")
    | {
        200: {
            "description": "The figures.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
    response_class=Response,
)
def metrics(context: ContextDep, _operator: OperatorOnly) -> Response:
    """Give the figures as they are now."""
    return Response(generate_latest(_registry(context)), media_type=CONTENT_TYPE_LATEST)


def _registry(context: Context) -> CollectorRegistry:
    """All figures are asked for when they are wanted: none can be stale."""
    registry = CollectorRegistry()

    def gauge(name: str, says: str, *labels: str) -> Gauge:
        return Gauge(f"sfc_{name}", says, labels, registry=registry)

    found, pulse, today = health(context), context.ledger.pulse(), context.clock.today()
    gauge("chain_head_block", "Number of the newest block").set(found.chain.block)
    gauge("read_model_lag_blocks", "Blocks that the read model is behind").set(found.lag)
    at = found.read_model.timestamp if found.read_model else 0
    behind = max(0, found.chain.timestamp - at)
    gauge("read_model_lag_seconds", "Ledger time that the read model is behind").set(behind)
    reorganised = context.indexer.reorganisations()
    taken_back = "Reorganisations of the chain since the start"
    gauge("reorganisations", taken_back).set(reorganised.count)
    deepest = "Blocks that the deepest of them took back"
    gauge("reorganisation_deepest_blocks", deepest).set(reorganised.deepest)
    broken = "1 while what was final is gone from the chain"
    gauge("finality_broken", broken).set(int(reorganised.broken is not None))
    drift = context.clock.now() - time.time()
    gauge("chain_clock_drift_seconds", "Ledger time minus this machine's").set(round(drift, 3))
    gauge("transactions_waiting", "Transactions waiting or being sent").set(pulse.waiting)
    failed = gauge("transactions_failed", "Transactions not done since the start", "cause")
    for cause, count in sorted(pulse.failed.items()):
        failed.labels(cause).set(count)
    overdue = gauge("overdue_minor_units", "Principal past its due day", "currency")
    for currency, minor in context.read.overdue(today):
        overdue.labels(currency.code).set(minor)
    return registry
