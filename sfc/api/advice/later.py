"""Refusals that pass by themselves: the same request may succeed later."""

LATER = {
    "busy": "Wait as long as `Retry-After` says, then send the same request. Send fewer at once.",
    "chain_unavailable": "The node does not answer. Send the same request with the same key after "
    "some seconds: nothing is done twice. If it lasts, tell the operator.",
    "document_store_unavailable": "Where documents are kept cannot be reached. Send the same "
    "request after some seconds; if it lasts, tell the operator.",
    "fees_above_cap": "Fees on the chain are higher than the operator allows. Send the same "
    "request later, or ask the operator to raise the cap (`SFC_FEE_CAP`).",
    "imports_busy": "Wait until an import of yours is done (`GET /v1/imports`), then send the "
    "file again.",
    "internal_error": "A defect of the service. Give its operator the request id of `detail`. A "
    "write may be sent once more with the same key, which tells whether it was done.",
    "operation_interrupted": "The service was restarted meanwhile. Send the same request with the "
    "same key: what was done already is found, and not done again.",
    "posting_in_doubt": "Nobody knows yet whether the payment was made. Look at the entry again "
    "after some minutes; decide `retry` only once you know that it was not.",
    "rate_limited": "Wait as long as `Retry-After` says. The header `RateLimit` tells what is "
    "left: spread requests, or use bulk operations.",
    "request_in_progress": "The first request with this key is still being worked on. Look at the "
    "operation named in `Location`, or send the same request again after `Retry-After`.",
    "request_timed_out": "What was asked for may still be done. Send the same request with the "
    "same key, or ask for the operation, before you assume anything.",
    "sign_in_locked": "Too many wrong credentials came from here. Wait as long as `Retry-After` "
    "says, and find out which client uses a wrong key: each further try counts.",
    "store_unavailable": "The database does not answer, and nothing was written. Send the same "
    "request with the same key after some seconds; if it lasts, tell the operator.",
    "too_many_streams": "Close a stream that is not needed, or read `GET /v1/events` by its "
    "cursor, which has no such limit. Then open the stream again.",
    "transaction_failed": "The chain did not execute the transaction. Look at the operation and "
    "at the receivable; if nothing has changed there, send the request again with the same key.",
}
