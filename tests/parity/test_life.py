"""The life of receivables through `ports.Ledger`, on every kind of node."""

import pytest

from sfc.domain import errors as e
from sfc.domain import events as d
from sfc.domain.days import Day
from sfc.domain.discount import bank_discount
from sfc.domain.roles import Role
from tests.parity.worlds import FACE, SCALE, Party, World


@pytest.fixture
def parties(world: World) -> list[Party]:
    return world.join(Role.CORE_ENTERPRISE, Role.SUPPLIER, Role.SUPPLIER, Role.FINANCIER)


def test_the_whole_life_in_single_steps(world: World, parties: list[Party]) -> None:
    obligor, supplier, second, bank = parties
    ledger = world.ledger
    statement = world.statement(obligor)
    receivable = world.id_of(statement, obligor, supplier)
    start = world.node.head().number + 1

    receipt = ledger.send(supplier.account, ledger.record(statement))
    assert receipt.gas_used > 21_000 and receipt.block >= start
    assert receipt.timestamp == world.node.head().timestamp
    ledger.send(obligor.account, ledger.confirm(world.undertaking(receivable, statement)))
    ledger.send(supplier.account, ledger.tokenise(receivable))
    ledger.send(supplier.account, ledger.transfer(receivable, second.account, 400_000))

    world.give_cash(bank, FACE)
    signed = world.quote(bank, receivable, statement.due_day)
    discount = bank_discount(600_000, 80_000, 90, 360)
    ledger.send(supplier.account, ledger.fill(signed, 600_000, 600_000 - discount))
    assert world.cash(supplier.account) == (600_000 - discount) * SCALE

    world.skip_to(statement.due_day)
    world.give_cash(obligor, FACE)
    ledger.send(obligor.account, ledger.pay(receivable, FACE))
    ledger.send(second.account, ledger.redeem(receivable))
    ledger.send(bank.account, ledger.redeem(receivable))
    assert world.cash(second.account) == 400_000 * SCALE
    assert world.cash(world.ledger.token(1)) == 0

    seen = [event for event in world.happened(start) if not isinstance(event, d.CashMoved)]
    bank_took = d.UnitsMoved(receivable, supplier.account, bank.account, 600_000)
    assert seen == [
        d.Recorded(
            receivable=receivable,
            obligor=obligor.id,
            supplier=supplier.id,
            round=0,
            currency=1,
            terms=1,
            face=FACE,
            issue_day=statement.issue_day,
            due_day=statement.due_day,
            invoice="0x" + statement.invoice.hex(),
            evidence_root="0x" + statement.evidence_root.hex(),
        ),
        d.Confirmed(receivable, FACE, "0x" + statement.evidence_root.hex()),
        d.UnitsMoved(receivable, None, supplier.account, FACE),
        d.UnitsMoved(receivable, supplier.account, second.account, 400_000),
        bank_took,
        d.Sold(
            receivable,
            supplier.account,
            bank.account,
            0,
            600_000,
            discount,
            600_000 - discount,
        ),
        d.Paid(receivable, obligor.account, FACE, 0, 0),
        d.UnitsMoved(receivable, second.account, None, 400_000),
        d.Redeemed(receivable, second.id, 400_000),
        d.UnitsMoved(receivable, bank.account, None, 600_000),
        d.Redeemed(receivable, bank.id, 600_000),
    ]


def test_issuing_many_is_one_transaction_and_says_what_single_steps_say(
    world: World, parties: list[Party]
) -> None:
    obligor, supplier, *_ = parties
    issued = world.issue(obligor, supplier, count=20)
    block = world.node.head().number
    located = list(world.events.events(block, block))
    kinds = [type(at.event).__name__ for at in located]
    assert kinds == ["Recorded", "Confirmed", "UnitsMoved"] * 20
    assert len({at.log_index for at in located}) == 60
    assert [at.log_index for at in located] == sorted(at.log_index for at in located)
    assert [at.event.receivable for at in located[::3]] == list(issued)  # type: ignore[union-attr]
    assert {(at.block_hash, at.timestamp) for at in located} == {
        (world.node.head().hash, world.node.head().timestamp)
    }


