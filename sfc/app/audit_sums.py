"""Whether the sums that are kept are what the receivables, met one by one, come to."""

from collections import Counter
from collections.abc import Iterator

from sfc.app.audit_journal import Difference, compared
from sfc.domain.days import Day
from sfc.domain.receivable import Status
from sfc.domain.views import Receivable
from sfc.ports import ReadModel, ReceivableFilter

_EVER = Day(0)


class SumsAudit:
    """Counts receivables and units, by status and currency."""

    def __init__(self) -> None:
        self._alike: dict[tuple[str, Status], Counter[str]] = {}
        self._units: Counter[str] = Counter()

    def count(self, receivable: Receivable, units: int) -> None:
        """Count one in, with all units of it that are held."""
        code = receivable.face.currency.code
        of = self._alike.setdefault((code, receivable.status), Counter())
        of["number"] += 1
        of["face"] += receivable.face.minor
        of["paid"] += receivable.paid.minor
        self._units[code] += units

    def differences(self, read: ReadModel) -> Iterator[Difference]:
        """What is wrong, once all are counted."""
        kept = {
            (each.face.currency.code, each.status): each
            for each in read.receivable_totals(ReceivableFilter(), _EVER)
        }
        for key in sorted({*self._alike, *kept}):
            code, status = key
            subject = f"sums of {status.api_name} receivables in {code}"
            met, here = self._alike.get(key, Counter[str]()), kept.get(key)
            yield from compared(subject, "number", met["number"], here.count if here else 0)
            yield from compared(subject, "face", met["face"], here.face.minor if here else 0)
            yield from compared(subject, "paid", met["paid"], here.paid.minor if here else 0)
        for totals in read.totals():
            code, units = totals.currency.code, totals.outstanding_units
            yield from compared(f"sums in {code}", "units that are held", self._units[code], units)
