"""Tells the story on a terminal, while it happens."""

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sfc.demo import figures
from sfc.demo.outcome import Outcome
from sfc.demo.report.facts import Check, GasLine, Telling
from sfc.domain.days import Day

_WIDEST = 110
_MARKS = {
    "done": ("✓", "green"),
    "refused": ("✗", "bold red"),
    "warned": ("!", "bold yellow"),
    "said": ("·", "dim"),
}


class Terminal:
    """A listener that writes to a console; chapters get a heading, steps their gas."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)
        self._when: Day | None = None

    def opening(self, title: str, text: str) -> None:
        """Write the title."""
        panel = Panel(
            f"[bold]{escape(title)}[/]\n{escape(text)}", width=self._width, padding=(0, 2)
        )
        self._console.print(panel)

    def chapter(self, number: int, title: str) -> None:
        """Write a heading."""
        self._when = None
        self._console.print()
        self._console.print(Text.assemble((f"{number}  ", "bold cyan"), (title, "bold")))

    def told(self, telling: Telling) -> None:
        """Write one step, with the date where it has changed."""
        mark, style = _MARKS[telling.mark]
        line = Table.grid(padding=(0, 1))
        line.width = self._width
        line.add_column(width=6, style="cyan", no_wrap=True)
        line.add_column(width=1, style=style)
        line.add_column(ratio=1, overflow="fold")
        line.add_column(justify="right", width=11, style="dim", no_wrap=True)
        text = Text(telling.text, style="dim" if telling.mark == "said" else "")
        if telling.code:
            text.append(f"  [{telling.code}]", style="red")
        when = figures.short_date(telling.when) if telling.when != self._when else ""
        self._when = telling.when
        line.add_row(when, mark, text, f"{figures.gas(telling.gas)} gas" if telling.gas else "")
        self._console.print(line)

    def closing(self, outcome: Outcome) -> None:
        """Write what operations cost, what has to be equal, and where the report is."""
        self._heading("What it cost on the chain")
        self._console.print(_gas(outcome.gas))
        self._heading("Everything is accounted for")
        self._console.print(_checks(outcome.checks))
        for remark in outcome.remarks:
            self._console.print(Text(f"\n{remark}", style="yellow"))
        self._console.print(Text.assemble("\nReport  ", (str(outcome.report), "bold")))

    def _heading(self, title: str) -> None:
        self._console.print(Text(f"\n{title}", style="bold"))


def _gas(lines: tuple[GasLine, ...]) -> RenderableType:
    table = Table(box=None, padding=(0, 2), pad_edge=False, header_style="dim")
    table.add_column("")
    for heading in ("times", "transactions", "gas each"):
        table.add_column(heading, justify="right")
    for line in lines:
        table.add_row(line.operation, *map(figures.gas, (line.items, line.transactions, line.each)))
    return Padding(table, (0, 0, 0, 2))


def _checks(checks: tuple[Check, ...]) -> RenderableType:
    table = Table(box=None, padding=(0, 2), pad_edge=False, show_header=False)
    for justify in ("left", "left", "right", "right"):
        table.add_column(justify=justify)
    for check in checks:
        mark = Text("✓", style="green") if check.holds else Text("✗", style="bold red")
        table.add_row(mark, check.claim, check.left, check.right)
    return Padding(table, (0, 0, 0, 2))
