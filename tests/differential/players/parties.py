"""The supplier and its obligor, one invoice at a time."""

from tests.contracts.world import digest
from tests.differential.cast import Stage
from tests.differential.players.choosing import (
    FOREVER,
    UNKNOWN,
    Dice,
    a_key,
    a_part,
    anyone,
    in_role,
    one_of,
    signed,
    to_confirm,
)
from tests.reference.book import Book
from tests.reference.operations import Call
from tests.reference.parties import CORE_ENTERPRISE, SUPPLIER, Account
from tests.reference.receivable import Status
from tests.reference.statements import Invoice, Key, Undertaking

INVOICES = 12


def an_invoice(dice: Dice, book: Book, counterparty: Account) -> Invoice:
    """An invoice of any size, on few numbers, so that they meet again."""
    number = dice.randrange(INVOICES)
    size = one_of(dice, (3, 10, 1_000, 1_000, 10**6, 10**6, 2**40, 2**64 - 1))
    face = one_of(dice, (size, size, dice.randint(1, size)))
    due = book.today + one_of(dice, (1, 20, 90, 90, 180, 360))
    issued = book.today - dice.randint(0, 5)
    return Invoice(
        counterparty,
        dice.randint(1, len(book.lists.currencies)),
        dice.randint(1, len(book.lists.terms)),
        face,
        issued,
        due,
        digest(number),
        digest(f"evidence {number}"),
    )


def recording(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    obligor = in_role(dice, book, CORE_ENTERPRISE)
    supplier = in_role(dice, book, SUPPLIER)
    invoice = an_invoice(dice, book, obligor)
    over = [key for key, r in book.receivables.items() if r.status is Status.CANCELLED]
    if over and dice.randrange(3) == 0:
        again = one_of(dice, over)
        obligor, supplier = (book.register.account_of(number) for number in again[:2])
        invoice = invoice._replace(counterparty=obligor, invoice=again.invoice)
    return Call(supplier, "record", (invoice,))


def a_promise(dice: Dice, book: Book, key: Key) -> Undertaking:
    """The whole, or less, of what was recorded."""
    r = book.receivables.get(key)
    whole = r.face if r else 1
    amount = one_of(dice, (whole, whole, a_part(dice, whole)))
    round_, currency, due = (r.round, r.currency, r.due_day) if r else (0, 1, 0)
    terms = r.terms_number if r else 1
    until = one_of(dice, (*[FOREVER] * 6, book.today, book.today - 1))
    if dice.randrange(8) == 0:  # something else than was recorded
        off = one_of(dice, ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)))
        fields = (round_, currency, due, terms)
        round_, currency, due, terms = (a + b for a, b in zip(fields, off, strict=True))
    return Undertaking(key, round_, amount, currency, due, terms, digest("seen"), until)


def confirming(dice: Dice, stage: Stage) -> Call:
    key = to_confirm(dice, stage.book)
    obligor = stage.book.register.account_of(key.obligor)
    if obligor == stage.vault.address:
        return confirming_by_signature(dice, stage)
    return Call(obligor, "confirm", (a_promise(dice, stage.book, key),))


def confirming_by_signature(dice: Dice, stage: Stage) -> Call:
    key = to_confirm(dice, stage.book)
    promise = a_promise(dice, stage.book, key)
    signer = stage.book.register.account_of(key.obligor)
    arguments = promise, signed(stage.book, signer, promise)
    return Call(anyone(dice), "confirmSigned", arguments)


