"""A ledger in use, and the gas of each operation on it, from real transactions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from scripts.gas_parts import Parts, parts_of, shared, summed
from tests.contracts.chain import Contract, Receipt
from tests.contracts.trees import Tree, leaf
from tests.contracts.world import (
    CNY,
    DUE,
    FACE,
    GRACE,
    OBLIGOR,
    TODAY,
    Invoice,
    World,
    bank,
    bank2,
    digest,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
    tier2,
    tier3,
)

BATCH = 100
LEAVES = 1_000
LIFE = ("record", "confirm", "tokenise", "sale_new", "pay", "redeem")


@dataclass(frozen=True)
class Cost:
    """What an operation takes; of a batch, per item."""

    gas: int
    new_slots: int
    parts: Parts = field(default_factory=dict, compare=False, repr=False)
    """What the gas consists of, where it was measured."""

    @classmethod
    def of(cls, receipt: Receipt) -> "Cost":
        """Of one transaction."""
        return cls(receipt.gas, receipt.new_slots, parts_of(receipt))

    @classmethod
    def of_each(cls, receipt: Receipt, items: int) -> "Cost":
        """Of one of the items that a transaction was for; gas is rounded up."""
        gas = -(-receipt.gas // items)
        return cls(gas, receipt.new_slots // items, shared(parts_of(receipt), gas, items))

    @classmethod
    def of_all(cls, costs: Sequence["Cost"]) -> "Cost":
        """Of one after the other."""
        parts = summed([x.parts for x in costs])
        return cls(sum(x.gas for x in costs), sum(x.new_slots for x in costs), parts)


Costs = Mapping[str, Cost]


class Measured:
    """A ledger in use, and what its operations cost."""

    def __init__(self) -> None:
        self.world = World.deployed()
        self._numbers = count(1)
        self.costs: dict[str, Cost] = {}
        self._break_in()
        self._life()
        self._in_one()
        self._by_root()
        self._transfers()
        self._sales()
        self._endings()
        self._administration()
        self._collections()
        self.costs |= self._deployments()

    def _note(self, name: str, receipt: Receipt) -> None:
        self.costs[name] = Cost.of(receipt)

    def _invoice(self, **other: object) -> Invoice:
        return invoice(f"gas {next(self._numbers)}", **other)

    def _tokenised(self) -> int:
        return self.world.tokenised(self._invoice())

    def _break_in(self) -> None:
        """A rule in force; everything used once, and some cash left with the core contract."""
        world = self.world
        rule = (b"CN-77".ljust(32, b"\0"), TODAY, 0, 365, 180, 0)
        world.core.announceRule(rule, by=operator)
        for holder in (bank, tier2):
            id = self._tokenised()
            world.core.transfer(holder, id, 1, by=supplier)
            world.core.pay(id, FACE, by=obligor)
            world.core.redeem(id, by=holder)

    def _life(self) -> None:
        core, stated = self.world.core, self._invoice()
        id = self.world.id_of(stated)
        self._note("record", core.record(stated, by=supplier))
        self._note("confirm", core.confirm(self.world.undertaking(stated), by=obligor))
        self._note("tokenise", core.tokenise(id, by=supplier))
        self._note("sale_new", self.world.fill(self.world.quote(id), FACE))
        self._note("pay", core.pay(id, FACE, by=obligor))
        self._note("redeem", core.redeem(id, by=bank))
        self.costs["life"] = Cost.of_all([self.costs[name] for name in LIFE])

    def _in_one(self) -> None:
        world, core = self.world, self.world.core
        stated = self._invoice()
        signature = world.signed(world.undertaking(stated), obligor)
        self._note("issue_signed", core.issueSigned(stated, TODAY + 10, signature, by=supplier))

        stated = self._invoice()
        promise = world.undertaking(stated)
        core.record(stated, by=supplier)
        signature = world.signed(promise, obligor)
        before = world.chain.snapshot()
        self._note("confirm_signed", core.confirmSigned(promise, signature, by=supplier))
        world.chain.revert(before)
        calls = [
            core.data("confirmSigned", promise, signature),
            core.data("tokenise", promise.receivable),
        ]
        self._note("confirm_and_tokenise", core.multicall(calls, by=supplier))

        owed = [self._invoice(counterparty=supplier) for _ in range(BATCH + 1)]
        self._note("issue", core.issue(owed[:1], by=obligor))
        batch = core.issue(owed[1:], by=obligor)
        assert batch.new_slots % BATCH == 0
        self.costs["batch_issue_100"] = Cost.of_each(batch, BATCH)

    def _by_root(self) -> None:
        """A thousand receivables of which one comes into being."""
        core, stated = self.world.core, [self._invoice() for _ in range(LEAVES)]
        tree = Tree([leaf(each) for each in stated])
        total = sum(each.face for each in stated)
        posted = core.postBatch(tree.root, CNY, LEAVES, total, DUE, TODAY + 10, by=obligor)
        self.costs["root_1000"] = Cost.of_each(posted, LEAVES)
        made = core.tokeniseProof(stated[0], tree.root, tree.proof(0), by=supplier)
        self._note("tokenise_proof", made)

    def _transfers(self) -> None:
        world, core = self.world, self.world.core
        id = self._tokenised()
        self._note("transfer_new", core.transfer(tier2, id, 100, by=supplier))
        self._note("transfer_known", core.transfer(tier2, id, 100, by=supplier))
        self._note("transfer_last", core.transfer(tier3, id, 200, by=tier2))
        core.approve(stranger, id, 100, by=supplier)
        self._note("transfer_from", core.transferFrom(supplier, tier3, id, 50, by=stranger))
        id = self._tokenised()
        core.setOperator(world.splitter.address, True, by=supplier)
        parts = ([tier2, tier3] * 5, list(range(1, 11)))
        self._note("split_10", world.splitter.split(id, FACE, *parts, by=supplier))

    def _sales(self) -> None:
        world, core = self.world, self.world.core
        id = self._tokenised()
        core.transfer(bank, id, 5, by=supplier)
        self._note("sale_known", world.fill(world.quote(id), 900_000))
        self._note("cancel_quote", core.cancelQuote(id, 0, by=bank2))
        core.pay(id, 400_000, by=obligor)
        part_paid = world.quote(id, unpaid=600_000, nonce=1)
        self._note("sale_part_paid", world.fill(part_paid, 50_000))

    def _endings(self) -> None:
        core = self.world.core
        self._note("reject", core.reject(self.world.recorded(self._invoice()), 7, by=obligor))
        recorded = self.world.recorded(self._invoice())
        self._note("withdraw", core.cancel(recorded, by=supplier))
        stated = self._invoice()
        id = self.world.tokenised(stated)
        self._note("cancel_ask", core.cancel(id, by=supplier))
        self._note("cancel_agree", core.cancel(id, by=obligor))
        self._note("record_again", core.record(stated, by=supplier))

    def _administration(self) -> None:
        world, core = self.world, self.world.core
        self._note("register", core.register(stranger, digest("LEI"), 2, by=operator))
        self._note("suspend", core.suspend(8, by=operator))
        currency = (b"USD", world.token.address, 2)
        self._note("add_currency", core.addCurrency(*currency, by=operator))
        self._note("add_terms", core.addTerms((0, 0, 360), by=operator))
        line = core.creditLineOf(OBLIGOR, 1).limit
        self._note("set_credit_line", core.setCreditLine(OBLIGOR, 1, 2 * line, by=operator))

    def _collections(self) -> None:
        world, core = self.world, self.world.core
        id, late = self._tokenised(), self._tokenised()
        for holder in (tier2, tier3):
            core.transfer(holder, id, 300_000, by=supplier)
        self._note("pay_part_first", core.pay(id, 300_000, by=obligor))
        self._note("pay_part_next", core.pay(id, 300_000, by=obligor))
        self._note("redeem_part", core.redeem(id, by=tier2))
        self._note("transfer_part_paid", core.transfer(tier3, id, 100_000, by=supplier))
        core.pay(id, 400_000, by=obligor)
        for holder in (supplier, tier2):
            core.redeem(id, by=holder)
        self._note("redeem_last", core.redeem(id, by=tier3))
        world.go_to(DUE + GRACE + 30)
        self._note("pay_late", core.pay(late, sum(core.amountDue(late)), by=obligor))

    def _deployments(self) -> dict[str, Cost]:
        world = self.world
        contracts: list[Contract] = [
            *(world.authority, world.office, world.core, world.token, world.splitter),
            *world.libraries.values(),
        ]
        costs = {}
        for contract in contracts:
            receipt = contract.deployment
            assert receipt is not None
            costs[f"deploy_{contract.interface.name}"] = Cost.of(receipt)
        return dict(sorted(costs.items()))
