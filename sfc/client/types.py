"""The JSON of the service, as types. Written by scripts/client.py from docs/openapi.json: change that, not this."""

from typing import Any, Literal, NotRequired, TypedDict


class AcceptForm(TypedDict):
    """What a holder sells."""

    amount: NotRequired["Amount | None"]
    minimum_price: NotRequired["Amount | None"]


class AccountBalance(TypedDict):
    """What stands on one account of a journal."""

    account: str
    amount: "Amount"
    meaning: str


class AccountForm(TypedDict):
    """A bank account."""

    bic: NotRequired[str]
    currency: str
    holder: NotRequired[str]
    number: str


class AdjustmentView(TypedDict):
    """What became of a credit note."""

    credit_note: "CreditNoteView | None"
    id: str
    outcome: str
    receivable: str | None
    repeated: bool
    tasks: list["TaskView"]


class Alive(TypedDict):
    """The process answers."""

    alive: NotRequired[bool]


class AllocationView(TypedDict):
    """An amount of an entry, and what it belongs to."""

    amount: "Amount"
    kind: str
    receivable: str | None
    transaction: str | None


class Allowance(TypedDict):
    """The contracts may take cash of the caller when it pays, or when its quote is filled."""

    currency: str
    transaction: "Transaction"


class AllowanceForm(TypedDict):
    """In which currency."""

    currency: str


class Amount(TypedDict):
    """An amount of money, exact in its currency; never a JSON number."""

    amount: str
    currency: str


class Amounts(TypedDict):
    """Receivables to be confirmed or paid."""

    atomic: NotRequired[bool]
    items: list["NamedAmount"]


ApprovalState = Literal["pending", "approved", "done", "failed", "refused", "withdrawn", "expired"]
"""What became of a request. APPROVED lasts until it is carried out, also after an accident."""


class ApprovalView(TypedDict):
    """A request that waits for a second person, or has waited."""

    act: str
    checker: str | None
    created_at: str
    decided_at: str | None
    expires_at: str
    facts: dict[str, str]
    id: str
    maker: str
    method: str
    note: str
    operation: str
    party: str
    path: str
    result: Any
    state: str
    status: int | None


class AskForm(TypedDict):
    """Units on which quotes are wanted."""

    amount: NotRequired["Amount | None"]
    expires_at: NotRequired[str | None]
    financiers: NotRequired[list[str]]
    receivable: str


class AskView(TypedDict):
    """A holder's open request for quotes."""

    amount: "Amount"
    created_at: str
    expires_at: str
    financiers: list[str] | None
    holder: str
    id: str
    receivable: str


class AssignedForm(TypedDict):
    """An amount of an entry that belongs to a receivable."""

    amount: "Amount"
    receivable: str


class AttemptView(TypedDict):
    """One sending."""

    at: str
    milliseconds: int
    reason: str | None
    status: int | None


class AuctionAwardDeliveredData(TypedDict):
    """Fields of `auction.award_delivered`."""

    auction: int
    deal: int
    financier: str


class AuctionAwardDeliveredEvent(TypedDict):
    """An award was exchanged for its cost. deal 0: nothing follows from the sale."""

    block: int
    data: "AuctionAwardDeliveredData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.award_delivered"]


class AuctionAwardFailedData(TypedDict):
    """Fields of `auction.award_failed`."""

    auction: int
    failed: str | None
    financier: str


class AuctionAwardFailedEvent(TypedDict):
    """An award was closed without an exchange; failed is nobody, seller or financier."""

    block: int
    data: "AuctionAwardFailedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.award_failed"]


class AuctionBidAwardedData(TypedDict):
    """Fields of `auction.bid_awarded`."""

    auction: int
    face: "Amount | None"
    financier: str


class AuctionBidAwardedEvent(TypedDict):
    """A bid got so many units, at the rate for all, which the clearing tells."""

    block: int
    data: "AuctionBidAwardedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.bid_awarded"]


class AuctionBidCommittedData(TypedDict):
    """Fields of `auction.bid_committed`."""

    auction: int
    commitment: str | None
    financier: str


class AuctionBidCommittedEvent(TypedDict):
    """A financier put in a deposit with the hash of its bid, which says nothing of the bid."""

    block: int
    data: "AuctionBidCommittedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.bid_committed"]


class AuctionBidRevealedData(TypedDict):
    """Fields of `auction.bid_revealed`."""

    auction: int
    face: "Amount | None"
    financier: str
    rate_ppm: int


class AuctionBidRevealedEvent(TypedDict):
    """A financier showed its bid."""

    block: int
    data: "AuctionBidRevealedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.bid_revealed"]


class AuctionChange(TypedDict):
    """An auction after a step."""

    auction: "AuctionView"
    transaction: "Transaction"


class AuctionClearedData(TypedDict):
    """Fields of `auction.cleared`."""

    auction: int
    awarded: "Amount | None"
    rate_ppm: int


class AuctionClearedEvent(TypedDict):
    """Bids were ranked and units awarded; forfeited bids were not revealed in time."""

    block: int
    data: "AuctionClearedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.cleared"]


class AuctionCreditWithdrawnData(TypedDict):
    """Fields of `auction.credit_withdrawn`."""

    amount: "Amount | None"
    participant: str


class AuctionCreditWithdrawnEvent(TypedDict):
    """A participant took out what was credited to it."""

    block: int
    data: "AuctionCreditWithdrawnData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.credit_withdrawn"]


class AuctionCreditedData(TypedDict):
    """Fields of `auction.credited`."""

    amount: "Amount | None"
    participant: str


class AuctionCreditedEvent(TypedDict):
    """A participant may take out so much more: proceeds, deposits, what others forfeited."""

    block: int
    data: "AuctionCreditedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.credited"]


class AuctionOpenedData(TypedDict):
    """Fields of `auction.opened`."""

    auction: int
    commit_end: str | None
    delivery_end: str | None
    deposit: "Amount | None"
    face: "Amount | None"
    least_bid: "Amount | None"
    reserve_rate_ppm: int
    reveal_end: str | None
    seller: str


class AuctionOpenedEvent(TypedDict):
    """A holder put units up; the terms of the sales are those of sfc.domain.market.SaleTerms."""

    block: int
    data: "AuctionOpenedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["auction.opened"]


class AuctionView(TypedDict):
    """An auction, and the bids that the caller may see."""

    amount: "Amount"
    awarded: "Amount"
    bid_count: int
    bids: list["BidView"]
    cleared: bool
    clearing_rate_percent: str | None
    commit_end: str
    delivery_end: str
    deposit: "Amount"
    id: int
    least_bid: "Amount"
    receivable: str
    reserve_rate_percent: str
    reveal_end: str
    seller: str
    terms: "SaleTermsView"


class AuditEntryView(TypedDict):
    """A privileged act, sealed behind the one before it."""

    about: str
    action: str
    at: str
    detail: dict[str, Any]
    hash: str
    number: int
    outcome: str
    party: str
    previous: str
    user: str


class AwardForm(TypedDict):
    """Whose award."""

    financier: str


class BalanceView(TypedDict):
    """What a participant has in one currency."""

    cash: "Amount"
    units: "Amount"


class BankProfileForm(TypedDict):
    """How a CSV is written: fields have the headings of the columns that they are read from. Money is `amount` with a sign (credits positive), or `credit` and `debit`, or `amount` without sign beside an `indicator` that has `credit_word` or `debit_word`."""

    account: NotRequired[str]
    account_number: NotRequired[str]
    amount: NotRequired[str]
    balance: NotRequired[str]
    bank_reference: NotRequired[str]
    booked: str
    charges: NotRequired[str]
    counterparty: NotRequired[str]
    counterparty_account: NotRequired[str]
    credit: NotRequired[str]
    credit_word: NotRequired[str]
    currency: NotRequired[str]
    currency_code: NotRequired[str]
    date_format: NotRequired[str]
    debit: NotRequired[str]
    debit_word: NotRequired[str]
    decimal_sign: NotRequired[str]
    delimiter: NotRequired[str]
    documents: NotRequired[list[str]]
    encoding: NotRequired[str]
    grouping_sign: NotRequired[str]
    indicator: NotRequired[str]
    newest_first: NotRequired[bool]
    references: NotRequired[list[str]]
    texts: NotRequired[list[str]]
    value: NotRequired[str]


class BatchChange(TypedDict):
    """A batch after a change."""

    batch: "BatchView"
    transaction: "Transaction"


