"""The acceptance files, read in place: every outcome of their table, and the ledger to the cent."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from sfc.domain.intake import InvoiceDocument, InvoiceDraft, Outcome, Problem
from sfc.importers.detect import read_document, read_document_file
from sfc.importers.ledger_csv import offer_profile_for, read_ledger, read_ledger_file
from sfc.importers.ledger_profile import ibm_ar
from sfc.store.seen import Seen

OUTCOMES = {
    "IMPORT": Outcome.IMPORT,
    "HOLD": Outcome.HOLD,
    "NOFIN": Outcome.NOTHING_TO_FINANCE,
    "ADJUST": Outcome.ADJUST,
    "REJECT": Outcome.REJECT,
}
FIELDS = ("inv_id", "type", "issue", "due", "currency", "seller", "buyer", "payee", "preceding")


def expected(row: dict[str, str]) -> tuple[Outcome, tuple[str, ...]]:
    """The outcome as the profile identifier is not enforced."""
    if stated := row["if_profile_not_enforced"].split():
        return OUTCOMES[stated[0]], (stated[1],)
    return OUTCOMES[row["expected"]], tuple(row["reasons"].split())


def fields_of(document: InvoiceDocument) -> tuple[str, ...]:
    return (
        document.number,
        document.document_type,
        str(document.issued),
        str(document.due or ""),
        document.total.currency.code,
        document.seller.name,
        document.buyer.name,
        document.payee.name if document.payee else "",
        " ".join(document.preceding),
    )


def outcome_of(result: InvoiceDraft | Problem) -> tuple[Outcome, tuple[str, ...]]:
    if isinstance(result, Problem):
        return result.outcome, result.reasons
    return Outcome.IMPORT, ()


@pytest.fixture(scope="module")
def table(shared: Path) -> list[dict[str, str]]:
    with (shared / "einvoice_expected.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_every_file_comes_out_as_the_table_says(
    shared: Path, table: list[dict[str, str]], seen: Seen
) -> None:
    wrong = []
    for row in table:
        result = read_document_file(shared / "einvoice" / row["file"])
        document = result if isinstance(result, InvoiceDraft) else result.document
        duplicate = seen.add(document) if document else None
        got = (
            outcome_of(result),
            (duplicate.of.source.file, duplicate.kind.value) if duplicate else ("", ""),
            fields_of(document) if document else None,
        )
        want = (
            expected(row),
            (row["duplicate_of"], row["dup_kind"]),
            tuple(row[field] for field in FIELDS) if document else None,
        )
        if got != want:
            wrong.append((row["file"], got, want))
    assert wrong == []
    assert len(table) == 58


def test_due_dates_in_words_are_proposed_where_they_can_be_told(
    shared: Path, table: list[dict[str, str]]
) -> None:
    proposed = {}
    for row in table:
        if "H-NODUE" in row["reasons"]:
            result = read_document_file(shared / "einvoice" / row["file"])
            assert isinstance(result, Problem) and result.document is not None
            proposal = result.document.proposal
            proposed[row["file"]] = str(proposal.due) if proposal else ""
    assert proposed == {
        "cu__ubl-tc434-example7.xml": "2013-04-10",
        "ct__Invoice-Min_content_with_VAT.xml": "",
        "pe__vat-category-Z.xml": "2018-09-29",
        "xs__01.10a-INVOICE_ubl.xml": "",
        "zc__EN16931_AbweichenderZahlungsempf.cii.xml": "2018-04-04",
        "zx__EN16931_Einfach.pdf": "2018-04-04",
    }


def test_broken_rules_are_those_of_the_official_validators(
    shared: Path, table: list[dict[str, str]]
) -> None:
    for row in table:
        if row["reasons"] == "R-EN":
            result = read_document_file(shared / "einvoice" / row["file"])
            assert isinstance(result, Problem)
            ours, theirs = {f.code for f in result.faults}, set(row["note"].split())
            assert ours & theirs, row["file"]
            assert {rule for rule in ours - theirs if not rule.startswith("PEPPOL")} == set()


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.999])
def test_truncated_files_are_refused(shared: Path, cut: float) -> None:
    for path in sorted((shared / "einvoice").glob("*.xml")):
        data = path.read_bytes().rstrip()
        result = read_document(data[: int(len(data) * cut)], path.name)
        assert isinstance(result, Problem) and result.outcome is Outcome.REJECT


def test_the_whole_ledger_is_imported_to_the_cent(shared: Path) -> None:
    path = shared / "ar" / "ibm_ar_dev.csv"
    results = list(read_ledger_file(path, ibm_ar("SUPPLIER-1")))
    drafts = [result for result in results if isinstance(result, InvoiceDraft)]
    assert (len(results), len(drafts)) == (1221, 1221)
    assert sum(draft.total.minor for draft in drafts) == 7_423_312
    assert {draft.total.currency.code for draft in drafts} == {"USD"}
    assert {draft.seller.legal_id for draft in drafts} == {"SUPPLIER-1"}
    assert len({draft.buyer.legal_id for draft in drafts}) == 50
    assert len({draft.key for draft in drafts}) == 1221
    assert Counter((draft.due - draft.issued).days for draft in drafts) == {30: 1221}
    assert [draft.source.row for draft in drafts] == list(range(2, 1223))


def test_its_profile_is_offered(shared: Path) -> None:
    assert offer_profile_for(shared / "ar" / "ibm_ar_dev.csv") == ibm_ar()


def test_a_row_with_day_and_month_swapped_is_refused_where_it_shows(shared: Path) -> None:
    lines = (shared / "ar" / "ibm_ar_dev.csv").read_text(encoding="utf-8").splitlines()
    header, row = lines[0], lines[3].replace("1/27/2012", "27/1/2012")
    (problem,) = read_ledger(io.BytesIO(f"{header}\n{row}\n".encode()), ibm_ar(), "x.csv")
    assert isinstance(problem, Problem)
    assert [(fault.code, fault.place) for fault in problem.faults] == [
        ("date_malformed", "InvoiceDate")
    ]
