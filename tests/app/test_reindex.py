"""The read model made anew is the one in use, or the first difference is named and mended."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, update

from sfc.app.audit import audit
from sfc.app.discount import accept
from sfc.app.offer import Offer, offer
from sfc.app.reindex import reindex
from sfc.app.sandbox import faucet
from sfc.app.settle import pay, redeem
from sfc.bootstrap import System, open_sandbox
from sfc.domain.errors import ChainUnavailable
from sfc.domain.ids import ParticipantId
from sfc.domain.roles import Role
from sfc.ports import ReceivableFilter
from sfc.settings import Settings
from sfc.store import SqlStore
from sfc.store.derived import AccountModel, CashModel, HoldingModel, LotsModel, ParticipantModel
from tests.app.conftest import START, Town, cny, enter


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    with open_sandbox(Settings(), start=START) as system:
        context = system.context
        core = enter(context, "core", Role.CORE_ENTERPRISE, cny("10000000.00"))
        town = Town(
            context, core, enter(context, "s", Role.SUPPLIER), enter(context, "b", Role.FINANCIER)
        )
        for rich in (town.core, town.bank):
            faucet(context, rich, cny("10000000.00"))
        sold, _ = town.tokenised("100.00", "200.00")
        quote = offer(context, town.bank, Offer(sold, 50_000, context.clock.now() + 3600))
        accept(context, town.supplier, quote.id, cny("60.00"))
        pay(context, town.core, sold)
        redeem(context, town.bank, sold)
        yield system


WRONG = {
    "holdings, receivable 0x": update(HoldingModel).values(units=1),
    "cash_balances, token 0x": delete(CashModel),
    "unit_lots, receivable 0x": update(LotsModel).values(lots=()),
    "participants, id 1: suspended is True here, False anew": update(ParticipantModel)
    .where(ParticipantModel.id == 1)
    .values(suspended=True),
    "accounts, account 0xdead: the row is there here, missing anew": insert(AccountModel).values(
        account="0xdead", participant=1
    ),
}


def test_identical_and_counted(system: System) -> None:
    heard: list[tuple[int, int]] = []
    found = reindex(system.inspection, lambda *told: heard.append(told))
    assert found.difference is None
    assert found.head == system.context.read.head()
    assert found.rows["receivables"] == 2
    assert found.rows["journal_lines"] > 2 * found.rows["journal_entries"] - 1 > 10
    assert heard[-1] == (found.head.block, found.head.block)  # type: ignore[union-attr]


@pytest.mark.parametrize("difference", WRONG)
def test_the_first_difference_is_named_and_mended(system: System, difference: str) -> None:
    store = system.context.store
    assert isinstance(store, SqlStore)
    with store._writer.begin() as connection:
        connection.execute(WRONG[difference])
    found = reindex(system.inspection)
    assert found.difference is not None and found.difference.startswith(difference)
    assert reindex(system.inspection).difference is None
    assert audit(system.inspection).differences == ()


def test_what_cannot_go_on_is_mended_too(system: System) -> None:
    context, store = system.context, system.context.store
    assert isinstance(store, SqlStore)
    with store._writer.begin() as connection:
        connection.execute(delete(HoldingModel))
    rows, _ = context.read.receivables(ReceivableFilter())
    (key,) = {row.id for row in rows if row.paid.minor == 0}
    account = context.read.participant(context.read.receivable(key).supplier).account
    bank = context.read.participant_by_legal_id("ID of b")
    assert bank is not None
    context.ledger.send(account, context.ledger.transfer(key, bank.account, 5))
    found = reindex(system.inspection)
    assert found.difference is not None and "units held would be" in found.difference
    assert reindex(system.inspection).difference is None


def test_a_chain_that_runs_ahead_is_given_up(system: System) -> None:
    real = system.inspection

    class Ahead:
        """Makes a block whenever it has caught up."""

        def catch_up(self) -> object:
            head = real.indexer.catch_up()
            system.context.ledger.send(
                system.manifest.operator, system.context.ledger.add_terms(1, 1, 360)
            )
            real.indexer.catch_up()
            return head

        rebuild = catch_up

    moving = replace(real, indexer=Ahead())  # type: ignore[arg-type]
    with pytest.raises(ChainUnavailable, match="stand still"):
        reindex(moving)


def test_a_line_may_be_set_before_there_is_such_an_obligor_or_currency(system: System) -> None:
    context, core = system.context, ParticipantId(1)
    lines = context.read.credit_lines(core)
    for obligor, currency in ((core, 99), (ParticipantId(99), 1)):
        context.send(context.operator, context.ledger.set_credit_line(obligor, currency, 5))
    assert context.read.credit_lines(core) == lines
    assert context.read.head() == context.events.head()
    assert audit(context).differences == ()
    assert reindex(system.inspection).difference is None