class BatchClosedData(TypedDict):
    """Fields of `batch.closed`."""

    freed_minor_units: int
    obligor: str
    root: str | None


class BatchClosedEvent(TypedDict):
    """The obligor took back what was left of a batch."""

    block: int
    data: "BatchClosedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["batch.closed"]


class BatchForm(TypedDict):
    """What the obligor undertakes to pay."""

    invoices: list["IssueForm"]
    valid_until: str


class BatchPostedData(TypedDict):
    """Fields of `batch.posted`."""

    count: int
    latest_due: str | None
    obligor: str
    posted_on: str | None
    root: str | None
    total: "Amount | None"
    valid_until: str | None


class BatchPostedEvent(TypedDict):
    """An obligor undertook to pay count receivables of total in all, by a Merkle root."""

    block: int
    data: "BatchPostedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["batch.posted"]


class BatchView(TypedDict):
    """An undertaking by a Merkle root, and what is left of it."""

    count: int
    latest_due_date: str
    left: int
    left_total: "Amount"
    obligor: str
    posted_on: str
    root: str
    total: "Amount"
    valid_until: str


Became = Literal[
    "recording",
    "recorded",
    "same",
    "conflict",
    "refused",
    "import",
    "hold",
    "nothing_to_finance",
    "adjust",
    "reject",
]
"""What became of a document or row. The last five are those of `sfc.domain.intake.Outcome`; IMPORT, the result of a dry run, would be RECORDED."""


class BidForm(TypedDict):
    """A sealed bid: rate and amount, kept sealed by the service; or a commitment of one's own."""

    amount: NotRequired["Amount | None"]
    annual_rate_percent: NotRequired[str | None]
    commitment: NotRequired[str | None]


class BidView(TypedDict):
    """A bid; rate and amount are null until it is revealed."""

    amount: "Amount | None"
    annual_rate_percent: str | None
    award: "Amount"
    commitment: str
    financier: str
    state: str


class BookingView(TypedDict):
    """One booking on a cash account."""

    amount: "Amount"
    at: str
    counterparty: str | None
    kind: str
    number: str
    receivable: str | None
    transaction: str


class BulkDryRun(TypedDict):
    """What would become of many now. Nothing happened, and nothing is reserved."""

    gas: int
    items: list["TriedItem"]
    moves: list["TotalView"]
    network_fee_wei: str
    on: str
    refused: int
    transactions: int
    would_succeed: int


class BulkItem(TypedDict):
    """What became of one item."""

    error: "Problem | None"
    index: int
    outcome: Literal["done", "refused", "not_tried"]
    receivable: str | None
    transaction: str | None


class BulkResult(TypedDict):
    """What became of many."""

    done: int
    gas_used: int
    items: list["BulkItem"]
    refused: int


class CaseView(TypedDict):
    """Two receivables of one obligor that resemble each other."""

    decisions: list["DecisionView"]
    earlier: "ComparedView"
    id: str
    later: "ComparedView"
    next_step: "NextStepView | None"
    obligor: str
    opened_at: str
    reasons: list["ReasonView"]
    score: int
    state: str


class CashMovedData(TypedDict):
    """Fields of `cash.moved`."""

    amount: "Amount | None"
    giver: str | None
    taker: str | None


class CashMovedEvent(TypedDict):
    """A settlement token moved: amount in token units; no giver means minted, no taker burned."""

    block: int
    data: "CashMovedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["cash.moved"]


class Challenge(TypedDict):
    """What a wallet is to sign, as it is."""

    expires_at: str
    message: str


class ChallengeForm(TypedDict):
    """Who wants to sign in."""

    address: str


class ClockForm(TypedDict):
    """Where to set the clock: a date, or some days on."""

    advance_to: NotRequired[str | None]
    days: NotRequired[int | None]


class ClockView(TypedDict):
    """The ledger's time."""

    ledger_date: str
    ledger_time: str


class ComparedView(TypedDict):
    """One of two that resemble each other."""

    amount: "Amount"
    invoice_number: str
    issue_date: str
    receivable: str
    status: str
    supplier: str


class Comparison(TypedDict):
    """A request for quotes and its open answers, the cheapest first."""

    ask: "AskView"
    quotes: list["RankedQuoteView"]


class ConditionsForm(TypedDict):
    """What a facility offers."""

    limit: "Amount"
    rates: list["TenorForm"]
    receivable_terms: NotRequired[int]
    terms: NotRequired["SaleTermsForm"]


class ConfirmForm(TypedDict):
    """How much the obligor confirms."""

    amount: NotRequired["Amount | None"]


class ContactForm(TypedDict):
    """Where messages reach a participant, and where it pays from."""

    bank_accounts: NotRequired[list["AccountForm"]]
    electronic_address: NotRequired[str]


Convention = Literal["none", "following", "modified-following"]
"""What happens to a due date that is no business day (ISDA's business day conventions)."""


class CostView(TypedDict):
    """What a sale would cost the seller, all in."""

    days: int
    discount: "Amount"
    effective_annual_rate_percent: str
    face: "Amount"
    fees: "Amount"
    hold_back: "Amount"
    proceeds: "Amount"
    receivable: str


class CredentialForm(TypedDict):
    """A key for a user."""

    expires_at: NotRequired[str | None]
    label: NotRequired[str]
    scopes: NotRequired[list[str]]
    user: str


class CredentialView(TypedDict):
    """A key or session; never its secret."""

    created_at: str
    created_by: str
    expires_at: str | None
    id: str
    kind: str
    label: str
    last_used_at: str | None
    party: str
    prefix: str | None
    revoked_at: str | None
    scopes: list[str]
    user: str


class Credit(TypedDict):
    """The receiver's balances after a credit."""

    balances: list["BalanceView"]
    transaction: "Transaction"


class CreditLineSetData(TypedDict):
    """Fields of `credit_line.set`."""

    limit: "Amount | None"
    obligor: str


class CreditLineSetEvent(TypedDict):
    """The limit of an obligor's line in the currency of that number."""

    block: int
    data: "CreditLineSetData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["credit_line.set"]


class CreditLineView(TypedDict):
    """How much an obligor may have promised and not yet paid, and has."""

    limit: "Amount"
    used: "Amount"


class CreditLines(TypedDict):
    """All credit lines of an obligor after a change."""

    credit_lines: list["CreditLineView"]
    transaction: "Transaction"


class CreditNoteAgreedData(TypedDict):
    """Fields of `credit_note.agreed`."""

    by: str
    claimed: "Amount | None"
    note: str | None
    reduced: "Amount | None"


class CreditNoteAgreedEvent(TypedDict):
    """Both parties agreed: the face falls by reduced, the supplier owes claimed back."""

    block: int
    data: "CreditNoteAgreedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["credit_note.agreed"]


class CreditNoteAskedData(TypedDict):
    """Fields of `credit_note.asked`."""

    amount: "Amount | None"
    by: str
    note: str | None


class CreditNoteAskedEvent(TypedDict):
    """A party asks the other to agree to a credit note, in place of what was asked before."""

    block: int
    data: "CreditNoteAskedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["credit_note.asked"]


class CreditNoteDryRun(TypedDict):
    """What would become of a credit note now. Nothing happened, and nothing is reserved."""

    comes_to: "AdjustmentView | None"
    costs: list["CostView"]
    gas: int | None
    happens: list[str]
    moves: list["MoveView"]
    network_fee_wei: str | None
    on: str
    refusal: "Problem | None"
    would_succeed: bool


class CreditNoteForm(TypedDict):
    """A supplier's credit note."""

    amount: "Amount"
    document_type: NotRequired[str]
    issue_date: str
    number: str
    obligor: str
    preceding: list["PrecedingForm"]


class CreditNoteView(TypedDict):
    """What the ledger was asked for."""

    amount: "Amount"
    claim: "Amount"
    face_before: "Amount"
    id: str
    issue_date: str
    number: str
    obligor: str
    outcome: str
    receivable: str
    supplier: str
    transaction: str | None


class CurrencyAddedData(TypedDict):
    """Fields of `currency.added`."""

    code: str | None
    token: str


class CurrencyAddedEvent(TypedDict):
    """A currency was allow-listed: scale token units of token are one minor unit."""

    block: int
    data: "CurrencyAddedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["currency.added"]


class DealChange(TypedDict):
    """A deal after something happened to it."""

    deal: "DealView"
    transaction: "Transaction"


