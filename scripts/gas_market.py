"""The gas of the market beside the core, measured as that of the core is."""

from itertools import count

from scripts.gas_measurement import Cost, Costs
from tests.contracts.chain import Contract, Receipt
from tests.contracts.market.bench import ASK, PPM, SALT, Bench, Conditions, SaleTerms
from tests.contracts.world import (
    BANK,
    BANK2,
    CNY,
    DUE,
    FACE,
    GRACE,
    OBLIGOR,
    World,
    bank,
    bank2,
    invoice,
    obligor,
    stranger,
    supplier,
    tier2,
)

RATE, HALF = 54_000, FACE // 2

# The operations in the order of the table, each with where its gas goes.
OPERATIONS = {
    "order_sell_whole": "A bid filled at once, to a bank that has no units yet: the units' slot "
    "and a bit in the maker's bitmap, here new; the core, the token and the register are asked.",
    "order_sell_part": "A part of a bid, to a bank that has units: the filled total is a new slot.",
    "order_sell_next": "The next part of it: no new slot.",
    "order_sell_recourse": "As the first, with recourse, hold-back and fee: three slots for the "
    "deal, and three moves of cash.",
    "order_buy": "An ask filled by a bank that has units.",
    "order_withdraw": "A bit in the maker's bitmap, which was begun.",
    "orders_withdraw_all": "The maker's epoch, after the first time.",
    "facility_open": "Three slots and the number.",
    "facility_draw_first": "The first draw on a receivable: its part of the limit and the units' "
    "slot are new.",
    "facility_draw_next": "A later draw on it.",
    "facility_restore": "A receivable's part of the limit, after a payment.",
    "hold_back_release": "The deal's slot and a move of cash.",
    "put_back": "All units, paid from hold-back and the seller's cash.",
    "put_back_as_debt": "The same where the seller has allowed nothing: the debt is a new slot.",
    "debt_pay": "Half of a debt.",
    "auction_open": "Six slots for the auction and its lot; the seller's deposit comes in.",
    "auction_commit": "Two slots for the bid, and its place in the list.",
    "auction_reveal": "The bid's slot is rewritten.",
    "auction_clear_2": "Two bids ranked and awarded.",
    "auction_deliver": "An award against cash: the units' slot and the credit of the seller.",
    "auction_withdraw": "A credit is cleared, which refunds 4,800, and paid out.",
}


def measured() -> Costs:
    """Measure everything; a few seconds."""
    return _Measured().costs


class _Measured:
    """A market in use, and what its operations cost."""

    def __init__(self) -> None:
        self.bench = Bench.deployed(World.deployed())
        self._numbers = count(1)
        self.costs: dict[str, Cost] = {}
        self._orders()
        self._facilities()
        self._auction()
        self._recourse()
        bench = self.bench
        self._deployments(bench.market, bench.auctions, *bench.libraries.values())

    def _note(self, name: str, receipt: Receipt) -> None:
        self.costs[name] = Cost.of(receipt)

    def _tokenised(self) -> int:
        return self.bench.world.tokenised(invoice(f"market {next(self._numbers)}"))

    def _orders(self) -> None:
        bench = self.bench
        id = self._tokenised()
        self._note("order_sell_whole", bench.sell(bench.order(id), id, FACE))
        id = self._tokenised()
        bench.world.core.transfer(bank, id, 1, by=supplier)
        bid = bench.order(id, nonce=1)
        self._note("order_sell_part", bench.sell(bid, id, 1_000))
        self._note("order_sell_next", bench.sell(bid, id, 1_000))
        ask = bench.order(id, side=ASK, maker=supplier)
        bench.buy(ask, id, 1_000)
        self._note("order_buy", bench.buy(ask, id, 1_000))
        self._note("order_withdraw", bench.market.withdrawOrder(2, by=bank))
        bench.market.withdrawAllOrders(by=bank2)
        self._note("orders_withdraw_all", bench.market.withdrawAllOrders(by=bank2))

    def _facilities(self) -> None:
        bench, market = self.bench, self.bench.market
        for _ in range(2):
            opened = market.openFacility(OBLIGOR, CNY, Conditions(), by=bank)
        self._note("facility_open", opened)
        facility = opened.value
        market.draw(facility, self._tokenised(), 1, 0, by=supplier)
        id = self._tokenised()
        self._note("facility_draw_first", market.draw(facility, id, 1_000, 0, by=supplier))
        self._note("facility_draw_next", market.draw(facility, id, 1_000, 0, by=supplier))
        bench.world.core.pay(id, HALF, by=obligor)
        self._note("facility_restore", market.restore(facility, id, by=stranger))

    def _auction(self) -> None:
        bench, auctions = self.bench, self.bench.auctions
        for _ in range(2):
            opened = auctions.open(bench.lot(self._tokenised()), by=supplier)
        self._note("auction_open", opened)
        number = opened.value
        bids = ((bank2, BANK2, HALF), (bank, BANK, FACE))
        for account, participant, units in bids:
            hashed = auctions.commitmentOf(number, participant, RATE, units, SALT)
            self._note("auction_commit", auctions.commit(number, hashed, by=account))
        lot = auctions.auctionOf(number).lot
        bench.world.chain.now = lot.commitEnd + 1
        for account, _, units in bids:
            self._note("auction_reveal", auctions.reveal(number, RATE, units, SALT, by=account))
        bench.world.chain.now = lot.revealEnd + 1
        self._note("auction_clear_2", auctions.clear(number, by=stranger))
        auctions.deliver(number, BANK2, by=stranger)
        self._note("auction_deliver", auctions.deliver(number, BANK, by=stranger))
        self._note("auction_withdraw", auctions.withdraw(CNY, by=supplier))

    def _recourse(self) -> None:
        bench, market = self.bench, self.bench.market
        terms = SaleTerms(recourse=PPM, hold_back=100_000, fee_rate=1_000, fee_receiver=5)
        deals = []
        for nonce in range(8, 12):
            id = self._tokenised()
            receipt = bench.sell(bench.order(id, nonce=nonce, terms=terms), id, FACE)
            deals.append(receipt.value.deal)
        self._note("order_sell_recourse", receipt)
        bench.world.core.pay(id, FACE, by=obligor)
        self._note("hold_back_release", market.release(deals[3], by=stranger))
        bench.world.go_to(DUE + GRACE + 1)
        self._note("put_back", market.putBack(deals[0], FACE, by=bank))
        bench.world.token.approve(market.address, 0, by=supplier)
        self._note("put_back_as_debt", market.putBack(deals[1], FACE, by=bank))
        owed = market.debtOf(deals[1]).units
        self._note("debt_pay", market.payDebt(deals[1], owed // 2, FACE, by=tier2))

    def _deployments(self, *contracts: Contract) -> None:
        for contract in contracts:
            receipt = contract.deployment
            assert receipt is not None
            self._note(f"deploy_{contract.interface.name}", receipt)
