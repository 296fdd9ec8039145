"""Every step takes the same gas in our engine as on a real node, to the last unit."""

from dataclasses import replace
from itertools import count

import pytest

from sfc.chain.clock import SandboxClock
from sfc.chain.keys import Keyring
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.nodes.jsonrpc import JsonRpcNode
from sfc.chain.sender import Sender
from sfc.domain.roles import Role
from sfc.domain.statements import SignedQuote
from tests.chain import anvil
from tests.parity.worlds import FACE, World

ANVIL_CHAIN = 31_337


class SameKeys(Keyring):
    """Makes the same keys every time, so that addresses cost the same calldata."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1_000)

    def create(self) -> str:
        return self.add(next(self._numbers).to_bytes(32, "big"))


def life(world: World) -> dict[str, int]:
    """Gas by step; the deployment's contracts under their own names."""
    gas = {name: contract.gas for name, contract in world.manifest.contracts.items()}
    gas["wiring"] = world.manifest.wiring_gas
    obligor, supplier, second, bank = world.join(
        Role.CORE_ENTERPRISE, Role.SUPPLIER, Role.SUPPLIER, Role.FINANCIER
    )
    world.give_cash(bank, FACE)
    world.give_cash(obligor, FACE)
    ledger, statement = world.ledger, world.statement(obligor)
    receivable = world.id_of(statement, obligor, supplier)
    quote = world.quote(bank, receivable, statement.due_day).quote
    quote = replace(quote, expiry=2**40)
    signed = SignedQuote(quote, world.signer.sign_quote(quote))
    steps = [
        ("record", supplier, [ledger.record(statement)]),
        ("confirm", obligor, [ledger.confirm(world.undertaking(receivable, statement))]),
        ("tokenise", supplier, [ledger.tokenise(receivable)]),
        ("transfer", supplier, [ledger.transfer(receivable, second.account, FACE // 4)]),
        ("fill", supplier, [ledger.fill(signed, FACE // 2, 1)]),
        ("pay a part", obligor, [ledger.pay(receivable, FACE // 3)]),
        ("redeem a part", second, [ledger.redeem(receivable)]),
        ("pay the rest", obligor, [ledger.pay(receivable, FACE - FACE // 3)]),
        ("redeem", bank, [ledger.redeem(receivable)]),
        (
            "issue many",
            obligor,
            [ledger.issue(world.statement(obligor), supplier.account) for _ in range(50)],
        ),
    ]
    for name, party, calls in steps:
        gas[name] = ledger.send(party.account, *calls).gas_used
    return gas


@pytest.mark.skipif(not anvil.available(), reason="anvil is not installed: run make node")
def test_gas_is_the_same_to_the_last_unit() -> None:
    with anvil.running() as url:
        remote, keys = JsonRpcNode(url), SameKeys()
        deployer = keys.add(anvil.KEY)
        sender = Sender(remote, keys, sponsor=deployer)
        there = life(World(remote, keys, deployer, lambda _: None, sender))
        now = remote.next_timestamp()
    clock, keys = SandboxClock(now), SameKeys()
    node, deployer = EmbeddedNode(clock, chain_id=ANVIL_CHAIN), keys.add(anvil.KEY)
    here = life(World(node, keys, deployer, clock.advance_to, Sender(node, keys)))
    assert here == there
