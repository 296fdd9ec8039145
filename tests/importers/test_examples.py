"""The demo's input is good, and shows what its description says that it shows."""

from datetime import date
from pathlib import Path

import pytest
from stdnum.cn import uscc

from sfc.domain.intake import InvoiceDraft
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.importers.detect import read_document_file
from sfc.importers.ledger_csv import offer_profile_for, read_ledger_file
from sfc.importers.ledger_profile import EXAMPLES
from sfc.importers.participants_csv import ParticipantDraft, read_participants_file
from sfc.store.seen import Seen

CLOCK_START = date(2026, 3, 31)


@pytest.fixture(scope="module")
def participants(examples: Path) -> dict[str, ParticipantDraft]:
    read = read_participants_file(examples / "participants.csv")
    found = [one for one in read if isinstance(one, ParticipantDraft)]
    assert len(found) == len(read)
    return {one.legal_id: one for one in found}


def ledger(examples: Path, file: str) -> list[InvoiceDraft]:
    results = list(read_ledger_file(examples / file, EXAMPLES))
    drafts = [result for result in results if isinstance(result, InvoiceDraft)]
    assert drafts == results
    return drafts


def invoice(examples: Path, file: str) -> InvoiceDraft:
    draft = read_document_file(examples / "invoices" / file)
    assert isinstance(draft, InvoiceDraft), draft
    return draft


def test_the_cast_is_complete_and_fictional(participants: dict[str, ParticipantDraft]) -> None:
    roles = [one.roles for one in participants.values()]
    assert roles.count(Role.CORE_ENTERPRISE) == 2
    assert roles.count(Role.FINANCIER) == 2
    assert roles.count(Role.OPERATOR) == 1
    assert sorted(one.tier for one in participants.values() if one.tier) == [1, 1, 1, 2, 2, 3]
    for legal_id in participants:
        assert uscc.is_valid(legal_id)
        assert legal_id[2:8] == "990000"  # no such region


def test_all_invoices_are_between_participants_and_outlive_the_start(
    examples: Path, participants: dict[str, ParticipantDraft]
) -> None:
    for draft in ledger(examples, "ledger.csv") + ledger(examples, "upstream.csv"):
        assert {draft.seller.legal_id, draft.buyer.legal_id} <= set(participants)
        assert draft.seller.name == participants[draft.seller.legal_id].name
        assert draft.buyer.name == participants[draft.buyer.legal_id].name
        assert draft.issued <= CLOCK_START < date(2026, 5, 1) <= draft.due <= date(2026, 8, 31)
        assert 60 <= (draft.due - draft.issued).days <= 180


def test_credit_lines_suffice(examples: Path, participants: dict[str, ParticipantDraft]) -> None:
    drafts = ledger(examples, "ledger.csv")
    drafts += [invoice(examples, file) for file in ("drives-0023.xml", "towers-004.xml")]
    assert len(drafts) == 14
    for legal_id, core in participants.items():
        if core.roles == Role.CORE_ENTERPRISE:
            assert core.credit_line is not None
            owed = [draft.total for draft in drafts if draft.buyer.legal_id == legal_id]
            assert Money.total(owed, core.credit_line.currency) <= core.credit_line


def test_one_invoice_comes_twice_and_one_has_a_near_twin(examples: Path, seen: Seen) -> None:
    drafts = ledger(examples, "ledger.csv")
    assert [draft for draft in drafts if seen.add(draft) or seen.twins(draft)] == []
    first = next(draft for draft in drafts if draft.number == "YH-2026-0103")
    again = invoice(examples, "seats-0103-again.xml")
    assert again.key == first.key and again.number != first.number
    assert (again.total, again.due) == (first.total, first.due)
    twin = invoice(examples, "seats-0103-twin.xml")
    (found,) = seen.twins(twin)
    assert found.of == first
    assert twin.key != first.key


def test_units_of_one_invoice_can_pay_all_tiers(examples: Path) -> None:
    due = {draft.number: draft for draft in ledger(examples, "ledger.csv")}
    paid = {draft.number: draft for draft in ledger(examples, "upstream.csv")}
    seats, textiles, yarn = due["YH-2026-0103"], paid["RF-0381"], paid["小河-0038"]
    assert seats.seller == textiles.buyer and textiles.seller == yarn.buyer
    assert yarn.total < textiles.total < seats.total


def test_the_profile_of_the_ledger_is_offered(examples: Path) -> None:
    assert offer_profile_for(examples / "ledger.csv") == EXAMPLES
    assert offer_profile_for(examples / "participants.csv") is None
