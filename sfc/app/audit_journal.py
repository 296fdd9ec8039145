"""Whether participants' journals balance, and agree with cash and with what is owed."""

from collections.abc import Iterator, Mapping

from sfc.app.audit_difference import Difference, compared
from sfc.domain.ids import ParticipantId, format_participant
from sfc.domain.journal import Account
from sfc.ports import ReadModel


class JournalAudit:
    """`owed` is what obligors owe by the contracts, minor units by currency code."""

    def __init__(self, read: ReadModel, owed: Mapping[tuple[ParticipantId, str], int]) -> None:
        self._read = read
        self._owed = owed
        self.entries = 0
        """How many were looked at."""

    def of(self, owner: ParticipantId) -> Iterator[Difference]:
        """What is wrong in a participant's journal."""
        subject = f"journal of {format_participant(owner)}"
        for entry in self._read.journal(owner):
            self.entries += 1
            where = f"balance of its entry {entry.transaction}/{entry.log_index}"
            yield from compared(subject, where, 0, sum(entry.amounts.values()))
            if not entry.amounts:
                yield Difference(subject, where, "one of lines", "of none")
        balance = self._read.trial_balance(owner)
        for code in sorted({code for code, _ in balance}):
            total = sum(amount for (currency, _), amount in balance.items() if currency == code)
            yield from compared(subject, f"balance in {code}", 0, total)
        for held in self._read.balances(owner):
            code = held.cash.currency.code
            cash = balance.get((code, Account.CASH), 0)
            yield from compared(subject, f"cash in {code}", held.cash.minor, cash)
            debt = -balance.get((code, Account.PAYMENT_OBLIGATIONS), 0)
            yield from compared(subject, f"debt in {code}", self._owed.get((owner, code), 0), debt)
