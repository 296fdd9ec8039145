"""What the description says of all operations alike: names in addresses, and where ids lead."""

from collections.abc import Iterator
from typing import Any

SERVERS = [{"url": "/", "description": "The service that gives this description."}]

_PARAMETERS = {
    "approval": "Id of the approval.",
    "ask": "Id of the request for quotes.",
    "auction": "Number of the auction.",
    "case": "Id of the suspected twin.",
    "code": "Stable name of the kind of problem.",
    "credential": "Id of the key or session.",
    "currency": "ISO 4217 code: only these.",
    "deal": "The contract and the number of the sale in it.",
    "due_from": "Due on this day or later.",
    "due_to": "Due on this day or earlier.",
    "event": "Id of the event.",
    "facility": "Number of the facility.",
    "holder": "Id of the participant who holds units.",
    "import_id": "Id of the import.",
    "instruction": "Id of the standing instruction.",
    "limit": "Most items on the page.",
    "name": "Name of the profile.",
    "note": "Id of the credit note.",
    "number": "Number within its parent, from 1.",
    "obligor": "Id of the participant who owes.",
    "operation": "Id of the operation.",
    "order": "Id of the signed order.",
    "participant": "Id of the participant.",
    "quote": "Id of the quote.",
    "receivable": "Id of the receivable.",
    "reconciliation": "Id of the reconciliation.",
    "root": "Root of the batch.",
    "state": "Only those in this state.",
    "supplier": "Id of the participant who supplied.",
    "task": "Id of the task.",
    "user": "Id of the user.",
    "webhook": "Id of the webhook.",
}
_EXAMPLES = {
    "code": "not_found",
    "first": "2026-03-01",
    "last": "2026-03-31",
    "name": "invoices.csv",
    "on": "2026-08-28",
    "quote": "quo_3f7a1c",
}
_ORDER = "By due date, earliest (`ascending`) or latest first."

# operation: the name by which addresses call what it gives, and where its answer has the id
_GIVES = {
    "record_invoice": ("receivable", "/receivable/id"),
    "issue_receivable": ("receivable", "/receivable/id"),
    "tokenise_from_batch": ("receivable", "/receivable/id"),
    "receivables": ("receivable", "/data/0/id"),
    "register": ("participant", "/participant/id"),
    "participants": ("participant", "/data/0/id"),
    "ask": ("ask", "/id"),
    "asks": ("ask", "/data/0/id"),
    "offer_quote": ("quote", "/id"),
    "quotes": ("quote", "/data/0/id"),
    "instruct": ("instruction", "/id"),
    "open_facility": ("facility", "/facility/id"),
    "place_order": ("order", "/id"),
    "open_auction": ("auction", "/auction/id"),
    "state_credit_note": ("note", "/id"),
    "import_file": ("import_id", "/id"),
    "reconcile_statement": ("reconciliation", "/data/0/reconciliation/id"),
    "operations": ("operation", "/data/0/id"),
    "add_user": ("user", "/id"),
    "issue_credential": ("credential", "/credential/id"),
    "approvals": ("approval", "/data/0/id"),
    "add_webhook": ("webhook", "/webhook/id"),
    "post_batch": ("root", "/batch/root"),
    "facilities": ("facility", "/data/0/id"),
    "orders": ("order", "/data/0/id"),
    "auctions": ("auction", "/data/0/id"),
    "deals": ("deal", "/data/0/id"),
    "instructions": ("instruction", "/data/0/id"),
    "batches": ("root", "/data/0/root"),
    "holders": ("holder", "/data/0/holder"),
    "list_imports": ("import_id", "/data/0/id"),
    "list_import_profiles": ("name", "/data/0/name"),
    "reconciliations": ("reconciliation", "/data/0/id"),
    "reconciliation_entries": ("number", "/data/0/number"),
    "suspected_twins": ("case", "/data/0/id"),
    "tasks": ("task", "/data/0/id"),
    "webhooks": ("webhook", "/data/0/id"),
    "deliveries": ("event", "/data/0/event"),
}


def add_parts(schema: dict[str, Any]) -> None:
    """Describe what no route describes of parameters, and link ids to where they are used."""
    operations = list(_operations(schema))
    for operation in operations:
        for parameter in operation.get("parameters", ()):
            if "description" not in parameter:
                parameter["description"] = _about(parameter)
            if parameter.get("required") and "examples" not in parameter["schema"]:
                parameter["example"] = _EXAMPLES[parameter["name"]]
    for operation in operations:
        if (given := _GIVES.get(operation["operationId"])) is not None:
            _link(operation, operations, *given)


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in schema["paths"].values():
        yield from item.values()


def _about(parameter: dict[str, Any]) -> str:
    if parameter["name"] == "order" and parameter["in"] == "query":
        return _ORDER
    return _PARAMETERS[parameter["name"]]


def _link(
    operation: dict[str, Any], operations: list[dict[str, Any]], name: str, pointer: str
) -> None:
    """What has the id in its address can follow what gives the id.

    What is asked about something, such as an entry of a reconciliation, is followed within it.
    """
    done = operation["responses"].get("201") or operation["responses"]["200"]
    within = set(_in_address(operation))
    done["links"] = {
        each["operationId"]: {
            "operationId": each["operationId"],
            "parameters": {same: f"$request.path.{same}" for same in names if same in within}
            | {name: f"$response.body#{pointer}"},
        }
        for each in operations
        if name in (names := _in_address(each)) and within <= {*names}
    }


def _in_address(operation: dict[str, Any]) -> list[str]:
    return [each["name"] for each in operation.get("parameters", ()) if each["in"] == "path"]
