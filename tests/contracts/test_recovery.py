"""A lost account: another one takes over, after a delay in which it can be seen and stopped."""

from tests.contracts.chain import fact, refuses
from tests.contracts.world import (
    BANK,
    DUE,
    FACE,
    OBLIGOR,
    SUPPLIER1,
    TODAY,
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

DELAY = 7


def recovered(world: World, participant: int) -> None:
    """The stranger's account takes over."""
    world.core.requestRecovery(participant, stranger, by=operator)
    world.go_to(world.today + DELAY)
    world.core.recover(participant, by=tier2)


def test_units_roles_and_number_follow(world: World) -> None:
    id = world.tokenised()
    asked = world.core.requestRecovery(SUPPLIER1, stranger, by=operator)
    said = {"participant": SUPPLIER1, "account": stranger}
    assert asked.events == [fact("RecoveryRequested", **said, **{"from": TODAY + DELAY})]
    assert world.core.recoveryOf(SUPPLIER1) == (stranger, TODAY + DELAY)
    before = world.core.participantOf(supplier)
    world.go_to(TODAY + DELAY - 1, second=86_399)
    early = {"from": TODAY + DELAY, "today": TODAY + DELAY - 1}
    with refuses("RecoveryTooSoon", participant=SUPPLIER1, **early):
        world.core.recover(SUPPLIER1, by=operator)
    world.core.transfer(tier2, id, 1, by=supplier)
    world.go_to(TODAY + DELAY)
    done = world.core.recover(SUPPLIER1, by=tier2)
    assert done.events == [
        fact("AccountRecovered", participant=SUPPLIER1, before=supplier, account=stranger)
    ]
    assert world.core.participantOf(stranger) == before
    assert world.core.participantOf(supplier).id == 0
    assert world.core.accountOf(SUPPLIER1) == stranger
    assert world.units(id, stranger, supplier) == [FACE - 1, 0]
    world.core.transfer(tier2, id, 1, by=stranger)
    with refuses("UnknownParticipant", account=supplier):
        world.core.transfer(tier2, id, 1, by=supplier)
    world.core.pay(id, FACE, by=obligor)
    assert world.redeem(id, stranger) == [FACE - 2]


def test_the_old_account_can_stop_it(world: World) -> None:
    with refuses("NoRecovery", participant=SUPPLIER1):
        world.core.cancelRecovery(SUPPLIER1, by=supplier)
    world.core.requestRecovery(SUPPLIER1, stranger, by=operator)
    for caller in (stranger, operator, tier2):
        with refuses("NotItsAccount", participant=SUPPLIER1, caller=caller):
            world.core.cancelRecovery(SUPPLIER1, by=caller)
    world.core.suspend(SUPPLIER1, by=operator)
    stopped = world.core.cancelRecovery(SUPPLIER1, by=supplier)
    assert stopped.events == [fact("RecoveryCancelled", participant=SUPPLIER1, account=stranger)]
    world.go_to(TODAY + DELAY)
    with refuses("NoRecovery", participant=SUPPLIER1):
        world.core.recover(SUPPLIER1, by=operator)


def test_asking_again_begins_again(world: World) -> None:
    world.core.requestRecovery(SUPPLIER1, operator, by=operator)
    world.go_to(TODAY + DELAY - 1)
    world.core.requestRecovery(SUPPLIER1, stranger, by=operator)
    world.go_to(TODAY + DELAY)
    late = {"from": TODAY + 2 * DELAY - 1, "today": TODAY + DELAY}
    with refuses("RecoveryTooSoon", participant=SUPPLIER1, **late):
        world.core.recover(SUPPLIER1, by=operator)


def test_only_for_an_account_that_acts_for_nobody(world: World) -> None:
    with refuses("AccountTaken", account=bank, id=BANK):
        world.core.requestRecovery(SUPPLIER1, bank, by=operator)
    with refuses("ZeroIdentity"):
        world.core.requestRecovery(SUPPLIER1, "0x" + "00" * 20, by=operator)
    with refuses("UnknownParticipantId", id=99):
        world.core.requestRecovery(99, stranger, by=operator)
    world.core.requestRecovery(SUPPLIER1, stranger, by=operator)
    world.core.register(stranger, digest("LEI"), 1, by=operator)
    world.go_to(TODAY + DELAY)
    with refuses("AccountTaken", account=stranger, id=8):
        world.core.recover(SUPPLIER1, by=operator)


def test_what_barred_it_still_does(world: World) -> None:
    id = world.tokenised()
    world.core.freeze(SUPPLIER1, digest("order"), TODAY + 50, by=operator)
    recovered(world, SUPPLIER1)
    with refuses("Frozen", participant=SUPPLIER1, until=TODAY + 50):
        world.core.transfer(tier2, id, 1, by=stranger)
    world.core.unfreeze(SUPPLIER1, digest("order"), by=operator)
    world.core.suspend(SUPPLIER1, by=operator)
    with refuses("ParticipantSuspended", id=SUPPLIER1):
        world.core.transfer(tier2, id, 1, by=stranger)


def test_what_the_old_account_signed_counts_no_more(world: World) -> None:
    promised = world.undertaking(invoice(), valid_until=TODAY + DELAY)
    signature = world.signed(promised, obligor)
    id = world.recorded()
    recovered(world, OBLIGOR)
    with refuses("UndertakingSignatureInvalid", obligor=stranger):
        world.core.confirmSigned(promised, signature, by=supplier)
    world.core.confirm(promised, by=stranger)
    assert world.core.receivableOf(id).face == FACE


def test_nor_a_quote_of_a_lost_bank(world: World) -> None:
    id = world.tokenised()
    recovered(world, BANK)
    with refuses("UnknownParticipant", account=bank):
        world.fill(world.quote(id), 1_000)
    with refuses("QuoteSignatureInvalid", financier=stranger):
        world.fill(world.quote(id, financier=stranger), 1_000)


def test_its_defaults_follow_and_are_cured_there(world: World) -> None:
    id = world.tokenised()
    world.go_to(DUE + 10)
    world.core.markDefault(id, by=tier2)
    recovered(world, OBLIGOR)
    world.fund(world.token, stranger)
    with refuses("ObligorInDefault", obligor=OBLIGOR, defaults=1):
        world.core.issue([invoice(2, counterparty=supplier, due_day=DUE + 99)], by=stranger)
    world.core.pay(id, sum(world.core.amountDue(id)), by=stranger)
    assert world.core.participantOf(stranger).defaults == 0
