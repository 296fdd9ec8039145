"""Confirmation of many by one root: posted by the obligor, taken up by suppliers with proofs.

The service keeps what stands in a batch, and makes the proofs. It is kept before the root is
posted: nothing is ever promised that cannot be proved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sfc.app.context import Context, Done
from sfc.app.drafts import Draft, find, note, prepare
from sfc.app.parties import account_of, participant
from sfc.app.query import Viewer
from sfc.domain.days import Day
from sfc.domain.errors import (
    AlreadyRecorded,
    BatchEmpty,
    BatchTooLarge,
    CurrencyMismatch,
    NotFound,
    RequestMalformed,
)
from sfc.domain.ids import ParticipantId, ReceivableId, format_receivable
from sfc.domain.merkle import Tree
from sfc.domain.receivable import Status
from sfc.domain.statements import Statement
from sfc.domain.views import Batch, Receivable
from sfc.ports import Promised

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Offered:
    """One item of a batch, and whether its supplier has taken it up."""

    item: Promised
    receivable: Receivable | None


def post(
    context: Context, by: ParticipantId, drafts: Sequence[Draft], valid_until: Day
) -> Done[Batch]:
    """The obligor `by` undertakes to pay what its drafts state, 1 to 10,000 in one currency.

    Until the end of `valid_until` suppliers may take theirs up. The credit line is used at once.
    Raises BatchEmpty, BatchTooLarge, CurrencyMismatch, AlreadyRecorded, RequestMalformed (one
    invoice twice), BatchDatesMalformed, BatchExists, CreditLimitExceeded, RuleBroken,
    ObligorInDefault, WrongRole and what `sfc.app.drafts.prepare` raises.
    """
    if not drafts:
        raise BatchEmpty(0, 0)
    if len(drafts) > MOST:
        raise BatchTooLarge(len(drafts), MOST)
    codes = sorted({draft.amount.currency.code for draft in drafts})
    if len(codes) > 1:
        raise CurrencyMismatch(codes[0], codes[1])
    obligor = participant(context, by)
    items = []
    for place, draft in enumerate(drafts):
        supplier = participant(context, draft.counterparty)
        prepared = prepare(context, draft, obligor=obligor, supplier=supplier)
        if not context.is_rehearsal:
            note(context, prepared)
        item = Promised(
            root="",
            place=place,
            receivable=prepared.id,
            obligor=by,
            supplier=supplier.id,
            round=_round(context, prepared.id),
            number=draft.number,
            statement=prepared.statement,
        )
        items.append(item)
    root = _tree(context, items).root
    if not context.is_rehearsal:
        context.promised.keep([replace(item, root=_hex(root)) for item in items])
    call = context.ledger.post_batch(
        root,
        items[0].statement.currency,
        len(items),
        sum(item.statement.face for item in items),
        max(item.statement.due_day for item in items),
        valid_until,
    )
    receipt = context.send(obligor.account, call)
    return Done(_batch(context, by, _hex(root)), receipt)


def close(context: Context, by: ParticipantId, root: str) -> Done[Batch]:
    """The obligor takes back what is left, after the last day; its credit line is free again.

    Raises NotFound, BatchOpen, BatchExhausted.
    """
    _batch(context, by, root)
    receipt = context.send(account_of(context, by), context.ledger.close_batch(_bytes(root)))
    return Done(_batch(context, by, root), receipt)


def tokenise(context: Context, by: ParticipantId, receivable: ReceivableId) -> Done[Receivable]:
    """The supplier `by` records and tokenises what stands for it in a batch, with the proof.

    Raises NotFound, AlreadyRecorded, BatchExpired, BatchExhausted, WrongRole, OutsideBatch.
    """
    item = _own(context, by, receivable)
    proof = _proof(context, item)
    statement = _as_of_now(context, item)
    call = context.ledger.tokenise_proof(statement, _bytes(item.root), proof)
    receipt = context.send(account_of(context, by), call)
    return Done(context.read.receivable(receivable), receipt)


def withdraw(context: Context, by: ParticipantId, receivable: ReceivableId) -> Done[Receivable]:
    """Obligor or supplier asks to withdraw what stands in a batch; the other agrees by `cancel`.

    Raises NotFound, AlreadyRecorded, BatchExpired, BatchExhausted.
    """
    item = _own(context, by, receivable)
    other = item.supplier if by == item.obligor else item.obligor
    call = context.ledger.withdraw_proof(
        _as_of_now(context, item),
        account_of(context, other),
        _bytes(item.root),
        _proof(context, item),
    )
    receipt = context.send(account_of(context, by), call)
    return Done(context.read.receivable(receivable), receipt)


def batches(context: Context, viewer: Viewer, obligor: ParticipantId) -> Sequence[Batch]:
    """The batches of an obligor, for itself and overseers. Raises NotFound."""
    if not (viewer.sees_all or viewer.participant == obligor):
        raise NotFound("batches of", str(obligor))
    return context.read.batches(obligor)


def offered(context: Context, supplier: ParticipantId) -> list[Offered]:
    """What stands in batches for a supplier; nothing of any other's."""
    items = context.promised.promised_to(supplier)
    posted = {
        (obligor, batch.root)
        for obligor in {item.obligor for item in items}
        for batch in context.read.batches(obligor)
    }
    return [
        Offered(item, find(context, item.receivable))
        for item in items
        if (item.obligor, item.root) in posted
    ]


def _own(context: Context, by: ParticipantId, receivable: ReceivableId) -> Promised:
    """The newest item about a receivable that the caller is party to."""
    mine = [e for e in context.promised.promised_to(by) if e.receivable == receivable]
    for batch in context.read.batches(by):
        items = context.promised.promised(by, batch.root)
        mine += [each for each in items if each.receivable == receivable]
    if not mine:
        raise NotFound("receivable in a batch", format_receivable(receivable))
    return max(mine, key=lambda each: each.round)


def _proof(context: Context, item: Promised) -> tuple[bytes, ...]:
    items = context.promised.promised(item.obligor, item.root)
    return _tree(context, items).path_to(_leaf(context, item))


def _as_of_now(context: Context, item: Promised) -> Statement:
    """What is stated, with the account that acts for the obligor by now."""
    return replace(item.statement, obligor=account_of(context, item.obligor))


def _tree(context: Context, items: Sequence[Promised]) -> Tree:
    try:
        return context.ledger.batch_tree(_leaf(context, item) for item in items)
    except ValueError:
        raise RequestMalformed("one invoice stands twice in the batch") from None


def _leaf(context: Context, item: Promised) -> bytes:
    return context.ledger.batch_leaf(item.obligor, item.supplier, item.statement, item.round)


def _round(context: Context, receivable: ReceivableId) -> int:
    """How often it was cancelled before. Raises AlreadyRecorded."""
    if (before := find(context, receivable)) is None:
        return 0
    if before.status is not Status.CANCELLED:
        raise AlreadyRecorded(format_receivable(receivable))
    return before.round + 1


def _batch(context: Context, obligor: ParticipantId, root: str) -> Batch:
    for each in context.read.batches(obligor):
        if each.root == root:
            return each
    raise NotFound("batch", root)


def _hex(root: bytes) -> str:
    return "0x" + root.hex()


def _bytes(root: str) -> bytes:
    return bytes.fromhex(root.removeprefix("0x"))
