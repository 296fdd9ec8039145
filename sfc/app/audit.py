"""The chain against the read model, and what must always hold, at one block."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sfc.app.audit_journal import Difference, JournalAudit, compared
from sfc.app.audit_market import of_market
from sfc.app.audit_sums import SumsAudit
from sfc.domain.errors import ChainUnavailable
from sfc.domain.ids import (
    ParticipantId,
    format_participant,
    format_receivable,
)
from sfc.domain.receivable import UNDERTAKEN, Status
from sfc.domain.views import Participant, Receivable
from sfc.ports import (
    Auctioneer,
    Events,
    Indexer,
    LedgerState,
    Market,
    ReadModel,
    ReceivableFilter,
)

_PAGE = 200
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
    """Compare all that the read model says with the contracts.

    Checks that participants, receivables, holdings and credit lines are the same; that the units of
    a receivable sum to its face, and the lots of a holder to its units; that a credit line's use is
    the sum of what its obligor confirmed and has not paid; that the contracts hold what holders can
    still redeem, to the last unit; that the sums that are kept are those of the receivables; that
    facilities, deals, hold-backs and debts of the market are the same; that auctions, bids and
    credits are; that the market's contracts hold what they keep for others, to the last unit; and
    that every journal entry balances, every journal does in each currency, and its cash and debt
    are those of the ledger. Begins again when a block comes in between; raises ChainUnavailable if
    that never ends.
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
        self._state = context.state
        self._participants = {each.id: each for each in self._all_participants()}
        self._numbers = {each.code: each.number for each in context.read.currencies()}
        self._owed: defaultdict[tuple[ParticipantId, int], int] = defaultdict(int)
        self._kept: defaultdict[int, int] = defaultdict(int)
        self._sums = SumsAudit()
        self._counted = [0, 0, 0]

    def at(self, block: int) -> Findings:
        differences = (
            *self._of_participants(),
            *self._of_receivables(),
            *self._sums.differences(self._context.read),
            *self._of_credit_lines(),
            *self._of_cash(),
            *self._of_market(),
            *self._of_journals(),
        )
        receivables, holdings, entries = self._counted
        people = len(self._participants)
        return Findings(block, people, receivables, holdings, entries, differences)

    def _of_participants(self) -> Iterator[Difference]:
        for each in self._participants.values():
            found = self._state.participant(each.account)
            subject = format_participant(each.id)
            yield from compared(subject, "number of the account", found.id, each.id)
            yield from compared(subject, "roles", int(found.roles), int(each.roles))
            yield from compared(subject, "suspended", found.suspended, each.suspended)

    def _of_receivables(self) -> Iterator[Difference]:
        for each in self._all_receivables():
            self._counted[0] += 1
            found = self._state.receivable(each.id)
            subject = format_receivable(each.id)
            unpaid = (each.face - each.paid).minor if each.status in UNDERTAKEN else 0
            number = self._numbers[each.face.currency.code]
            for respect, chain, here in (
                ("status", found.status.api_name, each.status.api_name),
                ("round", found.round, each.round),
                ("currency", found.currency, number),
                ("terms", found.terms, each.terms.number),
                ("due day", found.due_day, each.due_day),
                ("obligor", found.obligor, each.obligor),
                ("supplier", found.supplier, each.supplier),
                ("face", found.face, each.face.minor),
                ("unpaid principal", found.unpaid, unpaid),
            ):
                yield from compared(subject, respect, chain, here)
            self._owed[each.obligor, number] += unpaid
            collected = each.paid.minor + each.penalty_paid.minor - each.redeemed.minor
            self._kept[number] += collected
            yield from self._of_units(each)

    def _of_units(self, receivable: Receivable) -> Iterator[Difference]:
        subject = format_receivable(receivable.id)
        total, lots = 0, self._context.read.lots(receivable.id)
        for holding in self._context.read.holders(receivable.id):
            self._counted[1] += 1
            in_lots = sum(lot.units for lot in lots.get(holding.holder, ()))
            total += holding.units
            account = self._participants[holding.holder].account
            found = self._state.units(receivable.id, account)
            respect = f"units of {format_participant(holding.holder)}"
            yield from compared(subject, respect, found, holding.units)
            yield from compared(subject, f"sum of lots, {respect}", found, in_lots)
        self._sums.count(receivable, total)
        if receivable.status is Status.TOKENISED:
            yield from compared(
                subject, "sum of units (should be the face)", receivable.face.minor, total
            )
        elif receivable.status is not Status.SETTLED:
            yield from compared(subject, "sum of units", 0, total)

    def _of_credit_lines(self) -> Iterator[Difference]:
        for obligor in self._participants:
            promised: Counter[str] = Counter()
            for batch in self._context.read.batches(obligor):
                promised[batch.left_total.currency.code] += batch.left_total.minor
            for line in self._context.read.credit_lines(obligor):
                code = line.limit.currency.code
                number = self._numbers[code]
                limit, used = self._state.credit_used(obligor, number)
                subject = f"credit line of {format_participant(obligor)} in {code}"
                yield from compared(subject, "limit", limit, line.limit.minor)
                yield from compared(subject, "use", used, line.used.minor)
                owed = self._owed[obligor, number] + promised[code]
                yield from compared(subject, "use (should be what is owed)", used, owed)

    def _of_cash(self) -> Iterator[Difference]:
        for currency in self._context.read.currencies():
            held = self._state.cash_held(currency.number)
            kept = self._kept[currency.number] * currency.scale
            subject = f"cash in {currency.code}"
            yield from compared(subject, "what is held (should be what is redeemable)", held, kept)

    def _of_market(self) -> Iterator[Difference]:
        context = self._context
        return of_market(context.market, context.auctions, context.read, self._participants)

    def _of_journals(self) -> Iterator[Difference]:
        codes = {number: code for code, number in self._numbers.items()}
        owed = {(obligor, codes[number]): sum_ for (obligor, number), sum_ in self._owed.items()}
        journals = JournalAudit(self._context.read, owed)
        for owner in self._participants:
            yield from journals.of(owner)
        self._counted[2] = journals.entries

    def _all_participants(self) -> Iterator[Participant]:
        after = None
        while page := self._context.read.participants(after, _PAGE):
            yield from page
            after = page[-1].id

    def _all_receivables(self) -> Iterator[Receivable]:
        after = None
        while True:
            page, after = self._context.read.receivables(ReceivableFilter(), after, _PAGE)
            yield from page
            if after is None:
                return
