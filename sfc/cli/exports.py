"""`sfc export`: messages and papers out of a running service, each to a file."""

from pathlib import Path
from typing import Annotated

import typer

from sfc.cli.failures import Failure
from sfc.cli.saving import Out, save
from sfc.cli.service import DEFAULT_URL, Url

app = typer.Typer(
    name="export",
    help="Messages and papers, each to a file: asked again later, the same bytes.\n\nAsks the "
    "running service, with the API key in SFC_API_KEY.",
    no_args_is_help=True,
)

Receivable = Annotated[str, typer.Argument(help="The receivable, rcv_….")]
Participant = Annotated[str, typer.Argument(help="Whose, such as par_1.")]
First = Annotated[str, typer.Option("--from", help="First date of the period, 2026-03-01.")]
Last = Annotated[str, typer.Option("--to", help="Last date of the period.")]
Currency = Annotated[str, typer.Option(help="Such as CNY.")]
Sale = Annotated[int, typer.Option(help="Which sale of the receivable, the first being 1.")]


@app.command()
def invoice_response(receivable: Receivable, out: Out = None, url: Url = DEFAULT_URL) -> None:
    """The obligor's answer to an invoice: Peppol Invoice Response 3."""
    save(url, out, f"/receivables/{receivable}/exports/invoice-response")


@app.command()
def statement(
    participant: Participant,
    first: First,
    last: Last,
    currency: Currency = "CNY",
    out: Out = None,
    url: Url = DEFAULT_URL,
) -> None:
    """The cash account over a period: camt.053."""
    path = f"/participants/{participant}/exports/statement"
    save(url, out, path, currency=currency, first=first, last=last)


@app.command()
def remittance(
    participant: Participant,
    first: First,
    last: Last,
    currency: Currency = "CNY",
    out: Out = None,
    url: Url = DEFAULT_URL,
) -> None:
    """What moved on receivables over a period, and why: camt.054."""
    path = f"/participants/{participant}/exports/remittance"
    save(url, out, path, currency=currency, first=first, last=last)


@app.command()
def payment_file(
    participant: Participant,
    on: Annotated[str, typer.Option(help="The day to pay on, 2026-06-30.")],
    overdue: Annotated[bool, typer.Option(help="Also what fell due before.")] = True,
    out: Out = None,
    url: Url = DEFAULT_URL,
) -> None:
    """What an obligor owes on a day, for its bank: pain.001."""
    path = f"/participants/{participant}/exports/payment-file"
    save(url, out, path, on=on, overdue=overdue)


@app.command()
def journal(
    participant: Participant,
    first: First,
    last: Last,
    chart: Annotated[
        Path | None,
        typer.Option(
            help="Chart of accounts of your own, TOML or CSV.", exists=True, dir_okay=False
        ),
    ] = None,
    out: Out = None,
    url: Url = DEFAULT_URL,
) -> None:
    """Journal entries of a period, for the general ledger: CSV."""
    path = f"/participants/{participant}/exports/journal"
    if chart is None:
        save(url, out, path, first=first, last=last)
    else:
        declared = _text(chart)
        save(url, out, path, {"first": first, "last": last, "chart": declared})


@app.command()
def assignment_notice(
    receivable: Receivable, sale: Sale = 1, out: Out = None, url: Url = DEFAULT_URL
) -> None:
    """The notice of a sale to the obligor: PDF."""
    save(url, out, f"/receivables/{receivable}/exports/sales/{sale}/assignment-notice")


@app.command()
def registration_sheet(
    receivable: Receivable,
    sale: Sale = 1,
    csv: Annotated[bool, typer.Option("--csv", help="The fields only, as CSV.")] = False,
    out: Out = None,
    url: Url = DEFAULT_URL,
) -> None:
    """What a registry of movable property asks about a sale: PDF, or CSV."""
    what = "registration-data" if csv else "registration-sheet"
    save(url, out, f"/receivables/{receivable}/exports/sales/{sale}/{what}")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Failure("file_unusable", f"{file}: is not UTF-8 text") from None
