"""Sealed-bid auctions: calls, state, and bids that the service keeps sealed."""

from collections.abc import Sequence
from typing import Protocol

from sfc.domain.auctions import Auction, Bid, Lot, SealedBid
from sfc.domain.ids import ParticipantId
from sfc.ports.ledger import Call


class Auctioneer(Protocol):
    """The contract. Methods that give a Call change nothing."""

    def open(self, lot: Lot) -> Call: ...
    def commit(self, auction: int, commitment: bytes) -> Call: ...
    def reveal(self, auction: int, rate_ppm: int, units: int, salt: bytes) -> Call: ...
    def clear(self, auction: int) -> Call: ...
    def deliver(self, auction: int, financier: ParticipantId) -> Call: ...
    def lapse(self, auction: int, financier: ParticipantId) -> Call: ...
    def withdraw(self, currency: int) -> Call: ...
    def commitment(
        self, auction: int, financier: ParticipantId, rate_ppm: int, units: int, salt: bytes
    ) -> bytes:
        """The hash to commit to."""

    def count(self) -> int:
        """How many auctions were ever opened."""

    def auction(self, auction: int) -> Auction:
        """One by its number. Raises NotFound."""

    def bid(self, auction: int, financier: ParticipantId) -> Bid: ...
    def credit(self, participant: ParticipantId, currency: int) -> int:
        """What a participant may take out, minor units."""


class SealedBids(Protocol):
    """Bids that the service reveals in time. Each method is its own database transaction."""

    def keep(self, bid: SealedBid) -> None:
        """Keep a bid beside those that the financier tried before in the auction."""

    def kept(self, auction: int, financier: ParticipantId) -> Sequence[SealedBid]: ...
    def waiting(self) -> Sequence[SealedBid]:
        """Those that are not done with."""

    def done(self, bid: SealedBid) -> None:
        """Forget all bids of its financier in its auction: one is revealed, or none can be."""
