"""The gas of what the back office does, measured as that of the core is."""

from itertools import count

from scripts.gas_measurement import Cost, Costs
from tests.contracts.chain import Receipt
from tests.contracts.trees import Tree, leaf
from tests.contracts.world import (
    BANK2,
    CNY,
    DUE,
    GRACE,
    SUPPLIER1,
    TODAY,
    Invoice,
    World,
    bank,
    digest,
    invoice,
    obligor,
    operator,
    stranger,
    supplier,
)

LEAVES = 1_000
ORDER = digest("order")

# The operations in the order of the table, each with where its gas goes. All of them pay 2,700 for
# the way from the core to the back office.
OPERATIONS = {
    "dispute": "One new slot for the amount, and one bit of the receivable's.",
    "credit_note_ask": "Two new slots: amounts with the party that asks, and the document's hash.",
    "credit_note_agree": "The document's mark is a new slot; the receivable, its supplier's units "
    "in it, and the credit line fall; the request is rewritten.",
    "mark_default": "One bit of the receivable's slot, one more in the obligor's: that is all that "
    "a confirmation asks.",
    "post_batch": "The root's slot and the credit line: `root_1000` is a thousandth of it.",
    "withdraw_proof": "As `tokenise_proof`, asked to be cancelled; the other party's `cancel` ends "
    "it.",
    "close_batch": "The root's slot and the credit line are rewritten.",
    "announce_rule": "The rule as it was announced takes two slots, and its limits a part of the "
    "slot that every confirmation reads anyway.",
    "freeze": "The last day lies in the participant's slot, the order's number takes a new one.",
    "unfreeze": "The order's slot is cleared, which refunds 4,800.",
    "freeze_units": "Two new slots: the order's number, the amount with its day; one bit of the "
    "receivable's.",
    "unfreeze_units": "Both slots are cleared, which refunds 9,600.",
    "transfer_beside_frozen": "As `transfer_known`, with the frozen units to be read.",
    "request_recovery": "One new slot: the other account and the first day.",
    "recover": "The participant's slot is new under the other account and cleared under the old "
    "one; the request is cleared: two refunds of 4,800.",
    "cancel_all_quotes": "The epoch lies in the participant's slot.",
}


def measured() -> Costs:
    """Measure everything; a few seconds."""
    return _Measured().costs


class _Measured:
    """A ledger in use, and what rarely happens on it."""

    def __init__(self) -> None:
        self.world = World.deployed()
        self._numbers = count(1)
        self.costs: dict[str, Cost] = {}
        unpaid = self._tokenised()
        self._corrections()
        self._orders()
        self._batch()
        self._recovery()
        self._rule()
        self._default(unpaid)

    def _note(self, name: str, receipt: Receipt) -> None:
        self.costs[name] = Cost.of(receipt)

    def _invoice(self) -> Invoice:
        return invoice(f"rare {next(self._numbers)}")

    def _batch(self) -> None:
        core, stated = self.world.core, [self._invoice() for _ in range(LEAVES)]
        tree = Tree([leaf(each) for each in stated])
        total = sum(each.face for each in stated)
        last = TODAY + 10
        posted = core.postBatch(tree.root, CNY, LEAVES, total, DUE, last, by=obligor)
        self._note("post_batch", posted)
        withdrawn = core.withdrawProof(stated[0], tree.root, tree.proof(0), by=supplier)
        self._note("withdraw_proof", withdrawn)
        self.world.go_to(last + 1)
        self._note("close_batch", core.closeBatch(tree.root, by=obligor))

    def _corrections(self) -> None:
        core = self.world.core
        disputed = core.dispute(self.world.recorded(self._invoice()), 1_000, 7, by=obligor)
        self._note("dispute", disputed)
        id, note = self._tokenised(), digest("note")
        self._note("credit_note_ask", core.creditNote(id, 1_000, note, by=supplier))
        self._note("credit_note_agree", core.creditNote(id, 1_000, note, by=obligor))

    def _orders(self) -> None:
        core, id = self.world.core, self._tokenised()
        self._note("freeze", core.freeze(BANK2, ORDER, DUE, by=operator))
        self._note("unfreeze", core.unfreeze(BANK2, ORDER, by=operator))
        frozen = core.freezeUnits(id, SUPPLIER1, 1_000, ORDER, DUE, by=operator)
        self._note("freeze_units", frozen)
        core.transfer(bank, id, 1, by=supplier)
        moved = core.transfer(bank, id, 1, by=supplier)
        self._note("transfer_beside_frozen", moved)
        self._note("unfreeze_units", core.unfreezeUnits(id, SUPPLIER1, ORDER, by=operator))
        core.cancelAllQuotes(by=bank)
        self._note("cancel_all_quotes", core.cancelAllQuotes(by=bank))

    def _recovery(self) -> None:
        core, world = self.world.core, self.world
        asked = core.requestRecovery(BANK2, stranger, by=operator)
        self._note("request_recovery", asked)
        world.go_to(world.today + core.RECOVERY_DELAY())
        self._note("recover", core.recover(BANK2, by=operator))

    def _rule(self) -> None:
        core, name = self.world.core, b"CN-77".ljust(32, b"\0")
        day = self.world.today
        core.announceRule((name, day, 0, 365, 180, 0), by=operator)
        later = core.announceRule((name, day + 7, 0, 183, 150, 0), by=operator)
        self._note("announce_rule", later)

    def _default(self, id: int) -> None:
        self.world.go_to(DUE + GRACE + 1)
        self._note("mark_default", self.world.core.markDefault(id, by=stranger))

    def _tokenised(self) -> int:
        return self.world.tokenised(self._invoice())