class DealDebtPaidData(TypedDict):
    """Fields of `deal.debt_paid`."""

    deal: int
    owed_minor_units: int
    payer: str | None
    returned_units: int
    venue: str | None


class DealDebtPaidEvent(TypedDict):
    """Somebody, an account, paid a debt or a part of it: units went back."""

    block: int
    data: "DealDebtPaidData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["deal.debt_paid"]


class DealHoldBackReleasedData(TypedDict):
    """Fields of `deal.hold_back_released`."""

    amount_minor_units: int
    deal: int
    to: str
    venue: str | None


class DealHoldBackReleasedEvent(TypedDict):
    """What was held back went to a participant, whole."""

    block: int
    data: "DealHoldBackReleasedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["deal.hold_back_released"]


class DealOpenedData(TypedDict):
    """Fields of `deal.opened`."""

    deal: int
    face: "Amount | None"
    facility: int
    financier: str
    hold_back: "Amount | None"
    price: "Amount | None"
    seller: str
    under_recourse: "Amount | None"
    venue: str | None


class DealOpenedEvent(TypedDict):
    """A sale with recourse or hold-back. facility 0: none funded it."""

    block: int
    data: "DealOpenedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["deal.opened"]


class DealPutBackData(TypedDict):
    """Fields of `deal.put_back`."""

    deal: int
    from_cash: "Amount | None"
    from_hold_back: "Amount | None"
    owed: "Amount | None"
    put_back: "Amount | None"
    returned: "Amount | None"
    venue: str | None


class DealPutBackEvent(TypedDict):
    """put units were newly put back, and units went back as they were paid for."""

    block: int
    data: "DealPutBackData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["deal.put_back"]


class DealView(TypedDict):
    """What follows a sale with recourse or hold-back."""

    claim: "Amount"
    financier: str
    hold_back: "Amount"
    id: str
    owed: "Amount"
    owed_units: "Amount"
    price: "Amount"
    receivable: str
    recourse: "Amount"
    seller: str
    sold_on: str
    units: "Amount"


class DecisionForm(TypedDict):
    """What a person found two receivables to be."""

    decision: Literal["same", "different"]
    note: NotRequired[str]


class DecisionNote(TypedDict):
    """Why."""

    note: NotRequired[str]


class DecisionView(TypedDict):
    """What somebody decided."""

    at: str
    by: str
    decision: str
    note: str


class DeliveryLog(TypedDict):
    """A delivery with all that was tried."""

    delivery: "DeliveryView"
    log: list["AttemptView"]


class DeliveryView(TypedDict):
    """An event on its way to an endpoint."""

    attempts: int
    created: str
    delivered: str | None
    event: str
    next_attempt: str | None
    state: Literal["waiting", "delivered", "ended"]
    type: str


class DisputeForm(TypedDict):
    """What the obligor contests."""

    amount: "Amount"
    reason: str


class DocumentForm(TypedDict):
    """An original and the facts in it."""

    content: str
    fields: dict[str, str]
    media_type: NotRequired[str]
    name: NotRequired[str]
    readers: NotRequired[list[str]]


class DocumentView(TypedDict):
    """A kept document."""

    document: str
    evidence_root: str
    fields: dict[str, str] | None
    owner: str


class DoubtView(TypedDict):
    """What a person should look at in the file as a whole."""

    code: str
    holds: bool
    text: str


class DrawForm(TypedDict):
    """What a holder sells by a facility, or one party by an order."""

    amount: NotRequired["Amount | None"]
    bound: NotRequired["Amount | None"]
    receivable: str


class DryRun(TypedDict):
    """What a write would do now. Nothing happened, and nothing is reserved."""

    costs: list["CostView"]
    gas: int | None
    happens: list[str]
    moves: list["MoveView"]
    network_fee_wei: str | None
    on: str
    refusal: "Problem | None"
    would_succeed: bool


class DueView(TypedDict):
    """What a payment on a day would have to cover at most."""

    on: str
    penalty: "Amount"
    principal: "Amount"
    total: "Amount"


class Entry(TypedDict):
    """A legal entity to be registered."""

    account: NotRequired[str | None]
    credit_lines: NotRequired[list["Amount"]]
    legal_id: str
    name: str
    roles: list[str]


class EntryDecisionForm(TypedDict):
    """What to do with an entry."""

    action: str
    assigned: NotRequired[list["AssignedForm"]]
    fee: NotRequired["Amount | None"]
    note: NotRequired[str]
    proposal: NotRequired[int]


class EntryDecisionView(TypedDict):
    """What somebody decided about an entry."""

    action: str
    at: str
    by: str
    note: str


class EntryDetailView(TypedDict):
    """An entry with all decisions about it."""

    decisions: list["EntryDecisionView"]
    entry: "EntryView"


class EntryView(TypedDict):
    """An entry, and where it stands."""

    amount: "Amount"
    bank_reference: str
    booked: str
    charges: "Amount"
    chosen: "ProposalView | None"
    counterparty: str
    counterparty_account: str
    documents: list[str]
    in_doubt: bool
    number: int
    proposals: list["ProposalView"]
    reasons: list[str]
    references: list[str]
    related: str | None
    reversal: bool
    state: str
    texts: list[str]
    value: str


class EventPage(TypedDict):
    """A page of events, in the order in which they were told."""

    data: list[
        "ParticipantRegisteredEvent | ParticipantRolesChangedEvent | ParticipantSuspensionChangedEvent | ParticipantFrozenEvent | ParticipantRecoveryRequestedEvent | ParticipantRecoveryCancelledEvent | ParticipantAccountRecoveredEvent | CurrencyAddedEvent | TermsAddedEvent | RuleAnnouncedEvent | CreditLineSetEvent | BatchPostedEvent | BatchClosedEvent | ReceivableRecordedEvent | ReceivableConfirmedEvent | ReceivableRejectedEvent | ReceivableDisputedEvent | CreditNoteAskedEvent | CreditNoteAgreedEvent | ReceivableDefaultChangedEvent | ReceivableCancellationAskedEvent | ReceivableCancelledEvent | ReceivablePenaltyPostedEvent | ReceivablePaidEvent | UnitsMovedEvent | UnitsSoldEvent | UnitsRedeemedEvent | UnitsFrozenEvent | QuoteCancelledEvent | QuoteAllCancelledEvent | CashMovedEvent | MarketTradedEvent | DealOpenedEvent | DealPutBackEvent | DealDebtPaidEvent | DealHoldBackReleasedEvent | OrderFilledEvent | OrderWithdrawnEvent | OrderAllWithdrawnEvent | FacilityChangedEvent | FacilityClosedEvent | FacilityUsedEvent | AuctionOpenedEvent | AuctionClearedEvent | AuctionBidCommittedEvent | AuctionBidRevealedEvent | AuctionBidAwardedEvent | AuctionAwardDeliveredEvent | AuctionAwardFailedEvent | AuctionCreditedEvent | AuctionCreditWithdrawnEvent | EventRemoved"
    ]
    next_cursor: str | None


class EventRemoved(TypedDict):
    """The chain was reorganised: an event that was told is not on it any more."""

    block: int
    data: "RemovedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["event.removed"]


class EventView(TypedDict):
    """One thing that happened."""

    at: str
    block: int
    details: dict[str, str | int | None]
    name: str
    transaction: str


class FacilityChange(TypedDict):
    """A facility after a change."""

    facility: "FacilityView"
    transaction: "Transaction"


class FacilityChangedData(TypedDict):
    """Fields of `facility.changed`."""

    facility: int
    financier: str
    limit_minor_units: int
    rates: str | None


class FacilityChangedEvent(TypedDict):
    """A facility was opened, or has other conditions from now on."""

    block: int
    data: "FacilityChangedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["facility.changed"]


class FacilityClosedData(TypedDict):
    """Fields of `facility.closed`."""

    facility: int


class FacilityClosedEvent(TypedDict):
    """No more draws."""

    block: int
    data: "FacilityClosedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["facility.closed"]


class FacilityForm(TypedDict):
    """A new facility."""

    limit: "Amount"
    obligor: str
    rates: list["TenorForm"]
    receivable_terms: NotRequired[int]
    terms: NotRequired["SaleTermsForm"]


class FacilityUsedData(TypedDict):
    """Fields of `facility.used`."""

    facility: int
    used: "Amount | None"


class FacilityUsedEvent(TypedDict):
    """What is outstanding of a facility after a draw, or after something of one was freed."""

    block: int
    data: "FacilityUsedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["facility.used"]


