"""The market beside the core, and short words for what tests do with it.

Every transaction with the market's contracts is followed by a count of the cash that they keep.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from eth_account.messages import encode_typed_data

from sfc.chain import artifacts
from tests.contracts.chain import Actor, Contract, Receipt
from tests.contracts.world import (
    CNY,
    DAY,
    DUE,
    EVERYTHING,
    FACE,
    NOON,
    OBLIGOR,
    PARTICIPANTS,
    SCALE,
    World,
    bank,
    operator,
    supplier,
)

PPM = 1_000_000
BID, ASK = 0, 1
NONE, COMMITTED, REVEALED, AWARDED, DELIVERED, CLOSED = range(6)
FINE, NOBODY_FAILED, SELLER_FAILED, FINANCIER_FAILED = range(4)

HOUR = 3_600
SALT = b"\x5a" * 32


class SaleTerms(NamedTuple):
    """As the contract takes them."""

    basis: int = 360
    recourse: int = 0
    buy_back_rate: int = 0
    hold_back: int = 0
    fee_rate: int = 0
    fee_on_financier: bool = False
    fee_amount: int = 0
    fee_receiver: int = 0


class Order(NamedTuple):
    """As the contract takes it; the bank's usual bid for a million at 5.4 %."""

    side: int = BID
    maker: str = bank
    receivable: int = 0
    obligor: int = OBLIGOR
    currency: int = CNY
    round: int = 0
    unpaid: int = 0
    due_day: int = 0
    receivable_terms: int = 0
    min_units: int = 1
    max_units: int = FACE
    limit: int = FACE
    max_tenor: int = 365
    rate: int = 54_000
    expiry: int = NOON + 10 * DAY
    nonce: int = 0
    epoch: int = 0
    terms: SaleTerms = SaleTerms()


class Conditions(NamedTuple):
    """Of a facility, as the contract takes them."""

    limit: int = FACE
    receivable_terms: int = 0
    buckets: tuple[tuple[int, int], ...] = ((30, 40_000), (90, 54_000), (180, 60_000))
    terms: SaleTerms = SaleTerms()


class Lot(NamedTuple):
    """Of an auction, as the contract takes it."""

    receivable: int
    units: int = FACE
    min_units: int = 1_000
    deposit: int = 10_000
    reserve_rate: int = 80_000
    commit_end: int = NOON + DAY
    reveal_end: int = NOON + 2 * DAY
    delivery_end: int = NOON + 4 * DAY
    terms: SaleTerms = SaleTerms()


@dataclass(frozen=True)
class Watched(Contract):
    """A contract after each of whose transactions something is checked."""

    check: Callable[[], None] = lambda: None

    __repr__ = Contract.__repr__

    def send(self, data: bytes, by: Actor) -> Receipt:
        done = super().send(data, by)
        self.check()
        return done


