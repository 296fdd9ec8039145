"""How the types of the domain become columns."""

import json
from enum import IntEnum, IntFlag, StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import JSON, TypeDecorator

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.journal import Account as AccountKind
from sfc.domain.journal import Treatment
from sfc.domain.journal.position import Holding
from sfc.domain.journal.stake import Stake
from sfc.domain.provenance import Lot
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.store.numbers import LARGE_DIGITS, MINOR_DIGITS, TOKEN_DIGITS, Whole


class Enumerated(TypeDecorator[Any]):
    """A member of an enumeration, as its number."""

    impl = Integer
    cache_ok = True

    def __init__(self, kind: type[IntEnum] | type[IntFlag]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        """From Python to the database."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """From the database to Python."""
        return None if value is None else self.kind(value)


class Worded(TypeDecorator[Any]):
    """A member of an enumeration of words, as its name."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """From Python to the database."""
        return None if value is None else self.kind(value).name

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """From the database to Python."""
        return None if value is None else self.kind[value]


class Packed(TypeDecorator[Any]):
    """Values of the domain in one text."""

    impl = Text


class Lots(Packed):
    """Lots, oldest first, as JSON: `[[units, [first holder, …, present holder]], …]`."""

    cache_ok = True

    def process_bind_param(self, value: tuple[Lot, ...] | None, dialect: Dialect) -> str:
        """From Python to the database."""
        return json.dumps([[lot.units, lot.path] for lot in value or ()])

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Lot, ...]:
        """From the database to Python."""
        return tuple(Lot(units, tuple(path)) for units, path in json.loads(value or "[]"))


class Stakes(Packed):
    """Stakes by owner as JSON: `[[owner, held, sold with recourse, seen, claim], …]`.

    What is held is `[[account, units, unearned, deferred], …]`.
    """

    cache_ok = True

    def process_bind_param(self, value: tuple[Stake, ...] | None, dialect: Dialect) -> str:
        """From Python to the database."""
        return json.dumps(
            [
                [
                    each.owner,
                    _held(each.held),
                    _held(each.sold_with_recourse),
                    each.seen,
                    each.claim,
                ]
                for each in value or ()
            ]
        )

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Stake, ...]:
        """From the database to Python."""
        return tuple(
            Stake(owner, _holdings(held), _holdings(sold), seen, claim)
            for owner, held, sold, seen, claim in json.loads(value or "[]")
        )


def _held(holdings: tuple[Holding, ...]) -> list[list[str | int]]:
    return [[each.account.name, each.units, each.unearned, each.deferred] for each in holdings]


def _holdings(held: list[list[Any]]) -> tuple[Holding, ...]:
    return tuple(Holding(AccountKind[name], *amounts) for name, *amounts in held)


Hash = Annotated[str, mapped_column(String(66))]
Account = Annotated[str, mapped_column(String(42))]
Minor = Annotated[int, mapped_column(Whole(MINOR_DIGITS))]
Large = Annotated[int, mapped_column(Whole(LARGE_DIGITS))]
TokenUnits = Annotated[int, mapped_column(Whole(TOKEN_DIGITS))]
Wide = Annotated[int, mapped_column(BigInteger)]
"""Numbers of up to 63 bits that are no amounts: blocks, timestamps, rates."""


class Base(DeclarativeBase):
    """All tables. Constraints have names, so that migrations can refer to them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        ParticipantId: BigInteger,
        ReceivableId: String(66),
        Day: Integer,
        Status: Enumerated(Status),
        Role: Enumerated(Role),
        AccountKind: Worded(AccountKind),
        Treatment: Worded(Treatment),
        tuple[Lot, ...]: Lots,
        tuple[Stake, ...]: Stakes,
        dict[str, Any]: JSON,
        dict[str, str | int | None]: JSON,
    }
