"""Passing units on."""

from pydantic import ConfigDict, Field

from sfc.api.acting import ActingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.describe import refusals
from sfc.api.forms import ACCOUNT_PATTERN, PARTICIPANT_PATTERN, Amount, Form, ReceivableText, View
from sfc.api.forms import participant as participant_of
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.views.common import Transaction
from sfc.api.views.details import HoldingView
from sfc.app import query
from sfc.app.transfer import transfer as pass_on
from sfc.domain.ids import ParticipantId

router = resource("transfers", "/transfers")


class TransferForm(Form):
    """Units to be passed on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "receivable": f"rcv_{'5f' * 32}",
                    "to": "par_5",
                    "amount": {"amount": "250000.00", "currency": "CNY"},
                }
            ]
        }
    )

    receivable: ReceivableText
    to: str = Field(
        description="A participant, or the account of one.",
        pattern=f"{PARTICIPANT_PATTERN}|{ACCOUNT_PATTERN}",
    )
    amount: Amount = Field(description="Face value of the units: a part is a split.")

    def taker(self) -> ParticipantId | str:
        """Who receives them."""
        return self.to if self.to.startswith("0x") else participant_of(self.to)


class Transfer(View):
    """The holdings of the receivable after a transfer."""

    holders: list[HoldingView]
    transaction: Transaction


@router.post(
    "",
    status_code=201,
    summary="Transfer units",
    description="Holders, to any active participant.",
    responses=refusals(
        "not_found",
        "id_malformed",
        "forbidden",
        "unknown_participant",
        "participant_suspended",
        "insufficient_units",
        "transfer_to_self",
        "units_only_redeemable",
        "amount_not_positive",
        "currency_mismatch",
    ),
)
def transfer(
    form: TransferForm, context: ActingDep, caller: AnyCaller, by: Party, once: OnceDep
) -> Transfer:
    """Pass on units of the caller."""
    found = query.receivable(context, caller.viewer, receivable_of(form.receivable))
    taker, amount = form.taker(), form.amount.read()

    def write() -> Transfer:
        done = pass_on(context, by, found.id, taker, amount)
        currency = found.face.currency
        return Transfer(
            holders=[HoldingView.of(holding, currency) for holding in done.result],
            transaction=Transaction.of(done.receipt),
        )

    return once(write)
