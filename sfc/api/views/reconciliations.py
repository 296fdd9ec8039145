"""Bank statements and what was made of them, as the service shows it."""

from typing import Self

from pydantic import Field

from sfc.api.forms import Amount, IsoDate, ReceivableText, View, moment
from sfc.app.reconcile import Reconciled, Reconciliation, name_of_owner
from sfc.app.reconcile_post import Posting
from sfc.domain.currency import Currency
from sfc.domain.days import date_of
from sfc.domain.ids import format_receivable
from sfc.domain.money import Money
from sfc.domain.reconciliation import Allocation, Proposal, State, Totals
from sfc.ports.reconciliation import Decision, FiledEntry

MOST_ENTRIES_SHOWN = 200


def _money(minor: int, currency: Currency) -> Amount:
    return Amount.of(Money(minor, currency))


class TotalsView(View):
    """Sums, credits positive: `entries` is the sum of what follows it, but for `pending`."""

    entries: Amount
    to_post: Amount = Field(description="Matched, and not on the ledger yet.")
    explained: Amount = Field(description="Matched to what the ledger had before.")
    posted: Amount
    fees: Amount = Field(description="Kept by banks; never positive.")
    proposed: Amount
    parked: Amount = Field(description="Unknown money, and what matched entries leave over.")
    duplicates: Amount
    reversed: Amount
    pending: Amount = Field(description="Not booked by the bank, and in no balance.")
    opening: Amount | None
    closing: Amount | None
    balanced: bool

    @classmethod
    def of(cls, totals: Totals, currency: Currency) -> Self:
        """Write totals."""
        sums = {
            name: _money(getattr(totals, name), currency)
            for name in (
                *("entries", "to_post", "explained", "posted", "fees", "proposed"),
                *("parked", "duplicates", "reversed", "pending"),
            )
        }
        ends = {
            name: None if minor is None else _money(minor, currency)
            for name, minor in (("opening", totals.opening), ("closing", totals.closing))
        }
        return cls(**sums, **ends, balanced=totals.balanced)


class ReconciliationView(View):
    """A bank statement."""

    id: str = Field(examples=[f"rec_{'5f' * 16}"])
    owner: str = Field(description="A participant's id, or `settlement_bank`.")
    file: str
    number: str = Field(description="The bank's number of the statement.")
    account: str
    currency: str
    first: IsoDate
    last: IsoDate
    filed_at: str
    filed_by: str
    counts: dict[str, int] = Field(description="Entries by state.")
    totals: TotalsView

    @classmethod
    def of(cls, found: Reconciliation) -> Self:
        """Write a statement."""
        filed, statement = found.filed, found.filed.statement
        return cls(
            id=filed.id,
            owner=name_of_owner(filed.owner),
            file=filed.file,
            number=statement.number,
            account=statement.account,
            currency=statement.currency.code,
            first=date_of(statement.first),
            last=date_of(statement.last),
            filed_at=moment(filed.filed),
            filed_by=filed.by,
            counts={state.value: found.counts.get(state, 0) for state in State},
            totals=TotalsView.of(found.totals, statement.currency),
        )


class AllocationView(View):
    """An amount of an entry, and what it belongs to."""

    kind: str = Field(description="`due`, or what has happened: `payment`, `redemption` and so on.")
    receivable: ReceivableText | None
    amount: Amount
    transaction: str | None = Field(description="Of the ledger, once this entry is posted.")

    @classmethod
    def of(cls, allocation: Allocation, currency: Currency) -> Self:
        """Write an allocation."""
        receivable = allocation.receivable
        return cls(
            kind=allocation.kind.value,
            receivable=None if receivable is None else format_receivable(receivable),
            amount=_money(allocation.amount, currency),
            transaction=allocation.transaction or None,
        )


