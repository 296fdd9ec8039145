"""Words for what the tests of auctions do: four may bid, and the usual lot prices 88 days."""

from tests.contracts.market.bench import PPM, Bench
from tests.contracts.world import BANK, BANK2, CNY, DAY, DUE, NOON, TIER2, TIER3, digest

DEPOSIT = 10_000
PRICED = DUE - 2 - (NOON + 8 * 3_600) // DAY
"""Days from the end of revealing to the due day: 88."""
FOREVER = 2**256 - 1
ORDER = digest("order 1")


def discount(units: int, rate: int) -> int:
    """For the days of the auction, half up."""
    return (2 * units * rate * PRICED + 360 * PPM) // (2 * 360 * PPM)


def price(units: int, rate: int) -> int:
    """What is left."""
    return units - discount(units, rate)


def awards(bench: Bench, auction: int) -> list[int]:
    """Of both banks and both suppliers."""
    return [int(bench.auctions.bidOf(auction, x).award) for x in (BANK, BANK2, TIER2, TIER3)]


def credit(bench: Bench, participant: int) -> int:
    """What a participant may take out."""
    return int(bench.auctions.creditOf(participant, CNY))


def bidding_is_over(bench: Bench) -> None:
    """Of the auction opened last."""
    auctions = bench.auctions
    bench.world.chain.now = auctions.auctionOf(auctions.auctionCount()).lot.commitEnd + 1


def revealing_is_over(bench: Bench) -> None:
    """Of the auction opened last."""
    auctions = bench.auctions
    bench.world.chain.now = auctions.auctionOf(auctions.auctionCount()).lot.revealEnd + 1


def end(bench: Bench, auction: int) -> None:
    """Let the time to deliver pass."""
    bench.world.chain.now = bench.auctions.auctionOf(auction).lot.deliveryEnd + 1