class FacilityView(TypedDict):
    """A standing offer of a financier."""

    financier: str
    id: int
    limit: "Amount"
    obligor: str
    open: bool
    rates: list["TenorView"]
    receivable_terms: int
    terms: "SaleTermsView"
    used: "Amount"


class FaucetForm(TypedDict):
    """Who is to have how much cash."""

    amount: "Amount"
    participant: str


class FaultView(TypedDict):
    """One thing wrong in one place."""

    code: str
    expected: str
    message: str
    place: str
    value: str


class FieldError(TypedDict):
    """One thing wrong in a request."""

    field: str
    reason: str


class FileView(TypedDict):
    """A file as it was sent."""

    media_type: str
    name: str
    sha256: str
    size: int


class Flags(TypedDict):
    """What follows from the date and what was paid; none of it is ever stored."""

    days_overdue: int
    defaulted: bool
    due: bool
    expired: bool
    in_grace: bool
    overdue: bool


class FlowView(TypedDict):
    """Units that went from one holder to the next."""

    amount: "Amount"
    giver: str
    taker: str


class FreezeForm(TypedDict):
    """By which order, and until when."""

    order: str
    until: str


class HeadView(TypedDict):
    """A block."""

    at: str
    block: int
    hash: str


class Health(TypedDict):
    """How the service is."""

    chain_head: "HeadView"
    lag_blocks: int
    ledger_date: str
    ledger_time: str
    read_model_head: "HeadView | None"
    sandbox: bool
    version: str


class HeldView(TypedDict):
    """What a participant had of one receivable."""

    amount: "Amount"
    due_date: str
    obligor: str
    receivable: str


class HolderView(TypedDict):
    """Who had how much of a receivable."""

    amount: "Amount"
    holder: str


class HoldingView(TypedDict):
    """What one participant holds: one unit is one minor unit of face value."""

    amount: "Amount"
    holder: str
    lots: list["LotView"]


class ImportResultView(TypedDict):
    """What became of one document or row."""

    document: dict[str, Any]
    faults: list["FaultView"]
    file: str
    outcome: str
    place: int
    reasons: list[str]
    receivable: str | None
    row: int | None
    warnings: list[str]


class ImportView(TypedDict):
    """One file taken in for one supplier."""

    accepted_due_date: str | None
    calendar: str | None
    counts: dict[str, int]
    doubts: list["DoubtView"]
    doubts_accepted: bool
    dry_run: bool
    file: "FileView"
    finished: str | None
    id: str
    offset: int
    profile: str | None
    reason: str
    started: str
    state: str
    supplier: str


class InstructionDecisionView(TypedDict):
    """One line of the log of an instruction."""

    amount: "Amount"
    ask: str
    at: str
    note: str
    outcome: Literal["quoted", "accepting", "accepted", "declined", "failed"]
    quote: str | None


class InstructionForm(TypedDict):
    """What the service does unasked, and within which limits."""

    annual_rate_percent: str
    max_tenor_days: int
    obligor: NotRequired[str | None]
    side: Literal["quote", "accept"]
    total: "Amount"


class InstructionView(TypedDict):
    """What the service does unasked for a participant."""

    annual_rate_percent: str
    created_at: str
    ended_at: str | None
    id: str
    max_tenor_days: int
    obligor: str | None
    owner: str
    side: Literal["quote", "accept"]
    total: "Amount"


class Invoices(TypedDict):
    """Invoices to be recorded."""

    atomic: NotRequired[bool]
    items: list["RecordForm"]


class IssueForm(TypedDict):
    """An obligor's debt to a supplier."""

    amount: "Amount"
    bank_accounts: NotRequired[list[str]]
    document_type: NotRequired[str]
    due_date: str
    evidence_root: NotRequired[str | None]
    invoice_number: str
    issue_date: str
    payee: NotRequired[list[str]]
    supplier: str
    terms: NotRequired[int]


class IssuedView(TypedDict):
    """A credential, and its key, which is never shown again."""

    api_key: str | None
    credential: "CredentialView"


class JournalEntryView(TypedDict):
    """A journal entry: its lines sum to nothing."""

    at: str
    block: int
    counterparty: str | None
    lines: list["AccountBalance"]
    receivable: str | None
    text: str
    transaction: str
    treatment: str


class JournalForm(TypedDict):
    """A period, and the accounts to post to."""

    chart: str
    first: str
    last: str


class LiftForm(TypedDict):
    """Which order on whose units is lifted."""

    holder: str
    order: str


class LiftOrderForm(TypedDict):
    """Which order is lifted."""

    order: str


class Limits(TypedDict):
    """The new limit of a credit line."""

    limit: "Amount"


class ListingAccountBalance(TypedDict):
    """Listing[AccountBalance]."""

    data: list["AccountBalance"]


class ListingAskView(TypedDict):
    """Listing[AskView]."""

    data: list["AskView"]


class ListingAuctionView(TypedDict):
    """Listing[AuctionView]."""

    data: list["AuctionView"]


class ListingBalanceView(TypedDict):
    """Listing[BalanceView]."""

    data: list["BalanceView"]


class ListingBatchView(TypedDict):
    """Listing[BatchView]."""

    data: list["BatchView"]


class ListingDealView(TypedDict):
    """Listing[DealView]."""

    data: list["DealView"]


class ListingFacilityView(TypedDict):
    """Listing[FacilityView]."""

    data: list["FacilityView"]


class ListingHolderView(TypedDict):
    """Listing[HolderView]."""

    data: list["HolderView"]


class ListingInstructionDecisionView(TypedDict):
    """Listing[InstructionDecisionView]."""

    data: list["InstructionDecisionView"]


class ListingInstructionView(TypedDict):
    """Listing[InstructionView]."""

    data: list["InstructionView"]


class ListingOfferedView(TypedDict):
    """Listing[OfferedView]."""

    data: list["OfferedView"]


class ListingOrderView(TypedDict):
    """Listing[OrderView]."""

    data: list["OrderView"]


class ListingProfileView(TypedDict):
    """Listing[ProfileView]."""

    data: list["ProfileView"]


class ListingQuoteView(TypedDict):
    """Listing[QuoteView]."""

    data: list["QuoteView"]


class ListingReaderView(TypedDict):
    """Listing[ReaderView]."""

    data: list["ReaderView"]


class ListingReceivableTotalsView(TypedDict):
    """Listing[ReceivableTotalsView]."""

    data: list["ReceivableTotalsView"]


class ListingReconciledView(TypedDict):
    """Listing[ReconciledView]."""

    data: list["ReconciledView"]


class ListingRuleView(TypedDict):
    """Listing[RuleView]."""

    data: list["RuleView"]


class ListingUnitFreezeView(TypedDict):
    """Listing[UnitFreezeView]."""

    data: list["UnitFreezeView"]


class ListingWebhookView(TypedDict):
    """Listing[WebhookView]."""

    data: list["WebhookView"]


class LotForm(TypedDict):
    """What a holder puts up."""

    amount: "Amount"
    commit_end: str
    delivery_end: str
    deposit: "Amount"
    least_bid: "Amount"
    receivable: str
    reserve_rate_percent: str
    reveal_end: str
    terms: NotRequired["SaleTermsForm"]


class LotView(TypedDict):
    """Units that came the same way."""

    amount: "Amount"
    path: list[str]


class MarketTradedData(TypedDict):
    """Fields of `market.traded`."""

    cost: "Amount | None"
    deal: int
    discount: "Amount | None"
    face: "Amount | None"
    fee: "Amount | None"
    financier: str | None
    hold_back: "Amount | None"
    price: "Amount | None"
    proceeds: "Amount | None"
    seller: str | None
    under_recourse: "Amount | None"
    venue: str | None


class MarketTradedEvent(TypedDict):
    """Units went one way and cash the other; cost = proceeds + hold-back + fee."""

    block: int
    data: "MarketTradedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["market.traded"]


class MoveView(TypedDict):
    """Units or cash that would change hands."""

    amount: "Amount"
    giver: str | None
    receivable: str | None
    taker: str | None
    what: Literal["units", "cash"]


class Named(TypedDict):
    """A receivable."""

    receivable: str


class NamedAmount(TypedDict):
    """A receivable, and an amount if it is not the whole one."""

    amount: NotRequired["Amount | None"]
    receivable: str


class NextStepView(TypedDict):
    """What may be done about the later one; nothing of it happens by itself."""

    meaning: str
    step: str


class NoteForm(TypedDict):
    """A remark to go with it."""

    note: NotRequired[str]


