"""Participants as the service shows them."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import Field

from sfc.api.forms import Amount, IsoDate, ParticipantText, View
from sfc.api.views.common import Transaction
from sfc.app.context import Done
from sfc.app.freezes import order_text
from sfc.domain.days import Day, nearest_date
from sfc.domain.ids import format_participant
from sfc.domain.views import Balance, CreditLine, Participant


class ParticipantView(View):
    """A legal entity that takes part."""

    id: ParticipantText
    name: str
    legal_id: str = Field(description="LEI, unified social credit code or VAT number.")
    roles: list[str]
    suspended: bool
    account: str = Field(description="The account that acts for it on the ledger.")
    frozen_until: IsoDate | None = Field(
        description="Last day of its freeze by an order, over or not; null for none."
    )
    freeze_order: str | None
    recovery_account: str | None = Field(description="Account that was asked for in its place.")
    recovery_from: IsoDate | None = Field(description="First day on which that can take over.")

    @classmethod
    def of(cls, participant: Participant) -> Self:
        """Write a participant."""
        order = participant.freeze_order
        return cls(
            id=format_participant(participant.id),
            name=participant.name,
            legal_id=participant.legal_id,
            roles=participant.roles.names,
            suspended=participant.suspended,
            account=participant.account,
            frozen_until=_date(participant.frozen_until),
            freeze_order=None if order is None else order_text(order),
            recovery_account=participant.recovery_account,
            recovery_from=_date(participant.recovery_from),
        )


class CreditLineView(View):
    """How much an obligor may have promised and not yet paid, and has."""

    limit: Amount
    used: Amount

    @classmethod
    def of(cls, line: CreditLine) -> Self:
        """Write a line."""
        return cls(limit=Amount.of(line.limit), used=Amount.of(line.used))


class ParticipantDetail(View):
    """A participant and, for itself and the operator, its credit lines."""

    participant: ParticipantView
    credit_lines: list[CreditLineView]

    @classmethod
    def of(cls, participant: Participant, lines: Sequence[CreditLine]) -> Self:
        """Write a participant and its lines."""
        return cls(
            participant=ParticipantView.of(participant),
            credit_lines=[CreditLineView.of(line) for line in lines],
        )


class Registration(View):
    """A participant that was just registered."""

    participant: ParticipantView
    user: str = Field(description="Its first user, to whom the key belongs.")
    credential: str = Field(description="The key's id.")
    api_key: str | None = Field(
        description="Shown this once and never again. Null where the answer is a repetition: the "
        "operator issues the user another key; and where a second person approved it: claim it."
    )
    transaction: Transaction


class ParticipantChange(View):
    """A participant after a change."""

    participant: ParticipantView
    transaction: Transaction

    @classmethod
    def of(cls, done: Done[Participant]) -> Self:
        """Write a change."""
        return cls(
            participant=ParticipantView.of(done.result), transaction=Transaction.of(done.receipt)
        )


class CreditLines(View):
    """All credit lines of an obligor after a change."""

    credit_lines: list[CreditLineView]
    transaction: Transaction

    @classmethod
    def of(cls, done: Done[tuple[CreditLine, ...]]) -> Self:
        """Write a change."""
        return cls(
            credit_lines=[CreditLineView.of(line) for line in done.result],
            transaction=Transaction.of(done.receipt),
        )


class BalanceView(View):
    """What a participant has in one currency."""

    cash: Amount
    units: Amount = Field(description="Face value of the units that it holds.")

    @classmethod
    def of(cls, balance: Balance) -> Self:
        """Write a balance."""
        return cls(cash=Amount.of(balance.cash), units=Amount.of(balance.units))


def _date(day: Day | None) -> date | None:
    return None if day is None else nearest_date(day)
