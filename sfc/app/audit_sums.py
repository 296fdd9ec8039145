"""Whether the sums that are kept are what receivables and sales, met one by one, come to."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sfc.app.audit_difference import Difference, compared
from sfc.domain.books import CurrencySumsRow, FillRow, ReceivableSumsRow
from sfc.domain.days import Day, nearest_date
from sfc.domain.ids import ReceivableId
from sfc.domain.receivable import Status
from sfc.domain.views import Receivable
from sfc.ports import ReadModel

_Key = tuple[int, Status, Day]
_SUMMED = {
    "number": "receivables",
    "face": "face",
    "paid": "paid",
    "penalty paid": "penalty_paid",
    "redeemed": "redeemed",
}


class SumsAudit:
    """Counts receivables and units, by currency, status and due day."""

    def __init__(self) -> None:
        self._alike: dict[_Key, Counter[str]] = {}
        self._units: Counter[int] = Counter()
        self._currencies: dict[ReceivableId, int] = {}

    def count(self, receivable: Receivable, currency: int, units: int) -> None:
        """Count one in, with all units of it that are held."""
        key = currency, receivable.status, receivable.due_day
        of = self._alike.setdefault(key, Counter())
        of["receivables"] += 1
        of["face"] += receivable.face.minor
        of["paid"] += receivable.paid.minor
        of["penalty_paid"] += receivable.penalty_paid.minor
        of["redeemed"] += receivable.redeemed.minor
        self._units[currency] += units
        self._currencies[receivable.id] = currency

    def differences(self, read: ReadModel, codes: Mapping[int, str]) -> Iterator[Difference]:
        """What is wrong, once all are counted. `codes` are those of currencies, by number."""
        kept = {
            (each.currency, each.status, each.due_day): each
            for each in read.rows(ReceivableSumsRow)
        }
        for key in sorted({*self._alike, *kept}):
            number, status, due = key
            day = nearest_date(due).isoformat()
            what = f"sums of {status.api_name} receivables in {codes[number]} due {day}"
            met, here = self._alike.get(key, Counter[str]()), kept.get(key)
            here = here or ReceivableSumsRow(*key)
            for respect, name in _SUMMED.items():
                yield from compared(what, respect, met[name], getattr(here, name))
        yield from self._of_currencies(read, codes)

    def _of_currencies(self, read: ReadModel, codes: Mapping[int, str]) -> Iterator[Difference]:
        discount: Counter[int] = Counter()
        price: Counter[int] = Counter()
        for fill in read.rows(FillRow):
            number = self._currencies[fill.receivable]
            discount[number] += fill.discount
            price[number] += fill.price
        kept = {each.currency: each for each in read.rows(CurrencySumsRow)}
        for number, code in codes.items():
            here = kept.get(number) or CurrencySumsRow(number)
            for respect, met, mine in (
                ("units that are held", self._units, here.units),
                ("discount of sales", discount, here.discount),
                ("price of sales", price, here.price),
            ):
                yield from compared(f"sums in {code}", respect, met[number], mine)