def test_a_signed_undertaking_is_issued_by_the_supplier(world: World, parties: list[Party]) -> None:
    obligor, supplier, *_ = parties
    statement = world.statement(obligor)
    receivable = world.id_of(statement, obligor, supplier)
    undertaking = world.undertaking(receivable, statement)
    signature = world.signer.sign_undertaking(obligor.account, undertaking)
    call = world.ledger.issue_signed(statement, undertaking.valid_until, signature)
    world.ledger.send(supplier.account, call)

    other = world.statement(obligor)
    world.ledger.send(supplier.account, world.ledger.record(other))
    undertaking = world.undertaking(world.id_of(other, obligor, supplier), other)
    stranger = world.signer.sign_undertaking(supplier.account, undertaking)
    with pytest.raises(e.UndertakingSignatureInvalid):
        world.ledger.send(supplier.account, world.ledger.confirm_signed(undertaking, stranger))
    signature = world.signer.sign_undertaking(obligor.account, undertaking)
    world.ledger.send(supplier.account, world.ledger.confirm_signed(undertaking, signature))


def test_a_late_payment_in_parts_bears_penalty(world: World, parties: list[Party]) -> None:
    obligor, supplier, *_ = parties
    (receivable,) = world.issue(obligor, supplier)
    due_day = Day(world.clock.today() + 90)
    world.give_cash(obligor, 2 * FACE)
    world.ledger.send(obligor.account, world.ledger.pay(receivable, 300_000))
    world.skip_to(Day(due_day + 15))  # ten days after grace at 18.25 % a year: 0.5 % of 700,000
    world.ledger.send(obligor.account, world.ledger.pay(receivable, 703_500))
    block = world.ledger.send(supplier.account, world.ledger.redeem(receivable)).block
    paid = [x for x in world.happened() if isinstance(x, d.Paid | d.PenaltyPosted)]
    assert paid == [
        d.Paid(receivable, obligor.account, 300_000, 0, 700_000),
        d.PenaltyPosted(receivable, 3_500, Day(due_day + 15)),
        d.Paid(receivable, obligor.account, 700_000, 3_500, 0),
    ]
    assert d.Redeemed(receivable, supplier.id, FACE + 3_500) in world.happened(block)


def test_ends_without_payment(world: World, parties: list[Party]) -> None:
    obligor, supplier, *_ = parties
    ledger = world.ledger
    refused, withdrawn = world.statement(obligor), world.statement(obligor)
    ledger.send(supplier.account, ledger.record(refused), ledger.record(withdrawn))
    first, second = (world.id_of(x, obligor, supplier) for x in (refused, withdrawn))
    ledger.send(obligor.account, ledger.reject(first, 7))
    ledger.send(supplier.account, ledger.cancel(second))
    (third,) = world.issue(obligor, supplier)
    ledger.send(obligor.account, ledger.cancel(third))
    ledger.send(supplier.account, ledger.cancel(third))
    ends = d.Rejected | d.CancellationAsked | d.Cancelled
    assert [x for x in world.happened() if isinstance(x, ends)] == [
        d.Rejected(first, 7),
        d.Cancelled(second, supplier.id),
        d.CancellationAsked(third, obligor.id),
        d.Cancelled(third, supplier.id),
    ]


def test_the_register_and_the_lists(world: World, parties: list[Party]) -> None:
    obligor, *_ = parties
    start = world.node.head().number + 1
    world.by_operator(
        world.ledger.suspend(obligor.id),
        world.ledger.reinstate(obligor.id),
        world.ledger.set_roles(obligor.id, Role.SUPPLIER | Role.FINANCIER),
        world.ledger.add_terms(10, 100_000, 365),
        world.ledger.set_credit_line(obligor.id, 2, 5),
    )
    assert world.happened(start) == [
        d.SuspensionChanged(obligor.id, True),
        d.SuspensionChanged(obligor.id, False),
        d.RolesChanged(obligor.id, Role.SUPPLIER | Role.FINANCIER),
        d.TermsAdded(3, 10, 100_000, 365),
        d.CreditLineSet(obligor.id, 2, 5),
    ]
    listed = [x for x in world.happened() if isinstance(x, d.CurrencyAdded | d.TermsAdded)]
    assert listed[:4] == [
        d.CurrencyAdded(1, "CNY", world.ledger.token(1), SCALE),
        d.CurrencyAdded(2, "JPY", world.ledger.token(2), 10**6),
        d.TermsAdded(1, 5, 182_500, 365),
        d.TermsAdded(2, 0, 0, 360),
    ]


def test_time(world: World) -> None:
    today = world.clock.today()
    world.skip_to(Day(today + 30))
    assert world.clock.today() == today + 30
    assert world.ledger.ask("today") == today + 30


def test_blocks_are_a_chain(world: World) -> None:
    head = world.node.head()
    parent = world.node.block(head.number - 1)
    assert parent is not None
    assert head.parent == parent.hash == world.events.block_hash(head.number - 1)
    assert parent.timestamp <= head.timestamp
    assert world.node.block(head.number + 1) is None
    assert world.events.block_hash(head.number + 1) is None
    assert world.events.head().block_hash == head.hash
