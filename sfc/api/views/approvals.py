"""The second person: policies and approvals as the service shows them."""

from typing import Any, Self

from pydantic import Field

from sfc.api.forms import Amount, View, moment
from sfc.domain.approval import Approval, Policy
from sfc.domain.currency import currency
from sfc.domain.money import Money


class PolicyRuleView(View):
    """An act that needs a second person, above amounts."""

    act: str
    above: list[Amount]


class PolicyView(View):
    """What a party requires a second person for; with rules, for keys and the policy too."""

    party: str
    rules: list[PolicyRuleView]
    valid_seconds: int
    version: int = Field(description="Counts changes; 0 where it never said anything.")

    @classmethod
    def of(cls, policy: Policy) -> Self:
        """Write a policy."""
        rules = [
            PolicyRuleView(
                act=act,
                above=[Amount.of(Money(minor, currency(code))) for code, minor in limits.items()],
            )
            for act, limits in sorted(policy.above.items())
        ]
        return cls(
            party=policy.party,
            rules=rules,
            valid_seconds=policy.valid_seconds,
            version=policy.version,
        )


class ApprovalView(View):
    """A request that waits for a second person, or has waited."""

    id: str = Field(examples=[f"apr_{'5f' * 16}"])
    party: str
    act: str
    operation: str = Field(description="The operation's id in this description.")
    method: str
    path: str
    facts: dict[str, str] = Field(description="What would be done.")
    state: str = Field(
        description="`pending`; `approved` until it is carried out; `done`, `failed` (approved, "
        "and then refused: see `result`), `refused`, `withdrawn`, `expired`."
    )
    maker: str
    checker: str | None
    note: str
    created_at: str
    expires_at: str
    decided_at: str | None
    status: int | None = Field(description="The HTTP status that the request came to.")
    result: Any = Field(description="What it was answered, or the problem; keys left out.")

    @classmethod
    def of(cls, approval: Approval, now: int) -> Self:
        """Write an approval."""
        return cls(
            id=approval.id,
            party=approval.party,
            act=approval.act,
            operation=approval.operation,
            method=approval.request.method,
            path=approval.request.path,
            facts=dict(approval.facts),
            state=approval.state_at(now),
            maker=approval.maker,
            checker=approval.checker,
            note=approval.note,
            created_at=moment(approval.created),
            expires_at=moment(approval.expires),
            decided_at=None if approval.decided is None else moment(approval.decided),
            status=approval.status,
            result=approval.result,
        )
