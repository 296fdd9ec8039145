"""Reads back what a demonstration came to, and writes its report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from sfc.app.context import Context
from sfc.demo import figures
from sfc.demo.books import all_receivables, checks, standings, totals
from sfc.demo.cast import Cast
from sfc.demo.company import Till
from sfc.demo.journal import Journal
from sfc.demo.outcome import Outcome
from sfc.demo.pictures import graph, lanes, months
from sfc.demo.report.facts import Report, Standing
from sfc.demo.report.page import page
from sfc.domain.currency import Currency
from sfc.domain.ids import ParticipantId
from sfc.domain.money import Money
from sfc.domain.receivable import Status
from sfc.domain.roles import Role
from sfc.domain.views import Receivable, Totals

_MOST_LANES = 24
_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the report, and whose way it draws: the largest receivable's by default.

    `remarks` are for the person who asked for it.
    """

    title: str
    subtitle: str
    drawn: str | None = None
    remarks: tuple[str, ...] = ()


def conclude(
    context: Context, journal: Journal, cast: Cast, till: Till, heading: Heading, report: Path
) -> Outcome:
    """Check that everything adds up, and write the report."""
    currency = next(iter(till.given.values())).currency
    receivables = list(all_receivables(context))
    standing = standings(context, cast, receivables)
    sums = totals(context, currency)
    found = checks(context, cast, currency, till.given, standing)
    settled = [each for each in receivables if each.status is Status.SETTLED]
    many = len(settled) > _MOST_LANES
    content = Report(
        title=heading.title,
        subtitle=" ".join((heading.subtitle, *heading.remarks)),
        currency=currency,
        tiles=_tiles(sums, currency, standing),
        graph=graph(context, cast, _drawn(settled, heading.drawn)),
        banks=_those(cast, standing, Role.FINANCIER),
        suppliers=_those(cast, standing, Role.SUPPLIER),
        obligors=_those(cast, standing, Role.CORE_ENTERPRISE),
        lanes=() if many else lanes(context, cast, settled),
        months=months(context, settled) if many else (),
        checks=found,
        gas=journal.gas,
        story=tuple(journal.story),
    )
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(page(content), encoding="utf-8")
    return Outcome(sums, found, journal.gas, report, heading.remarks)


def _drawn(receivables: Sequence[Receivable], number: str | None) -> Receivable:
    named = (each for each in receivables if each.invoice_number == number)
    return next(named, None) or max(receivables, key=lambda each: each.face.minor)


def _tiles(
    sums: Totals, currency: Currency, standing: Mapping[ParticipantId, Standing]
) -> tuple[tuple[str, str], ...]:
    def amount(minor: int) -> str:
        return figures.amount(Money(minor, currency))

    banks = Standing("", "")
    for each in standing.values():
        if each.invested:
            banks.money_days += each.money_days
            banks.discount_earned += each.discount_earned
    rate = "–" if banks.rate_ppm is None else figures.percent(banks.rate_ppm)
    return (
        ("receivables confirmed", f"{sums.receivables:,}"),
        (f"face value, {currency}", amount(sums.face)),
        ("paid by banks before maturity", amount(sums.price)),
        ("discount", amount(sums.discount)),
        ("cost a year, all in", rate),
        ("redeemed in cash", amount(sums.redeemed)),
        ("units outstanding", f"{sums.outstanding_units:,}"),
        ("cash unclaimed", amount(sums.unclaimed_cash)),
    )


def _those(
    cast: Cast, standing: Mapping[ParticipantId, Standing], role: Role
) -> tuple[Standing, ...]:
    """What those with a role gave and got.

    Of many, the foremost, and all others together, without a part of their own.
    """
    found = [standing[player.id] for player in cast.playing(role)]
    if len(found) <= _MOST_ROWS:
        return tuple(found)
    found.sort(key=lambda each: each.promised + each.received + each.invested, reverse=True)
    foremost, others = found[: _MOST_ROWS - 1], found[_MOST_ROWS - 1 :]
    rest = Standing(f"{len(others)} others", "")
    for field in fields(Standing):
        if field.name not in ("name", "part"):
            setattr(rest, field.name, sum(getattr(each, field.name) for each in others))
    return (*foremost, rest)
