"""The chain against the read model, and what must always hold, at one block."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sfc.app.audit_catalogue import of_catalogue
from sfc.app.audit_credit import of_credit
from sfc.app.audit_difference import Difference, compared
from sfc.app.audit_journal import JournalAudit
from sfc.app.audit_market import of_market
from sfc.app.audit_parties import PartiesAudit
from sfc.app.audit_quotes import of_quotes
from sfc.app.audit_receivables import ReceivablesAudit
from sfc.app.audit_units import UnitsAudit
from sfc.domain.errors import ChainUnavailable
from sfc.ports import Auctioneer, Events, Indexer, LedgerState, Market, ReadModel

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Findings:
    """What an audit at a block looked at, and what it found wrong. Entries are of journals."""

    block: int
    participants: int
    receivables: int
    holdings: int
    entries: int
    differences: tuple[Difference, ...]


class Audited(Protocol):
    """What is audited: a running system's context, or an inspection."""

    @property
    def events(self) -> Events:
        """The chain as it is read."""

    @property
    def state(self) -> LedgerState:
        """The contracts as they answer."""

    @property
    def market(self) -> Market:
        """What is beside the core, as it answers."""

    @property
    def auctions(self) -> Auctioneer:
        """Sealed bids, as they are on the ledger."""

    @property
    def read(self) -> ReadModel:
        """What is held against them."""

    @property
    def indexer(self) -> Indexer:
        """Brings it up to the chain."""


def audit(context: Audited) -> Findings:
    """Compare all that the read model says with the contracts, as far as these can be asked.

    Checks that participants, currencies, terms, rules, receivables, holdings, orders that freeze,
    credit lines and batches are the same, and so is what became of quotes; that the units of
    a receivable sum to its face, and the lots of a holder to its units; that moves, payments and
    redemptions sum to what they led to; that a credit line's use is the sum of what its obligor
    confirmed and has not paid; that the contracts hold what holders can still redeem, to the last
    unit; that the sums that are kept are those of the receivables; that orders, facilities, deals,
    hold-backs and debts of the market are the same; that auctions, bids and credits are; that the
    market's contracts hold what they keep for others, to the last unit; and that every journal
    entry balances, every journal does in each currency, and its cash and debt are those of the
    ledger. Begins again when a block comes in between; raises ChainUnavailable if that never ends.
    """
    for _ in range(_TRIES):
        head = context.indexer.catch_up()
        findings = _Audit(context).at(head.block)
        if context.events.head().block_hash == head.block_hash:
            return findings
    raise ChainUnavailable("the chain does not stand still long enough to be audited")


class _Audit:
    def __init__(self, context: Audited) -> None:
        self._context = context
        self._currencies = context.read.currencies()
        self._parties = PartiesAudit(context.state, context.read)
        self._units = UnitsAudit(context.state, context.read, self._parties.here)
        numbers = {each.code: each.number for each in self._currencies}
        self._receivables = ReceivablesAudit(context.state, context.read, numbers, self._units)
        self._entries = 0

    def at(self, block: int) -> Findings:
        state, read = self._context.state, self._context.read
        receivables, people = self._receivables, self._parties.here
        codes = {each.number: each.code for each in self._currencies}
        differences = (
            *self._parties.differences(),
            *of_catalogue(state, read),
            *receivables.differences(),
            *self._parties.of_defaults(receivables.defaults),
            *receivables.sums.differences(read, codes),
            *of_credit(state, read, people, self._currencies, receivables.owed),
            *self._of_cash(),
            *of_quotes(state, read, receivables.settled),
            *of_market(self._context.market, self._context.auctions, read, people),
            *self._of_journals(codes),
        )
        counts = len(people), receivables.count, self._units.holdings, self._entries
        return Findings(block, *counts, differences)

    def _of_cash(self) -> Iterator[Difference]:
        for currency in self._currencies:
            held = self._context.state.cash_held(currency.number)
            kept = self._receivables.kept[currency.number] * currency.scale
            subject = f"cash in {currency.code}"
            yield from compared(subject, "what is held (should be what is redeemable)", held, kept)

    def _of_journals(self, codes: Mapping[int, str]) -> Iterator[Difference]:
        owed = {
            (obligor, codes[number]): sum_
            for (obligor, number), sum_ in self._receivables.owed.items()
        }
        journals = JournalAudit(self._context.read, owed)
        for owner in self._parties.here:
            yield from journals.of(owner)
        self._entries = journals.entries
