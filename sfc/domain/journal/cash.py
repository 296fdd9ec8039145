"""Cash that moved for no receivable: minted, burnt, or sent from one account to another."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sfc.domain.events import CashMoved, Located
from sfc.domain.ids import ParticipantId, format_participant
from sfc.domain.journal.accounts import Account, Treatment
from sfc.domain.journal.entries import Entry, lines
from sfc.domain.transactions import Accounts, Step
from sfc.domain.views import ListedCurrency


def opening(at: Located, listed: ListedCurrency, units: int) -> Entry:
    """Book the token units that an account had when it became a participant's."""
    amount = units // listed.scale
    return Entry(
        at,
        listed.code,
        None,
        None,
        Treatment.NO_TRANSFER,
        "cash held at registration",
        lines((Account.CASH, amount), (Account.CASH_CLEARING, -amount)),
    )


@dataclass(slots=True)
class CashBook:
    """Follows an owner's balances in token units, to book whole minor units of them."""

    owner: ParticipantId
    accounts: Accounts
    currencies: dict[str, ListedCurrency]
    balances: Counter[str] = field(default_factory=Counter)

    def enter(self, step: Step) -> Iterator[Entry]:
        """Book cash without a cause; what has one is booked with it."""
        moved = step.at.event
        if not isinstance(moved, CashMoved) or moved.token not in self.currencies:
            return
        gives, takes = (
            account is not None and self.accounts.get(account) == self.owner
            for account in (moved.giver, moved.taker)
        )
        if gives == takes:
            return
        listed = self.currencies[moved.token]
        before = self.balances[moved.token] // listed.scale
        self.balances[moved.token] += moved.amount if takes else -moved.amount
        amount = self.balances[moved.token] // listed.scale - before
        if step.cause is None:
            yield Entry(
                step.at,
                listed.code,
                None,
                self._named(moved.giver if takes else moved.taker),
                Treatment.NO_TRANSFER,
                "cash from outside" if takes else "cash to outside",
                lines((Account.CASH, amount), (Account.CASH_CLEARING, -amount)),
            )

    def _named(self, account: str | None) -> str | None:
        participant = self.accounts.get(account) if account else None
        return format_participant(participant) if participant else account
