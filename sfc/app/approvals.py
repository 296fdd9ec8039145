"""A second person approves, refuses, or is not needed any more."""

import json
from collections.abc import Mapping
from dataclasses import replace

from sfc.app.access_context import Access
from sfc.domain.access import OPERATOR, OPERATORS_USER, Actor, User, grants
from sfc.domain.approval import Approval, ApprovalState, Controlled, Policy
from sfc.domain.audit_log import Act
from sfc.domain.errors import ApprovalClosed, NotFound, NotYours, OwnApproval, SecondPersonMissing

SCOPE = "approvals:write"
DEFAULT_VALID_SECONDS, LONGEST_VALID_SECONDS = 86_400, 30 * 86_400
_MOST_USERS = 1_000


def policy_of(access: Access, party: str) -> Policy:
    """What a party requires; nothing if it never said."""
    return access.approvals.policy(party) or Policy(party, {}, DEFAULT_VALID_SECONDS, 0)


def set_policy(
    access: Access, party: str, above: Mapping[Controlled, Mapping[str, int]], valid_seconds: int
) -> Policy:
    """Require a second person from now on, or no longer.

    Raises SecondPersonMissing where nobody could approve what would be held back.
    """
    if above and len(_able(access, party)) < 2:
        raise SecondPersonMissing(party)
    version = policy_of(access, party).version + 1
    policy = Policy(party, above, valid_seconds, version)
    access.approvals.put_policy(policy)
    return policy


def hold(access: Access, approval: Approval) -> Approval:
    """Keep a request for a second person; one that is kept already is given as it stands."""
    kept = access.approvals.add(approval)
    if kept == approval:
        detail = {"approval": kept.id, "operation": kept.operation, **kept.facts}
        act = Act("hold", kept.maker, kept.party, kept.party, ApprovalState.PENDING, detail)
        access.log.append(act, access.now())
    return kept


def sealed(access: Access, approval: Approval) -> Approval:
    """The same, with body and facts hidden from whoever reads the database."""
    told = json.dumps({"body": approval.request.body, "facts": dict(approval.facts)})
    body = access.box.seal(told.encode(), approval.id).hex()
    return replace(approval, facts={}, request=replace(approval.request, body=body, sealed=True))


def opened(access: Access, approval: Approval) -> Approval:
    """What was sealed as it was before; everything else as it is."""
    if not approval.request.sealed:
        return approval
    told = json.loads(access.box.open(bytes.fromhex(approval.request.body), approval.id))
    request = replace(approval.request, body=told["body"], sealed=False)
    return replace(approval, facts=told["facts"], request=request)


def seen(access: Access, by: Actor, approval: str) -> Approval:
    """An approval of one's own party. Raises NotFound for any other."""
    found = access.approvals.approval(approval)
    if found.party != by.party:
        raise NotFound("approval", approval)
    return found


def approve(access: Access, by: Actor, approval: Approval, note: str) -> Approval:
    """Agree; what was approved and not carried out, after an accident, may be approved again.

    Raises OwnApproval, ApprovalClosed.
    """
    if by.user == approval.maker:
        raise OwnApproval(approval.maker)
    if approval.state is not ApprovalState.APPROVED:
        _decide(access, by, approval, ApprovalState.APPROVED, note)
    return access.approvals.approval(approval.id)


def refuse(access: Access, by: Actor, approval: Approval, note: str) -> Approval:
    """Disagree: it will not be done. Raises OwnApproval, ApprovalClosed."""
    if by.user == approval.maker:
        raise OwnApproval(approval.maker)
    return _decide(access, by, approval, ApprovalState.REFUSED, note)


def withdraw(access: Access, by: Actor, approval: Approval) -> Approval:
    """The maker wants it no longer. Raises NotYours, ApprovalClosed."""
    if by.user != approval.maker:
        raise NotYours(by.user, approval.id, "maker")
    return _decide(access, by, approval, ApprovalState.WITHDRAWN, "")


def _decide(
    access: Access, by: Actor, approval: Approval, state: ApprovalState, note: str
) -> Approval:
    now = access.now()
    if not access.approvals.decide(approval.id, state, by.user, now, note):
        present = access.approvals.approval(approval.id).state_at(now)
        raise ApprovalClosed(approval.id, present)
    return access.approvals.approval(approval.id)


def _able(access: Access, party: str) -> list[str]:
    """The users of a party who could approve."""
    credentials = access.book.credentials(party, None, _MOST_USERS)
    now = access.now()
    live = {
        each.user
        for each in credentials
        if each.ended(now) is None and each.prefix is not None and grants(each.scopes, SCOPE)
    }

    def can(user: User) -> bool:
        has_way_in = user.id in live or user.wallet is not None
        return user.removed is None and grants(user.scopes, SCOPE) and has_way_in

    found = [user.id for user in access.book.users(party, None, _MOST_USERS) if can(user)]
    return [*found, OPERATORS_USER] if party == OPERATOR else found
