"""What queries share that also write."""

from sqlalchemy import Engine

from sfc.store.engine import writing
from sfc.store.queries.base import Queries


class WritingQueries(Queries):
    """Writes in transactions of its own, each on disk when its method returns."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._writer = writing(engine)
