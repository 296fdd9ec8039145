"""How the types of the domain become columns."""

import json
from enum import IntEnum, IntFlag
from typing import Annotated, Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import JSON, TypeDecorator

from sfc.domain.days import Day
from sfc.domain.ids import ParticipantId, ReceivableId
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


class Lots(TypeDecorator[tuple[Lot, ...]]):
    """Lots, oldest first, as JSON: `[[units, [first holder, …, present holder]], …]`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Lot, ...] | None, dialect: Dialect) -> str:
        """From Python to the database."""
        return json.dumps([[lot.units, lot.path] for lot in value or ()])

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Lot, ...]:
        """From the database to Python."""
        return tuple(Lot(units, tuple(path)) for units, path in json.loads(value or "[]"))


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
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy's way
        ParticipantId: BigInteger,
        ReceivableId: String(66),
        Day: Integer,
        Status: Enumerated(Status),
        Role: Enumerated(Role),
        tuple[Lot, ...]: Lots,
        dict[str, Any]: JSON,
        dict[str, str | int | None]: JSON,
    }
