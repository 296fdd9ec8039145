"""Operations in SQL."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Index, Text, delete, select, tuple_, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from sfc.domain.errors import IdMalformed, NotFound
from sfc.domain.operations import Operation, OperationState
from sfc.store.columns import Base, Wide
from sfc.store.engine import reading, writing
from sfc.store.upsert import insert_missing


class OperationModel(Base):
    """Writes under idempotency keys. `request` is the body while it is needed to go on."""

    __tablename__ = "operations"
    __table_args__ = (
        Index(None, "caller", "key", unique=True),
        Index(None, "caller", "created", "id"),
        Index(None, "state", "changed"),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    caller: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text)
    method: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)
    request: Mapped[bytes | None]
    created: Mapped[Wide]
    changed: Mapped[Wide]
    state: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int]
    status: Mapped[int | None]
    answer: Mapped[dict[str, Any] | None]
    to_sign: Mapped[dict[str, Any] | None]


_ROW = OperationModel
_FIELDS = Operation.__slots__


class SqlOperations:
    """Implements `ports.Operations`."""

    def __init__(self, engine: Engine) -> None:
        self._reader = reading(engine)
        self._writer = writing(engine)

    def reserve(self, operation: Operation) -> Operation:
        """Keep a new operation, unless its caller's key has one: then give that one."""
        row = {name: getattr(operation, name) for name in _FIELDS}
        row["state"] = operation.state.value
        ours = (_ROW.caller == operation.caller, _ROW.key == operation.key)
        with Session(self._writer) as session, session.begin():
            insert_missing(session.connection(), _ROW, [row])
            return _operation(session.scalars(select(_ROW).where(*ours)).one())

    def asked(self, caller: str, key: str) -> Operation | None:
        """What a caller asked for under a key."""
        query = select(_ROW).where(_ROW.caller == caller, _ROW.key == key)
        with Session(self._reader) as session:
            row = session.scalars(query).one_or_none()
            return None if row is None else _operation(row)

    def operation(self, operation_id: str) -> Operation:
        """Raises NotFound."""
        with Session(self._reader) as session:
            if (row := session.get(_ROW, operation_id)) is None:
                raise NotFound("operation", operation_id)
            return _operation(row)

    def operations_of(
        self, caller: str, after: str | None, limit: int
    ) -> tuple[Sequence[Operation], str | None]:
        """A page of a caller's, newest first; `after` is the last operation of the page before.

        Raises IdMalformed for a cursor that is none.
        """
        query = select(_ROW).where(_ROW.caller == caller)
        with Session(self._reader) as session:
            if after is not None:
                last = session.get(_ROW, after)
                if last is None or last.caller != caller:
                    raise IdMalformed(after, "a cursor as an earlier page gave it")
                query = query.where(tuple_(_ROW.created, _ROW.id) < (last.created, last.id))
            newest = query.order_by(_ROW.created.desc(), _ROW.id.desc()).limit(limit + 1)
            found = [_operation(row) for row in session.scalars(newest)]
        page = found[:limit]
        return page, page[-1].id if len(found) > limit else None

    def unfinished(self) -> Sequence[Operation]:
        """Those that run, or ran when a process ended; oldest first."""
        query = select(_ROW).where(_ROW.state == OperationState.RUNNING.value)
        with Session(self._reader) as session:
            rows = session.scalars(query.order_by(_ROW.created, _ROW.id))
            return [_operation(row) for row in rows]

    def attempt(
        self, operation_id: str, now: int, request: bytes | None, to_sign: dict[str, Any] | None
    ) -> None:
        """Begin another attempt: it runs again. `to_sign` tells if the caller's wallet signs."""
        self._set(
            operation_id,
            now,
            OperationState.RUNNING,
            attempts=_ROW.attempts + 1,
            request=request,
            to_sign=to_sign,
            status=None,
            answer=None,
        )

    def finish(self, operation_id: str, now: int, status: int, answer: dict[str, Any]) -> None:
        """Note the result. The request is forgotten."""
        state = OperationState.DONE
        self._set(operation_id, now, state, status=status, answer=answer, request=None)

    def fail(self, operation_id: str, now: int, status: int, problem: dict[str, Any]) -> None:
        """Note why an attempt was refused. The request is forgotten; it may be asked again."""
        state = OperationState.FAILED
        self._set(operation_id, now, state, status=status, answer=problem, request=None)

    def await_signature(self, operation_id: str, now: int, to_sign: dict[str, Any]) -> None:
        """Note what the caller's wallet has to sign. The request is kept."""
        self._set(operation_id, now, OperationState.AWAITING_SIGNATURE, to_sign=to_sign)

    def forget(self, before: int) -> int:
        """Drop what has ended, or was never signed, and did not change since; give how many."""
        old = (_ROW.state != OperationState.RUNNING.value, _ROW.changed < before)
        with self._writer.begin() as connection:
            return int(connection.execute(delete(_ROW).where(*old)).rowcount)

    def _set(self, operation_id: str, now: int, state: OperationState, **values: Any) -> None:
        statement = update(_ROW).where(_ROW.id == operation_id)
        with self._writer.begin() as connection:
            connection.execute(statement.values(state=state.value, changed=now, **values))


def _operation(row: OperationModel) -> Operation:
    fields = {name: getattr(row, name) for name in _FIELDS}
    return Operation(**fields | {"state": OperationState(row.state)})
