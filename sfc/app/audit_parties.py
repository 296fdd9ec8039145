"""Whether participants are those of the register, with their accounts, freezes and recoveries."""

from collections.abc import Iterator, Mapping

from sfc.app.audit_difference import Difference, compared
from sfc.domain.books import AccountRow, ParticipantRow
from sfc.domain.ids import ParticipantId, format_participant
from sfc.ports import LedgerParticipant, LedgerState, ReadModel


class PartiesAudit:
    """All participants of a read model, against all of the ledger."""

    def __init__(self, state: LedgerState, read: ReadModel) -> None:
        self._state = state
        self._accounts = list(read.rows(AccountRow))
        self._found = {each.id: each for each in state.participants()}
        self.here = {each.id: each for each in read.rows(ParticipantRow)}
        """Those of the read model, by number."""

    def differences(self) -> Iterator[Difference]:
        """What is wrong with them."""
        entities = self._state.entities([each.legal_entity for each in self.here.values()])
        registered = dict(zip(self.here, entities, strict=True))
        for number in sorted({*self._found, *self.here}):
            subject = format_participant(number)
            found, here = self._found.get(number), self.here.get(number)
            there = found is not None
            yield from compared(subject, "whether it is registered", there, here is not None)
            if found is not None and here is not None:
                yield from _of_participant(subject, found, here)
                yield from compared(subject, "number of its entity", registered[number], number)
        yield from self._of_accounts()

    def of_defaults(self, owed: Mapping[ParticipantId, int]) -> Iterator[Difference]:
        """What is wrong, so many receivables that they owe being marked as in default."""
        for number, found in self._found.items():
            subject = format_participant(number)
            marked = owed.get(number, 0)
            yield from compared(subject, "receivables in default", found.defaults, marked)

    def _of_accounts(self) -> Iterator[Difference]:
        """An account that was replaced stays in the books, and acts for nobody."""
        acting = self._state.acting([each.account for each in self._accounts])
        for row, found in zip(self._accounts, acting, strict=True):
            party = self.here.get(row.participant)
            own = row.participant if party and party.account == row.account else 0
            yield from compared(f"account {row.account}", "for whom it acts", found, own)
        known = {each.account for each in self._accounts}
        for each in self.here.values():
            there = each.account in known
            yield from compared(f"account {each.account}", "whether it is listed", True, there)


def _of_participant(
    subject: str, found: LedgerParticipant, here: ParticipantRow
) -> Iterator[Difference]:
    for respect, chain, mine in (
        ("account", found.account, here.account),
        ("number of the account", found.acts, here.id),
        ("roles", int(found.roles), int(here.roles)),
        ("suspended", found.suspended, here.suspended),
        ("epoch of its quotes", found.quote_epoch, here.quote_epoch),
        ("last day of its freeze", found.frozen_until, here.frozen_until),
        ("order of its freeze", found.freeze_order, here.freeze_order),
        ("account of its recovery", found.recovery_account, here.recovery_account),
        ("first day of its recovery", found.recovery_from, here.recovery_from),
    ):
        yield from compared(subject, respect, chain, mine)
