"""What each role may try on a ledger as it stands. Mostly it makes sense; nonsense comes after.

A player gets dice and the stage, looks into the book, and names a call. Whether the call is fine is
for the model to say.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.contracts.chain import Actor
from tests.contracts.world import digest, operator, stranger
from tests.differential.cast import ACTORS, Stage, jack, newcomers
from tests.reference.book import DAY, Book
from tests.reference.cash import UNLIMITED
from tests.reference.lines import used
from tests.reference.lists import Terms
from tests.reference.operations import Call
from tests.reference.parties import CORE_ENTERPRISE, FINANCIER, SUPPLIER, Account
from tests.reference.receivable import Receivable, Status
from tests.reference.rules import Rule
from tests.reference.statements import Invoice, Key, Quote, Signature, Undertaking
from tests.reference.tree import Leaf, Proof, Tree

UNKNOWN = Key(1, 3, digest("an invoice that nobody recorded"))
EDGES = (0, 1, 2**8, 2**16, 2**24 - 1, 2**32, 2**64 - 1, 2**64, 2**128 - 1, 2**256 - 1)
FOREVER = 2**24 - 1
INVOICES = 12
NONCES = (0, 1, 2, 95)
FLAWS = ("malleable", "truncated", "empty", "low v")

Dice = Random
Player = Callable[[Dice, Stage], Call | None]


# Choosing.


def one_of(dice: Dice, things: Sequence[Any], otherwise: Any = None) -> Any:
    """One of these, if there is any."""
    return things[dice.randrange(len(things))] if things else otherwise


def in_role(dice: Dice, book: Book, role: int) -> Account:
    """The account of a participant in that role."""
    fitting = [p for p in book.register.entries if p.roles & role == role]
    acting = [p for p in fitting if not p.suspended or dice.randrange(8) == 0]
    found = one_of(dice, acting)
    return str(found.account if found else stranger)


def anyone(dice: Dice) -> Actor:
    """Somebody who can send a transaction."""
    return ACTORS[dice.randrange(len(ACTORS))]


def a_key(dice: Dice, book: Book, *statuses: Status) -> Key:
    """A receivable in one of these statuses, if there is one."""
    keys = [key for key, r in book.receivables.items() if r.status in statuses or not statuses]
    found: Key = one_of(dice, keys, UNKNOWN)
    return found


def a_part(dice: Dice, whole: int) -> int:
    """One, all, or a part of so much; now and then nothing, or one too many."""
    match dice.randrange(12):
        case 0:
            return min(1, whole)
        case 1 | 2 | 3:
            return whole
        case 4 | 5:
            return -(-whole // 3)
        case 6:
            return whole - min(1, whole)
        case 7:
            return 0
        case 8:
            return whole + 1
        case _:
            return dice.randint(0, whole)


def a_holder(dice: Dice, book: Book, key: Key) -> Account:
    """Somebody who has units of it, or cash coming."""
    r = book.receivables.get(key)
    numbers = [n for n in r.units if r.units[n] or r.claim(n)] if r else []
    numbers += [n for n in r.claims if r.claims[n]] if r else []
    return book.register.account_of(one_of(dice, numbers, 3))


def to_confirm(dice: Dice, book: Book) -> Key:
    """A recorded receivable, mostly one that is not due yet."""
    ahead = [
        key
        for key, r in book.receivables.items()
        if r.status is Status.RECORDED and r.due_day >= book.today
    ]
    late = dice.randrange(12) == 0
    key: Key = a_key(dice, book, Status.RECORDED) if late else one_of(dice, ahead, UNKNOWN)
    return key


def held(book: Book, key: Key, account: Account) -> int:
    """Units of an account."""
    r, party = book.receivables.get(key), book.register.behind(account)
    return r.held(party.number) if r and party else 0


def signed(book: Book, signer: Account, statement: Any) -> Signature:
    """The signer's own signature, or a stranger's for an account that has no key."""
    key = book.signing_key(signer)
    return Signature(key if key in ACTORS else stranger, statement)


# The supplier and its obligor.


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
    if dice.randrange(100) == 0:
        invoices = invoices[:1] * 101 * dice.randint(0, 1)
    return Call(in_role(dice, book, CORE_ENTERPRISE), "issue", (tuple(invoices),))


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


# Holders.


def transferring(dice: Dice, stage: Stage) -> Call:
    key = a_key(dice, stage.book, Status.TOKENISED)
    giver = a_holder(dice, stage.book, key)
    units = a_part(dice, held(stage.book, key, giver))
    return Call(giver, "transfer", (in_role(dice, stage.book, 0), key, units))


def transferring_for_another(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    key, by = a_key(dice, book, Status.TOKENISED), anyone(dice)
    allowed = [(giver, spender, k) for giver, spender, k in book.allowances if k == key]
    giver = a_holder(dice, book, key)
    if allowed and dice.randrange(3):
        giver, by, key = one_of(dice, allowed)
    elif book.operators and dice.randrange(3):
        giver, by = one_of(dice, sorted(book.operators))
    if by == stage.world.splitter.address:
        by = jack
    units = a_part(dice, held(book, key, giver))
    return Call(by, "transferFrom", (giver, in_role(dice, book, 0), key, units))


def allowing(dice: Dice, stage: Stage) -> Call:
    key = a_key(dice, stage.book, Status.TOKENISED)
    giver = a_holder(dice, stage.book, key)
    if dice.randrange(3) == 0:
        spender = one_of(dice, (stage.world.splitter.address, anyone(dice)))
        return Call(giver, "setOperator", (spender, dice.randrange(4) > 0))
    units = one_of(dice, (a_part(dice, held(stage.book, key, giver)), UNLIMITED))
    return Call(giver, "approve", (anyone(dice), key, units))


def splitting(dice: Dice, stage: Stage) -> Call | None:
    book = stage.book
    willing = [giver for giver, by in sorted(book.operators) if by == book.splitter]
    giver = one_of(dice, willing)
    if giver is None or giver == stage.vault.address:
        return None
    key = a_key(dice, book, Status.TOKENISED)
    receivers = [in_role(dice, book, 0) for _ in range(dice.randint(1, 4))]
    weights = [one_of(dice, (1, 1, 2, 5, 5, 0)) for _ in receivers]
    if dice.randrange(10) == 0:
        weights.append(1)
    units = a_part(dice, held(book, key, giver))
    return Call(giver, "split", (key, units, tuple(receivers), tuple(weights)), "splitter")


def selling(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    ahead = [k for k, r in book.receivables.items() if r.is_owed and r.due_day > book.today]
    key = one_of(dice, ahead, a_key(dice, book, Status.TOKENISED))
    seller = a_holder(dice, book, key)
    units = a_part(dice, held(book, key, seller))
    r = book.receivables.get(key)
    state = (r.round, r.unpaid, r.due_day) if r else (0, 0, 0)
    if r and dice.randrange(8) == 0:  # as it was, or may become
        older = (max(r.round - 1, 0), r.unpaid, r.due_day), (r.round, r.face, r.due_day)
        state = one_of(dice, (*older, (r.round, r.unpaid, r.due_day + 1)))
    financier = in_role(dice, book, FINANCIER)
    quote = Quote(
        financier,
        key,
        *state,
        one_of(dice, (0, 0, 1, units)),
        one_of(dice, (2**64 - 1, units)),
        dice.randint(0, 400_000),
        one_of(dice, (360, 365)),
        one_of(dice, (2**64 - 1, book.now + DAY, book.now)),
        a_nonce(dice, book, financier),
    )
    signature = signed(book, quote.financier, quote)
    least = one_of(dice, (0, 0, a_part(dice, units)))
    return Call(seller, "fill", (quote, signature, units, least))


def a_nonce(dice: Dice, book: Book, financier: Account) -> int:
    """One of few, so that they meet, in the financier's epoch, or now and then in the last one."""
    party = book.register.behind(financier)
    epoch = party.quote_epoch if party else 0
    late = epoch > 0 and dice.randrange(8) == 0
    return int(one_of(dice, NONCES)) + 256 * (epoch - late)


