"""Refusals by how things are: the same request may succeed once that has changed."""

STATE = {
    # who may act
    "participant_suspended": "Ask the operator why, and to reinstate the participant. Until then "
    "it can read, and others can still pay it.",
    "frozen": "An order of the regulator stands against the participant until the named day. Ask "
    "the regulator; nothing can be done here before it is lifted or over.",
    "units_are_frozen": "Use no more than the units that are free: held less frozen. The others "
    "can move once the order is lifted or over.",
    "unknown_participant": "Check the id in `GET /v1/participants`. If the party is new, the "
    "operator has to register it first.",
    "wrong_role": "Only participants in the named role may do this. Act as one that has it, or "
    "ask the operator to give it.",
    "second_person_missing": "Add a second user whose credential has the scope `approvals:write` "
    "(`POST /v1/users`), then set the policy.",
    "key_not_held": "The key of this account is with its owner. Ask for the unsigned transaction "
    "with `Prefer: return=transaction`, sign it in the wallet, and hand it in.",
    "not_unit_operator": "Let the holder approve the caller as its operator on the ledger first.",
    "reading_key_missing": "Open the document where the participant's reading key is kept, or let "
    "an owner of the document grant access to a key that is here.",
    "document_locked": "Ask an owner of the document to grant access.",
    "may_not_prove": "Ask an owner of the document for the right to prove from it.",
    "document_missing": "The operator has to put the original back from a copy. Its digest on the "
    "ledger tells whether it is the right one.",
    "document_changed": "Do not rely on it. The operator has to find out who altered it, and put "
    "the original back from a copy.",
    # the receivable
    "wrong_status": "Read the receivable: its `status` tells what can be done next. If somebody "
    "else was faster, there may be nothing left to do.",
    "not_confirmed": "Wait for the obligor to confirm: `GET /v1/events` says when it did.",
    "amount_disputed": "Settle the dispute first, or confirm no more than what is not contested.",
    "credit_limit_exceeded": "Ask the operator for a higher credit line, confirm a part, or wait "
    "for payments, which release the line.",
    "limit_below_used": "Set the limit to at least what is in use, or wait until more is paid.",
    "obligor_in_default": "The obligor has to pay what is in default. Then it can confirm again.",
    "not_in_default": "Wait until the named day. Before it, being late has no such consequence.",
    "insufficient_units": "Name no more than the caller holds: see "
    "`GET /v1/participants/{participant}/holdings`. Another user of your party may have moved "
    "units meanwhile.",
    "nothing_to_redeem": "Wait for a payment on the receivable, or check that the units are still "
    "held. What was redeemed before does not come again.",
    "no_credit_note_asked": "Look at the receivable: the note was agreed to or taken back. "
    "Nothing has to be done.",
    "precondition_failed": "Somebody changed it since you read it. Read it again, decide again, "
    "and send its new `ETag` in `If-Match`.",
    # money
    "insufficient_funds": "Bring cash to the account that has to pay; `GET /v1/balances` shows "
    "what is there. In a sandbox the faucet gives some.",
    "allowance_too_low": "The account that pays has to let the contracts take its cash: `POST "
    "/v1/allowances`, signed by its wallet.",
    "not_funded": "Send the account what fees cost on this chain. The operator can do it.",
    "price_moved": "Ask for the price of today (`GET /v1/quotes/{quote}/price`), and accept with "
    "a lower minimum if it is good enough.",
    "cost_above": "Ask for the cost of today, and raise the most that you allow if it is worth it.",
    "quotes_exhausted": "Cancel all quotes (`POST /v1/quotes/cancel-all`): numbers begin anew.",
    "nothing_to_release": "Wait until the receivable is paid. What is held back goes once.",
    "no_debt": "Put units back first. Without that nothing is owed under the deal.",
    "facility_not_open": "Choose another facility, or ask its financier to open it again.",
    "auction_refused": "Read the auction: its ends say what is possible when. A step that is too "
    "early can be repeated at its time, one that is too late cannot.",
    # batches, orders, recovery
    "unknown_batch": "The obligor has to post the batch. Check the root and the obligor, too.",
    "batch_open": "Wait until the last day of the batch is over. Until then suppliers may use it.",
    "order_in_force": "Lift the named order first (regulator), then give the new one.",
    "no_recovery": "The operator has to ask for another account first.",
    "recovery_too_soon": "Wait until the named day: the delay lets the owner of the account "
    "object.",
    # webhooks, approvals, reconciliation, service
    "webhook_disabled": "Repair the receiver, enable the webhook, and have events sent again.",
    "too_many_webhooks": "Remove a webhook, or subscribe one of them to more kinds of events.",
    "decision_impossible": "Read the entry again: it says what can be decided about it now.",
    "not_a_session": "Nothing has to be done: keys are not signed out of. To end one, revoke it "
    "with `DELETE /v1/credentials/{credential}`.",
    "own_approval": "Another user of the same party has to decide. Whoever asked may withdraw.",
    "finality_broken": "For the operator: the chain took back what was final. Find out why, then "
    "run `sfc reindex`. Callers should stop relying on newer answers until then.",
    "node_unfit": "For the operator: use a node that can do what docs/nodes.md lists.",
    "wrong_chain": "For the operator: correct `SFC_RPC_URL`, or the manifest that goes with it.",
    "manifest_mismatch": "For the operator: start the service with the manifest of this chain.",
    "settings_invalid": "For the operator: correct the settings that are named, and start again.",
    "secret_too_short": "For the operator: give `SFC_NETWORK_SECRET` as many random bytes as are "
    "required. It cannot be changed later without losing the digests made with it.",
}
