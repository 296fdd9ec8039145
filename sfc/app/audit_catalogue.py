"""Whether currencies, terms and rules are those of the contracts, announced rules included."""

from collections.abc import Iterable, Iterator

from sfc.app.audit_difference import Difference, compared_rows
from sfc.domain.books import CurrencyRow, RuleRow, TermsRow
from sfc.ports import LedgerState, ReadModel

_Listed = CurrencyRow | TermsRow | RuleRow


def of_catalogue(state: LedgerState, read: ReadModel) -> Iterator[Difference]:
    """What is wrong with the lists."""
    yield from _of_list("currency", state.currencies(), read.rows(CurrencyRow))
    yield from _of_list("terms", state.terms(), read.rows(TermsRow))
    yield from _of_list("rule", state.rules(), read.rows(RuleRow))


def _of_list(kind: str, chain: Iterable[_Listed], read: Iterable[_Listed]) -> Iterator[Difference]:
    found = {each.number: each for each in chain}
    here = {each.number: each for each in read}
    for number in sorted({*found, *here}):
        yield from compared_rows(f"{kind} {number}", found.get(number), here.get(number))
