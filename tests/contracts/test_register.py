"""The register, the lists and the credit lines: what the operator enters."""

import pytest

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    BANK,
    CNY,
    FACE,
    GRACE,
    LINE,
    NOBODY,
    OBLIGOR,
    PENALTY_BASIS,
    PENALTY_RATE,
    SCALE,
    SUPPLIER,
    SUPPLIER1,
    World,
    bank,
    digest,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
)

LEI = digest("LEI of a newcomer")


def test_a_legal_entity_is_registered_with_an_account(world: World) -> None:
    receipt = world.core.register(stranger, LEI, SUPPLIER, by=operator)
    assert receipt.value == 8
    assert receipt.events == [
        fact("Registered", id=8, account=stranger, legalEntity=LEI, roles=SUPPLIER)
    ]
    assert world.core.participantOf(stranger) == (8, SUPPLIER, 0, 0, 0, False)
    assert world.core.accountOf(8) == stranger
    assert world.core.idOfLegalEntity(LEI) == 8
    assert world.core.participantCount() == 8


def test_strangers_have_no_number(world: World) -> None:
    assert world.core.participantOf(stranger) == (0, 0, 0, 0, 0, False)
    assert world.core.accountOf(99) == NOBODY
    assert world.core.idOfLegalEntity(LEI) == 0


def test_one_account_and_one_legal_entity_for_each(world: World) -> None:
    with refuses("AccountTaken", account=supplier, id=SUPPLIER1):
        world.core.register(supplier, LEI, SUPPLIER, by=operator)
    taken = digest(f"LEI of {supplier}")
    with refuses("LegalEntityTaken", legalEntity=taken, id=SUPPLIER1):
        world.core.register(stranger, taken, SUPPLIER, by=operator)


def test_neither_is_nothing(world: World) -> None:
    with refuses("ZeroIdentity"):
        world.core.register(NOBODY, LEI, SUPPLIER, by=operator)
    with refuses("ZeroIdentity"):
        world.core.register(stranger, bytes(32), SUPPLIER, by=operator)


@pytest.mark.parametrize("roles", [0, 32, 255])
def test_roles_are_a_set_of_the_five(world: World, roles: int) -> None:
    with refuses("InvalidRoles", roles=roles):
        world.core.register(stranger, LEI, roles, by=operator)
    with refuses("InvalidRoles", roles=roles):
        world.core.setRoles(SUPPLIER1, roles, by=operator)


def test_roles_change_and_what_is_held_stays(world: World) -> None:
    id = world.tokenised()
    receipt = world.core.setRoles(SUPPLIER1, 31, by=operator)
    assert receipt.events == [fact("RolesChanged", id=SUPPLIER1, roles=31)]
    assert world.core.participantOf(supplier).roles == 31
    assert world.units(id, supplier) == [FACE]


def test_suspending_and_reinstating(world: World) -> None:
    suspended = world.core.suspend(BANK, by=operator)
    assert suspended.events == [fact("Suspended", id=BANK)]
    assert world.core.participantOf(bank).suspended
    reinstated = world.core.reinstate(BANK, by=operator)
    assert reinstated.events == [fact("Reinstated", id=BANK)]
    assert not world.core.participantOf(bank).suspended


@pytest.mark.parametrize("number", [0, 8, 2**32 - 1])
def test_who_does_not_exist_does_not_change(world: World, number: int) -> None:
    for name, more in (("suspend", ()), ("reinstate", ()), ("setRoles", (1,))):
        with refuses("UnknownParticipantId", id=number):
            getattr(world.core, name)(number, *more, by=operator)


# Lists.


def test_a_currency_is_listed_with_its_token(world: World) -> None:
    token = world.mock("TestToken", 18)
    receipt = world.core.addCurrency(b"KWD", token.address, 3, by=operator)
    assert receipt.value == 2
    assert receipt.events == [
        fact("CurrencyAdded", currency=2, code=b"KWD", token=token.address, scale=10**15)
    ]
    assert world.core.currencyOf(2) == (token.address, 10**15, b"KWD")
    assert world.core.currencyOf(CNY) == (world.token.address, SCALE, b"CNY")
    assert world.core.catalogueSize() == (2, 1)


@pytest.mark.parametrize(
    ("decimals", "exponent", "scale"), [(0, 0, 1), (2, 2, 1), (18, 0, 10**18), (20, 2, 10**18)]
)
def test_the_scale_follows_from_the_decimals(
    world: World, decimals: int, exponent: int, scale: int
) -> None:
    token = world.mock("TestToken", decimals)
    number = world.core.addCurrency(b"XXX", token.address, exponent, by=operator).value
    assert world.core.currencyOf(number).scale == scale


@pytest.mark.parametrize(("decimals", "exponent"), [(1, 2), (0, 2), (19, 0), (255, 2)])
def test_a_token_too_coarse_or_too_fine_is_refused(
    world: World, decimals: int, exponent: int
) -> None:
    token = world.mock("TestToken", decimals)
    with refuses("ScaleUnsupported", tokenDecimals=decimals, exponent=exponent):
        world.core.addCurrency(b"XXX", token.address, exponent, by=operator)