@dataclass
class Bench:
    """One deployment of the market among the parties of the world, who have approved it."""

    world: World
    market: Contract
    auctions: Contract
    libraries: Mapping[str, Contract]

    def __repr__(self) -> str:
        return "<Bench>"

    @classmethod
    def deployed(cls, world: World) -> Self:
        """Deploy both contracts, and let everybody approve both."""
        chain = world.chain
        libraries: dict[str, Contract] = {}
        addresses: dict[str, str] = {}
        for name in ("Bids", "Cash", "Deals"):
            library = chain.deploy(artifacts.load(name), by=operator, libraries=addresses)
            libraries[name], addresses[name] = library, library.address
        made = [
            chain.deploy(
                artifacts.load(name),
                world.core.address,
                by=operator,
                libraries=addresses,
            )
            for name in ("Market", "Auctions")
        ]
        bench = cls(world, *made, libraries)
        checks = (bench.count_cash_of_market, bench.count_cash_of_auctions)
        bench.market, bench.auctions = (
            Watched(chain, x.interface, x.address, x.deployment, check)
            for x, check in zip(made, checks, strict=True)
        )
        for contract in made:
            for account in PARTICIPANTS:
                world.core.setOperator(contract.address, True, by=account)
                world.token.approve(contract.address, EVERYTHING, by=account)
        return bench

    # What is kept.

    def held_back(self, contract: Contract) -> dict[int, int]:
        """Hold-backs in a contract, minor units by currency."""
        deals = (contract.dealOf(deal) for deal in range(1, contract.dealCount() + 1))
        return _sums((deal.currency, deal.holdBack) for deal in deals)

    def deposits(self) -> dict[int, int]:
        """Deposits of open auctions and awards, of both sides, minor units by currency."""
        entries = []
        for number in range(1, self.auctions.auctionCount() + 1):
            auction = self.auctions.auctionOf(number)
            kept = {AWARDED} if auction.cleared else {COMMITTED, REVEALED}
            entries.append((auction.currency, auction.bond))
            bidders = self.world.core.participantCount() if auction.bids else 0
            entries.extend(
                (auction.currency, auction.lot.deposit)
                for financier in range(1, bidders + 1)
                if self.auctions.bidOf(number, financier).state in kept
            )
        return _sums(entries)

    def credits(self) -> dict[int, int]:
        """What participants may take out, minor units by currency."""
        return _sums(
            (currency, self.auctions.creditOf(participant, currency))
            for currency in self.currencies()
            for participant in range(1, self.world.core.participantCount() + 1)
        )

    def count_cash_of_market(self) -> None:
        """Its cash is its hold-backs, to the last token unit."""
        self._count(self.market, self.held_back(self.market))

    def count_cash_of_auctions(self) -> None:
        """Its cash is hold-backs, deposits and credits, to the last token unit."""
        parts = (self.held_back(self.auctions), self.deposits(), self.credits())
        self._count(self.auctions, _sums(entry for part in parts for entry in part.items()))

    def _count(self, contract: Contract, kept: Mapping[int, int]) -> None:
        for currency in self.currencies():
            listed = self.world.core.currencyOf(currency)
            cash = self.world.token.at(listed.token).balanceOf(contract.address)
            assert cash == kept.get(currency, 0) * listed.scale

    def currencies(self) -> range:
        """The numbers of all currencies."""
        return range(1, self.world.core.catalogueSize().currencies + 1)

    def cash(self, *accounts: str) -> list[int]:
        """Cash of each, whole minor units."""
        return [self.world.cash(account) // SCALE for account in accounts]

    # Orders.

    def order(self, id: int = 0, **other: Any) -> Order:
        """The usual bid; for one receivable it names what it prices."""
        if id:
            r = self.world.core.receivableOf(id)
            priced = {
                "receivable": id,
                "round": r.round,
                "unpaid": self.world.core.amountDue(id).principal,
                "due_day": r.dueDay,
                "receivable_terms": r.terms,
            }
            other = priced | other
        return Order(**other)

    def sell(
        self,
        order: Order,
        id: int,
        units: int,
        *,
        by: Actor = supplier,
        signer: Actor = bank,
        least: int = 0,
    ) -> Receipt:
        """Sell units to the one who signed a bid."""
        signature = self.signed(order, signer)
        done: Receipt = self.market.sell(order, signature, id, units, least, by=by)
        return done

    def buy(
        self,
        order: Order,
        id: int,
        units: int,
        *,
        by: Actor = bank,
        signer: Actor = supplier,
        most: int = 2**64 - 1,
    ) -> Receipt:
        """Buy units of the one who signed an ask."""
        signature = self.signed(order, signer)
        done: Receipt = self.market.buy(order, signature, id, units, most, by=by)
        return done

    def signed(
        self,
        order: Order,
        signer: Actor,
        *,
        chain_id: int | None = None,
        contract: str | None = None,
    ) -> bytes:
        """The EIP-712 signature of an order: a flat message, made from the interface's words."""
        members = self.market.interface.functions["orderDigest"].entry["inputs"][0]["components"]
        flat = [*members[:-1], *members[-1]["components"]]
        signable = encode_typed_data(
            {
                "name": "sfc market",
                "version": "1",
                "chainId": self.world.chain.id if chain_id is None else chain_id,
                "verifyingContract": contract or self.market.address,
            },
            {"Order": [{"name": x["name"], "type": x["type"]} for x in flat]},
            {x["name"]: v for x, v in zip(flat, (*order[:-1], *order.terms), strict=True)},
        )
        return bytes(signer.key.sign_message(signable).signature)

    # Recourse.

    def sold(self, units: int = FACE, id: int = 0, **terms: Any) -> tuple[int, int]:
        """A receivable of which the supplier has sold units on these terms; its id and the deal."""
        id = id or self.world.tokenised()
        nonce = self.market.dealCount()
        done = self.sell(self.order(id, nonce=nonce, terms=SaleTerms(**terms)), id, units)
        return id, int(done.value.deal)

    def default(self) -> None:
        """Let time pass until the first day of default."""
        self.world.go_to(DUE + 6)

    # Auctions.

    def auction(self, **other: Any) -> tuple[int, int]:
        """An auction of the supplier's; its number and the receivable."""
        id = other.pop("receivable", 0) or self.world.tokenised()
        done = self.auctions.open(self.lot(id, **other), by=supplier)
        return int(done.value), id

    def lot(self, id: int, **other: Any) -> Lot:
        """The usual lot: a day to bid from now, one to reveal, two to deliver."""
        now = self.world.chain.now
        ends = {"commit_end": now + DAY, "reveal_end": now + 2 * DAY, "delivery_end": now + 4 * DAY}
        return Lot(id, **(ends | other))

    def bid(self, auction: int, by: Actor, rate: int, units: int) -> None:
        """Commit to a bid."""
        number = list(PARTICIPANTS).index(by) + 1
        hashed = self.auctions.commitmentOf(auction, number, rate, units, SALT)
        self.auctions.commit(auction, hashed, by=by)

    def cleared(self, auction: int, bids: Mapping[Actor, tuple[int, int]]) -> Receipt:
        """Commit to these bids in their order, reveal them in the other, and clear."""
        for financier, (rate, units) in bids.items():
            self.bid(auction, financier, rate, units)
        lot = self.auctions.auctionOf(auction).lot
        self.world.chain.now = lot.commitEnd + 1
        for financier, (rate, units) in reversed(bids.items()):
            self.auctions.reveal(auction, rate, units, SALT, by=financier)
        self.world.chain.now = lot.revealEnd + 1
        done: Receipt = self.auctions.clear(auction, by=operator)
        return done


def _sums(entries: Any) -> dict[int, int]:
    sums: dict[int, int] = {}
    for key, amount in entries:
        sums[key] = sums.get(key, 0) + amount
    return sums
