"""A financier voids everything that it has signed with one call."""

from tests.contracts.chain import fact, refuses
from tests.contracts.world import BANK, BANK2, World, bank, bank2, invoice, stranger, supplier


def test_all_quotes_of_before_are_void_on_every_receivable(world: World) -> None:
    ids = [world.tokenised(invoice(number)) for number in range(3)]
    world.fill(world.quote(ids[0]), 1_000)
    voided = world.core.cancelAllQuotes(by=bank)
    assert voided.value == 1
    assert voided.events == [fact("AllQuotesCancelled", financier=BANK, epoch=1)]
    assert world.core.participantOf(bank).quoteEpoch == 1
    for id in ids:
        with refuses("QuoteEpochOver", financier=BANK, epoch=0, current=1):
            world.fill(world.quote(id, nonce=5), 1_000)


def test_new_ones_are_of_the_new_epoch(world: World) -> None:
    id = world.tokenised()
    world.core.cancelAllQuotes(by=bank)
    sold = world.fill(world.quote(id, nonce=256 + 95), 1_000)
    assert sold.only("Sold")["nonce"] == 256 + 95
    assert world.core.nonceOf(id, BANK, 95) == (True, False)
    with refuses("QuoteEpochOver", financier=BANK, epoch=2, current=1):
        world.fill(world.quote(id, nonce=512), 1_000)


def test_a_place_that_was_used_stays_used(world: World) -> None:
    """The lower byte of a nonce counts once per receivable, in whatever epoch."""
    id = world.tokenised()
    world.fill(world.quote(id, nonce=3), 1_000)
    world.core.cancelQuote(id, 4, by=bank)
    world.core.cancelAllQuotes(by=bank)
    with refuses("QuoteUsed", financier=BANK, nonce=256 + 3):
        world.fill(world.quote(id, nonce=256 + 3), 1_000)
    with refuses("QuoteWithdrawn", financier=BANK, nonce=256 + 4):
        world.fill(world.quote(id, nonce=256 + 4), 1_000)
    with refuses("NonceOutOfRange", nonce=96):
        world.fill(world.quote(id, nonce=256 + 96), 1_000)


def test_single_ones_are_withdrawn_in_their_epoch(world: World) -> None:
    id = world.tokenised()
    world.core.cancelAllQuotes(by=bank)
    with refuses("QuoteEpochOver", financier=BANK, epoch=0, current=1):
        world.core.cancelQuote(id, 7, by=bank)
    world.core.cancelQuote(id, 256 + 7, by=bank)
    with refuses("QuoteWithdrawn", financier=BANK, nonce=256 + 7):
        world.fill(world.quote(id, nonce=256 + 7), 1_000)


def test_others_are_not_touched(world: World) -> None:
    id = world.tokenised()
    world.core.cancelAllQuotes(by=bank)
    assert world.core.participantOf(bank2).quoteEpoch == 0
    world.fill(world.quote(id, financier=bank2), 1_000, signer=bank2)
    assert world.core.nonceOf(id, BANK2, 0) == (True, False)
    with refuses("WrongRole", account=supplier, required=4):
        world.core.cancelAllQuotes(by=supplier)
    with refuses("UnknownParticipant", account=stranger):
        world.core.cancelAllQuotes(by=stranger)
