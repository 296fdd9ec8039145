"""`sfc demo`: the story, or the same life for every invoice of a ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sfc.cli.failures import Failure
from sfc.cli.output import AsJson, Output

if TYPE_CHECKING:
    from sfc.demo.ledger.life import Progress
    from sfc.demo.outcome import Outcome
    from sfc.domain.intake import InvoiceDraft

_EXAMPLES = Path(__file__).parents[2] / "examples"
_REPORT = Path("build/demo/report.html")


def demo(
    ledger: Annotated[
        Path | None, typer.Option(help="A CSV ledger of yours.", exists=True, dir_okay=False)
    ] = None,
    profile: Annotated[
        str | None, typer.Option(help="How the ledger is written: examples or ibm-ar.")
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help="Of a ledger that does not name its own [USD].")
    ] = None,
    rate: Annotated[str, typer.Option(help="Discount rate for --ledger, per cent a year.")] = "8",
    examples: Annotated[
        Path, typer.Option(help="Where the story's input lies.", file_okay=False)
    ] = _EXAMPLES,
    report: Annotated[Path, typer.Option(help="Where to write the report.")] = _REPORT,
    as_json: AsJson = False,
) -> None:
    """Show the whole system at work on a chain of its own, and write a report.

    Without --ledger it tells a story: from invoice files to redeemed cash, with two core
    enterprises, suppliers of three tiers and two banks. With --ledger every invoice of the file is
    issued and sold to a bank on its day of issue, paid on its due day and redeemed.
    """
    output = Output(as_json)
    if ledger is None:
        if profile or currency or rate != "8":
            raise typer.BadParameter("--profile, --currency and --rate belong to --ledger")
        outcome = _story(output, examples, report)
    else:
        rate_ppm = _rate(rate)
        invoices = _invoices(output, ledger, profile, currency)
        outcome = _ledger(output, invoices, rate_ppm, report)
    if as_json:
        output.emit(outcome.summary())
    if not outcome.holds:
        raise Failure("books_differ", "what has to be equal is not: see the report")


def _story(output: Output, examples: Path, report: Path) -> "Outcome":
    from sfc.demo.play import play_story
    from sfc.demo.silence import Silence
    from sfc.demo.terminal import Terminal
    from sfc.demo.unusable import InputUnusable

    terminal = Terminal(output.console)
    if not output.as_json:
        terminal.opening(
            "sfc demo",
            "From invoice files to redeemed cash, on a chain inside this process. "
            "What each step cost in gas stands on the right.",
        )
    try:
        outcome = play_story(examples, report, Silence() if output.as_json else terminal)
    except InputUnusable as error:
        raise Failure("input_unusable", str(error)) from None
    if not output.as_json:
        terminal.closing(outcome)
    return outcome


def _ledger(
    output: Output, invoices: "list[InvoiceDraft]", rate_ppm: int, report: Path
) -> "Outcome":
    from sfc.demo.play import play_ledger
    from sfc.demo.silence import Silence
    from sfc.demo.terminal import Terminal

    with _progress(output, len(invoices)) as progress:
        outcome = play_ledger(invoices, rate_ppm, report, Silence(), progress)
    if not output.as_json:
        Terminal(output.console).closing(outcome)
    return outcome


def _invoices(
    output: Output, ledger: Path, profile: str | None, currency: str | None
) -> "list[InvoiceDraft]":
    """What of the ledger can be financed; the rest is told of, and left out."""
    from sfc.cli.reading import profile_for
    from sfc.domain.intake import InvoiceDraft
    from sfc.importers.ledger_csv import read_ledger_file

    declared = profile_for(ledger, profile, output, offered=True, currency=currency)
    invoices = []
    for result in read_ledger_file(ledger, declared):
        if isinstance(result, InvoiceDraft):
            invoices.append(result)
        else:
            output.aside(f"left out: {result}")
    if not invoices:
        raise Failure("input_unusable", f"{ledger.name} has no invoice that can be financed")
    return invoices


@contextmanager
def _progress(output: Output, invoices: int) -> "Iterator[Progress]":
    from sfc.demo import figures
    from sfc.demo.ledger.life import STEPS
    from sfc.domain.days import Day

    with output.progress() as bar:
        task = bar.add_task("Setting up", total=invoices * STEPS)

        class Bar:
            def moved(self, steps: int, day: Day) -> None:
                bar.update(task, advance=steps, description=figures.calendar(day))

        yield Bar()


def _rate(text: str) -> int:
    """Per cent a year, up to four decimals, as parts per million."""
    whole, _, decimals = text.partition(".")
    if not (whole + decimals).isascii() or not (whole + decimals).isdigit() or len(decimals) > 4:
        raise typer.BadParameter(f"--rate {text}: write per cent a year, such as 8 or 7.25")
    return int(whole or "0") * 10_000 + int(decimals.ljust(4, "0"))
