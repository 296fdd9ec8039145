"""Bad input: each has its own stable code, and nothing moves."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sfc.domain.ids import parse_receivable
from sfc.domain.statements import SignedQuote
from tests.api.service import World, money

STRANGER = "0x00000000000000000000000000000000000000a1"


def transfer(identity: str, to: str, amount: str = "1.00") -> dict[str, Any]:
    return {"receivable": identity, "to": to, "amount": money(amount)}


def test_unknown_participant(world: World) -> None:
    invoice = world.invoice(obligor="par_4000000")
    assert world.supplier.code("POST", "/receivables", invoice) == (422, "unknown_participant")


@pytest.mark.parametrize("taker", ["par_4000000", STRANGER])
def test_units_never_reach_a_stranger(world: World, taker: str) -> None:
    identity = world.tokenised()
    found = world.supplier.refused("POST", "/transfers", transfer(identity, taker))
    assert found["code"] == "unknown_participant"
    assert found["fields"]["participant"].lower() == taker


def test_an_account_that_is_none(world: World) -> None:
    identity = world.tokenised()
    account = world.operator.get(f"/participants/{world.tier2.id}")["participant"]["account"]
    world.supplier.post("/transfers", transfer(identity, account.lower()))
    wrong = transfer(identity, "0x" + account.removeprefix("0x").swapcase())
    assert world.supplier.code("POST", "/transfers", wrong) == (422, "id_malformed")


def test_one_participant_on_both_sides(world: World) -> None:
    both = world.register("supplier core_enterprise")
    invoice = world.invoice(obligor=both.id)
    assert both.code("POST", "/receivables", invoice) == (422, "same_party")


def test_wrong_role(world: World) -> None:
    invoice = world.invoice()
    assert world.bank.code("POST", "/receivables", invoice) == (403, "wrong_role")
    not_an_obligor = world.invoice(obligor=world.tier2.id)
    assert world.supplier.code("POST", "/receivables", not_an_obligor) == (403, "wrong_role")
    identity = world.tokenised()
    body = {"receivable": identity, "annual_rate_percent": "8"}
    assert world.supplier.code("POST", "/quotes", body) == (403, "wrong_role")


def test_suspended_participant(world: World) -> None:
    culprit = world.register("supplier")
    identity = world.tokenised()
    world.supplier.post("/transfers", transfer(identity, culprit.id))
    world.operator.post(f"/participants/{culprit.id}/suspend", None, 200)
    for call in (
        ("POST", "/receivables", world.invoice()),
        ("POST", "/transfers", transfer(identity, world.tier2.id)),
        ("POST", "/asks", {"receivable": identity}),
    ):
        assert culprit.code(*call) == (403, "participant_suspended")
    to_it = transfer(identity, culprit.id)
    assert world.supplier.code("POST", "/transfers", to_it) == (403, "participant_suspended")
    world.operator.post(f"/participants/{culprit.id}/reinstate", None, 200)
    culprit.post("/transfers", transfer(identity, world.tier2.id))


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (money("0.00"), "amount_not_positive"),
        (money("-5.00"), "amount_not_positive"),
        (money("1.234"), "amount_not_exact"),
        (money("1.5", "JPY"), "amount_not_exact"),
        (money("1e3"), "amount_malformed"),
        (money("1,000.00"), "amount_malformed"),
        (money(" 1.00"), "amount_malformed"),
        (money("99999999999999999999.00"), "amount_too_large"),
        (money("1.00", "XXX"), "currency_unknown"),
        (money("1.00", "USD"), "currency_unknown"),
    ],
)
def test_amounts(world: World, amount: dict[str, str], code: str) -> None:
    invoice = world.invoice() | {"amount": amount}
    assert world.supplier.code("POST", "/receivables", invoice) == (422, code)
    identity = world.tokenised()
    paying = {"receivable": identity, "amount": amount}
    expected = "currency_mismatch" if amount["currency"] == "USD" else code
    assert world.core.code("POST", "/payments", paying) == (422, expected)


def test_amount_in_another_currency(world: World) -> None:
    identity = world.tokenised()
    moving = transfer(identity, world.tier2.id) | {"amount": money("5", "JPY")}
    assert world.supplier.code("POST", "/transfers", moving) == (422, "currency_mismatch")


@pytest.mark.parametrize("days", [0, -1])
def test_due_not_after_issue(world: World, days: int) -> None:
    invoice = world.invoice(days=days)
    assert world.supplier.code("POST", "/receivables", invoice) == (422, "due_not_after_issue")


def test_unknown_terms(world: World) -> None:
    invoice = world.invoice(terms=999)
    assert world.supplier.code("POST", "/receivables", invoice) == (422, "terms_unknown")


@pytest.mark.parametrize("number", [" 001", "001", "00 1", "００１"])
def test_the_same_invoice_in_another_spelling(world: World, number: str) -> None:
    supplier = world.register("supplier")
    invoice = world.invoice(invoice_number="001")
    first = supplier.post("/receivables", invoice)["receivable"]["id"]
    again = supplier.refused("POST", "/receivables", invoice | {"invoice_number": number})
    assert (again["status"], again["code"]) == (409, "already_recorded")
    assert again["fields"] == {"receivable": first}
    assert supplier.get(f"/receivables/{first}")["receivable"]["invoice_number"] == "001"


def test_a_similar_invoice_is_a_warning(world: World) -> None:
    supplier = world.register("supplier")
    first = supplier.post("/receivables", world.invoice(invoice_number="INV 001"))
    second = supplier.post("/receivables", world.invoice("5.00", invoice_number="inv-001"))
    assert second["receivable"]["id"] != first["receivable"]["id"]
    [twin] = second["warnings"]
    assert twin["receivable"] == first["receivable"]["id"]
    assert twin["invoice_number"] == "INV 001", "as it was stated"
    assert twin["alike_in"] == ["number", "date"]


def test_tokenising_before_confirmation(world: World) -> None:
    path = f"/receivables/{world.recorded()}/tokenise"
    assert world.supplier.code("POST", path) == (409, "not_confirmed")


def test_only_the_party_takes_its_step(world: World) -> None:
    identity = world.recorded()
    confirming = world.supplier.code("POST", f"/receivables/{identity}/confirm", {})
    assert confirming[0] == 403
    assert world.supplier.code("POST", f"/receivables/{identity}/reject", {"reason": "PRI"}) == (
        403,
        "wrong_role",
    )
    world.core.post(f"/receivables/{identity}/confirm", {}, 200)
    assert world.core.code("POST", f"/receivables/{identity}/tokenise")[0] == 403
    assert world.core.code("POST", f"/receivables/{identity}/confirm", {}) == (
        409,
        "wrong_status",
    )


def test_confirming_more_than_recorded_or_the_credit_line(world: World) -> None:
    identity = world.recorded("100.00")
    more = {"amount": money("100.01")}
    path = f"/receivables/{identity}/confirm"
    assert world.core.code("POST", path, more) == (422, "undertaking_mismatch")
    invoice = world.invoice("1000.01", obligor=world.other_core.id)
    beyond = world.supplier.post("/receivables", invoice)["receivable"]["id"]
    found = world.other_core.refused("POST", f"/receivables/{beyond}/confirm", {})
    assert found["code"] == "credit_limit_exceeded"
    assert found["fields"] == {"limit": 100_000, "used": 0, "asked": 100_001}


def test_unknown_rejection_reason(world: World) -> None:
    path = f"/receivables/{world.recorded()}/reject"
    code = world.core.code("POST", path, {"reason": "WHY"})
    assert code == (422, "rejection_reason_unknown")


def test_transferring_more_than_is_held(world: World) -> None:
    identity = world.tokenised("10.00")
    found = world.supplier.refused(
        "POST", "/transfers", transfer(identity, world.tier2.id, "10.01")
    )
    assert (found["status"], found["code"]) == (409, "insufficient_units")
    assert found["fields"] == {"holder": world.supplier.id, "has": 1000, "asked": 1001}
    to_self = transfer(identity, world.supplier.id)
    assert world.supplier.code("POST", "/transfers", to_self) == (422, "transfer_to_self")


def test_an_expired_quote(world: World) -> None:
    identity = world.tokenised()
    quote = world.quoted(identity)
    world.pass_days(2)
    path = f"/quotes/{quote['id']}/accept"
    assert world.supplier.code("POST", path, {}) == (409, "quote_expired")
    assert world.bank.get(f"/quotes/{quote['id']}")["state"] == "expired"
    past = datetime.combine(world.today, datetime.min.time(), UTC) - timedelta(days=9)
    body = {
        "receivable": identity,
        "annual_rate_percent": "8",
        "expires_at": past.isoformat(),
    }
    assert world.bank.code("POST", "/quotes", body) == (409, "quote_expired")


def test_a_cancelled_quote(world: World) -> None:
    quote = world.quoted(world.tokenised())
    stranger = world.other_bank.code("POST", f"/quotes/{quote['id']}/cancel")
    assert stranger == (404, "not_found")
    assert world.supplier.code("POST", f"/quotes/{quote['id']}/cancel") == (403, "wrong_role")
    cancelled = world.bank.post(f"/quotes/{quote['id']}/cancel", None, 200)["quote"]
    assert (cancelled["state"], cancelled["price_today"]) == ("cancelled", None)
    path = f"/quotes/{quote['id']}/accept"
    assert world.supplier.code("POST", path, {}) == (409, "quote_cancelled")


def test_a_replayed_quote(world: World) -> None:
    quote = world.quoted(world.tokenised())
    path = f"/quotes/{quote['id']}/accept"
    world.supplier.post(path, {"amount": money("4000.00")})
    assert world.supplier.code("POST", path, {}) == (409, "quote_used")
    assert world.bank.code("POST", f"/quotes/{quote['id']}/cancel") == (409, "quote_used")


def test_a_quote_signed_by_another(world: World) -> None:
    identity = world.tokenised()
    quote = world.quoted(identity)
    store = world.system.context.store
    genuine = store.quote(quote["id"])
    forged = SignedQuote(genuine.signed.quote, bytes([27] * 65))
    store.add_quote(type(genuine)("quo_forged", forged, genuine.financier, genuine.created))
    code = world.supplier.code("POST", "/quotes/quo_forged/accept", {})
    assert code == (422, "quote_signature_invalid")


def test_a_moved_price(world: World) -> None:
    quote = world.quoted(world.tokenised("10000.00", days=90))
    # 10,000 at 8 % for 90 days: 200
    body = {"minimum_price": money("9800.01")}
    found = world.supplier.refused("POST", f"/quotes/{quote['id']}/accept", body)
    assert (found["status"], found["code"]) == (409, "price_moved")
    assert found["fields"] == {"minimum": 980_001, "actual": 980_000}


def test_outside_of_what_a_quote_takes(world: World) -> None:
    quote = world.quoted(world.tokenised(), least=money("500.00"), most=money("900.00"))
    path = f"/quotes/{quote['id']}/accept"
    for amount in ("499.99", "900.01"):
        code = world.supplier.code("POST", path, {"amount": money(amount)})
        assert code == (422, "quote_mismatch")


def test_a_receivable_that_changed_since_it_was_priced(world: World) -> None:
    identity = world.tokenised()
    quote = world.quoted(identity)
    world.core.post("/payments", {"receivable": identity, "amount": money("1.00")})
    assert world.bank.get(f"/quotes/{quote['id']}")["state"] == "void"
    path = f"/quotes/{quote['id']}/accept"
    assert world.supplier.code("POST", path, {}) == (409, "receivable_changed")


def test_a_financier_without_the_money(world: World) -> None:
    poor = world.register("financier")
    identity = world.tokenised()
    world.supplier.post("/asks", {"receivable": identity})
    quote = poor.post("/quotes", {"receivable": identity, "annual_rate_percent": "1"})
    found = world.supplier.refused("POST", f"/quotes/{quote['id']}/accept", {})
    assert (found["status"], found["code"]) == (409, "insufficient_funds")
    assert world.supplier.get(f"/receivables/{identity}")["holders"][0]["holder"] == (
        world.supplier.id
    )


def test_overpayment_and_paying_twice(world: World) -> None:
    identity = world.tokenised("100.00")
    more = {"receivable": identity, "amount": money("100.01")}
    found = world.core.refused("POST", "/payments", more)
    assert (found["status"], found["code"]) == (409, "overpayment")
    assert found["fields"]["owed"] == 10_000
    world.core.post("/payments", {"receivable": identity})
    again = {"receivable": identity, "amount": money("1.00")}
    assert world.core.code("POST", "/payments", again) == (409, "wrong_status")
    nothing = {"receivable": identity}
    assert world.core.code("POST", "/payments", nothing)[0] in (409, 422)


def test_redeeming_before_payment(world: World) -> None:
    body = {"receivable": world.tokenised()}
    assert world.supplier.code("POST", "/redemptions", body) == (409, "nothing_to_redeem")


def test_confirming_on_the_due_day(world: World) -> None:
    identity = world.recorded(days=3)
    world.pass_days(3)
    path = f"/receivables/{identity}/confirm"
    assert world.core.code("POST", path, {}) == (409, "past_due")
    flags = world.core.get(f"/receivables/{identity}")["receivable"]["flags"]
    assert flags["expired"] is True


def test_selling_on_the_due_day(world: World) -> None:
    identity = world.tokenised(days=1)
    end = datetime.combine(world.today, datetime.min.time(), UTC) + timedelta(days=9)
    quote = world.quoted(identity, expires_at=end.isoformat())
    world.pass_days(1)
    path = f"/quotes/{quote['id']}/accept"
    assert world.supplier.code("POST", path, {}) == (409, "no_days_to_maturity")


def test_cancelling_what_was_sold(world: World) -> None:
    identity = world.tokenised()
    world.supplier.post("/transfers", transfer(identity, world.tier2.id))
    path = f"/receivables/{identity}/cancel"
    assert world.core.code("POST", path) == (409, "cannot_cancel")


def test_registering_an_entity_twice(world: World) -> None:
    body = {"name": "Twice", "legal_id": "TWICE 1", "roles": ["supplier"]}
    world.operator.post("/participants", body)
    again = body | {"legal_id": "twice1"}
    assert world.operator.code("POST", "/participants", again) == (409, "participant_exists")
    unknown = body | {"roles": ["king"]}
    assert world.operator.code("POST", "/participants", unknown) == (422, "role_unknown")


def test_the_clock_never_goes_back(world: World) -> None:
    code = world.operator.code("POST", "/sandbox/clock", {"advance_to": "2026-01-01"})
    assert code == (409, "clock_backwards")


def test_every_refusal_names_what_it_is_about(world: World) -> None:
    identity = world.tokenised()
    found = world.supplier.refused("POST", "/redemptions", {"receivable": identity})
    assert found["fields"]["receivable"] == identity
    assert re.fullmatch(r"0x[0-9a-f]{64}", parse_receivable(identity))
