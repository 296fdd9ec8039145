"""What a call requires, and what it says when that does not hold."""

from typing import Any, NamedTuple, NoReturn


class Refusal(NamedTuple):
    """The custom error of a contract, with its arguments in order."""

    name: str
    fields: tuple[Any, ...]


class Refused(Exception):
    """A call is refused. It may break several requirements; the ledger names one of them."""

    def __init__(self, *reasons: Refusal) -> None:
        self.reasons = frozenset(reasons)
        super().__init__(" or ".join(sorted(map(str, reasons))))


class Needs:
    """The requirements of one call: `that` states one, `met` is where all of them must hold."""

    def __init__(self) -> None:
        self._broken: list[Refusal] = []

    def that(self, holds: bool, name: str, *fields: Any) -> bool:
        """State a requirement; whether it holds, for those that make no sense without it."""
        if not holds:
            self._broken.append(Refusal(name, fields))
        return holds

    def refuse(self, name: str, *fields: Any) -> NoReturn:
        """Stop at a requirement that does not hold, since the others make no sense without it."""
        raise Refused(*self._broken, Refusal(name, fields))

    @property
    def hold(self) -> bool:
        """Whether all of them do so far."""
        return not self._broken

    def met(self) -> None:
        """Go on only if all holds. Raises Refused."""
        if self._broken:
            raise Refused(*self._broken)
