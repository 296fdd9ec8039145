"""Standing instructions and the log of what they decided, in SQL."""

from collections.abc import Sequence

from sqlalchemy import Engine, Select, Text, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from sfc.domain.currency import currency
from sfc.domain.errors import NotFound
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.standing import Decision, Instruction, Outcome, Side
from sfc.store.columns import Base, Large, Minor, Wide
from sfc.store.engine import reading, writing
from sfc.store.upsert import insert_missing


class InstructionModel(Base):
    """Standing instructions in the order of their making; `total` in minor units of `currency`."""

    __tablename__ = "standing_instructions"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(Text, unique=True)
    owner: Mapped[ParticipantId] = mapped_column(index=True)
    side: Mapped[str] = mapped_column(Text)
    obligor: Mapped[ParticipantId | None]
    max_tenor: Mapped[int]
    rate_ppm: Mapped[Wide]
    currency: Mapped[str] = mapped_column(Text)
    total: Mapped[Large]
    created: Mapped[Wide]
    ended: Mapped[Wide | None]


class DecisionModel(Base):
    """What instructions decided. Rows are added, never changed."""

    __tablename__ = "standing_decisions"

    instruction: Mapped[str] = mapped_column(Text, primary_key=True)
    ask: Mapped[str] = mapped_column(Text, primary_key=True)
    quote: Mapped[str] = mapped_column(Text, primary_key=True)
    outcome: Mapped[str] = mapped_column(Text, primary_key=True)
    currency: Mapped[str] = mapped_column(Text)
    amount: Mapped[Minor]
    at: Mapped[Wide]
    note: Mapped[str] = mapped_column(Text)


class SqlStandingBook:
    """Implements `sfc.ports.StandingBook`."""

    def __init__(self, engine: Engine) -> None:
        self._reader = reading(engine)
        self._writer = writing(engine)

    def add(self, instruction: Instruction) -> None:
        """Keep an instruction."""
        row = {
            "id": instruction.id,
            "owner": instruction.owner,
            "side": instruction.side.value,
            "obligor": instruction.obligor,
            "max_tenor": instruction.max_tenor,
            "rate_ppm": instruction.rate_ppm,
            "currency": instruction.total.currency.code,
            "total": instruction.total.minor,
            "created": instruction.created,
            "ended": instruction.ended,
        }
        with self._writer.begin() as connection:
            connection.execute(insert(InstructionModel), [row])

    def end(self, instruction: str, at: int) -> None:
        """Put an instruction out of force; one that is out of force stays as it is."""
        open_one = InstructionModel.id == instruction, InstructionModel.ended.is_(None)
        with self._writer.begin() as connection:
            connection.execute(update(InstructionModel).where(*open_one).values(ended=at))

    def instruction(self, instruction: str) -> Instruction:
        """Raises NotFound."""
        found = self._all(select(InstructionModel).where(InstructionModel.id == instruction))
        if not found:
            raise NotFound("standing instruction", instruction)
        return found[0]

    def instructions(self, owner: ParticipantId | None = None) -> Sequence[Instruction]:
        """Those of an owner, or all, oldest first; ended ones too."""
        query = select(InstructionModel)
        return self._all(query if owner is None else query.where(InstructionModel.owner == owner))

    def in_force(self, side: Side) -> Sequence[Instruction]:
        """Those that act now, oldest first."""
        acting = InstructionModel.side == side.value, InstructionModel.ended.is_(None)
        return self._all(select(InstructionModel).where(*acting))

    def decide(self, decision: Decision) -> None:
        """Add to the log; nothing if the same outcome stands there for the same quote and ask."""
        row = {
            "instruction": decision.instruction,
            "ask": decision.ask,
            "quote": decision.quote,
            "outcome": decision.outcome.value,
            "currency": decision.amount.currency.code,
            "amount": decision.amount.minor,
            "at": decision.at,
            "note": decision.note,
        }
        with self._writer.begin() as connection:
            insert_missing(connection, DecisionModel, [row])

    def decisions(self, instruction: str) -> Sequence[Decision]:
        """The log of one instruction, oldest first."""
        query = (
            select(DecisionModel)
            .where(DecisionModel.instruction == instruction)
            .order_by(DecisionModel.at, DecisionModel.ask, DecisionModel.quote)
        )
        with Session(self._reader) as session:
            return [_decision(row) for row in session.scalars(query)]

    def _all(self, query: Select[InstructionModel]) -> list[Instruction]:
        with Session(self._reader) as session:
            rows = session.scalars(query.order_by(InstructionModel.number))
            return [_instruction(row) for row in rows]


def _instruction(row: InstructionModel) -> Instruction:
    return Instruction(
        id=row.id,
        owner=row.owner,
        side=Side(row.side),
        obligor=row.obligor,
        max_tenor=row.max_tenor,
        rate_ppm=row.rate_ppm,
        total=Money(row.total, currency(row.currency)),
        created=row.created,
        ended=row.ended,
    )


def _decision(row: DecisionModel) -> Decision:
    return Decision(
        instruction=row.instruction,
        ask=row.ask,
        quote=row.quote,
        outcome=Outcome(row.outcome),
        amount=Money(row.amount, currency(row.currency)),
        at=row.at,
        note=row.note,
    )
