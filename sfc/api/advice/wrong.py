"""Refusals of the request itself: it has to be another one, or there is nothing left to do."""

WRONG = {
    # credentials
    "unauthorised": "Send `Authorization: Bearer` with a key or a session that is valid. If it "
    "was rotated or has expired, get a new one; do not try others.",
    "forbidden": "This operation is for others: docs/access.md says for whom. Use their "
    "credential, or ask them to do it.",
    "scope_missing": "Use a credential with the named scope, or have one made (`POST "
    "/v1/credentials`).",
    "scope_unknown": "Correct the spelling: docs/access.md lists the scopes.",
    "sign_in_malformed": "Get a new challenge (`POST /v1/sessions/challenge`), and sign exactly "
    "its text with the wallet.",
    "wallet_taken": "Use another wallet, or remove the user that has this one.",
    "credential_closed": "Make a new credential in its place.",
    "not_yours": "Only the named party may do this. Act as that party, or ask it to.",
    "not_its_account": "Use the participant's present account: only that can stop the recovery.",
    # requests
    "request_malformed": "`errors` names each field that is wrong and why. Correct them all; the "
    "description (`/v1/openapi.json`) says what is right.",
    "id_malformed": "Take the id as it was given, without changing it.",
    "not_found": "Check the id and who is asking: what is not yours to see is not found either.",
    "idempotency_key_missing": "Make up a key for each write that is meant once (a UUID, say), "
    "and send it in the header. Use it again only to repeat that write.",
    "idempotency_conflict": "The key belongs to an earlier request with another body. Use a new "
    "key for a new write; if it was meant as a repetition, send the same body.",
    "method_not_allowed": "See `Allow`, and the description, for what this address can do.",
    "media_type_unsupported": "Send JSON with `Content-Type: application/json`.",
    "encoding_unsupported": "Send the body without compression.",
    "request_too_large": "Send less at a time: divide a batch, or use an import for a file.",
    "headers_too_large": "Send shorter headers and a shorter address; use a cursor, not long "
    "lists.",
    "transaction_not_offered": "Sign exactly the transaction that the operation offers, without "
    "changes by the wallet (nonce, fees, data), and hand it in.",
    # money and days
    "amount_malformed": "Write it as the description says, and send it with a new key.",
    "amount_not_positive": "Name an amount above zero.",
    "amount_not_exact": "Round it yourself to the decimals of the currency: nothing is rounded "
    "silently here.",
    "amount_too_large": "Divide it among several receivables.",
    "currency_unknown": "Use a currency that the ledger lists; the operator can add others.",
    "currency_mismatch": "Name the amount in the currency of the receivable.",
    "rate_out_of_range": "Rates are per cent a year: 5.4, not 0.054 and not 540.",
    "basis_unsupported": "Use 360 or 365.",
    "no_days_to_maturity": "From its due date on a receivable cannot be discounted. Let it be "
    "paid, and redeem.",
    "discount_not_below_face": "The price would be nothing or less. Offer a lower rate.",
    "share_would_be_zero": "Divide more units, or among fewer receivers.",
    "split_malformed": "Give one weight for each receiver.",
    "day_out_of_range": "Use a date from 1970-01-01 to 9999-12-31.",
    "due_not_after_issue": "Correct the dates of the invoice: it cannot be due before it is "
    "issued.",
    "due_date_not_proposed": "Accept one of the proposed due dates, or state the date in the "
    "ledger.",
    "calendar_unknown": "Use a country, a region or a market as the detail says.",
    "clock_backwards": "The sandbox's clock only goes forward, whatever is reset. Name a later "
    "day.",
    # participants
    "participant_exists": "It is registered already: look it up in `GET /v1/participants`, and "
    "use its id.",
    "identity_missing": "Give the named field.",
    "role_unknown": "Use one of the roles that the detail lists.",
    # receivables
    "invoice_field_malformed": "Correct the named field of the invoice.",
    "already_recorded": "This invoice is on the ledger: use the receivable that is named. If it "
    "was financed elsewhere under another number, that is a matter for people.",
    "same_party": "Name two participants: obligor and supplier.",
    "undertaking_mismatch": "Read the receivable, and confirm what it says now; at most its "
    "amount.",
    "undertaking_expired": "Ask the obligor for a new signature, valid for longer.",
    "undertaking_signature_invalid": "Have the obligor's own account sign, for this chain and "
    "contract.",
    "cannot_cancel": "It was sold, passed on or paid in part. Let it be settled.",
    "rounds_exhausted": "The supplier has to issue a new invoice.",
    "past_due": "It can no longer be confirmed. The obligor can pay outside, or the supplier "
    "issues a new invoice.",
    "terms_unknown": "Use terms that the ledger lists; the operator can add others.",
    "rejection_reason_unknown": "Use one of the reasons that the detail lists.",
    "transfer_to_self": "Name another participant.",
    "units_only_redeemable": "The receivable is paid: redeem the units (`POST /v1/redemptions`).",
    "overpayment": "Pay at most what is owed now: `amount_due` of the receivable, or leave the "
    "amount out.",
    "dispute_above_face": "Dispute a part, or all of it.",
    "credit_note_too_large": "Ask for at most what is named, and settle the rest outside.",
    "credit_note_used": "This note has taken effect: nothing has to be done. Another correction "
    "needs a document of its own.",
    "already_in_default": "It is marked already: nothing has to be done.",
    "rule_broken": "The rule in force refuses this: see its version, threshold and your input in "
    "`fields`. Shorten the tenor or the amount; waiting helps only if another rule is announced.",
    "rule_too_soon": "Announce the rule for the named day or later.",
    "rule_name_malformed": "Write it as the description says, and send it with a new key.",
    "rule_dates_malformed": "Let the rule end after it starts, or leave the end open.",
    # batches
    "batch_empty": "Put at least one item of at least one minor unit into the batch.",
    "batch_nested": "Put all calls into one batch.",
    "batch_too_large": "Divide it: at most so many items go into one request.",
    "batch_dates_malformed": "Let the batch be valid from today on, and its debts fall due later.",
    "batch_exists": "This root was posted before: use that batch.",
    "batch_expired": "Ask the obligor to confirm the receivable by itself, or to post a new batch.",
    "batch_exhausted": "What stood in the batch was used or withdrawn. Check that this one was "
    "not tokenised before.",
    "outside_batch": "The batch is of another currency, or ends before. Ask the obligor.",
    "proof_invalid": "State the receivable exactly as the batch has it, to the last field.",
    # quotes, orders, deals
    "receivable_changed": "What was priced is no longer so. It cannot be used any more. Ask for a "
    "new one.",
    "quote_expired": "It cannot be used any more. Ask for a new one.",
    "quote_cancelled": "It cannot be used any more. Ask for a new one.",
    "quote_used": "It was filled before. If that was not you, ask for a new one; what a filled "
    "quote did is among the receivable's sales.",
    "quote_mismatch": "Sell an amount that the quote covers, or ask for another one.",
    "quote_signature_invalid": "Do not rely on the quote. Ask its financier for one that it "
    "signed.",
    "offer_malformed": "The detail names what cannot be offered. Correct it.",
    "deal_over": "The receivable is settled or cancelled: what was due under the deal is done.",
    "beyond_recourse": "Put back at most the units for which the seller answers.",
    "too_many_units": "Name at most the units of the deal.",
    "token_unsupported": "The operator has to list a token that moves the exact amount.",
    # orders of the regulator
    "order_unknown": "Read the orders that are in force, and name one of them.",
    "freeze_over": "Let the freeze last today at least.",
    # documents and evidence
    "document_too_large": "Send a smaller document, or keep it elsewhere and state its evidence "
    "root.",
    "revokes_itself": "Let another owner of the document revoke the access.",
    "evidence_malformed": "The detail says what cannot be made evidence. Correct it.",
    "field_unknown": "Ask for the fields of the evidence, and name those.",
    "proof_malformed": "Get the proof again from whoever made it: the file is damaged or no proof.",
    "root_mismatch": "The proof is of another document. Get the right one, or refuse the claim.",
    "field_not_proved": "Do not rely on the claim: the value is not what the document says.",
    # imports and reconciliation
    "profile_malformed": "Correct the named part of the profile; `POST /v1/import-offers` writes "
    "a first one for a file.",
    "profile_missing": "Name a profile that says how to read the file.",
    "statement_malformed": "Get the statement from the bank again, in a format that is read: see "
    "docs/reconciliation.md.",
    "statement_unbalanced": "Entries are missing or double. Get the whole statement from the "
    "bank; do not correct it by hand.",
    "already_decided": "Somebody decided before. Read what was decided.",
    "approval_closed": "It was decided, withdrawn or has expired. Ask for it again if need be.",
    # webhooks
    "webhook_target_refused": "Name an address that can be reached from outside, by https. "
    "Private networks are refused unless the operator allows them.",
}
