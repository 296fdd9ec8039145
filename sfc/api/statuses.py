"""Which HTTP status each refusal has: the one table, complete over all codes."""

from http import HTTPStatus

from sfc.domain.errors import BY_CODE, SfcError

_CODES = {
    HTTPStatus.BAD_REQUEST: "idempotency_key_missing",
    HTTPStatus.UNAUTHORIZED: "unauthorised",
    HTTPStatus.FORBIDDEN: """
        document_locked forbidden frozen may_not_prove not_its_account not_unit_operator not_yours
        own_approval participant_suspended scope_missing wrong_role
    """,
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.CONFLICT: """
        allowance_too_low already_decided already_in_default already_recorded amount_disputed
        approval_closed auction_refused batch_exhausted batch_exists batch_expired batch_open
        beyond_recourse cannot_cancel clock_backwards cost_above credential_closed
        credit_limit_exceeded credit_note_too_large credit_note_used deal_over decision_impossible
        dispute_above_face facility_not_open insufficient_funds insufficient_units key_not_held
        limit_below_used no_credit_note_asked no_days_to_maturity no_debt no_recovery not_a_session
        not_confirmed not_in_default nothing_to_redeem nothing_to_release obligor_in_default
        order_in_force order_unknown overpayment participant_exists past_due posting_in_doubt
        price_moved quote_cancelled quote_expired quote_used quotes_exhausted reading_key_missing
        receivable_changed recovery_too_soon request_in_progress revokes_itself rounds_exhausted
        rule_broken second_person_missing too_many_units too_many_webhooks undertaking_expired
        units_are_frozen units_only_redeemable wallet_taken webhook_disabled wrong_status
    """,
    HTTPStatus.GONE: "document_missing",
    HTTPStatus.PRECONDITION_FAILED: "precondition_failed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "document_too_large request_too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "encoding_unsupported media_type_unsupported",
    HTTPStatus.UNPROCESSABLE_ENTITY: """
        amount_malformed amount_not_exact amount_not_positive amount_too_large basis_unsupported
        batch_dates_malformed batch_empty batch_nested batch_too_large calendar_unknown
        currency_mismatch currency_unknown day_out_of_range discount_not_below_face
        due_date_not_proposed due_not_after_issue evidence_malformed field_not_proved
        field_unknown freeze_over id_malformed idempotency_conflict identity_missing
        invoice_field_malformed offer_malformed outside_batch profile_malformed profile_missing
        proof_invalid proof_malformed quote_mismatch quote_signature_invalid rate_out_of_range
        rejection_reason_unknown request_malformed role_unknown root_mismatch rule_dates_malformed
        rule_name_malformed rule_too_soon same_party scope_unknown share_would_be_zero
        sign_in_malformed split_malformed statement_malformed statement_unbalanced terms_unknown
        transaction_not_offered transfer_to_self undertaking_mismatch
        undertaking_signature_invalid unknown_batch unknown_participant webhook_target_refused
    """,
    HTTPStatus.TOO_MANY_REQUESTS: "rate_limited sign_in_locked too_many_streams",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "headers_too_large",
    HTTPStatus.INTERNAL_SERVER_ERROR: """
        document_changed internal_error manifest_mismatch node_unfit secret_too_short
        settings_invalid wrong_chain
    """,
    HTTPStatus.BAD_GATEWAY: "token_unsupported transaction_failed",
    HTTPStatus.SERVICE_UNAVAILABLE: """
        busy chain_unavailable document_store_unavailable fees_above_cap finality_broken
        imports_busy not_funded operation_interrupted store_unavailable
    """,
    HTTPStatus.GATEWAY_TIMEOUT: "request_timed_out",
}

STATUS_OF = {code: status for status, codes in _CODES.items() for code in codes.split()}
"""HTTP status by error code."""


def status_of(error: SfcError | type[SfcError]) -> HTTPStatus:
    """The HTTP status of a refusal; one that is in no table is a mistake of ours."""
    return STATUS_OF.get(error.code, HTTPStatus.INTERNAL_SERVER_ERROR)


def title_of(code: str) -> str:
    """The kind of refusal in a few words."""
    return code.replace("_", " ").capitalize()


def type_of(code: str) -> str:
    """The reference that identifies a kind of refusal; it can be fetched from this service."""
    return f"/v1/problems/{code}"


def meaning_of(code: str) -> str:
    """What a kind of refusal says."""
    return " ".join((BY_CODE[code].__doc__ or "").split())
