"""Ghost ledgers as events in their order, over several days, for tests of what goes out."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from random import Random

from hypothesis import strategies as st

from sfc.domain.days import Day, day_start
from sfc.domain.events import Event, Located
from sfc.domain.ids import ParticipantId
from sfc.domain.views import ListedCurrency
from tests.ghost import (
    CURRENCY,
    DUE,
    EVERYONE,
    OPERATIONS,
    SCALE,
    TOKEN,
    Ghost,
    account,
    act,
    genesis,
)

NUMBERS = st.integers(0, 2**16)
STEPS = st.tuples(st.sampled_from(OPERATIONS), NUMBERS, NUMBERS, NUMBERS)
Story = list[tuple[str, int, int, int]]

# units to begin with, so that short stories get to sales, parts and resales
BEGUN: Story = [
    *(("record", n, n, 59) for n in range(3)),
    *(("confirm", n, 0, 60 * (n > 0) + n) for n in range(3)),
    *(("tokenise", n, 0, 0) for n in range(2)),
]
_LIVELY = ("transfer", "sell", "sell", "pay", "pay", "redeem")


def _lively(seed: bytes) -> Story:
    """A story in which much happens; it does not shrink."""
    random = Random(seed)
    steps = [random.choice((*OPERATIONS, *_LIVELY * 4)) for _ in range(random.randrange(60))]
    number = partial(random.randrange, 2**16)
    return [*BEGUN, *((step, number(), number(), number()) for step in steps)]


STORIES = st.one_of(st.binary(min_size=8, max_size=8).map(_lively), st.lists(STEPS, max_size=40))

FIRST_DAY = Day(DUE - 90)
CNY = ListedCurrency(CURRENCY, "CNY", TOKEN, SCALE)
CURRENCIES: Mapping[int, ListedCurrency] = {CURRENCY: CNY}
ACCOUNTS = {account(number): ParticipantId(number) for number in EVERYONE}
OFFSET = 8


def at_noon(day: Day) -> int:
    return day_start(day, OFFSET) + 12 * 3600


def locate(transactions: Iterable[tuple[Day, Sequence[Event]]]) -> list[Located]:
    """One block to a transaction."""
    found = []
    for block, (day, events) in enumerate(transactions, start=1):
        name = "0x" + sha256(f"{block}".encode()).hexdigest()
        found += [
            Located(block, name, at_noon(day) + block, name, index, event)
            for index, event in enumerate(events)
        ]
    return found


def tell(story: Story) -> tuple[Ghost, list[Located]]:
    """A ledger on which the story happened, three steps to a day."""
    ghost = Ghost()
    transactions: list[tuple[Day, Sequence[Event]]] = [(FIRST_DAY, genesis())]
    for place, step in enumerate(story):
        if events := act(ghost, *step):
            transactions.append((Day(FIRST_DAY + place // 3), events))
    return ghost, locate(transactions)
