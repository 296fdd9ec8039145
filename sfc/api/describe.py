"""The description: how refusals, tags and the whole appear in OpenAPI."""

from collections import defaultdict
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

import sfc
from sfc.api.access import ACCESS, refused_at_the_door, said
from sfc.api.bodies.evidence import ProofFile
from sfc.api.describe_parts import SERVERS, add_parts
from sfc.api.describe_writes import add_writes
from sfc.api.problems import MEDIA_TYPE, FieldError, Problem
from sfc.api.statuses import STATUS_OF
from sfc.api.views.forecasts import DryRun

TEXT = """
Confirmed receivables that can be split, passed down the supply chain and sold.

- **Money** is `{"amount": "1234.56", "currency": "CNY"}`: a decimal string, exact in its currency.
- **Dates** are ISO 8601 calendar dates of the ledger's time zone, moments are RFC 3339.
- **Ids** (`par_7`, `rcv_…`, `quo_…`, `ask_…`) are opaque.
- **Units** are stated as money: one unit is one minor unit of face value.
- **Errors** are RFC 9457 problems with a stable `code`; `type` can be fetched and explains it.
- **Writes** need an `Idempotency-Key`. They wait for the ledger as long as `Prefer: wait=N` says,
  and answer with what it says afterwards, or with 202 and an operation to ask for.
- **Lists** are paged: give `next_cursor` as `cursor`.
- **Who may do what** follows the participant behind the credential, and its scopes; each
  operation says it.
"""

TAGS = {
    "access": "Users, keys, sessions, the second person, and the audit log.",
    "participants": "Legal entities, their roles and credit lines.",
    "receivables": "From recording to units.",
    "imports": "Invoices and ledgers in files, and what became of each document and row.",
    "matters": "What people decide: suspected twins, credit notes, tasks.",
    "transfers": "Passing units on, whole or in part.",
    "discount": "Requests for quotes, quotes, and sales against cash.",
    "market": "Facilities, signed orders, and what follows their sales: recourse, hold-backs.",
    "rules": "Dated rules of confirmation.",
    "settlement": "Payments, redemptions and balances.",
    "evidence": "Originals, and proofs of single facts in them.",
    "holdings": "Who has or had what, and where it came from.",
    "books": "Cash accounts and journals.",
    "events": "What happened: listed, followed, and sent to webhooks.",
    "exports": "Messages and papers out, the same to the byte whenever asked for.",
    "reconciliation": "Bank statements in, matched to what is due and what was paid.",
    "bulk": "Many steps at once, each with its result.",
    "operations": "Writes that take longer, and what became of them.",
    "service": "Health and the meaning of problems.",
    "sandbox": "Conveniences of the embedded chain.",
}

_DOOR = ("unauthorised", "scope_missing", "sign_in_locked")
_ALWAYS = (
    *("request_malformed", "headers_too_large", "rate_limited"),
    *("internal_error", "chain_unavailable", "request_timed_out"),
)


def refusals(*codes: str, public: bool = False) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route with these refusals, and those that all routes have.

    A `public` route needs no credential.
    """
    by_status: dict[int | str, list[str]] = defaultdict(list)
    for code in (*(() if public else _DOOR), *_ALWAYS, *codes):
        by_status[int(STATUS_OF[code])].append(f"`{code}`")
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": ", ".join(names), "content": {MEDIA_TYPE: schema}}
        for status, names in by_status.items()
    }


def dry_run_of(form: type[DryRun]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route whose dry run says more than others."""
    return {200: {"model": form, "description": "With `dry_run`: what would happen."}}


class DescribedApi(FastAPI):
    """A FastAPI that generates our description, once."""

    def openapi(self) -> dict[str, Any]:
        """The description in OpenAPI 3.1."""
        if self.openapi_schema is None:
            self.openapi_schema = _generate(self)
        return self.openapi_schema


def _generate(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title="sfc",
        version=sfc.__version__,
        description=TEXT.strip(),
        routes=app.routes,
        webhooks=app.webhooks.routes,
        servers=SERVERS,
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    _, extra = models_json_schema(
        [
            (Problem, "serialization"),
            (FieldError, "serialization"),
            (ProofFile, "validation"),
            (DryRun, "serialization"),
        ],
        ref_template="#/components/schemas/{model}",
    )
    schema["components"]["schemas"] |= extra["$defs"]
    add_writes(schema)
    for operations in schema["paths"].values():
        for operation in operations.values():
            access = ACCESS[operation["operationId"]]
            operation["description"] += f"\n\n{said(access)}"
            if access.scope is not None:
                operation["x-scope"] = access.scope
                refused = operation["responses"]["403"]
                codes = [f"`{code}`" for code in refused_at_the_door(access)]
                said_already = refused["description"].split(", ")
                refused["description"] = ", ".join(dict.fromkeys([*said_already, *codes]))
            if access.second is not None:
                _add_approval(operation["responses"]["202"])
    add_parts(schema)
    return schema


def _add_approval(later: dict[str, Any]) -> None:
    """What is answered later may have to wait for a second person first."""
    content = later["content"]["application/json"]
    content["schema"] = {
        "anyOf": [content["schema"], {"$ref": "#/components/schemas/ApprovalView"}]
    }
    later["description"] += " Or a second person has to approve it: `Location` says which."
