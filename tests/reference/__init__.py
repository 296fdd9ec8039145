"""The instrument a second time: in plain Python, to be read as a specification.

Written from the design and from what the interfaces promise, not from the contracts' code. Nothing
is packed, cached or postponed: a payment is handed out to the holders the moment it comes in, as
exact fractions. Each operation is a function `operation(book, by, ...)` that names all its
requirements first, then changes the book. Standard library only.

    refusals    what a call requires, and what it says when that does not hold
    money       interest, discount, splits: exact, rounded once
    parties     who may act
    lists       currencies and terms
    lines       credit lines
    receivable  a claim, and what can be said of it on a day
    statements  what parties state and sign
    book        all of it together
    confirming  record, confirm, issue, reject, cancel, tokenise
    tree        leaves, proofs, and what is left of a batch
    batches     one promise for many invoices
    adjusting   disputes and credit notes
    defaults    who has not paid promises nothing
    rules       limits by date
    freezing    orders that hold a participant or some units
    recovery    another account for a lost one
    units       transfers and approvals
    settlement  payment and redemption
    market      quotes
    venues      what the contracts beside the ledger keep: deals, orders, facilities, auctions
    sales       what every sale there has in common
    orders      bids and asks
    facilities  standing offers
    lots        what all steps of an auction have in common
    auctions    open, commit, reveal, clear
    awards      deliver, lapse, withdraw
    recourse    hold-backs, units put back, debts
    cash        the token that pays
    operations  every operation by its name; batches
"""
