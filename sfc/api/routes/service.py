"""About the service itself."""

from pydantic import Field

import sfc
from sfc.api.advice import ADVICE, Retry
from sfc.api.describe import refusals
from sfc.api.forms import IsoDate, View, moment
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.statuses import STATUS_OF, meaning_of, status_of, title_of, type_of
from sfc.api.views.common import HeadView
from sfc.app.query import health as look
from sfc.domain.days import date_of
from sfc.domain.errors import BY_CODE, NotFound

router = resource("service")


class Health(View):
    """How the service is."""

    version: str
    ledger_date: IsoDate = Field(description="The day that it is on the ledger.")
    ledger_time: str
    chain_head: HeadView
    read_model_head: HeadView | None
    lag_blocks: int = Field(description="How far the read model is behind the chain.")
    sandbox: bool


class ProblemType(View):
    """A kind of problem."""

    type: str
    code: str
    title: str
    status: int
    meaning: str
    advice: str = Field(description="What the caller should do.")
    retry: Retry = Field(
        description="Whether the same request makes sense again: `later` by itself, "
        "`after_a_change` of what stands in its way, or `never`."
    )


@router.get(
    "/health",
    summary="Health",
    description="Anybody. Asks the chain, and answers 503 if it does not.",
    responses=refusals(public=True),
)
def health(context: ContextDep) -> Health:
    """How far chain and read model are."""
    found = look(context)
    return Health(
        version=sfc.__version__,
        ledger_date=date_of(context.clock.today()),
        ledger_time=moment(context.clock.now()),
        chain_head=HeadView.of(found.chain),
        read_model_head=HeadView.of(found.read_model) if found.read_model else None,
        lag_blocks=found.lag,
        sandbox=context.sandbox is not None,
    )


@router.get(
    "/problems/{code}",
    summary="Explain a problem",
    description="Anybody.",
    responses=refusals("not_found", public=True),
)
def problem_type(code: str) -> ProblemType:
    """What a kind of problem says; backquoted words are its `fields`."""
    if code not in STATUS_OF:
        raise NotFound("problem", code)
    return ProblemType(
        type=type_of(code),
        code=code,
        title=title_of(code),
        status=status_of(BY_CODE[code]),
        meaning=meaning_of(code),
        advice=ADVICE[code].text,
        retry=ADVICE[code].retry,
    )
