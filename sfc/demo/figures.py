"""Figures as people read them. Exact: what is rounded here is shown only, never reckoned with."""

import re
from datetime import date

from sfc.domain.days import Day, date_of
from sfc.domain.discount import half_up
from sfc.domain.money import Money

_PPM_PER_BASIS_POINT = 100
_FIXED_SPACE = "\u00a0"
_LONG_HEX = re.compile(r"\b((?:0x|[a-z]+_)?[0-9a-fA-F]{4})[0-9a-fA-F]{24,}([0-9a-fA-F]{4})")


def amount(money: Money) -> str:
    """Write `1,234.56`: grouped, without the currency."""
    whole, point, decimals = money.amount.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole != "-0" else f"-0{point}{decimals}"


def money(value: Money) -> str:
    """Write `CNY 1,234.56`."""
    return f"{value.currency}{_FIXED_SPACE}{amount(value)}"


def percent(ppm: int) -> str:
    """Write a rate with two decimals, `8.00 %`."""
    points = half_up(ppm, _PPM_PER_BASIS_POINT)
    return f"{points // 100}.{points % 100:02d}{_FIXED_SPACE}%"


def gas(used: int) -> str:
    """Write `57,123`."""
    return f"{used:,}"


def calendar(day: Day | date) -> str:
    """Write `2 Mar 2026`."""
    shown = day if isinstance(day, date) else date_of(day)
    return f"{shown.day} {shown:%b} {shown.year}"


def short_date(day: Day) -> str:
    """Write `2 Mar`."""
    shown = date_of(day)
    return f"{shown.day} {shown:%b}"


def counted(number: int, one: str, many: str = "") -> str:
    """Write `1 invoice`, `1,221 invoices`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def brief(text: str) -> str:
    """Shorten the long ids and accounts in a text: `rcv_4f02…a9b0`."""
    return _LONG_HEX.sub(r"\1…\2", text)


def listed(names: list[str]) -> str:
    """Write `A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))
