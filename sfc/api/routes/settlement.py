"""Payments in, redemptions out, and what everybody has."""

from typing import Annotated

from fastapi import Query
from pydantic import ConfigDict, Field

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.describe import refusals
from sfc.api.forms import Amount, Form, ParticipantText, ReceivableText, View, read_optional
from sfc.api.forms import participant as participant_of
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Transaction
from sfc.api.views.participants import BalanceView
from sfc.api.views.receivables import ReceivableChange, ReceivableView
from sfc.app import cash, parties, query, settle
from sfc.domain.errors import Forbidden

router = resource("settlement")


class PaymentForm(Form):
    """What is paid."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "receivable": f"rcv_{'5f' * 32}",
                    "amount": {"amount": "400000.00", "currency": "CNY"},
                }
            ]
        }
    )

    receivable: ReceivableText
    amount: Amount | None = Field(None, description="All that is due by default.")


class RedemptionForm(Form):
    """Which units to redeem."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"receivable": f"rcv_{'5f' * 32}"}]})

    receivable: ReceivableText


class AllowanceForm(Form):
    """In which currency."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"currency": "CNY"}]})

    currency: str = Field(max_length=16, description="ISO 4217 code.")


class Allowance(View):
    """The contracts may take cash of the caller when it pays, or when its quote is filled."""

    currency: str
    transaction: Transaction


class Redemption(View):
    """Cash that was paid out."""

    amount: Amount
    receivable: ReceivableView
    transaction: Transaction


@router.post(
    "/payments",
    status_code=201,
    summary="Pay",
    description="Any participant that may see the receivable, out of its own cash: in full or in "
    "part, early or late. Penalty interest is covered first.",
    responses=refusals(
        "not_found",
        "id_malformed",
        "forbidden",
        "wrong_status",
        "overpayment",
        "insufficient_funds",
        "allowance_too_low",
        "amount_not_positive",
        "currency_mismatch",
    ),
)
def pay(
    form: PaymentForm, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> ReceivableChange:
    """Pay on a receivable."""
    found = query.receivable(context, caller.viewer, receivable_of(form.receivable))
    amount = read_optional(form.amount)

    def write() -> ReceivableChange:
        done = settle.pay(context, by, found.id, amount)
        return ReceivableChange(
            receivable=ReceivableView.of(done.result, context.clock.today()),
            transaction=Transaction.of(done.receipt),
        )

    return once(write)


@router.post(
    "/redemptions",
    status_code=201,
    summary="Redeem",
    description="Holders. Pays out all that is collected on the caller's units and not yet "
    "redeemed; once the receivable is settled, its units are gone afterwards.",
    responses=refusals(
        "not_found", "id_malformed", "forbidden", "participant_suspended", "nothing_to_redeem"
    ),
)
def redeem(
    form: RedemptionForm, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> Redemption:
    """Turn units of the caller into cash."""
    found = query.receivable(context, caller.viewer, receivable_of(form.receivable))

    def write() -> Redemption:
        done = settle.redeem(context, by, found.id)
        return Redemption(
            amount=Amount.of(done.result.amount),
            receivable=ReceivableView.of(done.result.receivable, context.clock.today()),
            transaction=Transaction.of(done.receipt),
        )

    return once(write)


@router.post(
    "/allowances",
    status_code=201,
    summary="Allow the contracts to take cash",
    description="Participants that hold their own key, once in each currency, before they pay or "
    "quote: the contracts then take what the participant has agreed to pay, and nothing else. For "
    "others it is done when it is needed.",
    responses=refusals("forbidden", "currency_unknown", "unknown_participant", "key_not_held"),
)
def allow(form: AllowanceForm, context: ActingDep, by: Party, once: OnceDep) -> Allowance:
    """Approve the contracts as spender of the caller's cash."""

    def write() -> Allowance:
        done = cash.allow(context, by, form.currency)
        return Allowance(currency=done.result.code, transaction=Transaction.of(done.receipt))

    return once(write)


@router.get(
    "/balances",
    summary="Get balances",
    description="A participant sees its own, a line per currency. Operator and regulator name "
    "whose.",
    responses=refusals("forbidden", "id_malformed", "unknown_participant"),
)
def balances(
    context: ContextDep,
    caller: AnyCaller,
    participant: Annotated[ParticipantText | None, Query(description="Whose.")] = None,
) -> Listing[BalanceView]:
    """Cash and units."""
    whose = caller.participant if participant is None else participant_of(participant)
    if whose is None:
        raise Forbidden("balances without a participant: name one")
    if whose != caller.participant and not caller.viewer.sees_all:
        raise Forbidden("seeing another's balances")
    found = query.balances(context, parties.participant(context, whose).id)
    return Listing(data=[BalanceView.of(balance) for balance in found])