class ProposalView(View):
    """A way to explain an entry: allocations, fee and rest are its amount."""

    rule: str
    score: int = Field(description="Of 100; 100 only for what is exact, or was assigned by hand.")
    allocations: list[AllocationView]
    fee: Amount
    rest: Amount = Field(description="What stays parked.")
    reasons: list[str]

    @classmethod
    def of(cls, proposal: Proposal, currency: Currency) -> Self:
        """Write a proposal."""
        return cls(
            rule=proposal.rule.value,
            score=proposal.score,
            allocations=[AllocationView.of(each, currency) for each in proposal.allocations],
            fee=_money(proposal.fee, currency),
            rest=_money(proposal.rest, currency),
            reasons=list(proposal.reasons),
        )


class EntryView(View):
    """An entry, and where it stands."""

    number: int
    amount: Amount = Field(description="Credits are positive.")
    booked: IsoDate
    value: IsoDate
    bank_reference: str
    references: list[str]
    documents: list[str]
    texts: list[str]
    charges: Amount
    counterparty: str
    counterparty_account: str
    reversal: bool
    state: str = Field(description="One of " + ", ".join(f"`{each}`" for each in State) + ".")
    chosen: ProposalView | None = Field(description="What was decided, by rule or by a person.")
    proposals: list[ProposalView] = Field(description="What there is to decide on, best first.")
    reasons: list[str] = Field(description="Why it is not simply matched.")
    related: str | None = Field(description="The entry that it repeats, takes back, or by which.")
    in_doubt: bool = Field(description="Sent to the ledger, and not yet seen there.")

    @classmethod
    def of(cls, filed: FiledEntry, currency: Currency) -> Self:
        """Write an entry."""
        entry, finding = filed.entry, filed.finding
        return cls(
            number=entry.number,
            amount=_money(entry.amount, currency),
            booked=date_of(entry.booked),
            value=date_of(entry.value),
            bank_reference=entry.bank_reference,
            references=list(entry.references),
            documents=list(entry.documents),
            texts=list(entry.texts),
            charges=_money(entry.charges, currency),
            counterparty=entry.counterparty,
            counterparty_account=entry.counterparty_account,
            reversal=entry.reversal,
            state=finding.state.value,
            chosen=ProposalView.of(finding.chosen, currency) if finding.chosen else None,
            proposals=[ProposalView.of(each, currency) for each in finding.proposals],
            reasons=list(finding.reasons),
            related=finding.place or None,
            in_doubt=filed.sent_after is not None,
        )


class EntryDecisionView(View):
    """What somebody decided about an entry."""

    action: str
    by: str = Field(description="`operator`, or a participant's id.")
    at: str
    note: str

    @classmethod
    def of(cls, decision: Decision) -> Self:
        """Write a decision."""
        return cls(
            action=decision.action, by=decision.by, at=moment(decision.at), note=decision.note
        )


class EntryDetailView(View):
    """An entry with all decisions about it."""

    entry: EntryView
    decisions: list[EntryDecisionView]


class ReconciledView(View):
    """What a statement of the file came to."""

    reconciliation: ReconciliationView
    entries: list[EntryView] = Field(
        description=f"The first {MOST_ENTRIES_SHOWN}; all of them are listed at its `entries`."
    )
    repeated: bool = Field(description="The statement was here before, and nothing has changed.")

    @classmethod
    def of(cls, done: Reconciled) -> Self:
        """Write it."""
        currency = done.reconciliation.filed.statement.currency
        shown = done.entries[:MOST_ENTRIES_SHOWN]
        return cls(
            reconciliation=ReconciliationView.of(done.reconciliation),
            entries=[EntryView.of(each, currency) for each in shown],
            repeated=done.repeated,
        )


class PostingView(View):
    """What became of a matched entry."""

    number: int
    outcome: str = Field(
        description="`posted`; `explained` by a payment that the ledger had meanwhile; `refused`, "
        "and still matched; `in_doubt`, because the chain did not answer."
    )
    transaction: str | None
    code: str | None = Field(description="The code of the refusal.")
    detail: str | None

    @classmethod
    def of(cls, posting: Posting) -> Self:
        """Write it."""
        return cls(
            number=posting.number,
            outcome=posting.outcome,
            transaction=posting.transaction or None,
            code=posting.error.code if posting.error else None,
            detail=posting.error.message if posting.error else None,
        )


class PostedView(View):
    """What posting came to."""

    reconciliation: ReconciliationView
    postings: list[PostingView]
