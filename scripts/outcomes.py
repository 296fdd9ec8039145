"""What becomes of e-invoices, as tables in build/outcomes.md: `python -m scripts.outcomes`.

The first table has every file of a folder, compared with what a CSV beside it expects, if there is
one; the second has the twins among `examples/e-invoices`: one invoice in three syntaxes and three
spellings, with one key. Exit code 1 says that something is not as expected.

    python -m scripts.outcomes --expected ../shared/data/einvoice_expected.csv
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sfc.domain.intake import InvoiceDocument, InvoiceDraft, Outcome, Problem
from sfc.importers.detect import read_document_file
from sfc.store.seen import Seen

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "e-invoices"
EXPECTED = ROOT.parent / "shared" / "data" / "einvoice_expected.csv"
REPORT = ROOT / "build" / "outcomes.md"

_OUTCOMES = {"NOFIN": Outcome.NOTHING_TO_FINANCE}


@dataclass(frozen=True)
class Line:
    """What became of a file; `expected` is blank where nothing is."""

    file: str
    became: str
    expected: str
    document: InvoiceDocument | None

    @property
    def is_right(self) -> bool:
        """Nothing else was expected."""
        return self.expected in ("", self.became)


def lines(files: Sequence[tuple[Path, str]]) -> Iterator[Line]:
    """Read files in order; each comes with what is expected of it."""
    with Seen() as seen:
        for path, expected in files:
            result = read_document_file(path)
            document = result.document if isinstance(result, Problem) else result
            duplicate = seen.add(document) if document else None
            problem = result if isinstance(result, Problem) else None
            outcome = problem.outcome if problem else Outcome.IMPORT
            reasons = problem.reasons if problem else ()
            of = (duplicate.of.source.file, duplicate.kind.value) if duplicate else ()
            yield Line(path.name, _said(outcome, reasons, of), expected, document)


def expected_files(table: Path) -> list[tuple[Path, str]]:
    """The files of a table in its order, and what it expects of them."""
    with table.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    folder = table.parent / "einvoice"
    return [(folder / row["file"], _expected(row)) for row in rows]


def _expected(row: dict[str, str]) -> str:
    stated = row["if_profile_not_enforced"].split()[:2]
    outcome, *reasons = stated or [row["expected"], *row["reasons"].split()]
    of = [row["duplicate_of"], row["dup_kind"]] if row["duplicate_of"] else []
    return _said(_OUTCOMES.get(outcome) or Outcome(outcome.lower()), reasons, of)


def _said(outcome: Outcome, reasons: Sequence[str], duplicate: Sequence[str]) -> str:
    words = [outcome.value.replace("_", " "), *reasons]
    return f"{' '.join(words)}; {duplicate[1]} of {duplicate[0]}" if duplicate else " ".join(words)


def report(found: Sequence[Line], twins: Sequence[Line]) -> Iterator[str]:
    """Both tables in Markdown."""
    wrong = [line for line in found if not line.is_right]
    yield "# What becomes of e-invoices\n"
    yield f"{len(found)} files, {len(wrong)} not as expected.\n"
    yield "| | file | outcome | number | issued | due | proposed | amount | warnings |"
    yield "|---|---|---|---|---|---|---|--:|--:|"
    for line in found:
        mark = "✓" if line.is_right else f"✗ {line.expected}"
        yield f"| {mark} | {line.file} | {line.became} | {' | '.join(_cells(line.document))} |"
    yield "\n## One invoice in any clothes\n"
    yield "| file | number, as written | seller's id, as written | key |"
    yield "|---|---|---|---|"
    for line in twins:
        if isinstance(line.document, InvoiceDraft):
            yield f"| {line.file} | {' | '.join(_identity(line.document))} |"


def _cells(document: InvoiceDocument | None) -> list[str]:
    if document is None:
        return [""] * 6
    due, proposal = document.due, document.proposal
    return [
        _cell(document.number),
        str(document.issued),
        str(due or ""),
        f"{proposal.due} from “{_cell(proposal.from_text)}”" if proposal else "",
        f"{document.total.currency} {document.total.amount}",
        str(len(document.warnings)),
    ]


def _identity(document: InvoiceDocument) -> list[str]:
    key = sha256(document.key.canonical_bytes()).hexdigest()[:16]
    return [ascii(document.number), ascii(document.seller.legal_id), f"`{key}…`"]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the report, and say whether all is as expected."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--expected", type=Path, default=EXPECTED)
    parser.add_argument("--report", type=Path, default=REPORT)
    options = parser.parse_args(arguments)
    own = [(path, "") for path in sorted(EXAMPLES.iterdir())]
    files = expected_files(options.expected) if options.expected.exists() else own
    found, twins = list(lines(files)), list(lines(own))
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text("\n".join(report(found, twins)) + "\n", encoding="utf-8")
    wrong = sum(not line.is_right for line in found)
    print(f"{len(found)} files, {wrong} not as expected: {options.report}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
