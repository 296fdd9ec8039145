"""Writes docs/sfc.http from docs/openapi.json: `python -m scripts.http_collection`.

Requests in the format of editors' HTTP clients: a life of an invoice first, each step using what
those before it answered, then every operation with its example, by tag.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from scripts.compatibility import METHODS
from sfc.api.access import ACCESS, CALLERS, REGULATOR, SUPPLIER

DESCRIPTION = Path("docs/openapi.json")
FILE = Path("docs/sfc.http")

Json = Mapping[str, Any]

_HEAD = """\
# Every operation of the service, as requests for an editor's HTTP client.
# Written by scripts/http_collection.py from docs/openapi.json: change that, not this.
#
# Start a sandbox with `make serve`, put in the operator's key, and send the requests of the life
# one after the other. Keys and ids are then those of its answers; other ids are examples.

@url = http://127.0.0.1:8000
@operator_key = as `sfc serve` prints it

# A day to come; where your editor does not know $datetime, write it as 2026-06-30.
@due = {{$datetime 'YYYY-MM-DD' 120 d}}
"""
_ANSWERED = {
    "obligor_key": "world.response.body.$.keys.core_enterprise",
    "supplier_key": "world.response.body.$.keys.supplier",
    "financier_key": "world.response.body.$.keys.bank",
    "regulator_key": "world.response.body.$.keys.regulator",
    "obligor": "world.response.body.$.participants.core_enterprise.id",
    "financier": "world.response.body.$.participants.bank.id",
    "participant": "world.response.body.$.participants.supplier.id",
    "holder": "world.response.body.$.participants.supplier.id",
    "receivable": "recorded.response.body.$.receivable.id",
    "ask": "asked.response.body.$.id",
    "quote": "quoted.response.body.$.id",
}
"""What the life answers, by the names under which requests use it."""
_PARTIES = {
    "par_1": "obligor",
    "par_2": "financier",
    "par_3": "participant",
    "par_7": "participant",
}
"""Who is meant by the examples."""
_LIFE: tuple[tuple[str, str, str, Any], ...] = (
    ("world", "make_world", "operator", None),
    (
        "recorded",
        "record_invoice",
        "supplier",
        {
            "obligor": "{{obligor}}",
            "invoice_number": "HTTP-001",
            "issue_date": "2026-01-05",
            "due_date": "{{due}}",
            "amount": {"amount": "10000.00", "currency": "CNY"},
        },
    ),
    ("confirmed", "confirm", "obligor", {}),
    ("tokenised", "tokenise", "supplier", None),
    ("asked", "ask", "supplier", {"receivable": "{{receivable}}"}),
    (
        "quoted",
        "offer_quote",
        "financier",
        {"receivable": "{{receivable}}", "annual_rate_percent": "5.4"},
    ),
    ("compared", "comparison", "supplier", None),
    ("sold", "accept_quote", "supplier", {}),
    ("paid", "pay", "obligor", {"receivable": "{{receivable}}"}),
    ("redeemed", "redeem", "financier", {"receivable": "{{receivable}}"}),
    ("settled", "receivable", "supplier", None),
)
"""Of each step: its name, the operation, who does it, and the body."""
_WHOSE = CALLERS | {REGULATOR: "regulator"}
_UPLOADS = {
    "import_file": ("ledger.csv", "name=ledger.csv&profile=examples&dry_run=true"),
    "offer_import_profile": ("ledger.csv", "name=ledger.csv"),
}
"""Operations that take a file as it is: which of examples/, and the query."""


def collection(description: Json) -> str:
    """The whole file."""
    found = {each["operationId"]: (method, path, each) for method, path, each in _all(description)}
    examples = _examples_in_paths(description)
    answered = {name: f"{{{{{value}}}}}" for name, value in _ANSWERED.items()}
    variables = answered | {name: examples[name] for name in sorted(examples.keys() - answered)}
    ids = {value: name for name, value in examples.items() if "_" in value} | _PARTIES
    parts = [
        _HEAD,
        *(f"@{name} = {value}" for name, value in variables.items()),
        "",
        _heading("The life of an invoice"),
        *_life(found),
    ]
    for tag in description["tags"]:
        parts += [
            _heading(f"{tag['name']}: {tag['description']}"),
            *(
                _operation(method, path, about, description["components"]["schemas"], ids)
                for method, path, about in found.values()
                if about["tags"] == [tag["name"]]
            ),
        ]
    return "\n".join(parts)


def main() -> None:
    """Write the file."""
    description = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    FILE.write_text(collection(description), encoding="utf-8")
    print(f"{FILE}: written")


def _all(description: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in sorted(description["paths"].items()):
        for method in METHODS:
            if method in item:
                yield method.upper(), path, item[method]


def _examples_in_paths(description: Json) -> dict[str, str]:
    """What stands in paths, by name, as the examples have it."""
    return {
        each["name"]: str(_examples(each, {})[0])
        for _, _, about in _all(description)
        for each in about.get("parameters", ())
        if each["in"] == "path"
    }


def _life(found: Mapping[str, tuple[str, str, Json]]) -> Iterator[str]:
    for name, operation, who, body in _LIFE:
        method, path, about = found[operation]
        yield _request(
            about["summary"],
            method,
            _with_variables(path),
            key=f"{{{{{who}_key}}}}",
            name=name,
            operation=operation,
            body=body,
        )


def _heading(text: str) -> str:
    """Also the end of a request before it, whose body would go on otherwise."""
    return f"### {'=' * 10} {text}\n"


def _with_variables(path: str) -> str:
    return re.sub(r"{(\w+)}", r"{{\1}}", path)


def _operation(method: str, path: str, about: Json, schemas: Json, ids: Mapping[str, str]) -> str:
    operation = about["operationId"]
    path = _with_variables(path)
    query = {
        each["name"]: _replaced(_examples(each, schemas)[0], ids)
        for each in about.get("parameters", ())
        if each["in"] == "query" and each.get("required")
    }
    body, file = None, ""
    if operation in _UPLOADS:
        file, text = _UPLOADS[operation]
        path = f"{path}?{text}"
    else:
        path += f"?{urlencode(query, safe='{}')}" if query else ""
        body = _body(about, schemas, ids)
    return _request(
        about["summary"],
        method,
        path,
        key=_key(operation),
        operation=operation,
        body=body,
        file=file,
    )


def _key(operation: str) -> str:
    """The key of somebody who may call it: the supplier, whose receivable it is, if it may."""
    access = ACCESS[operation]
    if access.scope is None:
        return ""
    who = SUPPLIER if SUPPLIER in access.who else next(r for r in CALLERS if r in access.who)
    return f"{{{{{_WHOSE[who]}_key}}}}"


def _body(about: Json, schemas: Json, ids: Mapping[str, str]) -> Any:
    content = about.get("requestBody", {}).get("content", {}).get("application/json")
    found = _examples(content, schemas) if content else ()
    return _replaced(found[0], ids) if found else None


def _replaced(example: Any, ids: Mapping[str, str]) -> Any:
    match example:
        case dict():
            return {name: _replaced(value, ids) for name, value in example.items()}
        case list():
            return [_replaced(value, ids) for value in example]
        case str() if example in ids:
            return f"{{{{{ids[example]}}}}}"
        case _:
            return example


def _examples(place: Json, schemas: Json) -> list[Any]:
    if "example" in place:
        return [place["example"]]
    schema = place.get("schema", {})
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    return list(schema.get("examples") or ())


def _request(
    title: str,
    method: str,
    path: str,
    *,
    key: str,
    operation: str,
    body: Any,
    name: str = "",
    file: str = "",
) -> str:
    lines: Iterable[str | None] = (
        f"### {title}",
        f"# @name {name}" if name else None,
        f"{method} {{{{url}}}}{path}",
        f"Authorization: Bearer {key}" if key else None,
        # the second of the day: whoever means it again sends it again
        f"Idempotency-Key: {operation} {{{{$timestamp}}}}" if method != "GET" else None,
        "Content-Type: text/csv" if file else None,
        "Content-Type: application/json" if body is not None else None,
        "",
        f"< ../examples/{file}\n" if file else None,
        f"{json.dumps(body, ensure_ascii=False, indent=2)}\n" if body is not None else None,
    )
    return "\n".join(line for line in lines if line is not None)


if __name__ == "__main__":
    main()
