"""Refusals: codes that never change, and sentences that help."""

import copy
import pickle
import re
from dataclasses import fields
from datetime import date
from string import Formatter

import pytest

from sfc.domain import errors
from sfc.domain.errors import BY_CODE, PastDue, SfcError, UnknownParticipant, WrongRole

# Integrators match on these. Add to them; never rename or remove one.
STABLE_CODES = [
    "allowance_too_low",
    "already_decided",
    "already_in_default",
    "already_recorded",
    "amount_disputed",
    "amount_malformed",
    "amount_not_exact",
    "amount_not_positive",
    "amount_too_large",
    "approval_closed",
    "auction_refused",
    "basis_unsupported",
    "batch_dates_malformed",
    "batch_empty",
    "batch_exhausted",
    "batch_exists",
    "batch_expired",
    "batch_nested",
    "batch_open",
    "batch_too_large",
    "beyond_recourse",
    "busy",
    "calendar_unknown",
    "cannot_cancel",
    "chain_unavailable",
    "clock_backwards",
    "cost_above",
    "credential_closed",
    "credit_limit_exceeded",
    "credit_note_too_large",
    "credit_note_used",
    "currency_mismatch",
    "currency_unknown",
    "day_out_of_range",
    "deal_over",
    "decision_impossible",
    "discount_not_below_face",
    "dispute_above_face",
    "document_changed",
    "document_locked",
    "document_missing",
    "document_store_unavailable",
    "document_too_large",
    "due_date_not_proposed",
    "due_not_after_issue",
    "encoding_unsupported",
    "evidence_malformed",
    "facility_not_open",
    "fees_above_cap",
    "field_not_proved",
    "field_unknown",
    "finality_broken",
    "forbidden",
    "freeze_over",
    "frozen",
    "headers_too_large",
    "id_malformed",
    "idempotency_conflict",
    "idempotency_key_missing",
    "identity_missing",
    "imports_busy",
    "insufficient_funds",
    "insufficient_units",
    "internal_error",
    "invoice_field_malformed",
    "key_not_held",
    "limit_below_used",
    "manifest_mismatch",
    "may_not_prove",
    "media_type_unsupported",
    "method_not_allowed",
    "no_credit_note_asked",
    "no_days_to_maturity",
    "no_debt",
    "no_recovery",
    "node_unfit",
    "not_a_session",
    "not_confirmed",
    "not_found",
    "not_funded",
    "not_in_default",
    "not_its_account",
    "not_unit_operator",
    "not_yours",
    "nothing_to_redeem",
    "nothing_to_release",
    "obligor_in_default",
    "offer_malformed",
    "operation_interrupted",
    "order_in_force",
    "order_unknown",
    "outside_batch",
    "overpayment",
    "own_approval",
    "participant_exists",
    "participant_suspended",
    "past_due",
    "posting_in_doubt",
    "precondition_failed",
    "price_moved",
    "profile_malformed",
    "profile_missing",
    "proof_invalid",
    "proof_malformed",
    "quote_cancelled",
    "quote_expired",
    "quote_mismatch",
    "quote_signature_invalid",
    "quote_used",
    "quotes_exhausted",
    "rate_limited",
    "rate_out_of_range",
    "reading_key_missing",
    "receivable_changed",
    "recovery_too_soon",
    "rejection_reason_unknown",
    "request_in_progress",
    "request_malformed",
    "request_timed_out",
    "request_too_large",
    "revokes_itself",
    "role_unknown",
    "root_mismatch",
    "rounds_exhausted",
    "rule_broken",
    "rule_dates_malformed",
    "rule_name_malformed",
    "rule_too_soon",
    "same_party",
    "scope_missing",
    "scope_unknown",
    "second_person_missing",
    "secret_too_short",
    "settings_invalid",
    "share_would_be_zero",
    "sign_in_locked",
    "sign_in_malformed",
    "split_malformed",
    "statement_malformed",
    "statement_unbalanced",
    "store_unavailable",
    "terms_unknown",
    "token_unsupported",
    "too_many_streams",
    "too_many_units",
    "too_many_webhooks",
    "transaction_failed",
    "transaction_not_offered",
    "transfer_to_self",
    "unauthorised",
    "undertaking_expired",
    "undertaking_mismatch",
    "undertaking_signature_invalid",
    "units_are_frozen",
    "units_only_redeemable",
    "unknown_batch",
    "unknown_participant",
    "wallet_taken",
    "webhook_disabled",
    "webhook_target_refused",
    "wrong_chain",
    "wrong_role",
    "wrong_status",
]

