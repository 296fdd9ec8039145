"""What each role may try on a ledger as it stands. Mostly it makes sense; nonsense comes after.

A player gets dice and the stage, looks into the book, and names a call. Whether the call is fine is
for the model to say.

choosing    dice, and what to choose from
parties     the supplier and its obligor
batches     one promise for many invoices
holders     units and quotes
cash        payments, and other moves of cash
office      the operator, the regulator, and time
traders     orders and facilities beside the ledger
financiers  what follows a sale there
bidders     auctions
"""

from collections.abc import Iterator
from itertools import count, islice

from tests.differential.cast import Stage
from tests.differential.players import (
    batches,
    bidders,
    cash,
    financiers,
    holders,
    office,
    parties,
    traders,
)
from tests.differential.players.choosing import Dice, Player, one_of
from tests.reference.operations import Call

Mix = tuple[tuple[Player, int], ...]
"""Who acts, and how often."""

LEDGER: Mix = (
    (parties.recording, 5),
    (parties.confirming, 7),
    (parties.confirming_by_signature, 3),
    (parties.issuing_by_signature, 5),
    (parties.issuing, 4),
    (batches.posting_a_batch, 2),
    (batches.materialising, 6),
    (batches.closing_a_batch, 1),
    (parties.rejecting, 1),
    (parties.cancelling, 2),
    (parties.agreeing_to_cancel, 2),
    (parties.disputing, 2),
    (parties.crediting, 4),
    (parties.tokenising, 7),
    (holders.transferring, 12),
    (holders.transferring_for_another, 5),
    (holders.allowing, 4),
    (holders.splitting, 3),
    (holders.selling, 12),
    (holders.withdrawing_a_quote, 2),
    (holders.redeeming, 14),
    (cash.paying, 14),
    (cash.moving_cash, 3),
    (office.administering, 4),
    (office.lending, 3),
    (office.supervising, 1),
    (office.ordering, 4),
    (office.recovering, 2),
    (office.marking_default, 2),
    (office.waiting, 5),
)
BESIDE: Mix = (
    (traders.selling_to_a_bid, 20),
    (traders.buying_an_ask, 16),
    (traders.filling_again, 10),
    (traders.withdrawing_an_order, 2),
    (traders.opening_a_facility, 3),
    (traders.changing_a_facility, 2),
    (traders.drawing, 24),
    (traders.restoring, 3),
    (financiers.putting_back, 30),
    (financiers.running_short, 8),
    (financiers.paying_a_debt, 14),
    (financiers.releasing, 6),
    (bidders.auctioning, 10),
    (bidders.committing, 30),
    (bidders.revealing, 40),
    (bidders.withholding, 4),
    (bidders.clearing, 16),
    (bidders.delivering, 20),
    (bidders.taking_out, 5),
)


def previewing(dice: Dice, stage: Stage) -> Call | None:
    """Somebody asks what a call beside the ledger would do."""
    call = named(dice, BESIDE)(dice, stage)
    if call is None or call.name == "approve":  # of a token
        return None
    name = "preview" if dice.randrange(20) else "undone"
    return Call(call.by, name, (call,), call.to)


MARKET: Mix = (
    *BESIDE,
    (previewing, 14),
    (parties.issuing, 10),
    (parties.issuing_by_signature, 12),
    (parties.cancelling, 2),
    (parties.agreeing_to_cancel, 4),
    (parties.crediting, 3),
    (holders.transferring, 6),
    (holders.allowing, 4),
    (holders.redeeming, 3),
    (cash.paying, 6),
    (cash.moving_cash, 8),
    (office.administering, 3),
    (office.lending, 1),
    (office.ordering, 3),
    (office.recovering, 1),
    (office.waiting, 1),
    (financiers.waiting_for_a_default, 2),
    (bidders.waiting_for_an_end, 14),
)


def named(dice: Dice, mix: Mix) -> Player:
    """One of them, each as often as it should."""
    player: Player = one_of(dice, [player for player, often in mix for _ in range(often)])
    return player


def mix_of(seed: int) -> Mix:
    """Who plays in a run: in one of three mostly those beside the ledger."""
    return MARKET if seed % 3 == 2 else LEDGER


def seeds_of(mix: Mix, runs: int) -> Iterator[int]:
    """The first seeds of a mix."""
    return islice((seed for seed in count() if mix_of(seed) is mix), runs)
