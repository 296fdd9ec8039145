"""How the time to find twins grows with the number of invoices: `python -m scripts.twins`.

All invoices are of one seller to one buyer, in the crowds that are the hardest: everything within a
week, few amounts, few numbers, or all of it at once. A ratio of 2 for twice as many is linear.
"""

import gc
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sfc.domain.currency import currency
from sfc.domain.invoice import InvoiceKey
from sfc.domain.money import Money
from sfc.domain.similarity import Invoice
from sfc.domain.twins import find_twins

SIZES = (12_500, 25_000, 50_000, 100_000)
_START, _CNY = date(2026, 1, 1), currency("CNY")
_Maker = Callable[[int], Invoice]


def main() -> None:
    for name, make in CROWDS.items():
        print(f"\n{name}")
        before = None
        for size in SIZES:
            seconds, twins = measure([make(at) for at in range(size)])
            ratio = f"{seconds / before:5.2f}" if before else "     "
            print(f"  {size:>8,} invoices {seconds:7.2f} s  ratio {ratio}  {twins:>9,} twins")
            before = seconds


def measure(invoices: Sequence[Invoice]) -> tuple[float, int]:
    """The seconds of computing that it takes, and the number of twins."""
    gc.collect()
    begun = time.process_time()
    found = find_twins(invoices)
    return time.process_time() - begun, len(found)


def _invoice(number: str, minor: int, day: int) -> Invoice:
    key = InvoiceKey("seller", "buyer", number, _START + timedelta(day))
    return Invoice(key, Money(minor, _CNY))


def _usual(at: int) -> Invoice:
    return _invoice(f"INV-{at:06d}", 10_000 + at * 7_919 % 90_000_000, at % 365)


def _one_week(at: int) -> Invoice:
    return _invoice(f"INV-{at:06d}", 10_000 + at * 7_919 % 90_000_000, at % 7)


def _one_amount(at: int) -> Invoice:
    return _invoice(f"INV-{at:06d}", 1_000_000, at % 7)


def _one_number(at: int) -> Invoice:
    return _invoice("0" * (at % 200) + "7", at * 1_000_003, at % 3_650)


CROWDS: dict[str, _Maker] = {
    "a year's invoices": _usual,
    "all within a week": _one_week,
    "all within a week, of one amount": _one_amount,
    "all of one number": _one_number,
}


if __name__ == "__main__":
    main()