class OfferView(TypedDict):
    """How a ledger might have to be read; nothing is decided by it."""

    body: dict[str, Any]
    evidence: dict[str, Any]
    profile: str | None
    questions: list[str]


class OfferedView(TypedDict):
    """What stands in a batch for a supplier."""

    due_date: str
    face: "Amount"
    invoice_number: str
    obligor: str
    receivable: str
    root: str
    status: str | None


class OnChain(TypedDict):
    """What the contract says."""

    contract: str
    verifies: bool


class OperationView(TypedDict):
    """A write that was asked for, and how far it has come."""

    attempts: int
    changed_at: str
    created_at: str
    error: "Problem | None"
    id: str
    idempotency_key: str
    method: str
    path: str
    result: dict[str, Any] | None
    state: Literal["running", "awaiting_signature", "done", "failed"]
    status: int | None
    to_sign: dict[str, Any] | None
    transactions: list[str]


Order = Literal["recorded", "due_date", "face"]
"""By what to list receivables; those alike are in the order in which they were recorded."""


class OrderAllWithdrawnData(TypedDict):
    """Fields of `order.all_withdrawn`."""

    epoch: int
    maker: str | None


class OrderAllWithdrawnEvent(TypedDict):
    """Orders of a maker for epochs before epoch are void."""

    block: int
    data: "OrderAllWithdrawnData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["order.all_withdrawn"]


class OrderChange(TypedDict):
    """An order after a change."""

    order: "OrderView"
    transaction: "Transaction"


class OrderFilledData(TypedDict):
    """Fields of `order.filled`."""

    claim_minor_units: int
    filled_minor_units: int
    maker: str | None
    nonce: int


class OrderFilledEvent(TypedDict):
    """A fill of claim under a maker's (an account's) nonce, of filled in all."""

    block: int
    data: "OrderFilledData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["order.filled"]


class OrderForm(TypedDict):
    """A firm offer, to be signed."""

    annual_rate_percent: str
    expires_at: NotRequired[str | None]
    least: NotRequired["Amount | None"]
    limit: "Amount"
    max_tenor_days: NotRequired[int]
    most: NotRequired["Amount | None"]
    obligor: NotRequired[str | None]
    receivable: NotRequired[str | None]
    side: Literal["bid", "ask"]
    terms: NotRequired["SaleTermsForm"]
    version_of: NotRequired[str | None]


class OrderView(TypedDict):
    """A signed offer."""

    annual_rate_percent: str
    expires_at: str
    filled: "Amount"
    id: str
    least: "Amount"
    limit: "Amount"
    maker: str
    max_tenor_days: int
    most: "Amount"
    nonce: str
    obligor: str
    receivable: str | None
    side: Literal["bid", "ask"]
    signature: str
    state: Literal["open", "filled", "cancelled", "expired", "void"]
    terms: "SaleTermsView"


class OrderWithdrawnData(TypedDict):
    """Fields of `order.withdrawn`."""

    maker: str | None
    nonce: int


class OrderWithdrawnEvent(TypedDict):
    """A maker withdrew its orders of one nonce."""

    block: int
    data: "OrderWithdrawnData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["order.withdrawn"]


class PageApprovalView(TypedDict):
    """Page[ApprovalView]."""

    data: list["ApprovalView"]
    next_cursor: str | None


class PageAuditEntryView(TypedDict):
    """Page[AuditEntryView]."""

    data: list["AuditEntryView"]
    next_cursor: str | None


class PageCaseView(TypedDict):
    """Page[CaseView]."""

    data: list["CaseView"]
    next_cursor: str | None


class PageCredentialView(TypedDict):
    """Page[CredentialView]."""

    data: list["CredentialView"]
    next_cursor: str | None


class PageDeliveryView(TypedDict):
    """Page[DeliveryView]."""

    data: list["DeliveryView"]
    next_cursor: str | None


class PageEntryView(TypedDict):
    """Page[EntryView]."""

    data: list["EntryView"]
    next_cursor: str | None


class PageHeldView(TypedDict):
    """Page[HeldView]."""

    data: list["HeldView"]
    next_cursor: str | None


class PageImportResultView(TypedDict):
    """Page[ImportResultView]."""

    data: list["ImportResultView"]
    next_cursor: str | None


class PageImportView(TypedDict):
    """Page[ImportView]."""

    data: list["ImportView"]
    next_cursor: str | None


class PageJournalEntryView(TypedDict):
    """Page[JournalEntryView]."""

    data: list["JournalEntryView"]
    next_cursor: str | None


class PageOperationView(TypedDict):
    """Page[OperationView]."""

    data: list["OperationView"]
    next_cursor: str | None


class PageParticipantView(TypedDict):
    """Page[ParticipantView]."""

    data: list["ParticipantView"]
    next_cursor: str | None


class PageReceivableView(TypedDict):
    """Page[ReceivableView]."""

    data: list["ReceivableView"]
    next_cursor: str | None


class PageReconciliationView(TypedDict):
    """Page[ReconciliationView]."""

    data: list["ReconciliationView"]
    next_cursor: str | None


class PageTaskView(TypedDict):
    """Page[TaskView]."""

    data: list["TaskView"]
    next_cursor: str | None


class PageUserView(TypedDict):
    """Page[UserView]."""

    data: list["UserView"]
    next_cursor: str | None


class PartForm(TypedDict):
    """How much goes back, or is paid for."""

    amount: NotRequired["Amount | None"]


class ParticipantAccountRecoveredData(TypedDict):
    """Fields of `participant.account_recovered`."""

    account: str
    before: str
    participant: str


class ParticipantAccountRecoveredEvent(TypedDict):
    """The account before no longer acts for a participant: account does."""

    block: int
    data: "ParticipantAccountRecoveredData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["participant.account_recovered"]


class ParticipantChange(TypedDict):
    """A participant after a change."""

    participant: "ParticipantView"
    transaction: "Transaction"


class ParticipantDetail(TypedDict):
    """A participant and, for itself and the operator, its credit lines."""

    credit_lines: list["CreditLineView"]
    participant: "ParticipantView"


class ParticipantFrozenData(TypedDict):
    """Fields of `participant.frozen`."""

    order: str | None
    participant: str
    until: str | None


class ParticipantFrozenEvent(TypedDict):
    """A participant neither acts nor receives until the end of a day; 0: the order is lifted."""

    block: int
    data: "ParticipantFrozenData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["participant.frozen"]


class ParticipantRecoveryCancelledData(TypedDict):
    """Fields of `participant.recovery_cancelled`."""

    account: str
    participant: str


class ParticipantRecoveryCancelledEvent(TypedDict):
    """The participant's own account stopped that."""

    block: int
    data: "ParticipantRecoveryCancelledData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["participant.recovery_cancelled"]


class ParticipantRecoveryRequestedData(TypedDict):
    """Fields of `participant.recovery_requested`."""

    account: str
    participant: str
    start: str | None


class ParticipantRecoveryRequestedEvent(TypedDict):
    """Another account of a participant was asked for; it can take over from that day on."""

    block: int
    data: "ParticipantRecoveryRequestedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["participant.recovery_requested"]


class ParticipantRegisteredData(TypedDict):
    """Fields of `participant.registered`."""

    account: str
    participant: str
    roles: list[str]


class ParticipantRegisteredEvent(TypedDict):
    """A legal entity entered the register; legal_entity is the salted hash of its id."""

    block: int
    data: "ParticipantRegisteredData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["participant.registered"]


class ParticipantRolesChangedData(TypedDict):
    """Fields of `participant.roles_changed`."""

    participant: str
    roles: list[str]


class ParticipantRolesChangedEvent(TypedDict):
    """A participant's roles were replaced."""

    block: int
    data: "ParticipantRolesChangedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["participant.roles_changed"]


class ParticipantSuspensionChangedData(TypedDict):
    """Fields of `participant.suspension_changed`."""

    participant: str
    suspended: bool


class ParticipantSuspensionChangedEvent(TypedDict):
    """A participant was barred from acting, or let back in."""

    block: int
    data: "ParticipantSuspensionChangedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["participant.suspension_changed"]


class ParticipantView(TypedDict):
    """A legal entity that takes part."""

    account: str
    freeze_order: str | None
    frozen_until: str | None
    id: str
    legal_id: str
    name: str
    recovery_account: str | None
    recovery_from: str | None
    roles: list[str]
    suspended: bool


