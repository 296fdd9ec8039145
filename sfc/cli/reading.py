"""Reads files for `sfc import` and `sfc demo`, and says what was found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sfc.cli.failures import Failure
from sfc.cli.output import Output
from sfc.domain.currency import currency as currency_of
from sfc.domain.intake import InvoiceDocument, InvoiceDraft, Problem
from sfc.domain.twins import find_twins
from sfc.importers.detect import read_document_file
from sfc.importers.ledger_csv import offer_profile_for, read_ledger_file
from sfc.importers.ledger_profile import PROFILES, Column, Constant, LedgerProfile

_LEDGER_SUFFIXES = (".csv", ".tsv", ".txt")


def read_all(
    files: Sequence[Path], profile: str | None, output: Output, *, dry_run: bool
) -> Iterator[InvoiceDraft | Problem]:
    """Read every document and every row, in order.

    Raises Failure where a ledger's profile is not known, OSError.
    """
    for file in files:
        if is_ledger(file):
            declared = profile_for(file, profile, output, offered=dry_run)
            yield from read_ledger_file(file, declared)
        else:
            yield read_document_file(file)


def is_ledger(file: Path) -> bool:
    """Whether a file is read as a ledger, and not as one document."""
    return file.suffix.lower() in _LEDGER_SUFFIXES


def profile_for(
    file: Path, name: str | None, output: Output, *, offered: bool, currency: str | None = None
) -> LedgerProfile:
    """The declared profile of a ledger; where `offered` is enough, the one that its headings fit.

    `currency` is for ledgers that do not name theirs. Raises Failure, CurrencyUnknown.
    """
    found = PROFILES.get(name) if name else offer_profile_for(file)
    if found is None:
        known = ", ".join(PROFILES)
        what = f"there is no profile {name}" if name else f"{file.name} fits no known profile"
        raise Failure("profile_unknown", f"{what}: use --profile with one of {known}")
    if name is None:
        if not offered:
            message = f"{file.name} looks like {found.name}: say so with --profile {found.name}"
            raise Failure("profile_missing", message)
        output.aside(f"{file.name}: read as profile {found.name}")
    if currency is None:
        return found
    if isinstance(found.currency, Column):
        raise Failure("currency_given", f"{file.name} names its currencies: leave out --currency")
    return replace(found, currency=Constant(currency_of(currency).code))


def summary(result: InvoiceDraft | Problem) -> dict[str, Any]:
    """What was read, for JSON and for tables."""
    document = result.document if isinstance(result, Problem) else result
    about: dict[str, Any] = {
        "source": str(result.source),
        "file": result.source.file,
        "row": result.source.row,
        "outcome": result.outcome.value if isinstance(result, Problem) else "import",
    }
    if document is not None:
        about |= _facts(document)
    if isinstance(result, Problem):
        about |= {"reasons": list(result.reasons), "faults": [str(f) for f in result.faults]}
    return about


def twins_among(read: Sequence[InvoiceDraft | Problem]) -> Mapping[int, list[str]]:
    """What is the same or suspiciously alike among what was read, by the `id` of the later one."""
    drafts = [result for result in read if isinstance(result, InvoiceDraft)]
    warnings: dict[int, list[str]] = defaultdict(list)
    for twin in find_twins([draft.comparable for draft in drafts]):
        earlier = drafts[twin.earlier].source
        alike = ", ".join(likeness.value for likeness in twin.likenesses)
        text = f"the same as {earlier}" if twin.is_same else f"resembles {earlier} in {alike}"
        warnings[id(drafts[twin.later])].append(text)
    return warnings


def _facts(document: InvoiceDocument) -> dict[str, Any]:
    return {
        "number": document.number,
        "issue_date": document.issued.isoformat(),
        "due_date": document.due.isoformat() if document.due else None,
        "amount": document.total.amount,
        "currency": document.total.currency.code,
        "seller": {"legal_id": document.seller.legal_id, "name": document.seller.name},
        "buyer": {"legal_id": document.buyer.legal_id, "name": document.buyer.name},
        "document_type": document.document_type,
    }
