"""Whether the books of the auctions are those of their contract."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sfc.app.audit_difference import Difference, compared
from sfc.domain.auctions import Bid, BidState
from sfc.domain.books import AuctionRow, BidRow
from sfc.domain.ids import ParticipantId, format_participant
from sfc.ports import Auctioneer, ReadModel


class AuctionAudit:
    """Auctions with their bids, and what is credited to participants."""

    def __init__(self, auctions: Auctioneer, read: ReadModel) -> None:
        self._auctions = auctions
        self._read = read
        self.kept: Counter[int] = Counter()
        """Deposits and credits that were met, minor units by the number of their currency."""

    def differences(self, people: Iterable[ParticipantId]) -> Iterator[Difference]:
        """What is wrong, `people` being all participants."""
        here = {each.number: each for each in self._read.auctions()}
        count = self._auctions.count()
        for number in sorted({*range(1, count + 1), *here}):
            there = number <= count
            yield from compared(f"auction {number}", "whether it is there", there, number in here)
            if there and number in here:
                yield from self._of_auction(here[number])
        yield from self._of_credits(people)

    def _of_auction(self, here: AuctionRow) -> Iterator[Difference]:
        found, bids = self._auctions.auction(here.number), self._read.bids(here.number)
        lot = found.lot
        pending = not here.cleared or any(each.state == "awarded" for each in bids)
        for respect, chain, mine in (
            ("seller", found.seller, here.seller),
            ("currency", found.currency, here.currency),
            ("receivable", lot.receivable, here.receivable),
            ("units", lot.units, here.units),
            ("fewest units of a bid", lot.min_units, here.min_units),
            ("deposit", lot.deposit, here.deposit),
            ("reserve rate", lot.reserve_rate_ppm, here.reserve_rate),
            ("end of bidding", lot.commit_end, here.commit_end),
            ("end of revealing", lot.reveal_end, here.reveal_end),
            ("end of delivery", lot.delivery_end, here.delivery_end),
            ("number of bids", found.bids, here.bids),
            ("number of bids (should be those listed)", found.bids, len(bids)),
            ("cleared", found.cleared, here.cleared),
            ("rate for all", found.rate_ppm, here.rate),
            ("units awarded", found.awarded, here.awarded),
            ("units awarded (should be the sum of awards)", found.awarded, _awarded(bids)),
            ("seller's deposit is kept", found.bond > 0, pending),
        ):
            yield from compared(f"auction {here.number}", respect, chain, mine)
        forfeited = 0
        for bid in bids:
            seen = self._auctions.bid(here.number, bid.financier)
            forfeited += here.cleared and seen.state is BidState.COMMITTED
            yield from _of_bid(seen, bid, here.cleared)
        yield from compared(f"auction {here.number}", "bids forfeited", forfeited, here.forfeited)
        waiting = ("awarded",) if here.cleared else ("committed", "revealed")
        deposits = here.deposit * sum(each.state in waiting for each in bids)
        self.kept[here.currency] += found.bond + deposits

    def _of_credits(self, people: Iterable[ParticipantId]) -> Iterator[Difference]:
        here = {(each.participant, each.currency): each for each in self._read.auction_credits()}
        currencies = self._read.currencies()
        for participant in people:
            for currency in currencies:
                row = here.get((participant, currency.number))
                amount = row.amount if row else 0
                found = self._auctions.credit(participant, currency.number)
                subject = f"credit of {format_participant(participant)} in {currency.code}"
                yield from compared(subject, "what auctions owe it", found, amount)
                self.kept[currency.number] += amount


def _of_bid(found: Bid, here: BidRow, cleared: bool) -> Iterator[Difference]:
    subject = f"bid of {format_participant(here.financier)} in auction {here.auction}"
    state = _in_contract(here.state, cleared).name.lower()
    yield from compared(subject, "state", found.state.name.lower(), state)
    yield from compared(subject, "commitment", f"0x{found.commitment.hex()}", here.commitment)
    yield from compared(subject, "rate", found.rate_ppm, here.rate)
    yield from compared(subject, "units of the bid", found.units, here.units)
    yield from compared(subject, "award", found.award, here.award)


def _awarded(bids: Sequence[BidRow]) -> int:
    return sum(each.award for each in bids)


def _in_contract(state: str, cleared: bool) -> BidState:
    """What the contract calls it: a bid that got nothing is closed there, as a failed one is."""
    if state == "failed" or (cleared and state == "revealed"):
        return BidState.CLOSED
    return BidState[state.upper()]