class PaymentForm(TypedDict):
    """What is paid."""

    amount: NotRequired["Amount | None"]
    receivable: str


class PingView(TypedDict):
    """What is sent to an endpoint only to see whether it arrives."""

    data: dict[str, str]
    id: str
    timestamp: str
    type: Literal["webhook.ping"]


class PolicyForm(TypedDict):
    """What needs a second person."""

    rules: list["PolicyRuleForm"]
    valid_seconds: NotRequired[int]


class PolicyRuleForm(TypedDict):
    """An act that needs a second person."""

    above: NotRequired[list["Amount"]]
    act: str


class PolicyRuleView(TypedDict):
    """An act that needs a second person, above amounts."""

    above: list["Amount"]
    act: str


class PolicyView(TypedDict):
    """What a party requires a second person for; with rules, for keys and the policy too."""

    party: str
    rules: list["PolicyRuleView"]
    valid_seconds: int
    version: int


class PostedView(TypedDict):
    """What posting came to."""

    postings: list["PostingView"]
    reconciliation: "ReconciliationView"


class PostingView(TypedDict):
    """What became of a matched entry."""

    code: str | None
    detail: str | None
    number: int
    outcome: str
    transaction: str | None


class PrecedingForm(TypedDict):
    """An invoice that a credit note corrects."""

    invoice_number: str
    issue_date: NotRequired[str | None]


class PriceView(TypedDict):
    """What a sale brings on a settlement date."""

    days: int
    discount: "Amount"
    effective_annual_rate_percent: str
    face: "Amount"
    price: "Amount"
    settlement_date: str


class Problem(TypedDict):
    """What is wrong, by RFC 9457."""

    code: str
    detail: str
    errors: NotRequired[list["FieldError"]]
    fields: dict[str, int | str]
    status: int
    title: str
    type: str


class ProblemType(TypedDict):
    """A kind of problem."""

    advice: str
    code: str
    meaning: str
    retry: "Retry"
    status: int
    title: str
    type: str


class ProfileForm(TypedDict):
    """How a ledger is written. Columns and constants together state each field once."""

    calendar: NotRequired[str | None]
    columns: dict[str, str]
    constants: NotRequired[dict[str, str]]
    convention: NotRequired[str | None]
    date_format: NotRequired[str | None]
    decimal_sign: NotRequired[str | None]
    delimiter: NotRequired[str | None]
    encoding: NotRequired[str | None]
    grouping_sign: NotRequired[str | None]
    sheet: NotRequired[str | None]
    terms: NotRequired[int | None]


class ProfileView(TypedDict):
    """How a ledger is written; what is not stated has its default."""

    columns: dict[str, str]
    constants: dict[str, str]
    name: str
    options: dict[str, str | int]


class ProofFile(TypedDict):
    """A proof file as it was given, for the description: what is verified are its very bytes."""

    fields: list["ProvedFieldForm"]
    format: str
    hash: str
    root: str
    version: int


class ProofForm(TypedDict):
    """What to prove."""

    fields: list[str]


class ProposalView(TypedDict):
    """A way to explain an entry: allocations, fee and rest are its amount."""

    allocations: list["AllocationView"]
    fee: "Amount"
    reasons: list[str]
    rest: "Amount"
    rule: str
    score: int


class ProvedFieldForm(TypedDict):
    """One fact and its way up to the root."""

    name: str
    path: list[str]
    salt: str
    value: str


class ProvenanceView(TypedDict):
    """Where a holding came from."""

    amount: "Amount"
    flows: list["FlowView"]
    lots: list["LotView"]
    through: list["HolderView"]


class QuoteAllCancelledData(TypedDict):
    """Fields of `quote.all_cancelled`."""

    epoch: int
    financier: str


class QuoteAllCancelledEvent(TypedDict):
    """All quotes of a financier for epochs before epoch are void."""

    block: int
    data: "QuoteAllCancelledData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["quote.all_cancelled"]


class QuoteCancelledData(TypedDict):
    """Fields of `quote.cancelled`."""

    financier: str | None
    nonce: int


class QuoteCancelledEvent(TypedDict):
    """A financier withdrew its quote of that nonce on that receivable."""

    block: int
    data: "QuoteCancelledData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["quote.cancelled"]


class QuoteChange(TypedDict):
    """A quote after a change."""

    quote: "QuoteView"
    transaction: "Transaction"


class QuoteForm(TypedDict):
    """What a financier offers."""

    annual_rate_percent: str
    ask: NotRequired[str | None]
    basis: NotRequired[int]
    expires_at: NotRequired[str | None]
    least: NotRequired["Amount | None"]
    most: NotRequired["Amount | None"]
    receivable: str


class QuoteView(TypedDict):
    """A financier's signed offer."""

    annual_rate_percent: str
    ask: str | None
    basis: int
    created_at: str
    expires_at: str
    financier: str
    id: str
    least: "Amount"
    most: "Amount"
    nonce: int
    price_today: "PriceView | None"
    receivable: str
    signature: str
    state: Literal["open", "filled", "cancelled", "expired", "void"]


class RankedQuoteView(TypedDict):
    """One quote as it would be filled today."""

    annual_rate_percent: str
    cost: "Amount"
    days: int
    discount: "Amount"
    effective_annual_rate_percent: str
    expires_at: str
    face: "Amount"
    fees: "Amount"
    financier: str
    hold_back: "Amount"
    hold_back_cost: "Amount"
    quote: str
    rank: int
    received: "Amount"
    settlement_date: str
    takes_all: bool


class ReaderForm(TypedDict):
    """What a reader may do."""

    may_prove: NotRequired[bool]


class ReaderView(TypedDict):
    """Who has a key to a document."""

    may_prove: bool
    participant: str


class ReadingKeyForm(TypedDict):
    """A key of which the party keeps the private half, or one to be made and held here."""

    public: NotRequired[str | None]


class Ready(TypedDict):
    """Chain and database answer, and the read model is near the chain."""

    lag_blocks: int
    ready: NotRequired[bool]


class ReasonView(TypedDict):
    """Why two invoices deserve a look."""

    reason: str
    weight: int


class ReceivableCancellationAskedData(TypedDict):
    """Fields of `receivable.cancellation_asked`."""

    by: str


class ReceivableCancellationAskedEvent(TypedDict):
    """One party asks the other to agree to a cancellation."""

    block: int
    data: "ReceivableCancellationAskedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.cancellation_asked"]


class ReceivableCancelledData(TypedDict):
    """Fields of `receivable.cancelled`."""

    by: str


class ReceivableCancelledEvent(TypedDict):
    """The receivable ended without payment."""

    block: int
    data: "ReceivableCancelledData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.cancelled"]


class ReceivableChange(TypedDict):
    """A receivable after a step of its life."""

    receivable: "ReceivableView"
    transaction: "Transaction"


class ReceivableConfirmedData(TypedDict):
    """Fields of `receivable.confirmed`."""

    amount: "Amount | None"
    batch: str | None
    evidence_root: str | None


class ReceivableConfirmedEvent(TypedDict):
    """The obligor undertook to pay amount: the face from now on."""

    block: int
    data: "ReceivableConfirmedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.confirmed"]


class ReceivableDefaultChangedData(TypedDict):
    """Fields of `receivable.default_changed`."""

    in_default: bool
    obligor: str


class ReceivableDefaultChangedEvent(TypedDict):
    """A receivable was marked as in default, or is no longer: paid, or ended by both parties."""

    block: int
    data: "ReceivableDefaultChangedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.default_changed"]


class ReceivableDetail(TypedDict):
    """A receivable with its holders, its sales and its history."""

    history: list["EventView"]
    holders: list["HoldingView"]
    receivable: "ReceivableView"
    sales: list["SaleView"]


class ReceivableDisputedData(TypedDict):
    """Fields of `receivable.disputed`."""

    amount: "Amount | None"
    reason: str | None


class ReceivableDisputedEvent(TypedDict):
    """The obligor disputes amount of what was recorded, in place of what it disputed before."""

    block: int
    data: "ReceivableDisputedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.disputed"]


class ReceivablePaidData(TypedDict):
    """Fields of `receivable.paid`."""

    payer: str | None
    penalty: "Amount | None"
    principal: "Amount | None"
    unpaid: "Amount | None"


class ReceivablePaidEvent(TypedDict):
    """Cash came in: unpaid is the principal still open, 0 means settled."""

    block: int
    data: "ReceivablePaidData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.paid"]


