"""What happened, from any place on: each reader gets what it was told."""

from collections.abc import Sequence
from dataclasses import replace

from sfc.app.context import Context
from sfc.app.query import Viewer
from sfc.domain.feed import Entry
from sfc.ports import FeedFilter


def seen_by(viewer: Viewer, wanted: FeedFilter) -> FeedFilter:
    """The same, of what the viewer may see: operator and regulator see everything."""
    return replace(wanted, reader=None if viewer.sees_all else viewer.participant)


def events(
    context: Context, viewer: Viewer, wanted: FeedFilter, cursor: str | None, limit: int
) -> tuple[Sequence[Entry], str | None]:
    """A page of what comes after an entry, and the cursor of the next page if there is one now.

    Raises NotFound for a cursor that is the id of no entry.
    """
    after = context.feed.place(cursor) if cursor else 0
    found = context.feed.entries(seen_by(viewer, wanted), after, limit + 1)
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def start(context: Context, cursor: str | None, *, replay: bool) -> int:
    """The place after which to follow: an entry's, else the first or, without `replay`, the last.

    Raises NotFound for a cursor that is the id of no entry.
    """
    if cursor is not None:
        return context.feed.place(cursor)
    return 0 if replay else context.feed.newest()