def issuing_by_signature(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    obligor = in_role(dice, book, CORE_ENTERPRISE)
    supplier = in_role(dice, book, SUPPLIER)
    invoice = an_invoice(dice, book, obligor)
    until = one_of(dice, (*[FOREVER] * 6, book.today, book.today - 1))
    parties = book.register.number_of(obligor), book.register.number_of(supplier)
    key = Key(*parties, invoice.invoice)
    before = book.receivables.get(key)
    promise = Undertaking(
        key,
        before.round + 1 if before and before.status is Status.CANCELLED else 0,
        invoice.face,
        invoice.currency,
        invoice.due_day,
        invoice.terms,
        invoice.evidence,
        until,
    )
    signature = signed(book, obligor, promise)
    return Call(supplier, "issueSigned", (invoice, until, signature))


def issuing(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    suppliers = [in_role(dice, book, SUPPLIER) for _ in range(dice.randint(1, 4))]
    invoices = [an_invoice(dice, book, supplier) for supplier in suppliers]
    if dice.randrange(10) == 0:
        invoices.append(invoices[0])
    if dice.randrange(4) == 0:  # a twin under another number
        invoices.append(invoices[0]._replace(invoice=digest(dice.randrange(INVOICES))))
    if dice.randrange(100) == 0:
        invoices = invoices[:1] * 101 * dice.randint(0, 1)
    return Call(in_role(dice, book, CORE_ENTERPRISE), "issue", (tuple(invoices),))


def rejecting(dice: Dice, stage: Stage) -> Call:
    key = a_key(dice, stage.book, one_of(dice, (Status.RECORDED, Status.CONFIRMED)))
    obligor = stage.book.register.account_of(key.obligor)
    return Call(obligor, "reject", (key, dice.randint(0, 15)))


def cancelling(dice: Dice, stage: Stage) -> Call:
    statuses = Status.RECORDED, Status.CONFIRMED, Status.TOKENISED
    key = a_key(dice, stage.book, one_of(dice, statuses))
    party = one_of(dice, (key.supplier, key.supplier, key.obligor))
    return Call(stage.book.register.account_of(party), "cancel", (key,))


def agreeing_to_cancel(dice: Dice, stage: Stage) -> Call:
    """The other party of one who asked."""
    asked = [key for key, r in stage.book.receivables.items() if r.is_owed and r.asked_to_cancel]
    key = one_of(dice, asked, UNKNOWN)
    r = stage.book.receivables.get(key)
    other = key.supplier if r and key.supplier not in r.asked_to_cancel else key.obligor
    return Call(stage.book.register.account_of(other), "cancel", (key,))


def disputing(dice: Dice, stage: Stage) -> Call:
    key = to_confirm(dice, stage.book)
    r = stage.book.receivables.get(key)
    amount = a_part(dice, r.face) if r else 1
    reason = dice.randint(0, 15) if amount else 0
    return Call(stage.book.register.account_of(key.obligor), "dispute", (key, amount, reason))


def crediting(dice: Dice, stage: Stage) -> Call:
    """Ask for a credit note, take it back, or agree to what the other has asked for."""
    book = stage.book
    pending = [key for key, r in book.receivables.items() if r.asked_note]
    if pending and dice.randrange(3):
        key = one_of(dice, pending)
        r, asked = book.receivables[key], book.receivables[key].asked_note
        assert asked is not None
        other = r.obligor if asked.by == r.supplier else r.supplier
        by = one_of(dice, (other, other, other, asked.by))
        amount = one_of(dice, (*[asked.amount] * 5, 0, asked.amount + 1))
        return Call(book.register.account_of(by), "creditNote", (key, amount, asked.note))
    key = a_key(dice, book, one_of(dice, (Status.CONFIRMED, Status.TOKENISED, Status.SETTLED)))
    party = one_of(dice, (key.supplier, key.obligor))
    amount = a_part(dice, book.receivables[key].face if key != UNKNOWN else 1)
    note = digest(f"credit note {dice.randrange(5)}")
    return Call(book.register.account_of(party), "creditNote", (key, amount, note))


def tokenising(dice: Dice, stage: Stage) -> Call:
    key = a_key(dice, stage.book, Status.CONFIRMED)
    return Call(stage.book.register.account_of(key.supplier), "tokenise", (key,))
