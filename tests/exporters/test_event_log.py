from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from sfc.domain.cash_book import cash_entries
from sfc.domain.days import Day, day_start
from sfc.domain.debts import debts
from sfc.domain.events import Event, Located
from sfc.domain.ids import ParticipantId
from sfc.domain.journal import journal
from sfc.domain.replay import located
from sfc.indexer import ChainIndexer
from sfc.store import SqlBooks, SqlReadModel
from sfc.store.queries.event_log import SqlEventLog
from tests.exporters.ledger import (
    ACCOUNTS,
    CNY,
    CURRENCIES,
    FIRST_DAY,
    OFFSET,
    STORIES,
    Story,
    tell,
)
from tests.exporters.samples import Network, full_life
from tests.ghost import DUE, EVERYONE, OBLIGORS


def _indexed(engine: Engine, network: Network) -> SqlEventLog:
    books = SqlBooks(engine)
    with books.folding() as folding:
        folding.clear()
    ChainIndexer(network, books).catch_up()
    return SqlEventLog(engine)


class Told(Network):
    """A network of events that are already located."""

    def __init__(self, events: list[Located]) -> None:
        super().__init__()
        self.told = events

    @property
    def located(self) -> list[Located]:
        return self.told


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(story=STORIES, day=st.integers(0, 40))
def test_what_concerns_somebody_is_enough(database: Engine, story: Story, day: int) -> None:
    _, events = tell(story)
    log = _indexed(database, Told(events))
    for number in EVERYONE:
        owner = ParticipantId(number)
        own = log.of_participant(owner)
        assert [(each.block, each.log_index) for each in own] == sorted(
            (each.block, each.log_index) for each in own
        )
        assert set(own) <= set(events)
        assert journal(own, owner, ACCOUNTS, CURRENCIES) == journal(
            events, owner, ACCOUNTS, CURRENCIES
        )
        assert cash_entries(own, owner, ACCOUNTS, CNY) == cash_entries(events, owner, ACCOUNTS, CNY)
    before = day_start(Day(FIRST_DAY + day), OFFSET)
    earlier = [each for each in events if each.timestamp < before]
    of_obligor = {
        getattr(each.event, "receivable", None)
        for each in events
        if getattr(each.event, "obligor", None) == OBLIGORS[0]
    }
    expected = [debt for debt in debts(earlier, DUE) if debt.receivable in of_obligor]
    assert debts(log.of_debts(ParticipantId(OBLIGORS[0]), DUE, before), DUE) == expected
    assert not log.of_debts(ParticipantId(OBLIGORS[0]), Day(DUE - 1), before)


def test_every_database_gives_the_same_events(engine: Engine) -> None:
    network, named = full_life()
    log = _indexed(engine, network)
    everything: set[Event] = {each.event for each in network.located}
    for number in (1, 3, 4, 6):
        own = log.of_participant(ParticipantId(number))
        assert own and {each.event for each in own} <= everything
    sold = log.of_debts(ParticipantId(1), DUE, day_start(DUE, OFFSET))
    assert {each.event for each in sold} < everything
    history = located(SqlReadModel(engine).history(named["sold"]))
    assert {each.event for each in history} <= everything
