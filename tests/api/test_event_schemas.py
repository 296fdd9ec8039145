"""Every event that is told has the form that the description gives its type."""

from typing import Any, get_type_hints

import pytest
from pydantic import ValidationError

from sfc.api.views.events import view
from sfc.domain.currency import currency
from sfc.domain.days import Day
from sfc.domain.events import CashMoved
from sfc.domain.feed import KINDS, Entry, Surroundings, tell
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.roles import Role

ACCOUNT = "0x" + "Ac" * 20
SAMPLES: dict[Any, tuple[Any, ...]] = {
    ParticipantId: (ParticipantId(3), ParticipantId(2**32 - 1)),
    ReceivableId: (ReceivableId("0x" + "1a" * 32), ReceivableId("0x" + "0" * 64)),
    Day: (Day(20_000), Day(0)),
    Role: (Role.SUPPLIER | Role.FINANCIER, Role(0)),
    bool: (True, False),
    int: (7, 0),
    str: (ACCOUNT, "0x" + "ff" * 20),
    str | None: (ACCOUNT, None),
}
NUMBERS = {ACCOUNT: ParticipantId(3)}


def documents(kind: type[Any], which: int) -> dict[str, Any]:
    fields = {name: SAMPLES[hint][which] for name, hint in get_type_hints(kind).items()}
    event = kind(**fields)
    told = tell(event, Surroundings(NUMBERS, currency("CNY"), 10, (ParticipantId(1),)))
    assert told is not None
    entry = Entry(
        1,
        "evt_" + "0" * 32,
        told.type,
        1_700_000_000,
        5,
        "0x" + "2" * 64,
        told.receivable,
        told.data,
        None,
        which == 0,
    )
    return entry.document()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: KINDS[kind].type)
@pytest.mark.parametrize("which", [0, 1], ids=["full", "empty"])
def test_what_is_told_is_what_is_described(kind: type[Any], which: int) -> None:
    document = documents(kind, which)
    assert view(document).model_dump(mode="json") == document
    for wrong in (
        document | {"more": 1},
        document | {"data": document["data"] | {"more": 1}},
        document | {"type": "receivable.lost"},
    ):
        with pytest.raises(ValidationError):
            view(wrong)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: KINDS[kind].type)
def test_nothing_but_the_listed_fields_is_told(kind: type[Any]) -> None:
    """A field that is added to an event of the ledger is told nobody before somebody decides so."""
    assert set(documents(kind, 0)["data"]) == set(KINDS[kind].fields)
    assert set(KINDS[kind].private) <= set(KINDS[kind].fields)


def test_amounts_beyond_a_slot_are_written_too() -> None:
    event = CashMoved("0x" + "70" * 20, None, ACCOUNT, 10**40 + 9)
    told = tell(event, Surroundings(NUMBERS, currency("JPY"), 10))
    assert told is not None
    assert told.data["amount"] == {"amount": str(10**39), "currency": "JPY"}
    assert told.data["taker"] == "par_3" and told.data["giver"] is None
