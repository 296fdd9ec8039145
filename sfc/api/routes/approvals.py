"""The second person: what a party requires, and what waits."""

from typing import Annotated

from fastapi import Depends, Query, Request

from sfc.api.auth import AnyCaller, Caller
from sfc.api.bodies.access import ApprovalText, DecisionNote, PolicyForm
from sfc.api.control import Carrier
from sfc.api.describe import refusals
from sfc.api.once import OnceDep
from sfc.api.paging import Cursor, Limit
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.approvals import ApprovalView, PolicyView
from sfc.api.views.common import Page
from sfc.app import approvals as use
from sfc.app.context import Context
from sfc.domain.approval import Approval, ApprovalState
from sfc.domain.errors import NotFound

router = resource("access")

_SEALED = (
    "operator and regulator's reader see all, but of a sealed bid only that there is one: its "
    "`facts` are its party's."
)
_DECISION = ("approval_closed", "not_found", "own_approval")


def _carrier(request: Request) -> Carrier:
    found: Carrier = request.app.state.carrier
    return found


@router.get(
    "/approval-policy",
    summary="Get the approval policy",
    description="What one's own party requires a second person for.",
    responses=refusals(),
)
def approval_policy(context: ContextDep, caller: AnyCaller) -> PolicyView:
    """The caller's policy."""
    return PolicyView.of(use.policy_of(context.access, caller.name))


@router.put(
    "/approval-policy",
    summary="Set the approval policy",
    description="For one's own party. Once there is a rule, changing the policy, adding users and "
    "issuing keys need a second person too.",
    responses=refusals("amount_not_exact", "currency_unknown", "second_person_missing"),
)
def set_approval_policy(
    form: PolicyForm, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> PolicyView:
    """Require a second person."""
    above, party = form.read(), caller.name
    return once(
        lambda: PolicyView.of(use.set_policy(context.access, party, above, form.valid_seconds)),
        status=200,
    )


@router.get(
    "/approvals",
    summary="List approvals",
    description=f"Of one's own party, newest first; {_SEALED}",
    responses=refusals("not_found"),
)
def approvals(
    context: ContextDep,
    caller: AnyCaller,
    state: Annotated[ApprovalState | None, Query(description="All by default.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[ApprovalView]:
    """A page of approvals."""
    party = None if caller.viewer.sees_all else caller.name
    now = context.access.now()
    found = context.access.approvals.approvals(party, state, now, cursor, limit + 1)
    page = [_view(context, caller, each) for each in found[:limit]]
    return Page(data=page, next_cursor=page[-1].id if len(found) > limit else None)


@router.get(
    "/approvals/{approval}",
    summary="Get an approval",
    description=f"Of one's own party; {_SEALED}",
    responses=refusals("not_found"),
)
def approval(approval: ApprovalText, context: ContextDep, caller: AnyCaller) -> ApprovalView:
    """One approval."""
    found = context.access.approvals.approval(approval)
    if not caller.viewer.sees_all and found.party != caller.name:
        raise NotFound("approval", approval)
    return _view(context, caller, found)


@router.post(
    "/approvals/{approval}/approve",
    summary="Approve",
    description="Another user of the same party than the maker, whose credential could itself "
    "make the request. It is carried out as the maker's before this is answered.",
    responses=refusals(*_DECISION, "forbidden", "participant_suspended", "wrong_role"),
)
def approve(
    approval: ApprovalText,
    form: DecisionNote,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
    carrier: Annotated[Carrier, Depends(_carrier)],
) -> ApprovalView:
    """Agree, and have it done."""
    found = _own(context, caller, approval)
    carrier.check(caller, found)

    def write() -> ApprovalView:
        agreed = use.approve(context.access, caller.actor, found, form.note)
        carrier.carry_out(agreed)
        return _view(context, caller, context.access.approvals.approval(approval))

    return once(write, status=200)


@router.post(
    "/approvals/{approval}/refuse",
    summary="Refuse",
    description="Another user of the same party than the maker. Nothing is done.",
    responses=refusals(*_DECISION, "participant_suspended"),
)
def refuse_approval(
    approval: ApprovalText,
    form: DecisionNote,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
) -> ApprovalView:
    """Disagree."""
    found = _own(context, caller, approval)
    return once(
        lambda: _view(context, caller, use.refuse(context.access, caller.actor, found, form.note)),
        status=200,
    )


@router.post(
    "/approvals/{approval}/withdraw",
    summary="Withdraw a request for approval",
    description="The maker. Nothing is done.",
    responses=refusals("approval_closed", "not_found", "not_yours"),
)
def withdraw_approval(
    approval: ApprovalText, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> ApprovalView:
    """Want it no longer."""
    found = _own(context, caller, approval)
    return once(
        lambda: _view(context, caller, use.withdraw(context.access, caller.actor, found)),
        status=200,
    )


def _own(context: Context, caller: Caller, identity: str) -> Approval:
    return use.seen(context.access, caller.actor, identity)


def _view(context: Context, caller: Caller, approval: Approval) -> ApprovalView:
    """What is sealed is told to its own party alone."""
    if approval.party == caller.name:
        approval = use.opened(context.access, approval)
    return ApprovalView.of(approval, context.access.now())
