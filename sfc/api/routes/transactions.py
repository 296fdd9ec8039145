"""What callers sign themselves: transactions and messages that operations await."""

import time
from http import HTTPStatus

from fastapi import Request
from pydantic import ConfigDict, Field

from sfc.api.auth import AnyCaller, Caller, Party
from sfc.api.describe import refusals
from sfc.api.forms import Form
from sfc.api.once import OnceDep
from sfc.api.ordering import order_view
from sfc.api.problems import body_of
from sfc.api.quoting import quote_view
from sfc.api.resource import resource
from sfc.api.resuming import ask_again
from sfc.api.state import ContextDep
from sfc.api.views.market import QuoteView
from sfc.api.views.operations import OperationView
from sfc.api.views.receivables import ReceivableChange
from sfc.api.views.trading import OrderView
from sfc.app.context import Context
from sfc.app.intents import intended
from sfc.app.signatures import take_order, take_quote, take_undertaking
from sfc.domain.errors import NotFound, SfcError, TransactionNotOffered
from sfc.domain.ids import ParticipantId
from sfc.domain.operations import Operation, OperationState
from sfc.ports import OfferedMessage, OfferedTransaction

router = resource("operations")

_OPERATION = f"op_{'5f' * 12}"
_HANDED_IN = ("not_found", "forbidden", "transaction_not_offered", "transaction_failed", "busy")


class SignedTransaction(Form):
    """A transaction that the caller's wallet signed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"operation": _OPERATION, "transaction": "0x02f8b1"}]}
    )

    operation: str = Field(max_length=64, description="The operation that awaits it.")
    transaction: str = Field(
        pattern="^0x([0-9a-fA-F]{2})+$",
        max_length=500_000,
        description="The signed transaction, raw.",
    )


class SignedMessage(Form):
    """The caller's signature of an EIP-712 message."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"operation": _OPERATION, "signature": f"0x{'5f' * 65}"}]}
    )

    operation: str = Field(max_length=64, description="The operation that awaits it.")
    signature: str = Field(
        pattern="^0x([0-9a-fA-F]{2})+$",
        max_length=20_000,
        description="65 bytes of an account with a key; what ERC-1271 takes of any other.",
    )


@router.post(
    "/transactions",
    status_code=201,
    summary="Hand in a signed transaction",
    description="Who asked for it with `Prefer: return=unsigned`. It has to be the one that was "
    "offered: same account, contract, data, value and chain, and no more gas; nonce and fees are "
    "the wallet's. It is sent, waited for, and the operation goes on as any other: its result is "
    "the direct answer of the first request.",
    responses=refusals(*_HANDED_IN, "request_malformed", "not_funded"),
)
def hand_in_transaction(
    form: SignedTransaction, request: Request, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> OperationView:
    """Send what the caller has signed."""
    operation = _awaiting(context, caller, form.operation, "reference")
    raw = bytes.fromhex(form.transaction[2:])

    def write() -> OperationView:
        found = context.operations.operation(operation.id)
        if found.state is OperationState.AWAITING_SIGNATURE:
            _send(context, found, raw)
            ask_again(request.app, found)
        return OperationView.of(context, context.operations.operation(operation.id))

    return once(write)


@router.post(
    "/signatures",
    status_code=201,
    summary="Hand in a signature",
    description="Who asked for it with `Prefer: return=typed-data`. A quote or an order is in "
    "its book from then on; an obligor's undertaking is entered into the ledger at the service's "
    "expense.",
    responses=refusals(
        *_HANDED_IN, "quote_signature_invalid", "undertaking_signature_invalid", "quote_used"
    ),
)
def hand_in_signature(
    form: SignedMessage, context: ContextDep, caller: AnyCaller, by: Party, once: OnceDep
) -> OperationView:
    """Take what the caller has signed."""
    operation = _awaiting(context, caller, form.operation, "digest")
    signature = bytes.fromhex(form.signature[2:])

    def write() -> OperationView:
        found = context.operations.operation(operation.id)
        if found.state is OperationState.AWAITING_SIGNATURE:
            with intended(operation.id):
                _take(context, caller, by, found, signature)
        return OperationView.of(context, context.operations.operation(operation.id))

    return once(write)


def _awaiting(context: Context, caller: Caller, name: str, field: str) -> Operation:
    """The caller's operation of that name. Raises NotFound; TransactionNotOffered for a wrong kind.

    One that was signed before is given too: handed in again, nothing more happens.
    """
    found = context.operations.operation(name)
    if found.caller != caller.name:
        raise NotFound("operation", name)
    awaits = found.state is OperationState.AWAITING_SIGNATURE
    if awaits and (found.to_sign is None or field not in found.to_sign):
        raise TransactionNotOffered(name, "to_sign")
    if not awaits and found.state is OperationState.FAILED:
        raise TransactionNotOffered(name, "state")
    return found


def _send(context: Context, operation: Operation, raw: bytes) -> None:
    """Have the transaction in a block; what the contracts refuse ends the operation's attempt."""
    offered = OfferedTransaction(**operation.to_sign or {})
    signed = context.unsent.read(operation.id, offered, raw)
    try:
        context.unsent.forward(offered, signed)
    except SfcError as refusal:
        problem = body_of(refusal)
        if problem.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            told = problem.model_dump(mode="json")
            context.operations.fail(operation.id, int(time.time()), problem.status, told)
        raise


def _take(
    context: Context, caller: Caller, by: ParticipantId, operation: Operation, signature: bytes
) -> None:
    offered = OfferedMessage(**operation.to_sign or {})
    answer: QuoteView | OrderView | ReceivableChange
    if offered.kind == "quote":
        stored = take_quote(context, by, offered, signature)
        answer, status = quote_view(context, caller, stored), 201
    elif offered.kind == "order":
        answer, status = order_view(context, take_order(context, by, offered, signature)), 201
    else:
        done = take_undertaking(context, offered, signature)
        answer, status = ReceivableChange.of(done, context.clock.today()), 200
    told = answer.model_dump(mode="json")
    context.operations.finish(operation.id, int(time.time()), status, told)
