"""Whether credit lines and batches are those of the contracts, and used for what is owed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sfc.app.audit_difference import Difference, compared
from sfc.domain.books import BatchRow, CreditLineRow
from sfc.domain.ids import ParticipantId, format_participant
from sfc.domain.views import ListedCurrency
from sfc.ports import LedgerState, ReadModel

_Owed = Mapping[tuple[ParticipantId, int], int]


def of_credit(
    state: LedgerState,
    read: ReadModel,
    people: Iterable[ParticipantId],
    currencies: Iterable[ListedCurrency],
    owed: _Owed,
) -> Iterator[Difference]:
    """What is wrong: `owed` is what confirmed receivables leave to pay, by obligor and currency."""
    batches = list(read.rows(BatchRow))
    yield from _of_batches(state, batches)
    promised: Counter[tuple[ParticipantId, int]] = Counter()
    for batch in batches:
        promised[batch.obligor, batch.currency] += batch.left_total
    here = {(each.obligor, each.currency): each for each in read.rows(CreditLineRow)}
    codes = {each.number: each.code for each in currencies}
    keys = [(obligor, number) for obligor in people for number in codes]
    for key, (limit, used) in zip(keys, state.credit_lines(keys), strict=True):
        obligor, number = key
        subject = f"credit line of {format_participant(obligor)} in {codes[number]}"
        line = here.get(key) or CreditLineRow(obligor, number)
        yield from compared(subject, "limit", limit, line.limit)
        yield from compared(subject, "use", used, line.used)
        due = owed.get(key, 0) + promised[key]
        yield from compared(subject, "use (should be what is owed)", used, due)


def _of_batches(state: LedgerState, batches: list[BatchRow]) -> Iterator[Difference]:
    asked = [(each.obligor, each.root) for each in batches]
    for here, found in zip(batches, state.batches(asked), strict=True):
        subject = f"batch {here.root} of {format_participant(here.obligor)}"
        for respect, chain, mine in (
            ("receivables left", found.left, here.left),
            ("amount left", found.left_total, here.left_total),
            ("currency", found.currency, here.currency),
            ("latest due day", found.latest_due, here.latest_due),
            ("day of its posting", found.posted_on, here.posted_on),
            ("last day", found.valid_until, here.valid_until),
        ):
            yield from compared(subject, respect, chain, mine)
