"""The auctions' contract as the use cases know it: `ports.Auctioneer`."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from sfc.chain.contracts import AUCTIONS, interface
from sfc.chain.nodes.node import Node
from sfc.domain.auctions import Auction, Bid, BidState, Lot
from sfc.domain.errors import ManifestMismatch, NotFound
from sfc.domain.ids import ParticipantId, ReceivableId
from sfc.domain.market import SaleTerms
from sfc.ports import Call


class ContractAuctioneer:
    """One deployment: `beside` has the addresses of its market contracts by artifact."""

    def __init__(self, node: Node, beside: Mapping[str, str]) -> None:
        self._node = node
        self._beside = beside

    def open(self, lot: Lot) -> Call:
        """The seller opens an auction."""
        fields = astuple(lot)
        return _call("open", (int(lot.receivable, 16), *fields[1:]))

    def commit(self, auction: int, commitment: bytes) -> Call:
        """A financier commits to a bid."""
        return _call("commit", auction, commitment)

    def reveal(self, auction: int, rate_ppm: int, units: int, salt: bytes) -> Call:
        """It shows the bid."""
        return _call("reveal", auction, rate_ppm, units, salt)

    def clear(self, auction: int) -> Call:
        """Anybody has the units awarded."""
        return _call("clear", auction)

    def deliver(self, auction: int, financier: ParticipantId) -> Call:
        """Anybody has an award exchanged for its cost."""
        return _call("deliver", auction, financier)

    def lapse(self, auction: int, financier: ParticipantId) -> Call:
        """Anybody has an award closed that was not delivered."""
        return _call("lapse", auction, financier)

    def withdraw(self, currency: int) -> Call:
        """A participant takes out what is credited to it."""
        return _call("withdraw", currency)

    def commitment(
        self, auction: int, financier: ParticipantId, rate_ppm: int, units: int, salt: bytes
    ) -> bytes:
        """The hash to commit to."""
        return bytes(self._ask("commitmentOf", auction, financier, rate_ppm, units, salt))

    def count(self) -> int:
        """How many auctions were ever opened."""
        return int(self._ask("auctionCount"))

    def auction(self, auction: int) -> Auction:
        """One by its number. Raises NotFound."""
        seller, currency, _round, bids, cleared, _, rate, awarded, bond, lot = self._ask(
            "auctionOf", auction
        )
        if seller == 0:
            raise NotFound("auction", str(auction))
        receivable, units, least, deposit, reserve, commit, reveal, delivery, terms = lot
        return Auction(
            number=auction,
            seller=ParticipantId(seller),
            currency=currency,
            bids=bids,
            cleared=cleared,
            rate_ppm=rate,
            awarded=awarded,
            bond=bond,
            lot=Lot(
                ReceivableId(f"0x{receivable:064x}"),
                units,
                least,
                deposit,
                reserve,
                commit,
                reveal,
                delivery,
                SaleTerms(*terms),
            ),
        )

    def bid(self, auction: int, financier: ParticipantId) -> Bid:
        """A financier's bid."""
        commitment, state, _place, rate, units, award = self._ask("bidOf", auction, financier)
        return Bid(financier, bytes(commitment), BidState(state), rate, units, award)

    def credit(self, participant: ParticipantId, currency: int) -> int:
        """What a participant may take out, minor units."""
        return int(self._ask("creditOf", participant, currency))

    def _ask(self, name: str, *arguments: Any) -> Any:
        if AUCTIONS not in self._beside:
            raise ManifestMismatch(AUCTIONS, "an address", "none")
        function = interface(AUCTIONS)[name]
        data = function.encode(*arguments)
        return function.decode(self._node.call(self._beside[AUCTIONS], data))


def _call(name: str, *arguments: Any) -> Call:
    return Call(AUCTIONS, interface(AUCTIONS)[name].encode(*arguments))
