"""Signed transactions in SQL."""

from collections.abc import Mapping, Sequence
from itertools import islice

from sqlalchemy import Engine, Text, and_, func, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from sfc.ports import Fate, Signed
from sfc.ports.outbox import intent_of
from sfc.store.columns import Account, Base, Hash, Large, Wide
from sfc.store.engine import reading, writing
from sfc.store.upsert import upsert

_AT_ONCE = 100
_MAY_BE_DONE = (Fate.SIGNED.value, Fate.DONE.value)


class SignedModel(Base):
    """Transactions that were signed here. `raw` is what anybody may send, and only once works."""

    __tablename__ = "outbox"

    hash: Mapped[Hash] = mapped_column(primary_key=True)
    sender: Mapped[Account]
    nonce: Mapped[Wide]
    raw: Mapped[bytes]
    reference: Mapped[str | None] = mapped_column(Text, index=True)
    intent: Mapped[str | None] = mapped_column(Text, index=True)
    fee: Mapped[Large]
    tip: Mapped[Large | None]
    fate: Mapped[str] = mapped_column(Text, index=True)
    place: Mapped[Wide] = mapped_column(index=True, server_default=text("0"))


_MAY_COUNT = SignedModel.fate.in_(_MAY_BE_DONE)


class SqlOutbox:
    """Implements `ports.Outbox`; on disk when a method returns."""

    def __init__(self, engine: Engine) -> None:
        self._reader = reading(engine)
        self._writer = writing(engine)

    def put(self, signed: Signed) -> None:
        """Remember a transaction that is about to be sent."""
        row = {
            "hash": signed.hash,
            "sender": signed.sender,
            "nonce": signed.nonce,
            "raw": signed.raw,
            "reference": signed.reference,
            "intent": intent_of(signed.reference),
            "fee": signed.fee,
            "tip": signed.tip,
            "fate": Fate.SIGNED.value,
        }
        with self._writer.begin() as connection:
            last = connection.scalar(select(func.max(SignedModel.place)))
            upsert(connection, SignedModel, [row | {"place": (last or 0) + 1}])

    def settle(self, transaction: str, fate: Fate) -> None:
        """Note what became of one."""
        statement = update(SignedModel).where(SignedModel.hash == transaction)
        with self._writer.begin() as connection:
            connection.execute(statement.values(fate=fate.value))

    def counts(self, transaction: str) -> bool:
        """Whether one was done, or may be."""
        query = select(SignedModel.hash).where(SignedModel.hash == transaction, _MAY_COUNT)
        with Session(self._reader) as session:
            return session.scalar(query) is not None

    def under(self, reference: str) -> Sequence[Signed]:
        """Those of an intent that may have had an effect, in the order of their making."""
        query = (
            select(SignedModel)
            .where(
                SignedModel.reference == reference,
                SignedModel.fate != Fate.REFUSED.value,
            )
            .order_by(SignedModel.nonce, SignedModel.fee)
        )
        with Session(self._reader) as session:
            return [_signed(row) for row in session.scalars(query)]

    def of_intent(self, intent: str) -> Sequence[Signed]:
        """Those of an intent that may have had an effect, whatever step of it they are."""
        query = select(SignedModel).where(SignedModel.intent == intent, _MAY_COUNT)
        with Session(self._reader) as session:
            rows = session.scalars(query.order_by(SignedModel.nonce, SignedModel.fee))
            return [_signed(row) for row in rows]

    def since(self, nonces: Mapping[str, int]) -> Sequence[Signed]:
        """Those of accounts, each from a nonce on, that were done or may be, as they were made."""
        found: list[SignedModel] = []
        with Session(self._reader) as session:
            for start in range(0, len(nonces), _AT_ONCE):
                from_there = [
                    and_(SignedModel.sender == sender, SignedModel.nonce >= nonce)
                    for sender, nonce in islice(nonces.items(), start, start + _AT_ONCE)
                ]
                query = select(SignedModel).where(
                    or_(*from_there), SignedModel.fate.in_(_MAY_BE_DONE)
                )
                found += session.scalars(query)
        found.sort(key=lambda row: (row.place, row.sender, row.nonce))
        return [_signed(row) for row in found]

    def newest(self) -> Mapping[str, int]:
        """The highest nonce of each account of those that were done or may be."""
        query = (
            select(SignedModel.sender, func.max(SignedModel.nonce).label("nonce"))
            .where(SignedModel.fate.in_(_MAY_BE_DONE))
            .group_by(SignedModel.sender)
        )
        with Session(self._reader) as session:
            return {row.sender: row.nonce for row in session.execute(query)}

    def unsettled(self) -> Sequence[Signed]:
        """Those of which nothing is known, by sender and nonce."""
        query = (
            select(SignedModel)
            .where(SignedModel.fate == Fate.SIGNED.value)
            .order_by(SignedModel.sender, SignedModel.nonce, SignedModel.fee)
        )
        with Session(self._reader) as session:
            return [_signed(row) for row in session.scalars(query)]


def _signed(row: SignedModel) -> Signed:
    return Signed(row.hash, row.sender, row.nonce, row.raw, row.reference, row.fee, row.tip)
