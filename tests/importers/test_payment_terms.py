"""Due dates in words: proposed where they can be read in one way only."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfc.domain.errors import DueDateNotProposed
from sfc.domain.intake import InvoiceDraft, Outcome, Problem
from sfc.importers.detect import read_document
from sfc.importers.outcomes import accept_due_date
from sfc.importers.payment_terms import MOST_DAYS, propose_due_date
from tests.importers.conftest import Edit
from tests.importers.test_ubl import DUE, PAYEE

ISSUED = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("terms", "days", "said"),
    [
        ("30 days net", 30, "30 days net"),
        ("Net 45", 45, "Net 45"),
        ("A 30-day term", 30, "A 30-day term"),
        ("Payment within 30 days, 2% discount within 10 days", 30, "Payment within 30 days"),
        ("2% 10 days net 30 days", 30, "2% 10 days net 30 days"),
        ("2/10 net 30", 30, "2/10 net 30"),
        ("Zahlbar innerhalb 14 Tagen", 14, "Zahlbar innerhalb 14 Tagen"),
        ("innerhalb von 30 Tagen ohne Abzug", 30, "innerhalb von 30 Tagen ohne Abzug"),
        ("10 Tage 2% Skonto, 30 Tage netto", 30, "30 Tage netto"),
        ("30 dagar netto. Dröjsmålsränta 12%", 30, "30 dagar netto"),
        ("paiement à 45 jours", 45, "paiement à 45 jours"),
        ("betaling binnen 21 dagen", 21, "betaling binnen 21 dagen"),
        ("60天内付款", 60, "60天内付款"),
        ("#SKONTO#TAGE=7#PROZENT=2.00#\n30 days net", 30, "30 days net"),
    ],
)
def test_days_count_from_the_issue_date(terms: str, days: int, said: str) -> None:
    proposal = propose_due_date(terms, ISSUED)
    assert proposal is not None
    assert (proposal.due, proposal.from_text) == (ISSUED + timedelta(days), said)
    assert proposal.rule == "net-days" and not proposal.accepted


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        ("payable before 2027-03-01", date(2027, 3, 1)),
        ("payable at the latest by 2026-04-04", date(2026, 4, 4)),
        ("netto bis 04.05.2026", date(2026, 5, 4)),
        ("due 31/05/2026", date(2026, 5, 31)),
        ("due 05/31/2026", date(2026, 5, 31)),
        ("due 04/04/2026", date(2026, 4, 4)),
        ("请于2026年6月30日前付款", date(2026, 6, 30)),
        ("3% Skonto 10 Tage bis 21.03.2026, netto bis zum 10.04.2026", date(2026, 4, 10)),
    ],
)
def test_a_day_that_is_named_is_taken_as_it_is_named(terms: str, due: date) -> None:
    proposal = propose_due_date(terms, ISSUED)
    assert proposal is not None and (proposal.due, proposal.rule) == (due, "date")


def test_days_and_date_that_agree_are_one() -> None:
    terms = (
        "Zahlbar innerhalb 30 Tagen netto bis 10.04.2026, "
        "3% Skonto innerhalb 10 Tagen bis 21.03.2026"
    )
    proposal = propose_due_date(terms, ISSUED)
    assert proposal is not None and proposal.due == date(2026, 4, 10)


@pytest.mark.parametrize(
    "terms",
    [
        "",
        "As per contract clause X.123",
        "payable immediately",
        "#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.00#\n#",
        "#SKONTO#TAGE=30#PROZENT=0.00#",
        "2% discount within 10 days",
        "Payment within 10 days, 2% discount",
        "Interest of 8 % after 30 days",
        "reminders after 14 days overdue",
        "complaints within 8 days",
        "within 30 days of receipt of the invoice",
        "30 Tage nach Lieferung",
        "30 days end of month",
        "45 jours fin de mois",
        "月结60天",
        "10 working days",
        "by 2026-04-10 or by 2026-05-10",
        "30 days, at the latest on 2026-04-11",
        "due 04/05/2026",
        "due 2026-02-30",
        "due 2026-03-11",
        "due 2025-12-31",
        f"{MOST_DAYS + 1} days",
        "0 days",
        "order 12345678 days",
        "1,30 days",
    ],
)
def test_what_can_be_read_in_no_way_or_in_two_is_not_proposed(terms: str) -> None:
    assert propose_due_date(terms, ISSUED) is None


@given(st.text(alphabet="0123456789 .,-/%日天年月daysnetTgbi#SKONTO\n", max_size=60))
def test_a_proposal_is_always_later_than_the_issue(terms: str) -> None:
    proposal = propose_due_date(terms, ISSUED)
    assert proposal is None or proposal.due > ISSUED


@given(st.integers(1, MOST_DAYS), st.dates(date(1970, 1, 1), date(2200, 1, 1)))
def test_any_number_of_days(days: int, issued: date) -> None:
    proposal = propose_due_date(f"{days} days net", issued)
    assert proposal is not None and proposal.due == issued + timedelta(days)


TERMS = "<cac:PaymentTerms><cbc:Note>{}</cbc:Note></cac:PaymentTerms>"


def held(edited: Edit, terms: str) -> Problem:
    result = edited(DUE, TERMS.format(terms))
    assert isinstance(result, Problem)
    assert (result.outcome, result.reasons) == (Outcome.HOLD, ("H-NODUE",))
    return result


def test_a_proposal_is_held_until_a_person_accepts_it(edited: Edit) -> None:
    problem = held(edited, "30 days net")
    assert problem.document is not None and problem.document.due is None
    draft = accept_due_date(problem, date(2026, 4, 10))
    assert isinstance(draft, InvoiceDraft)
    assert draft.due == date(2026, 4, 10)
    assert draft.proposal is not None and draft.proposal.accepted
    assert draft.key == problem.document.key


def test_only_the_day_that_was_proposed_can_be_accepted(edited: Edit) -> None:
    with pytest.raises(DueDateNotProposed) as refused:
        accept_due_date(held(edited, "30 days net"), date(2026, 4, 11))
    assert refused.value.fields() == {"due": "2026-04-11", "proposed": "2026-04-10"}
    with pytest.raises(DueDateNotProposed):
        accept_due_date(held(edited, "as agreed"), date(2026, 4, 10))
    rejected = edited("HC-26-0023", " ")
    assert isinstance(rejected, Problem)
    with pytest.raises(DueDateNotProposed):
        accept_due_date(rejected, date(2026, 4, 10))


def test_what_else_holds_it_back_still_does(edited: Edit) -> None:
    payee = PAYEE.format(name="Some Factor").replace("<cac:PaymentMeans>", "")
    result = edited(DUE, payee + TERMS.format("30 days net"))
    assert isinstance(result, Problem) and result.reasons == ("H-PAYEE", "H-NODUE")
    again = accept_due_date(result, date(2026, 4, 10))
    assert isinstance(again, Problem) and again.reasons == ("H-PAYEE",)
    assert [fault.place for fault in again.faults] == [result.faults[0].place]


def test_a_stated_due_date_needs_no_proposal(edited: Edit) -> None:
    draft = edited(DUE, DUE + TERMS.format("30 days net"))
    assert isinstance(draft, InvoiceDraft) and draft.proposal is None


def test_what_is_never_financed_needs_none_either(ubl: str) -> None:
    note = ubl.replace(DUE, TERMS.format("30 days net")).replace("TypeCode>380", "TypeCode>381")
    problem = read_document(note.encode(), "note.xml")
    assert isinstance(problem, Problem) and problem.outcome is Outcome.ADJUST
    assert problem.document is not None and problem.document.proposal is None
