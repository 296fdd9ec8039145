"""Plays a demonstration from beginning to end on a sandbox of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sfc.bootstrap import System, open_sandbox
from sfc.demo import figures
from sfc.demo.assembly import Heading, conclude
from sfc.demo.files import read_examples
from sfc.demo.journal import Journal, Listener
from sfc.demo.ledger.agenda import Agenda, agenda
from sfc.demo.ledger.company import found
from sfc.demo.ledger.life import Life, Progress
from sfc.demo.outcome import Outcome
from sfc.demo.served import served
from sfc.demo.story.intake import from_files, twice
from sfc.demo.story.maturity import IN_TWO_PARTS, time_passes
from sfc.demo.story.opening import opening
from sfc.demo.story.passing import down_the_chain
from sfc.demo.story.selling import money_today
from sfc.domain.days import date_of
from sfc.domain.intake import InvoiceDraft
from sfc.settings import Settings

_FIRST_DAY = date(2026, 3, 31)


def play_story(examples: Path, report: Path, listener: Listener) -> Outcome:
    """Tell the story of `examples/` and write the report.

    Raises InputUnusable and OSError for files that cannot be used.
    """
    input_ = read_examples(examples)
    with _sandbox(_FIRST_DAY, input_.ledger[0].total.currency.code) as system:
        context = system.context
        journal = Journal(context.clock.today, listener)
        stage = opening(context, journal, input_)
        from_files(stage)
        twice(stage)
        down_the_chain(stage)
        with served(system) as programs:
            money_today(stage, programs)
        time_passes(stage)
        last = figures.calendar(context.clock.today())
        heading = Heading(
            "Supply-chain finance on a ledger",
            f"Two core enterprises, suppliers of three tiers, two banks: from "
            f"{figures.calendar(_FIRST_DAY)} to {last}, on a sandbox. All companies are made up.",
            drawn=IN_TWO_PARTS,
        )
        return conclude(context, journal, stage.cast, stage.till, heading, report)


def play_ledger(
    invoices: Sequence[InvoiceDraft],
    rate_ppm: int,
    report: Path,
    listener: Listener,
    progress: Progress,
) -> Outcome:
    """Take every invoice of a ledger through its life, and write the report.

    Each one is issued by its obligor and sold to the bank on its day of issue, at `rate_ppm` on
    ACT/360, paid on its due day and redeemed. Raises CurrencyMismatch.
    """
    plan = agenda(invoices)
    first = date_of(min(plan.days))
    with _sandbox(first, plan.currency.code) as system:
        context = system.context
        journal = Journal(context.clock.today, listener)
        cast, till = found(context, journal, plan)
        life = Life(context, journal, cast, rate_ppm, progress)
        life.run(plan)
        heading = Heading(
            "A ledger, financed",
            f"{figures.counted(len(plan.invoices), 'invoice')}, each sold on its day of issue at "
            f"{figures.percent(rate_ppm)} a year (ACT/360) and paid on its due day, from "
            f"{figures.calendar(first)} to {figures.calendar(context.clock.today())}.",
            remarks=tuple(_remarks(plan, life)),
        )
        return conclude(context, journal, cast, till, heading, report)


def _remarks(plan: Agenda, life: Life) -> Iterator[str]:
    if plan.repeated:
        again = figures.counted(plan.repeated, "row repeats", "rows repeat")
        yield f"{again} an earlier invoice, and became no second receivable."
    if life.warnings:
        alike = figures.counted(life.warnings, "invoice resembles", "invoices resemble")
        yield f"{alike} an earlier one of the same parties, so that a person should look."


@contextmanager
def _sandbox(start: date, currency: str) -> Iterator[System]:
    """A sandbox that no setting of this machine changes."""
    with open_sandbox(
        Settings.model_construct(settlement_accounts={}), start=start, currencies=[currency]
    ) as system:
        yield system
