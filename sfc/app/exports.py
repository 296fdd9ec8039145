"""Messages and reports out: gathered from the read model, written by whoever knows the format.

Everything follows from events up to a day, so that it comes out the same at any later time, byte
for byte. Who may have what is for the caller to say: a statement and a journal are their owner's,
a response is its supplier's and obligor's, notices and sheets belong to the parties of the sale.
"""

from collections.abc import Mapping

from sfc.app.export_claims import claim_of, claims_of, parties_at
from sfc.app.export_context import Exports
from sfc.app.export_sales import (
    assignment_notice,
    fill_of,
    registration_data,
    registration_sheet,
)
from sfc.domain.cash_book import cash_entries, statement
from sfc.domain.days import Day, date_of, day_start, ledger_day
from sfc.domain.debts import Debt, debts
from sfc.domain.errors import NotFound, RequestMalformed
from sfc.domain.ids import ParticipantId, ReceivableId, format_participant
from sfc.domain.journal import journal as entries_of
from sfc.domain.outgoing import (
    AccountStatement,
    BankAccount,
    InvoiceResponse,
    JournalFile,
    OutgoingFile,
    PaymentOrder,
    name_of,
)
from sfc.domain.replay import located
from sfc.domain.responses import obligor_response

__all__ = [
    "Exports",
    "account_statement",
    "assignment_notice",
    "cash_account",
    "check_period",
    "fill_of",
    "invoice_response",
    "journal",
    "payment_file",
    "registration_data",
    "registration_sheet",
    "remittance_advice",
]


def invoice_response(exports: Exports, receivable: ReceivableId) -> OutgoingFile:
    """The obligor's answer to the invoice, as Peppol Invoice Response.

    Raises NotFound, and WrongStatus as long as there is no answer.
    """
    history = located(exports.read.history(receivable))
    claim = claim_of(exports, receivable)
    response = obligor_response(history, receivable)
    addresses = {
        party.id: exports.contacts.contact_of(party.id).electronic_address
        for party in (claim.obligor, claim.supplier)
    }
    return exports.writer.invoice_response(
        InvoiceResponse(response, claim, exports.utc_offset_hours, addresses)
    )


def account_statement(
    exports: Exports, participant: ParticipantId, currency: str, first: Day, last: Day
) -> OutgoingFile:
    """A participant's cash account from the first to the last day, as camt.053.

    Raises NotFound and RequestMalformed (the last day before the first).
    """
    book = cash_account(exports, participant, currency, first, last)
    return exports.writer.account_statement(book)


def remittance_advice(
    exports: Exports, participant: ParticipantId, currency: str, first: Day, last: Day
) -> OutgoingFile:
    """What moved on receivables and why, as camt.054. Raises as `account_statement`."""
    book = cash_account(exports, participant, currency, first, last)
    return exports.writer.remittance_advice(book)


def payment_file(
    exports: Exports,
    obligor: ParticipantId,
    day: Day,
    *,
    paid_from: Mapping[str, BankAccount] | None = None,
    overdue: bool = True,
) -> OutgoingFile:
    """All that an obligor owes on a day, as pain.001: grouped by currency, a payment a receivable.

    What was owed when the day began: payments of the day itself do not change the file, so that a
    bank that gets it twice knows it. `overdue` adds what fell due before, with penalty interest
    up to the day. Without `paid_from`, the accounts are those that the obligor has stated. Raises
    NotFound where nothing is owed.
    """
    party = exports.read.participant(obligor)
    before = day_start(day, exports.utc_offset_hours)
    found = [
        _with_penalty(exports, debt, day)
        for debt in debts(exports.log.of_debts(obligor, day, before), day)
        if overdue or debt.due_day == day
    ]
    if not found:
        owed = f"of {format_participant(obligor)} due on {date_of(day).isoformat()}"
        raise NotFound("payment", owed)
    claims = claims_of(exports, (debt.receivable for debt in found))
    stated = exports.contacts.contact_of(obligor).bank_accounts
    order = PaymentOrder(
        obligor=party,
        day=day,
        debts=tuple((debt, claims[debt.receivable]) for debt in found),
        paid_from=stated if paid_from is None else paid_from,
        paid_to=exports.paid_to,
        utc_offset_hours=exports.utc_offset_hours,
    )
    return exports.writer.payment_file(order)


def journal(
    exports: Exports, participant: ParticipantId, first: Day, last: Day, chart: str = ""
) -> OutgoingFile:
    """A participant's journal entries of a period, as CSV.

    `chart` declares a chart of accounts (TOML or CSV); without it, the one that is shipped. Raises
    as `account_statement`, and RequestMalformed for a chart that cannot be used.
    """
    check_period(first, last)
    owner = exports.read.participant(participant)
    events = exports.log.of_participant(participant)
    accounts = parties_at(exports, events)
    numbers = {account: party.id for account, party in accounts.items()}
    currencies = {listed.number: listed for listed in exports.read.currencies()}
    entries = entries_of(events, participant, numbers, currencies, exports.with_recourse)
    within = tuple(
        entry
        for entry in entries
        if first <= ledger_day(entry.at.timestamp, exports.utc_offset_hours) <= last
    )
    claims = claims_of(exports, (entry.receivable for entry in within))
    parties = [*accounts.values()]
    parties += [party for claim in claims.values() for party in (claim.obligor, claim.supplier)]
    return exports.writer.journal(
        JournalFile(
            owner=owner,
            first=first,
            last=last,
            entries=within,
            names={format_participant(party.id): name_of(party) for party in parties},
            invoice_numbers={key: claim.invoice_number for key, claim in claims.items()},
            utc_offset_hours=exports.utc_offset_hours,
        ),
        chart,
    )


def cash_account(
    exports: Exports, participant: ParticipantId, currency: str, first: Day, last: Day
) -> AccountStatement:
    """A participant's cash account from the first to the last day. Raises as its files do."""
    check_period(first, last)
    owner = exports.read.participant(participant)
    listed = exports.read.currency(currency)
    head = exports.read.head()
    events = exports.log.of_participant(participant)
    accounts = parties_at(exports, events)
    numbers = {account: party.id for account, party in accounts.items()}
    book = statement(
        cash_entries(events, participant, numbers, listed),
        participant,
        listed,
        first,
        last,
        head.timestamp if head else 0,
        exports.utc_offset_hours,
    )
    claims = claims_of(exports, (entry.receivable for entry in book.entries))
    return AccountStatement(book, owner, claims, accounts, exports.utc_offset_hours)


def _with_penalty(exports: Exports, debt: Debt, day: Day) -> Debt:
    terms = exports.read.terms(debt.terms)
    return debt.on(day, terms.grace_days, terms.penalty_rate_ppm, terms.basis)


def check_period(first: Day, last: Day) -> None:
    """Raises RequestMalformed for a last day before the first."""
    if last < first:
        days = f"{date_of(first).isoformat()} to {date_of(last).isoformat()}"
        raise RequestMalformed(f"the period {days} ends before it begins")