def withdrawing_a_quote(dice: Dice, stage: Stage) -> Call:
    financier = in_role(dice, stage.book, FINANCIER)
    if dice.randrange(4) == 0:
        return Call(financier, "cancelAllQuotes", ())
    nonce = a_nonce(dice, stage.book, financier) + one_of(dice, (0, 0, 1))
    return Call(financier, "cancelQuote", (a_key(dice, stage.book), nonce))


def redeeming(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    waiting = [key for key, r in book.receivables.items() if any(r.claims.values())]
    key = one_of(dice, waiting, UNKNOWN)
    return Call(a_holder(dice, book, key), "redeem", (key,))


# Cash.


def paying(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    key = a_key(dice, book, Status.TOKENISED, Status.CONFIRMED)
    r = book.receivables.get(key)
    due = sum(r.due(book.today)) if r else 1
    payer = one_of(dice, (book.register.account_of(key.obligor), stranger))
    return Call(payer, "pay", (key, a_part(dice, due)))


def moving_cash(dice: Dice, stage: Stage) -> Call:
    token, by = one_of(dice, stage.tokens), anyone(dice)
    cash = stage.book.cash[token]
    match dice.randrange(6):
        case 0:
            amount = one_of(dice, (0, 10**6, UNLIMITED))
            return Call(by, "approve", (stage.book.ledger, amount), token)
        case 1:
            to = one_of(dice, (stage.book.ledger, in_role(dice, stage.book, 0)))
            return Call(by, "transfer", (to, a_part(dice, cash.balance(by) % 10**7)), token)
        case 2:
            poor = in_role(dice, stage.book, 0)
            return Call(poor, "transfer", (stranger, cash.balance(poor)), token)
        case 3:
            return Call(by, "approve", (stage.book.ledger, UNLIMITED), token)
        case _:
            to = in_role(dice, stage.book, 0)
            return Call(operator, "mint", (to, one_of(dice, (1, 2**80))), token)


# The operator, and time.


def administering(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    number = dice.randint(1, len(book.register.entries))
    match dice.randrange(9):
        case 0:
            account = one_of(dice, newcomers)
            entity = digest(f"LEI {dice.randrange(4)}")
            return Call(operator, "register", (account, entity, dice.randint(1, 31)))
        case 1:
            roles = one_of(dice, (7, 31, 1, 6))
            return Call(operator, "setRoles", (number, roles))
        case 2:
            return Call(operator, "suspend", (number,))
        case 3 | 4:
            suspended = [p.number for p in book.register.entries if p.suspended]
            return Call(operator, "reinstate", (one_of(dice, suspended, number),))
        case 5:
            rate = one_of(dice, (0, 100_000, 2**32 - 1))
            terms = Terms(dice.randint(0, 9), rate, one_of(dice, (360, 365, 364)))
            return Call(operator, "addTerms", (terms,))
        case 6:
            exponent = dice.randint(0, 7)
            return Call(operator, "addCurrency", (b"XXX", one_of(dice, stage.tokens), exponent))
        case _:
            currency = dice.randint(1, len(book.lists.currencies))
            tight = used(book, number, currency) + dice.randint(0, 2_000)
            limit = one_of(dice, (0, 10**6, tight, 2**70, 2**70, 2**128 - 1))
            return Call(operator, "setCreditLine", (number, currency, limit))


def ordering(dice: Dice, stage: Stage) -> Call:
    """A participant or some units are frozen, or no longer."""
    book = stage.book
    order, until = digest(f"order {dice.randrange(3)}"), book.today + one_of(dice, (0, 2, 20, -1))
    number = dice.randint(1, len(book.register.entries))
    frozen = [p for p in book.register.entries if p.frozen_until]
    match dice.randrange(8):
        case 0:
            return Call(operator, "freeze", (number, order, until))
        case 1 | 2 if frozen:
            party = one_of(dice, frozen)
            return Call(operator, "unfreeze", (party.number, party.order))
        case 3 if book.frozen:
            (key, holder), found = one_of(dice, list(book.frozen.items()))
            return Call(operator, "unfreezeUnits", (key, holder, found.order))
        case _:
            key = a_key(dice, book, one_of(dice, (Status.TOKENISED, Status.SETTLED)))
            holder = a_holder(dice, book, key)
            if book.frozen and dice.randrange(3) == 0:
                (key, _), found = one_of(dice, list(book.frozen.items()))
                holder, order = book.register.account_of(_), found.order
            units = a_part(dice, held(book, key, holder))
            arguments = key, book.register.number_of(holder), units, order, until
            return Call(operator, "freezeUnits", arguments)


def recovering(dice: Dice, stage: Stage) -> Call:
    """Another account is asked for, refused by the old one, or takes over."""
    book = stage.book
    number = dice.randint(1, len(book.register.entries))
    asked: int = one_of(dice, list(book.recoveries), number)
    match dice.randrange(4):
        case 0:
            return Call(operator, "requestRecovery", (number, one_of(dice, newcomers)))
        case 1 if dice.randrange(3) == 0:
            return Call(book.register.account_of(asked), "cancelRecovery", (asked,))
        case _:
            return Call(anyone(dice), "recover", (asked,))


def supervising(dice: Dice, stage: Stage) -> Call:
    """Rules, mostly at the notice that they need."""
    today = stage.book.today
    begins = today + one_of(dice, (7, 7, 8, 6, 0, 30))
    ends = one_of(dice, (0, 0, begins + 3, begins + 40, begins - 1, begins, begins + 65_535))
    rule = Rule(
        digest(f"rule {dice.randrange(3)}"),
        begins,
        ends,
        one_of(dice, (0, 89, 180, 365)),
        dice.randint(0, 400),
        one_of(dice, (0, 0, 10**6, 2**40, 2**56 - 1)),
    )
    return Call(operator, "announceRule", (rule,))


def marking_default(dice: Dice, stage: Stage) -> Call:
    book = stage.book
    late = [key for key, r in book.receivables.items() if r.is_owed and r.due_day < book.today]
    key = one_of(dice, late, a_key(dice, book))
    return Call(anyone(dice), "markDefault", (key,))


def waiting(dice: Dice, stage: Stage) -> Call:
    """Moments, days, and years; often to the edge of something that is to happen."""
    book = stage.book
    open_ = [r for r in book.receivables.values() if r.is_owed or r.status is Status.RECORDED]
    r: Receivable | None = one_of(dice, open_)
    days = one_of(dice, (0, 1, 1, 2, 7, 15))
    if dice.randrange(60) == 0:
        days = one_of(dice, (200, 400, 4_000))
    elif r and dice.randrange(3) == 0:
        edge = one_of(dice, (r.due_day, r.due_day + r.terms.grace)) + dice.randint(-1, 1)
        days = max(0, min(edge - book.today, 10_000))
    return Call(stranger, "wait", (days * DAY + one_of(dice, (0, 1, DAY // 2)),), "time")


PLAYERS: tuple[tuple[Player, int], ...] = (
    (recording, 5),
    (confirming, 7),
    (confirming_by_signature, 3),
    (issuing_by_signature, 5),
    (issuing, 4),
    (posting_a_batch, 2),
    (materialising, 6),
    (closing_a_batch, 1),
    (rejecting, 1),
    (cancelling, 2),
    (agreeing_to_cancel, 2),
    (disputing, 2),
    (crediting, 4),
    (tokenising, 7),
    (transferring, 12),
    (transferring_for_another, 5),
    (allowing, 4),
    (splitting, 3),
    (selling, 12),
    (withdrawing_a_quote, 2),
    (redeeming, 14),
    (paying, 14),
    (moving_cash, 3),
    (administering, 5),
    (supervising, 1),
    (ordering, 4),
    (recovering, 2),
    (marking_default, 2),
    (waiting, 5),
)
"""Who acts, and how often."""
