"""Nobody listens."""

from sfc.demo.report.facts import Telling


class Silence:
    """A listener that says nothing."""

    def chapter(self, number: int, title: str) -> None:
        """Say nothing."""

    def told(self, telling: Telling) -> None:
        """Say nothing."""
