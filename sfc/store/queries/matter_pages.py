"""Pages of cases and of tasks, newest first."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import Session

from sfc.domain.errors import IdMalformed
from sfc.store.matters import CaseModel, TaskModel

M = TypeVar("M", CaseModel, TaskModel)


def page_of(
    session: Session, query: Select[M], model: type[M], after: str | None, limit: int
) -> tuple[Sequence[M], str | None]:
    """A page of what the query finds, and the cursor of the next one or None.

    A cursor is the id of the last item of the page before. What is opened meanwhile comes before
    the first page, and moves nothing between pages. Raises IdMalformed for a cursor that no page
    gave.
    """
    if after is not None:
        if (last := session.get(model, after)) is None:
            raise IdMalformed(after, "a cursor as an earlier page gave it")
        query = query.where(tuple_(model.opened, model.id) < tuple_(last.opened, last.id))
    query = query.order_by(model.opened.desc(), model.id.desc()).limit(limit + 1)
    rows = session.scalars(query).all()
    page = rows[:limit]
    return page, page[-1].id if page and len(rows) > limit else None
