"""Conveniences of the embedded chain. On any other chain there are no such pages."""

from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from sfc.api.auth import OperatorOnly
from sfc.api.describe import refusals
from sfc.api.desk import DeskDep
from sfc.api.forms import Amount, Form, IsoDate, ParticipantText, View, moment
from sfc.api.forms import participant as participant_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep, ServiceDep
from sfc.api.views.common import HeadView, Transaction
from sfc.api.views.participants import BalanceView
from sfc.api.views.sandbox import WorldView
from sfc.app import sandbox
from sfc.app.sandbox_world import make_world as make
from sfc.domain.days import date_of, day_of

router = resource("sandbox", "/sandbox")


class ClockForm(Form):
    """Where to set the clock: a date, or some days on."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"advance_to": "2026-08-28"}, {"days": 30}]}
    )

    advance_to: IsoDate | None = None
    days: Annotated[int, Field(ge=0, le=36_525)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "ClockForm":
        if (self.advance_to is None) == (self.days is None):
            raise ValueError("give either advance_to or days")
        return self


class FaucetForm(Form):
    """Who is to have how much cash."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"participant": "par_2", "amount": {"amount": "9000000.00", "currency": "CNY"}}
            ]
        }
    )

    participant: ParticipantText
    amount: Amount


class ClockView(View):
    """The ledger's time."""

    ledger_date: IsoDate
    ledger_time: str


class Credit(View):
    """The receiver's balances after a credit."""

    balances: list[BalanceView]
    transaction: Transaction


@router.post(
    "/clock",
    summary="Let time pass",
    description="The operator only. Moves the ledger's clock to the start of a later day.",
    responses=refusals("forbidden", "clock_backwards", "day_out_of_range"),
)
def clock(form: ClockForm, context: ContextDep, _caller: OperatorOnly, once: OnceDep) -> ClockView:
    """Advance the clock."""

    def write() -> ClockView:
        if form.advance_to is not None:
            now = sandbox.advance_to_day(context, day_of(form.advance_to))
        else:
            now = sandbox.advance_days(context, form.days or 0)
        return ClockView(ledger_date=date_of(context.clock.today()), ledger_time=moment(now))

    return once(write, status=200)


@router.post(
    "/faucet",
    status_code=201,
    summary="Give cash",
    description="The operator only. The settlement bank credits cash out of nothing.",
    responses=refusals("forbidden", "unknown_participant", "currency_unknown", "amount_not_exact"),
)
def faucet(form: FaucetForm, context: ContextDep, _caller: OperatorOnly, once: OnceDep) -> Credit:
    """Credit cash to a participant."""
    receiver, amount = participant_of(form.participant), form.amount.read()

    def write() -> Credit:
        done = sandbox.faucet(context, receiver, amount)
        return Credit(
            balances=[BalanceView.of(balance) for balance in done.result],
            transaction=Transaction.of(done.receipt),
        )

    return once(write)


@router.post(
    "/reset",
    summary="Start anew",
    description="The operator only. Chain and database are again as they were just after the "
    "deployment: participants, keys, receivables and events are gone. The clock stays where it "
    "is. Refused while other writes are being carried out.",
    responses=refusals("forbidden", "busy"),
)
def reset(
    context: ContextDep, service: ServiceDep, desk: DeskDep, _caller: OperatorOnly, once: OnceDep
) -> HeadView:
    """Forget everything."""

    def write() -> HeadView:
        own = context.operations.reserve(once.asked)
        with desk.alone():
            head = sandbox.reset(context)
        context.operations.reserve(own)  # it went with everything else, and is yet to be answered
        service.callers.forget()
        return HeadView.of(head)

    return once(write, status=200)


@router.post(
    "/world",
    status_code=201,
    summary="Make a world",
    description="The operator only. Registers participants of every role, gives cash and a credit "
    "line, and brings invoices some steps on their way: one recorded, one confirmed, three "
    "tokenised, with quotes asked for on two of them. Each call makes another one.",
    responses=refusals("forbidden"),
)
def make_world(context: ContextDep, _caller: OperatorOnly, once: OnceDep) -> WorldView:
    """Make everything that it takes to try things out."""
    return once(
        lambda: WorldView.of(make(context), context.clock.today()),
        secret=("keys",),
    )
