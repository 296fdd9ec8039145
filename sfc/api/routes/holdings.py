"""Who held what, now and at any moment that is past, and where it came from."""

from typing import Annotated

from fastapi import Path

from sfc.api.auth import AnyCaller
from sfc.api.describe import refusals
from sfc.api.forms import ParticipantText, ReceivableText
from sfc.api.forms import participant as number_of
from sfc.api.forms import receivable as receivable_of
from sfc.api.owned import MomentDep, Owner
from sfc.api.paging import Cursor, Limit
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Page
from sfc.api.views.holdings import HeldView, HolderView, ProvenanceView
from sfc.app import past

router = resource("holdings")

_THEN = ("not_found", "id_malformed")


@router.get(
    "/participants/{participant}/holdings",
    summary="List holdings",
    description="The participant itself, operator and regulator. Units at a moment, in the order "
    "of the receivables' ids.",
    responses=refusals(*_THEN, "forbidden", "unknown_participant"),
)
def holdings(
    whose: Owner,
    then: MomentDep,
    context: ContextDep,
    caller: AnyCaller,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[HeldView]:
    """A page of what a participant had."""
    found, following = past.holdings(context, caller.viewer, whose, then, cursor, limit)
    return Page(
        data=[HeldView.of(each, context.read.receivable(each.receivable)) for each in found],
        next_cursor=following,
    )


@router.get(
    "/receivables/{receivable}/holders",
    summary="List holders",
    description="Parties of now or before, operator and regulator. Who had units at a moment, the "
    "largest holding first.",
    responses=refusals(*_THEN),
)
def holders(
    receivable: ReceivableText, caller: AnyCaller, then: MomentDep, context: ContextDep
) -> Listing[HolderView]:
    """Whom the obligor owed."""
    identity = receivable_of(receivable)
    found = past.holders(context, caller.viewer, identity, then)
    currency = context.read.receivable(identity).face.currency
    return Listing(data=[HolderView.of(holder, units, currency) for holder, units in found])


@router.get(
    "/receivables/{receivable}/holders/{holder}/provenance",
    summary="Trace a holding",
    description="The holder, operator and regulator. The units' way through the tiers, first in, "
    "first out within one receivable.",
    responses=refusals(*_THEN, "forbidden"),
)
def provenance(
    receivable: ReceivableText,
    holder: Annotated[ParticipantText, Path(description="Who has or had the units.")],
    caller: AnyCaller,
    then: MomentDep,
    context: ContextDep,
) -> ProvenanceView:
    """Where units came from."""
    identity = receivable_of(receivable)
    found = past.lots(context, caller.viewer, identity, number_of(holder), then)
    return ProvenanceView.of(found, context.read.receivable(identity).face.currency)