SAMPLES: dict[object, object] = {int: 7, str: "text", date: date(2026, 3, 1), int | str: "0.00"}


def sample(kind: type[SfcError]) -> SfcError:
    """Build an error of a kind from fields of the right types."""
    return kind(*(SAMPLES[field.type] for field in fields(kind)))


def test_codes_are_stable() -> None:
    ours = [kind for kind in BY_CODE.values() if kind.__module__.startswith(errors.__name__)]
    assert sorted(kind.code for kind in ours) == STABLE_CODES


@pytest.mark.parametrize("kind", BY_CODE.values(), ids=list(BY_CODE))
def test_each_error_is_named_documented_and_complete(kind: type[SfcError]) -> None:
    words = re.findall("[A-Z][a-z]*", kind.__name__)
    assert "_".join(words).lower() == kind.code
    assert BY_CODE[kind.code] is kind
    assert getattr(errors, kind.__name__) is kind
    assert kind.__name__ in errors.__all__
    assert kind.__doc__
    assert not kind.__doc__.startswith(f"{kind.__name__}("), "wants a docstring of its own"
    named = {name for _, name, _, _ in Formatter().parse(kind.template) if name}
    assert named <= {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", BY_CODE.values(), ids=list(BY_CODE))
def test_each_error_survives_a_process_border(kind: type[SfcError]) -> None:
    error = sample(kind)
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(twin) is kind
        assert twin.fields() == error.fields()
        assert twin.message == error.message


def test_an_error_says_what_was_wrong_and_what_would_be_right() -> None:
    error = WrongRole("par_7", "financier")
    assert error.code == "wrong_role"
    assert str(error) == "par_7 may not do this: role financier is required"
    assert error.fields() == {"participant": "par_7", "required": "financier"}
    assert repr(error) == "WrongRole('par_7', 'financier')"
    assert error.args == WrongRole(participant="par_7", required="financier").args


def test_dates_leave_as_iso_8601() -> None:
    error = PastDue("rcv_1", due=date(2026, 3, 1), today=date(2026, 3, 2))
    assert error.fields() == {"receivable": "rcv_1", "due": "2026-03-01", "today": "2026-03-02"}
    assert "2026-03-01" in error.message


def test_long_values_are_cut_in_the_sentence_only() -> None:
    error = UnknownParticipant("x" * 10_000)
    assert len(error.message) < 200
    assert error.fields() == {"participant": "x" * 10_000}


def test_braces_in_a_value_stay_what_they_are() -> None:
    assert "{0} {code}" in str(UnknownParticipant("{0} {code}"))


def test_an_error_can_carry_a_traceback() -> None:
    with pytest.raises(UnknownParticipant) as caught:
        raise UnknownParticipant("par_9") from ValueError("cause")
    caught.value.with_traceback(None).add_note("a note")


def test_errors_without_a_code_of_their_own_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="its own code"):
        type("Nameless", (SfcError,), {})
    with pytest.raises(TypeError, match="its own code"):
        type("Heir", (WrongRole,), {})
    with pytest.raises(TypeError, match="repeats code wrong_role"):
        type("Twin", (SfcError,), {"code": "wrong_role", "template": ""})
    assert BY_CODE["wrong_role"] is WrongRole
