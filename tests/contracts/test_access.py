"""Who may do what: every function that writes is listed with what it may move."""

from typing import Any

import pytest

from scripts.specification.moves import MOVES, NOTHING
from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    BANK,
    CNY,
    LINE,
    OBLIGOR,
    SUPPLIER1,
    TODAY,
    World,
    bank,
    digest,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
)

# The administration: granted in the authority, and never a way to units or cash.
RESTRICTED: dict[str, Any] = {
    "register": (stranger, digest("LEI"), 1),
    "setRoles": (SUPPLIER1, 31),
    "suspend": (BANK,),
    "reinstate": (BANK,),
    "addCurrency": (b"EUR", stranger, 2),
    "addTerms": ((0, 0, 360),),
    "setCreditLine": (OBLIGOR, CNY, LINE + 1),
    "requestRecovery": (SUPPLIER1, stranger),
    "freeze": (SUPPLIER1, digest("order"), TODAY),
    "unfreeze": (SUPPLIER1, digest("order")),
    "freezeUnits": (1, SUPPLIER1, 1, digest("order"), TODAY),
    "unfreezeUnits": (1, SUPPLIER1, digest("order")),
    "announceRule": ((b"CN-77".ljust(32, b"\0"), TODAY, 0, 365, 180, 0),),
}


def writing(functions: Any) -> set[str]:
    """The names of the functions that are no views."""
    return {name for name, function in functions.items() if not function.is_view}


def test_every_function_is_listed_with_what_it_may_move(world: World) -> None:
    for contract in (world.core, world.splitter, world.token):
        listed = set(MOVES[contract.interface.name])
        assert writing(contract.interface.functions) == listed, contract


def test_the_administration_moves_nothing() -> None:
    for name in (*RESTRICTED, "setAuthority"):
        assert MOVES["Receivables"][name] == NOTHING


def test_the_contracts_take_no_coins(world: World) -> None:
    for contract in (world.core, world.splitter, world.token):
        for name, function in contract.interface.functions.items():
            assert function.entry["stateMutability"] != "payable", name


@pytest.mark.parametrize("name", RESTRICTED)
@pytest.mark.parametrize("caller", [stranger, obligor, supplier, bank], ids=lambda _: "")
def test_the_administration_is_closed_to_everybody_else(
    world: World, name: str, caller: Any
) -> None:
    with refuses("AccessManagedUnauthorized", caller=caller):
        getattr(world.core, name)(*RESTRICTED[name], by=caller)
    with refuses("AccessManagedUnauthorized", caller=caller):
        world.core.multicall([world.core.data(name, *RESTRICTED[name])], by=caller)


def test_nor_can_a_stranger_make_money(world: World) -> None:
    for caller in (stranger, bank):
        with refuses("AccessManagedUnauthorized", caller=caller):
            world.token.mint(caller, 1, by=caller)


def test_nor_exchange_the_authority(world: World) -> None:
    for contract in (world.core, world.token):
        for caller in (stranger, operator):
            with refuses("AccessManagedUnauthorized", caller=caller):
                contract.setAuthority(stranger, by=caller)


def test_a_role_opens_the_functions_it_was_granted_and_no_other(world: World) -> None:
    registrar = 7
    selector = world.core.interface.functions["register"].selector
    world.authority.setTargetFunctionRole(world.core.address, [selector], registrar, by=operator)
    world.authority.grantRole(registrar, tier2, 0, by=operator)
    world.core.register(stranger, digest("LEI"), 1, by=tier2)
    with refuses("AccessManagedUnauthorized", caller=tier2):
        world.core.suspend(BANK, by=tier2)
    with refuses("AccessManagedUnauthorized", caller=operator):
        world.core.register(tier2, digest("LEI 2"), 1, by=operator)


def test_a_role_may_come_with_a_delay(world: World) -> None:
    """What is scheduled can be seen before it happens, and does not happen before its time."""
    role, delay = 9, 86_400
    selector = world.core.interface.functions["setCreditLine"].selector
    world.authority.setTargetFunctionRole(world.core.address, [selector], role, by=operator)
    world.authority.grantRole(role, tier2, delay, by=operator)
    call = world.core.data("setCreditLine", OBLIGOR, CNY, 1)
    with refuses("AccessManagerNotScheduled", operationId=operation(world, call)):
        world.core.setCreditLine(OBLIGOR, CNY, 1, by=tier2)
    world.authority.schedule(world.core.address, call, 0, by=tier2)
    with refuses("AccessManagerNotReady", operationId=operation(world, call)):
        world.authority.execute(world.core.address, call, by=tier2)
    world.chain.now += delay
    world.authority.execute(world.core.address, call, by=tier2)
    assert world.core.creditLineOf(OBLIGOR, CNY).limit == 1


def operation(world: World, call: bytes) -> bytes:
    """The authority's name for a call of tier2's."""
    return bytes(world.authority.hashOperation(tier2, world.core.address, call))


def test_the_operator_itself_moves_nobodys_units_or_cash(world: World) -> None:
    """With every right that the authority can give, and with a registration of its own."""
    world.core.register(operator, digest("LEI"), 31, by=operator)
    id = world.tokenised()
    world.core.pay(id, 10, by=obligor)
    with refuses("NothingToRedeem", receivable=id, holder=8):
        world.core.redeem(id, by=operator)
    with refuses("ERC6909InsufficientAllowance", spender=operator, allowance=0, needed=1, id=id):
        world.core.transferFrom(supplier, operator, id, 1, by=operator)
    with refuses("InsufficientUnits", id=id, holder=8, held=0, needed=1):
        world.core.transfer(tier2, id, 1, by=operator)
    with refuses("NotParty", receivable=id, participant=8):
        world.core.cancel(id, by=operator)
    with refuses("QuoteSignatureInvalid", financier=bank):
        world.fill(world.quote(id), 1, by=operator, signer=operator)
    for account in (supplier, world.core.address):
        with refuses("ERC20InsufficientAllowance", spender=operator, allowance=0, needed=1):
            world.token.transferFrom(account, operator, 1, by=operator)


def test_cash_sent_by_mistake_is_nobodys(world: World) -> None:
    """It does not make anything redeemable, and does not stand in the way of a payment."""
    id = world.tokenised()
    world.token.transfer(world.core.address, 12_345, by=supplier)
    with refuses("NothingToRedeem", receivable=id, holder=SUPPLIER1):
        world.core.redeem(id, by=supplier)
    receipt = world.core.pay(id, 1_000_000, by=obligor)
    assert fact("Paid", receivable=id, payer=obligor, amount=1_000_000) in receipt.events
    assert world.redeem(id, supplier) == [1_000_000]
    assert world.cash(world.core.address) == 12_345
