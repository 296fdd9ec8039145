"""One promise for many invoices."""

from tests.differential.cast import Stage
from tests.differential.players.choosing import Dice, a_part, in_role, one_of
from tests.differential.players.parties import an_invoice
from tests.reference.book import Book
from tests.reference.operations import Call
from tests.reference.parties import CORE_ENTERPRISE, SUPPLIER
from tests.reference.statements import Invoice, Key
from tests.reference.tree import Leaf, Proof, Tree


def posting_a_batch(dice: Dice, stage: Stage) -> Call:
    """Some invoices of one currency under one root; now and then fewer, or less, than there are."""
    book = stage.book
    by = in_role(dice, book, CORE_ENTERPRISE)
    obligor = book.register.number_of(by)
    currency = dice.randint(1, len(book.lists.currencies))
    leaves = []
    for _ in range(dice.randint(1, 5)):
        supplier = in_role(dice, book, SUPPLIER)
        invoice = an_invoice(dice, book, supplier)
        number = book.register.number_of(supplier)
        leaves.append(a_leaf(book, obligor, number, invoice._replace(currency=currency)))
    total, count = sum(leaf.face for leaf in leaves), len(leaves)
    if dice.randrange(8) == 0:
        total, count = a_part(dice, total), dice.randint(0, count)
    latest = max(leaf.due_day for leaf in leaves) - one_of(dice, (0, 0, 0, 1))
    until = book.today + one_of(dice, (0, 30, 400, 400, 400))
    return Call(by, "postBatch", (Tree(tuple(leaves)), currency, count, total, latest, until))


def a_leaf(book: Book, obligor: int, supplier: int, invoice: Invoice) -> Leaf:
    """The invoice as it would be recorded now."""
    before = book.receivables.get(Key(obligor, supplier, invoice.invoice))
    return Leaf(obligor, supplier, before.round + 1 if before else 0, *invoice[1:])


def key_of(leaf: Leaf) -> Key:
    """The receivable that a leaf becomes."""
    return Key(leaf.obligor, leaf.supplier, leaf.invoice)


def materialising(dice: Dice, stage: Stage) -> Call | None:
    """A supplier comes for its leaf, or one of the two asks to withdraw it."""
    book = stage.book
    if not book.batches:
        return None
    open_ = [key for key, batch in book.batches.items() if batch.left > 0]
    valid = [key for key in open_ if book.batches[key].valid_until >= book.today]
    obligor, tree = one_of(dice, valid, one_of(dice, list(book.batches)))
    waiting_for = [i for i, leaf in enumerate(tree.leaves) if key_of(leaf) not in book.receivables]
    index = one_of(dice, waiting_for, 0)
    leaf = tree.leaves[index]
    debtor, creditor = (book.register.account_of(n) for n in (obligor, leaf.supplier))
    proof = Proof(tree, index)
    if dice.randrange(5):
        return Call(creditor, "tokeniseProof", (Invoice(debtor, *leaf[3:]), tree, proof))
    by, other = one_of(dice, ((debtor, creditor), (creditor, debtor)))
    return Call(by, "withdrawProof", (Invoice(other, *leaf[3:]), tree, proof))


def closing_a_batch(dice: Dice, stage: Stage) -> Call | None:
    book = stage.book
    if not book.batches:
        return None
    over = [key for key, batch in book.batches.items() if batch.valid_until < book.today]
    obligor, tree = one_of(dice, over, one_of(dice, list(book.batches)))
    return Call(book.register.account_of(obligor), "closeBatch", (tree,))