class ReceivablePenaltyPostedData(TypedDict):
    """Fields of `receivable.penalty_posted`."""

    amount: "Amount | None"
    to_date: str | None


class ReceivablePenaltyPostedEvent(TypedDict):
    """Penalty interest was added to what is due, up to to_day."""

    block: int
    data: "ReceivablePenaltyPostedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.penalty_posted"]


class ReceivableRecordedData(TypedDict):
    """Fields of `receivable.recorded`."""

    confirmed: bool
    due_date: str | None
    evidence_root: str | None
    face: "Amount | None"
    issue_date: str | None
    obligor: str
    round: int
    supplier: str
    terms: int


class ReceivableRecordedEvent(TypedDict):
    """An invoice was stated. invoice is the keyed digest, both hashes are 0x-hex."""

    block: int
    data: "ReceivableRecordedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.recorded"]


class ReceivableRejectedData(TypedDict):
    """Fields of `receivable.rejected`."""

    reason: str | None


class ReceivableRejectedEvent(TypedDict):
    """The obligor refused, for a reason of sfc.domain.rejection."""

    block: int
    data: "ReceivableRejectedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["receivable.rejected"]


class ReceivableTotalsView(TypedDict):
    """What receivables of one status in one currency come to."""

    count: int
    currency: str
    face: "Amount"
    overdue: "Amount"
    overdue_count: int
    paid: "Amount"
    status: str


class ReceivableView(TypedDict):
    """A receivable as it stands on the ledger's present day."""

    amount_due: "DueView"
    batch: str | None
    cancellation_asked_by: str | None
    dispute: "Rejection | None"
    disputed: "Amount"
    due_date: str
    evidence_root: str
    face: "Amount"
    flags: "Flags"
    id: str
    in_default: bool
    invoice_number: str
    issue_date: str
    obligor: str
    paid: "Amount"
    recorded: "Amount"
    redeemed: "Amount"
    rejection: "Rejection | None"
    status: str
    supplier: str
    terms: "TermsView"


class Receivables(TypedDict):
    """Receivables to be tokenised or redeemed."""

    atomic: NotRequired[bool]
    items: list["Named"]


class ReconciledView(TypedDict):
    """What a statement of the file came to."""

    entries: list["EntryView"]
    reconciliation: "ReconciliationView"
    repeated: bool


class ReconciliationView(TypedDict):
    """A bank statement."""

    account: str
    counts: dict[str, int]
    currency: str
    file: str
    filed_at: str
    filed_by: str
    first: str
    id: str
    last: str
    number: str
    owner: str
    totals: "TotalsView"


class RecordForm(TypedDict):
    """A supplier's invoice."""

    amount: "Amount"
    bank_accounts: NotRequired[list[str]]
    document_type: NotRequired[str]
    due_date: str
    evidence_root: NotRequired[str | None]
    invoice_number: str
    issue_date: str
    obligor: str
    payee: NotRequired[list[str]]
    terms: NotRequired[int]


class RecordingView(TypedDict):
    """A receivable as it was put on the ledger."""

    receivable: "ReceivableView"
    transaction: "Transaction"
    warnings: list["TwinView"]


class RecoveryForm(TypedDict):
    """Which account is to take over."""

    account: NotRequired[str | None]


class Redemption(TypedDict):
    """Cash that was paid out."""

    amount: "Amount"
    receivable: "ReceivableView"
    transaction: "Transaction"


class RedemptionForm(TypedDict):
    """Which units to redeem."""

    receivable: str


class Registration(TypedDict):
    """A participant that was just registered."""

    api_key: str | None
    credential: str
    participant: "ParticipantView"
    transaction: "Transaction"
    user: str


class RejectForm(TypedDict):
    """Why the obligor refuses."""

    reason: str


class Rejection(TypedDict):
    """Why the obligor refused."""

    code: str
    meaning: str


class RemovedData(TypedDict):
    """What did not happen after all."""

    event: str
    type: str


class Renewal(TypedDict):
    """A new reading key."""

    documents: int
    public: str


Retry = Literal["later", "after_a_change", "never"]
"""Whether the same request makes sense again."""


class RevealForm(TypedDict):
    """A bid that its maker kept itself."""

    amount: "Amount"
    annual_rate_percent: str
    salt: str


class Rotation(TypedDict):
    """A document that was encrypted anew."""

    document: str
    dropped: list[str]
    readers: list["ReaderView"]


class RotationForm(TypedDict):
    """For how long the old key is still good."""

    overlap_seconds: NotRequired[int]


class RuleAnnouncedData(TypedDict):
    """Fields of `rule.announced`."""

    max_line_minor_units: int
    max_tenor_days: int
    number: int
    rule: str | None
    valid_from: str | None
    valid_to: str | None
    warning_tenor_days: int


class RuleAnnouncedEvent(TypedDict):
    """A rule of confirmation, in place of one of the same number: see sfc.domain.rules."""

    block: int
    data: "RuleAnnouncedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["rule.announced"]


class RuleChange(TypedDict):
    """A rule that was announced."""

    rule: "RuleView"
    transaction: "Transaction"


class RuleForm(TypedDict):
    """The next rule."""

    id: str
    max_line_minor: NotRequired[str | None]
    max_tenor_days: NotRequired[int | None]
    valid_from: str
    valid_to: NotRequired[str | None]
    warning_tenor_days: NotRequired[int | None]


class RuleView(TypedDict):
    """One rule, with its thresholds; null where there is none."""

    id: str
    in_force: bool
    max_line_minor: str | None
    max_tenor_days: int | None
    valid_from: str
    valid_to: str | None
    version: int
    warning_tenor_days: int | None


class Sale(TypedDict):
    """Units that were just sold."""

    sale: "SaleView"
    transaction: "Transaction"


class SaleTermsForm(TypedDict):
    """What a sale agrees besides its rate."""

    basis: NotRequired[Literal[360, 365]]
    buy_back_rate_percent: NotRequired[str]
    fee: NotRequired["Amount | None"]
    fee_borne_by: NotRequired[Literal["seller", "financier"]]
    fee_percent: NotRequired[str]
    fee_receiver: NotRequired[str | None]
    hold_back_percent: NotRequired[str]
    recourse_percent: NotRequired[str]


class SaleTermsView(TypedDict):
    """What a sale agrees besides its rate; shares in per cent."""

    basis: int
    buy_back_rate_percent: str
    fee: "Amount"
    fee_borne_by: Literal["seller", "financier"]
    fee_percent: str
    fee_receiver: str | None
    hold_back_percent: str
    recourse_percent: str


class SaleView(TypedDict):
    """A sale to a financier."""

    at: str
    discount: "Amount"
    face: "Amount"
    financier: str
    price: "Amount"
    receivable: str
    seller: str
    transaction: str


class SecretRotationForm(TypedDict):
    """How long the secret of before signs too."""

    overlap_hours: NotRequired[int]


class SessionView(TypedDict):
    """Somebody is signed in: use the token like an API key."""

    expires_at: str
    party: str
    token: str
    user: str


class SignInForm(TypedDict):
    """The message of a challenge, and the wallet's signature of it (`personal_sign`)."""

    message: str
    signature: str


class SignedMessage(TypedDict):
    """The caller's signature of an EIP-712 message."""

    operation: str
    signature: str


class SignedTransaction(TypedDict):
    """A transaction that the caller's wallet signed."""

    operation: str
    transaction: str


class StatementForm(TypedDict):
    """A file with bank statements."""

    content: str
    dry_run: NotRequired[bool]
    fee_tolerance: NotRequired[int]
    name: str
    near_days: NotRequired[int]
    profile: NotRequired["str | BankProfileForm | None"]


class StatementView(TypedDict):
    """A cash account over a period: opening and bookings sum to closing."""

    as_of: str
    bookings: list["BookingView"]
    closing: "Amount"
    first: str
    last: str
    opening: "Amount"
    participant: str


class TakeForm(TypedDict):
    """Which item of a batch."""

    receivable: str


class TaskView(TypedDict):
    """Something for somebody to do."""

    advice: str
    done_at: str | None
    done_by: str | None
    facts: dict[str, str]
    id: str
    note: str
    opened_at: str
    other: str | None
    owner: str
    reason: str
    receivable: str | None
    state: str
    subject: str


class TenorForm(TypedDict):
    """A rate for tenors up to a number of days."""

    annual_rate_percent: str
    days: int


class TenorView(TypedDict):
    """A rate for tenors up to a number of days."""

    annual_rate_percent: str
    days: int


