"""What would happen, and what wallets are offered: the same on every node."""

import pytest
from eth_account import Account

from sfc.chain.nodes.node import Message, Reverted, Simulated
from sfc.chain.unsent import ContractUnsent, RehearsalLedger
from sfc.domain.errors import Forbidden
from sfc.domain.events import TermsAdded
from sfc.ports import OfferedTransaction, Rehearsed, SignatureWanted
from tests.parity.worlds import World


def test_messages_follow_each_other_and_nothing_stays(world: World) -> None:
    head, call = world.node.head(), world.ledger.add_terms(3, 100, 360)
    message = Message(world.operator, world.manifest.core, call.data)
    stranger = Message(world.keys.create(), world.manifest.core, call.data)
    one, refused, two = world.node.simulate([message, stranger, message])
    assert isinstance(one, Simulated) and isinstance(two, Simulated)
    assert isinstance(refused, Reverted) and refused.data
    assert one.gas_used == two.gas_used
    numbers = [int.from_bytes(each.logs[0].topics[1], "big") for each in (one, two)]
    assert numbers[1] == numbers[0] + 1
    assert world.node.head() == head
    receipt = world.ledger.send(world.operator, call)
    assert receipt.gas_used == one.gas_used


def test_a_rehearsal_says_what_happens_then(world: World) -> None:
    call = world.ledger.add_terms(4, 100, 360)
    ledger = RehearsalLedger(world.node, world.sender, world.manifest.core)
    with pytest.raises(Rehearsed) as rehearsed:
        ledger.send(world.operator, call)
    [said] = rehearsed.value.rehearsal.events
    assert isinstance(said, TermsAdded) and said.grace_days == 4
    with pytest.raises(Forbidden):
        ledger.send(world.keys.create(), call)
    receipt = world.ledger.send(world.operator, call)
    assert rehearsed.value.rehearsal.gas_used == receipt.gas_used


def test_what_a_wallet_signs_is_sent_and_known_again(world: World) -> None:
    """The registrar's own key, this time in a wallet."""
    unsent = ContractUnsent(world.node, world.sender, world.manifest.core, world.signer)
    world.ledger.send(world.operator, world.ledger.add_terms(6, 100, 360))  # and it has fees
    call = world.ledger.add_terms(5, 100, 360)
    with pytest.raises(SignatureWanted) as wanted:
        unsent.ledger().send(world.operator, call, reference="op_1 a 0")
    offered = wanted.value.offered
    assert isinstance(offered, OfferedTransaction)
    [asked] = offered.request["params"]
    key = world.keys._of(world.operator).key
    sent = {name: value for name, value in asked.items() if name != "from"}
    raw = bytes(Account.from_key(key).sign_transaction(sent).raw_transaction)
    signed = unsent.read("op_1", offered, raw)
    for _ in range(2):
        unsent.forward(offered, signed)
    receipt = unsent.ledger().send(world.operator, call, reference="op_1 a 0")
    assert receipt.transaction == signed.hash
    assert world.ledger.sent("op_1") == [("op_1 a 0", signed.hash)]
