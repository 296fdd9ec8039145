"""Events as they are told: a schema for each type, made from `sfc.domain.feed.KINDS`."""

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, GetPydanticSchema, TypeAdapter, create_model

from sfc.api.forms import Amount, IsoDate, ParticipantText, ReceivableText, View
from sfc.domain.feed import KINDS, TYPES, Form, Kind

EVENT_PATTERN = r"^evt_[0-9a-f]{32}$"

EventId = Annotated[
    str,
    Field(
        pattern=EVENT_PATTERN,
        description="Names what was told, this once. Give it as `cursor` for what came after.",
        examples=[f"evt_{'5f' * 16}"],
    ),
]

_ANNOTATIONS: dict[Form, Any] = {
    Form.PARTY: ParticipantText,
    Form.ACCOUNT: ParticipantText | None,
    Form.ADDRESS: str,
    Form.MONEY: Amount | None,
    Form.TOKENS: Amount | None,
    Form.DAY: IsoDate | None,
    Form.MOMENT: str | None,
    Form.ROLES: list[str],
    Form.REASON: str | None,
    Form.TEXT: str | None,
    Form.NUMBER: int,
    Form.FLAG: bool,
}


class _Event(View):
    """What all events have."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: EventId
    timestamp: str = Field(
        description="Time of the block, RFC 3339.", examples=["2026-03-01T08:00:00Z"]
    )
    block: int
    transaction: str
    receivable: ReceivableText | None = Field(description="Which it is about, if one.")


class _Data(View):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RemovedData(_Data):
    """What did not happen after all."""

    event: EventId
    type: str = Field(description="The type that it had.")


class EventRemoved(_Event):
    """The chain was reorganised: an event that was told is not on it any more."""

    type: Literal["event.removed"]
    data: RemovedData


def _event(source: type[Any], kind: Kind) -> Any:
    """The model of one type of event."""
    name = "".join(word.capitalize() for word in kind.type.replace(".", "_").split("_"))
    about = (source.__doc__ or "").partition("\n")[0].replace("`", "")
    fields: dict[str, Any] = {
        public: (_ANNOTATIONS[form], Field(description=_described(public, kind)))
        for public, (_, form) in kind.fields.items()
    }
    data = create_model(
        f"{name}Data", __base__=_Data, __doc__=f"Fields of `{kind.type}`.", **fields
    )
    own: dict[str, Any] = {"type": (Literal[kind.type], ...), "data": (data, ...)}
    return create_model(f"{name}Event", __base__=_Event, __doc__=about, **own)


def _described(public: str, kind: Kind) -> str | None:
    if public in kind.private:
        return "Null for those whom the event does not name."
    return None


_MODELS = (*(_event(source, kind) for source, kind in KINDS.items()), EventRemoved)

_Any: Any = Annotated[reduce(or_, _MODELS), Field(discriminator="type")]
_any_event: TypeAdapter[Any] = TypeAdapter(_Any)

EventView = Annotated[_Event, GetPydanticSchema(lambda _, handler: handler(_Any))]
"""An event of any type."""


def view(document: dict[str, Any]) -> _Event:
    """Read the document of an entry as an event of its type. Raises ValueError for none."""
    event: _Event = _any_event.validate_python(document)
    return event


class EventPage(View):
    """A page of events, in the order in which they were told."""

    data: list[EventView]
    next_cursor: str | None = Field(
        description="Give it as `cursor` for the next page; null where there is nothing more now. "
        "Later there may be: keep the `id` of the last event."
    )


class PingView(View):
    """What is sent to an endpoint only to see whether it arrives."""

    id: EventId
    type: Literal["webhook.ping"]
    timestamp: str
    data: dict[str, str] = Field(description="Empty.")


EVENT_TYPES = tuple(sorted(TYPES))
"""All types but `event.removed`, which comes with the type that it is about."""
