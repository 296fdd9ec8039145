"""One promise for many invoices, materialised leaf by leaf."""

from tests.reference import lines, rules
from tests.reference.book import Book
from tests.reference.confirming import into_units, stated
from tests.reference.defaults import may_promise
from tests.reference.parties import ANY, SUPPLIER, Account, active
from tests.reference.receivable import Receivable, Status
from tests.reference.refusals import Needs
from tests.reference.statements import Invoice, Key
from tests.reference.tree import Batch, Leaf, Proof, Tree


def post_batch(
    book: Book,
    by: Account,
    root: Tree,
    currency: int,
    count: int,
    total: int,
    latest_due: int,
    valid_until: int,
) -> None:
    """The obligor promises what stands in the leaves: its line is used by the total."""
    needs = Needs()
    obligor = may_promise(book, needs, by)
    book.lists.listed(needs, currency, 1)
    needs.that(0 < count <= total, "BatchEmpty", count, total)
    dates = latest_due > book.today and valid_until >= book.today
    needs.that(dates, "BatchDatesMalformed", latest_due, valid_until, book.today)
    needs.that((obligor, root) not in book.batches, "BatchExists", obligor, root)
    promised = lines.used(book, obligor, currency) + total
    rules.allowed(book, needs, latest_due - book.today, promised)
    lines.room(book, needs, obligor, currency, total)
    needs.met()
    posted = Batch(count, total, currency, latest_due, book.today, valid_until)
    book.batches[obligor, root] = posted


def tokenise_proof(book: Book, by: Account, invoice: Invoice, root: Tree, proof: Proof) -> Key:
    """The supplier comes for its leaf, and has the units."""
    needs = Needs()
    supplier = active(book, needs, by, SUPPLIER)
    obligor = book.register.number_of(invoice.counterparty)
    key, r = _drawn(book, needs, invoice, (obligor, supplier), root, proof)
    into_units(r)
    return key


def withdraw_proof(book: Book, by: Account, invoice: Invoice, root: Tree, proof: Proof) -> Key:
    """A party asks to cancel a leaf that nobody has come for."""
    needs = Needs()
    caller = active(book, needs, by, ANY)
    other = book.register.number_of(invoice.counterparty)
    needs.that(other != 0, "UnknownParticipant", invoice.counterparty)
    posted = (caller, root) in book.batches
    parties = (caller, other) if posted else (other, caller)
    key, r = _drawn(book, needs, invoice, parties, root, proof)
    r.asked_to_cancel.add(caller)
    return key


def close_batch(book: Book, by: Account, root: Tree) -> None:
    """After its last day, or when nothing can come of it, the obligor takes back the rest."""
    needs = Needs()
    obligor = active(book, needs, by, ANY)
    batch = book.batches.get((obligor, root))
    if batch is None:
        needs.refuse("UnknownBatch", obligor, root)
    over = batch.left == 0 or book.today > batch.valid_until
    needs.that(over, "BatchOpen", root, batch.valid_until)
    needs.that(batch.total > 0, "BatchExhausted", root, batch.left, 0, 0)
    needs.met()
    batch.left = batch.total = 0


def _drawn(
    book: Book,
    needs: Needs,
    invoice: Invoice,
    parties: tuple[int, int],
    root: Tree,
    proof: Proof,
) -> tuple[Key, Receivable]:
    """One receivable out of a batch, confirmed; the line is used since the posting."""
    obligor, supplier = parties
    key, r = stated(book, needs, invoice, obligor, supplier)
    batch = book.batches.get((obligor, root))
    if batch is None:
        needs.refuse("UnknownBatch", obligor, root)
    expired = batch.valid_until, book.today
    needs.that(book.today <= batch.valid_until, "BatchExpired", *expired)
    inside = (
        invoice.currency == batch.currency
        and invoice.issue_day <= batch.posted_on < invoice.due_day <= batch.latest_due
    )
    needs.that(inside, "OutsideBatch", root, key)
    enough = batch.left > 0 and invoice.face <= batch.total
    rest = batch.left, batch.total, invoice.face
    needs.that(enough, "BatchExhausted", root, *rest)
    leaf = Leaf(
        obligor,
        supplier,
        r.round,
        invoice.currency,
        invoice.terms,
        invoice.face,
        invoice.issue_day,
        invoice.due_day,
        invoice.invoice,
        invoice.evidence,
    )
    needs.that(proof.shows(leaf, root), "ProofInvalid", root, leaf)
    needs.met()
    batch.left -= 1
    batch.total -= r.face
    r.status = Status.CONFIRMED
    book.receivables[key] = r
    return key, r
