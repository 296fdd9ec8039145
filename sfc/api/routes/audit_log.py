"""The log of privileged acts."""

from typing import Annotated, Any, Self

from fastapi import Query
from pydantic import Field

from sfc.api.auth import AnyCaller
from sfc.api.describe import refusals
from sfc.api.forms import View, moment
from sfc.api.paging import Limit
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Page
from sfc.domain.audit_log import AuditEntry

router = resource("access")


class AuditEntryView(View):
    """A privileged act, sealed behind the one before it."""

    number: int = Field(examples=[42])
    at: str
    action: str = Field(description="An operation's id, `hold`, or `wrong_key`.")
    user: str
    party: str
    about: str = Field(description="The party whom it concerns.")
    outcome: str = Field(description="`asked` before it is done, then the status of the answer.")
    detail: dict[str, Any]
    previous: str = Field(description="The hash of the entry before.")
    hash: str

    @classmethod
    def of(cls, entry: AuditEntry) -> Self:
        """Write an entry."""
        act = entry.act
        return cls(
            number=entry.number,
            at=moment(entry.at),
            action=act.action,
            user=act.user,
            party=act.party,
            about=act.about,
            outcome=act.outcome,
            detail=act.detail,
            previous=entry.previous,
            hash=entry.hash,
        )


@router.get(
    "/audit-log",
    summary="Read the audit log",
    description="Newest first. A participant sees what it did, and what was done about it; "
    "operator and regulator's reader see all. Whoever keeps a hash can tell later that nothing "
    "before it was changed.",
    responses=refusals(),
)
def audit_log(
    context: ContextDep,
    caller: AnyCaller,
    cursor: Annotated[
        str | None, Query(pattern="^[1-9][0-9]{0,17}$", description="From the page before.")
    ] = None,
    limit: Limit = 50,
) -> Page[AuditEntryView]:
    """A page of entries."""
    party = None if caller.viewer.sees_all else caller.name
    found = context.access.log.page(party, int(cursor) if cursor else None, limit + 1)
    page = [AuditEntryView.of(each) for each in found[:limit]]
    return Page(data=page, next_cursor=str(page[-1].number) if len(found) > limit else None)
