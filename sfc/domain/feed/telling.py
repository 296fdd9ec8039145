"""Writing down an event of the ledger for those whom it concerns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sfc.domain.currency import Currency
from sfc.domain.days import LAST_DATE, Day, date_of
from sfc.domain.events import Event
from sfc.domain.feed.kinds import KINDS, Audience, Form
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant
from sfc.domain.money import decimal
from sfc.domain.rejection import RejectionReason

_LAST_SECOND = int(datetime.max.replace(microsecond=0, tzinfo=UTC).timestamp())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an event does not say itself: whose accounts it names, and in which currency it is.

    `scale` is how many token units are a minor unit; `parties` are obligor and supplier, `own` are
    those whose deal, facility or auction it is about.
    """

    accounts: Mapping[str, ParticipantId]
    currency: Currency | None
    scale: int = 1
    parties: tuple[ParticipantId, ...] = ()
    own: tuple[ParticipantId, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: to `named` with the private fields, to `parties` without them.

    With `to_holders` to all holders of the receivable too, like parties; with `to_all` to all
    participants.
    """

    type: str
    receivable: ReceivableId | None
    data: Mapping[str, Any]
    named: frozenset[ParticipantId]
    parties: frozenset[ParticipantId]
    to_holders: bool
    to_all: bool


def tell(event: Event, around: Surroundings) -> Told | None:
    """Write an event down; None for a kind that is not told."""
    if (kind := KINDS.get(type(event))) is None:
        return None
    data: dict[str, Any] = {}
    named: set[ParticipantId] = set(around.own)
    for public, (name, form) in kind.fields.items():
        value = getattr(event, name)
        if form is Form.ACCOUNT:
            value = around.accounts.get(value)
        if form in (Form.PARTY, Form.ACCOUNT) and value:
            named.add(value)
        data[public] = _WRITTEN[form](value, around)
    to_parties = kind.audience is Audience.PARTIES
    return Told(
        type=kind.type,
        receivable=getattr(event, "receivable", None),
        data=data,
        named=frozenset(named),
        parties=frozenset(around.parties) - named if to_parties else frozenset(),
        to_holders=to_parties,
        to_all=kind.audience is Audience.EVERYBODY,
    )


def _money(minor: int, around: Surroundings) -> dict[str, str] | None:
    if around.currency is None:
        return None
    amount = decimal(minor, around.currency.exponent)
    return {"amount": amount, "currency": around.currency.code}


def _as_is(value: Any, _around: Surroundings) -> Any:
    return value


def _party(value: ParticipantId | None, _around: Surroundings) -> str | None:
    return format_participant(value) if value else None


def _day(value: int, _around: Surroundings) -> str | None:
    """Nothing for no day, nor for one that the contract takes and the calendar does not have."""
    return date_of(Day(value)).isoformat() if 0 < value <= LAST_DATE else None


def _moment(second: int, _around: Surroundings) -> str | None:
    """Nothing for no moment, nor for one that the contract takes and the calendar does not have."""
    if not 0 < second <= _LAST_SECOND:
        return None
    return datetime.fromtimestamp(second, UTC).isoformat().replace("+00:00", "Z")


_WRITTEN: Mapping[Form, Callable[[Any, Surroundings], Any]] = {
    Form.PARTY: _party,
    Form.ACCOUNT: _party,
    Form.ADDRESS: _as_is,
    Form.MONEY: _money,
    Form.TOKENS: lambda value, around: _money(value // around.scale, around),
    Form.DAY: _day,
    Form.MOMENT: _moment,
    Form.ROLES: lambda value, _around: value.names,
    Form.REASON: lambda value, _around: RejectionReason(value).name if value else None,
    Form.TEXT: _as_is,
    Form.NUMBER: lambda value, _around: int(value),
    Form.FLAG: _as_is,
}