class TermsAddedData(TypedDict):
    """Fields of `terms.added`."""

    basis: int
    grace_days: int
    number: int
    penalty_rate_ppm: int


class TermsAddedEvent(TypedDict):
    """Terms that a receivable may refer to: rate in ppm a year, basis 360 or 365."""

    block: int
    data: "TermsAddedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["terms.added"]


class TermsView(TypedDict):
    """What lateness costs."""

    basis: int
    grace_days: int
    number: int
    penalty_rate_percent: str


class TotalView(TypedDict):
    """Units or cash that would go from one party to another, of all items together."""

    amount: "Amount"
    giver: str | None
    taker: str | None
    what: Literal["units", "cash"]


class TotalsView(TypedDict):
    """Sums, credits positive: `entries` is the sum of what follows it, but for `pending`."""

    balanced: bool
    closing: "Amount | None"
    duplicates: "Amount"
    entries: "Amount"
    explained: "Amount"
    fees: "Amount"
    opening: "Amount | None"
    parked: "Amount"
    pending: "Amount"
    posted: "Amount"
    proposed: "Amount"
    reversed: "Amount"
    to_post: "Amount"


class TradeMade(TypedDict):
    """A sale that was just made."""

    trade: "TradeView"
    transaction: "Transaction"


class TradeView(TypedDict):
    """What a sale in the market moved, or would."""

    cost: "Amount"
    deal: str | None
    discount: "Amount"
    face: "Amount"
    fee: "Amount"
    hold_back: "Amount"
    price: "Amount"
    proceeds: "Amount"


class Transaction(TypedDict):
    """The transaction that did it."""

    at: str
    block: int
    gas_used: int
    hash: str


class Transfer(TypedDict):
    """The holdings of the receivable after a transfer."""

    holders: list["HoldingView"]
    transaction: "Transaction"


class TransferForm(TypedDict):
    """Units to be passed on."""

    amount: "Amount"
    receivable: str
    to: str


class TriedItem(TypedDict):
    """What would become of one item."""

    error: "Problem | None"
    index: int
    outcome: Literal["would_succeed", "refused", "not_tried"]
    receivable: str | None


class TwinView(TypedDict):
    """An older receivable between the same parties that a person should look at."""

    alike_in: list[str]
    invoice_number: str
    receivable: str
    score: int


class UnitFreezeChange(TypedDict):
    """All orders on units of a receivable after a change."""

    freezes: list["UnitFreezeView"]
    transaction: "Transaction"


class UnitFreezeForm(TypedDict):
    """Which units stay where they are."""

    amount: "Amount"
    holder: str
    order: str
    until: str


class UnitFreezeView(TypedDict):
    """Units that an order keeps where they are."""

    amount: "Amount"
    holder: str
    order: str
    until: str


class UnitsFrozenData(TypedDict):
    """Fields of `units.frozen`."""

    amount: "Amount | None"
    holder: str
    order: str | None
    until: str | None


class UnitsFrozenEvent(TypedDict):
    """So many units of a holding stay until the end of a day; 0 and 0: the order is lifted."""

    block: int
    data: "UnitsFrozenData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["units.frozen"]


class UnitsMovedData(TypedDict):
    """Fields of `units.moved`."""

    amount: "Amount | None"
    giver: str | None
    taker: str | None


class UnitsMovedEvent(TypedDict):
    """Units changed hands; no giver means tokenised, no taker means redeemed or cancelled."""

    block: int
    data: "UnitsMovedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["units.moved"]


class UnitsRedeemedData(TypedDict):
    """Fields of `units.redeemed`."""

    amount: "Amount | None"
    holder: str


class UnitsRedeemedEvent(TypedDict):
    """Cash went out to a holder."""

    block: int
    data: "UnitsRedeemedData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["units.redeemed"]


class UnitsSoldData(TypedDict):
    """Fields of `units.sold`."""

    discount: "Amount | None"
    face: "Amount | None"
    financier: str | None
    price: "Amount | None"
    seller: str | None


class UnitsSoldEvent(TypedDict):
    """Units were sold to a financier at a discount, cash against units."""

    block: int
    data: "UnitsSoldData"
    id: str
    receivable: str | None
    timestamp: str
    transaction: str
    type: Literal["units.sold"]


class UserForm(TypedDict):
    """Somebody, or some program, of a party."""

    name: str
    participant: NotRequired[str | None]
    scopes: NotRequired[list[str]]
    wallet: NotRequired[str | None]


class UserView(TypedDict):
    """Somebody, or some program, of a party."""

    created_at: str
    id: str
    name: str
    party: str
    removed_at: str | None
    scopes: list[str]
    wallet: str | None


class Verified(TypedDict):
    """What a proof proves."""

    evidence_root: str
    fields: dict[str, str]
    on_chain: "OnChain | None"


class WebhookChange(TypedDict):
    """What an endpoint is from now on."""

    enabled: NotRequired[bool]
    types: NotRequired[
        list[
            Literal[
                "auction.award_delivered",
                "auction.award_failed",
                "auction.bid_awarded",
                "auction.bid_committed",
                "auction.bid_revealed",
                "auction.cleared",
                "auction.credit_withdrawn",
                "auction.credited",
                "auction.opened",
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
                "deal.debt_paid",
                "deal.hold_back_released",
                "deal.opened",
                "deal.put_back",
                "facility.changed",
                "facility.closed",
                "facility.used",
                "market.traded",
                "order.all_withdrawn",
                "order.filled",
                "order.withdrawn",
                "participant.account_recovered",
                "participant.frozen",
                "participant.recovery_cancelled",
                "participant.recovery_requested",
                "participant.registered",
                "participant.roles_changed",
                "participant.suspension_changed",
                "quote.all_cancelled",
                "quote.cancelled",
                "receivable.cancellation_asked",
                "receivable.cancelled",
                "receivable.confirmed",
                "receivable.default_changed",
                "receivable.disputed",
                "receivable.paid",
                "receivable.penalty_posted",
                "receivable.recorded",
                "receivable.rejected",
                "rule.announced",
                "terms.added",
                "units.frozen",
                "units.moved",
                "units.redeemed",
                "units.sold",
            ]
        ]
    ]
    url: str


class WebhookForm(TypedDict):
    """Where events are to be sent."""

    types: NotRequired[
        list[
            Literal[
                "auction.award_delivered",
                "auction.award_failed",
                "auction.bid_awarded",
                "auction.bid_committed",
                "auction.bid_revealed",
                "auction.cleared",
                "auction.credit_withdrawn",
                "auction.credited",
                "auction.opened",
                "batch.closed",
                "batch.posted",
                "cash.moved",
                "credit_line.set",
                "credit_note.agreed",
                "credit_note.asked",
                "currency.added",
                "deal.debt_paid",
                "deal.hold_back_released",
                "deal.opened",
                "deal.put_back",
                "facility.changed",
                "facility.closed",
                "facility.used",
                "market.traded",
                "order.all_withdrawn",
                "order.filled",
                "order.withdrawn",
                "participant.account_recovered",
                "participant.frozen",
                "participant.recovery_cancelled",
                "participant.recovery_requested",
                "participant.registered",
                "participant.roles_changed",
                "participant.suspension_changed",
                "quote.all_cancelled",
                "quote.cancelled",
                "receivable.cancellation_asked",
                "receivable.cancelled",
                "receivable.confirmed",
                "receivable.default_changed",
                "receivable.disputed",
                "receivable.paid",
                "receivable.penalty_posted",
                "receivable.recorded",
                "receivable.rejected",
                "rule.announced",
                "terms.added",
                "units.frozen",
                "units.moved",
                "units.redeemed",
                "units.sold",
            ]
        ]
    ]
    url: str


class WebhookSecret(TypedDict):
    """A webhook with the secret that signs."""

    secret: str | None
    webhook: "WebhookView"


class WebhookView(TypedDict):
    """Where events are sent."""

    created: str
    disabled_reason: str | None
    enabled: bool
    id: str
    previous_secret_until: str | None
    types: list[str]
    url: str


class Withdrawal(TypedDict):
    """What was credited and is paid out."""

    amount: "Amount"
    transaction: "Transaction"


class WithdrawalForm(TypedDict):
    """In which currency."""

    currency: str


class WorldView(TypedDict):
    """Everybody and everything in a new world."""

    asks: list["AskView"]
    id: str
    keys: dict[str, str] | None
    participants: dict[str, "ParticipantView"]
    receivables: list["ReceivableView"]