def test_what_is_no_token_is_refused(world: World) -> None:
    for account in (stranger, world.splitter.address):
        with refuses("Nothing"):
            world.core.addCurrency(b"XXX", account, 2, by=operator)


def test_terms_are_listed(world: World) -> None:
    receipt = world.core.addTerms((10, 182_500, 365), by=operator)
    assert receipt.value == 2
    assert receipt.events == [
        fact("TermsAdded", terms=2, graceDays=10, penaltyRate=182_500, basis=365)
    ]
    assert world.core.termsOf(2) == (10, 182_500, 365)
    assert world.core.termsOf(1) == (GRACE, PENALTY_RATE, PENALTY_BASIS)


@pytest.mark.parametrize("basis", [0, 364, 366, 36_000])
def test_a_year_has_360_or_365_days(world: World, basis: int) -> None:
    with refuses("BasisUnsupported", basis=basis):
        world.core.addTerms((0, 0, basis), by=operator)


def test_the_list_of_currencies_holds_255(world: World) -> None:
    add = world.core.data("addCurrency", b"XXX", world.token.address, 2)
    for calls in (100, 100, 54):
        world.core.multicall([add] * calls, by=operator)
    assert world.core.catalogueSize().currencies == 255
    with refuses("CatalogueFull"):
        world.core.addCurrency(b"XXX", world.token.address, 2, by=operator)
    assert world.recorded(invoice(currency=255))


# Credit lines.


def test_a_line_moves_but_not_below_what_is_used(world: World) -> None:
    assert world.core.creditLineOf(OBLIGOR, CNY) == (LINE, 0)
    world.confirmed()
    with refuses("LimitBelowUsed", limit=FACE - 1, used=FACE):
        world.core.setCreditLine(OBLIGOR, CNY, FACE - 1, by=operator)
    receipt = world.core.setCreditLine(OBLIGOR, CNY, FACE, by=operator)
    assert receipt.events == [fact("CreditLineSet", obligor=OBLIGOR, currency=CNY, limit=FACE)]
    assert world.core.creditLineOf(OBLIGOR, CNY) == (FACE, FACE)
    world.core.setCreditLine(OBLIGOR, CNY, 2**128 - 1, by=operator)
    assert world.core.creditLineOf(OBLIGOR, CNY) == (2**128 - 1, FACE)


def test_without_a_line_nothing_is_confirmed(world: World) -> None:
    world.core.addCurrency(b"USD", world.token.address, 2, by=operator)
    stated = invoice(currency=2)
    world.recorded(stated)
    with refuses("CreditLimitExceeded", obligor=OBLIGOR, currency=2, limit=0, used=0, amount=FACE):
        world.core.confirm(world.undertaking(stated), by=obligor)


# The settlement token.


def test_bank_money_is_made_given_up_and_permitted(world: World) -> None:
    world.token.mint(stranger, 5, by=operator)
    world.token.burn(2, by=stranger)
    assert world.cash(stranger) == 3
    assert (world.token.decimals(), world.token.symbol()) == (6, "CNY")
    with refuses("ERC20InsufficientBalance", sender=stranger, balance=3, needed=4):
        world.token.burn(4, by=stranger)


def test_a_permit_serves_instead_of_an_approval(world: World) -> None:
    from eth_account.messages import encode_typed_data

    deadline = world.chain.now + 100
    fields = {
        "owner": str(tier2),
        "spender": world.core.address,
        "value": 7,
        "nonce": 0,
        "deadline": deadline,
    }
    members = [
        {"name": name, "type": "uint256" if isinstance(value, int) else "address"}
        for name, value in fields.items()
    ]
    domain = {
        "name": "Sandbox CNY",
        "version": "1",
        "chainId": world.chain.id,
        "verifyingContract": world.token.address,
    }
    signed = tier2.key.sign_message(encode_typed_data(domain, {"Permit": members}, fields))
    r, s = (x.to_bytes(32, "big") for x in (signed.r, signed.s))
    permit = (tier2, world.core.address, 7, deadline, signed.v, r, s)
    world.token.permit(*permit, by=stranger)
    assert world.token.allowance(tier2, world.core.address) == 7
    with pytest.raises(Exception, match="ERC2612InvalidSigner"):
        world.token.permit(*permit, by=stranger)


# The ledger's days.


def test_the_ledgers_day_begins_at_midnight_in_its_zone(world: World) -> None:
    assert world.core.utcOffset() == 8 * 3_600
    assert world.core.ledgerDay(16 * 3_600 - 1) == 0
    assert world.core.ledgerDay(16 * 3_600) == 1
    assert world.core.today() == world.today


def test_a_zone_is_fourteen_hours_ahead_at_most(world: World) -> None:
    from sfc.chain import artifacts

    linked = {name: library.address for name, library in world.libraries.items()}
    code = artifacts.load("BackOffice")
    with refuses("OffsetOutOfRange", offset=50_401):
        world.chain.deploy(code, 50_401, by=operator, libraries=linked)
    ahead = world.chain.deploy(code, 50_400, by=operator, libraries=linked)
    assert ahead.ledgerDay(10 * 3_600) == 1
