"""Journals in the read model: what `sfc.domain.journal` makes of all events, entry by entry."""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine

from sfc.domain.events import CashMoved, Located, ParticipantRegistered
from sfc.domain.ids import ParticipantId
from sfc.domain.journal import Account, Entry, journal
from sfc.domain.journal.booked import BookedEntry
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.indexer import ChainIndexer
from sfc.ports import ReceivableFilter
from sfc.store import SqlBooks, SqlReadModel
from tests.exporters.ledger import ACCOUNTS, CURRENCIES, STORIES, Story, tell
from tests.fake_chain import FakeChain
from tests.ghost import EVERYONE, OBLIGORS, SCALE, TOKEN, WITH_MARKET, Ghost, account, act, genesis
from tests.indexer.conftest import emptied


def _said(entry: BookedEntry | Entry) -> tuple[Any, ...]:
    about = (entry.currency, entry.receivable, entry.counterparty, entry.treatment, entry.text)
    if isinstance(entry, Entry):
        return entry.at.log_index, about, {line.account: line.amount for line in entry.lines}
    return entry.log_index, about, entry.amounts


def _indexed(engine: Engine, events: Sequence[Located]) -> SqlReadModel:
    chain = FakeChain()
    for located in _by_block(events):
        chain.mine([each.event for each in located])
    ChainIndexer(chain, SqlBooks(emptied(engine)), batch=7).catch_up()
    return SqlReadModel(engine)


def _by_block(events: Sequence[Located]) -> Iterable[list[Located]]:
    blocks: dict[int, list[Located]] = {}
    for each in events:
        blocks.setdefault(each.block, []).append(each)
    return blocks.values()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(story=STORIES)
def test_journals_are_what_the_bookkeeping_makes_of_all_events(
    memory: Engine, story: Story
) -> None:
    _, events = tell(story)
    read = _indexed(memory, events)
    for number in EVERYONE:
        owner = ParticipantId(number)
        expected = journal(events, owner, ACCOUNTS, CURRENCIES)
        assert [_said(entry) for entry in read.journal(owner)] == [_said(e) for e in expected]


def test_balanced_at_every_block_and_true_to_cash_and_debt(memory: Engine) -> None:
    random, steps = Random(4), (*WITH_MARKET, *("issue", "sell", "pay", "redeem") * 8)
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis())
    read, indexer = SqlReadModel(memory), ChainIndexer(chain, SqlBooks(emptied(memory)))
    entered: Counter[Account] = Counter()
    for _ in range(150):
        numbers = [random.randrange(2**16) for _ in range(3)]
        chain.mine(act(ghost, random.choice(steps), *numbers))
        indexer.catch_up()
        _assert_true(read, ghost)
    for number in EVERYONE:
        entries = read.journal(ParticipantId(number))
        assert all(entry.amounts and sum(entry.amounts.values()) == 0 for entry in entries)
        entered.update(account for entry in entries for account in entry.amounts)
    needed = {Account.CASH, Account.PURCHASED_RECEIVABLES, Account.PAYMENT_OBLIGATIONS}
    assert needed | {Account.COLLECTED, Account.UNEARNED_DISCOUNT} < set(entered)


def _assert_true(read: SqlReadModel, ghost: Ghost) -> None:
    for number in EVERYONE:
        owner = ParticipantId(number)
        balance = read.trial_balance(owner)
        assert sum(balance.values()) == 0
        assert balance.get(("CNY", Account.CASH), 0) == ghost.cash[account(number)] // SCALE
        if number in OBLIGORS:
            owed = sum(
                (each.face - each.paid).minor
                for each in read.receivables(ReceivableFilter(obligor=owner), limit=100)[0]
                if each.status in (Status.CONFIRMED, Status.TOKENISED)
            )
            assert -balance.get(("CNY", Account.PAYMENT_OBLIGATIONS), 0) == owed


def test_who_parted_with_all_units_redeems_what_came_in_before(memory: Engine) -> None:
    chain, ghost = FakeChain(), Ghost()
    chain.mine(genesis(), list(ghost.issue(1, 3, 1, 100)))
    (of,) = ghost.receivables.values()
    chain.mine(list(ghost.pay(of, account(1), 40)), list(ghost.transfer(of, 3, 4, 100)))
    indexer, read = ChainIndexer(chain, SqlBooks(emptied(memory))), SqlReadModel(memory)
    indexer.catch_up()
    assert read.trial_balance(ParticipantId(3))["CNY", Account.COLLECTED] == 40
    chain.mine(list(ghost.pay(of, account(1), 60)), list(ghost.redeem(of, 3)))
    indexer.catch_up()
    assert read.trial_balance(ParticipantId(3))["CNY", Account.COLLECTED] == 0
    assert read.trial_balance(ParticipantId(3))["CNY", Account.CASH] == 40


def test_cash_from_before_the_registration_is_opened_with(memory: Engine) -> None:
    late = "0xAc" + "9" * 38
    chain = FakeChain()
    chain.mine(genesis(), [CashMoved(TOKEN, None, late, 7 * SCALE + 5)])
    joining = ParticipantRegistered(ParticipantId(8), late, "0x" + "08" * 32, Role.SUPPLIER)
    chain.mine([joining, CashMoved(TOKEN, account(1), late, SCALE - 5)])
    ChainIndexer(chain, SqlBooks(emptied(memory))).catch_up()
    first, second = SqlReadModel(memory).journal(ParticipantId(8))
    assert first.amounts == {Account.CASH: 7, Account.CASH_CLEARING: -7}
    assert second.amounts == {Account.CASH: 1, Account.CASH_CLEARING: -1}
