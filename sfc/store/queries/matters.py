"""What is kept for people to decide, in SQL."""

from sfc.store.queries.credit_notes import CreditNoteQueries
from sfc.store.queries.likenesses import LikenessQueries
from sfc.store.queries.tasks import TaskQueries
from sfc.store.queries.twin_cases import TwinCaseQueries


class SqlMatters(LikenessQueries, TwinCaseQueries, TaskQueries, CreditNoteQueries):
    """Implements `sfc.ports.Matters`. Every method is its own transaction; any thread may ask."""
