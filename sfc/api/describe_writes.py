"""What all writes have in common, in the description: stated once, and entered everywhere."""

from collections.abc import Iterator
from typing import Any

from sfc.api.problems import MEDIA_TYPE
from sfc.api.statuses import STATUS_OF

_KEYS = ("idempotency_key_missing", "idempotency_conflict", "request_in_progress", "busy")
_METHODS = frozenset({"post", "put", "patch", "delete"})


def add_writes(schema: dict[str, Any]) -> None:
    """Enter what every write may answer: an operation, a dry run, and refusals about its key."""
    for operation in _writes(schema):
        responses = operation["responses"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        answered_later = "202" in responses
        responses.setdefault(
            "202", _gives("It goes on, or awaits the caller's signature.", "OperationView")
        )
        told = "`dry_run`" in responses.get("200", {}).get("description", "")
        if "dry_run" in names and not answered_later and not told:
            _add_dry_run(responses)
        for code in _KEYS:
            _add_refusal(responses, code)
        operation["responses"] = dict(sorted(responses.items()))


def _writes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in schema["paths"].values():
        for method, operation in item.items():
            parameters = operation.get("parameters", ())
            if method in _METHODS and any(p["name"] == "Idempotency-Key" for p in parameters):
                yield operation


def _gives(description: str, model: str) -> dict[str, Any]:
    content = {"schema": {"$ref": f"#/components/schemas/{model}"}}
    return {"description": description, "content": {"application/json": content}}


def _add_dry_run(responses: dict[str, Any]) -> None:
    """A write that answers 200 too has two forms of it; one of many items states them itself."""
    tried = _gives("With `dry_run`: what would happen.", "DryRun")
    if (done := responses.get("200")) is not None:
        own = done["content"]["application/json"]["schema"]
        either = {"anyOf": [own, {"$ref": "#/components/schemas/DryRun"}]}
        tried["content"]["application/json"]["schema"] = own if "anyOf" in own else either
        tried["description"] = f"{done['description']}. With `dry_run`: what would happen."
    responses["200"] = tried


def _add_refusal(responses: dict[str, Any], code: str) -> None:
    status, told = str(int(STATUS_OF[code])), f"`{code}`"
    if status not in responses:
        problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
        responses[status] = {"description": told, "content": {MEDIA_TYPE: problem}}
    elif told not in responses[status]["description"]:
        responses[status]["description"] += f", {told}"
