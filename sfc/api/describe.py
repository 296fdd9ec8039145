"""The description: how refusals, tags and the whole appear in OpenAPI."""

from collections import defaultdict
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

import sfc
from sfc.api.bodies.evidence import ProofFile
from sfc.api.problems import MEDIA_TYPE, FieldError, Problem
from sfc.api.statuses import STATUS_OF

TEXT = """
Confirmed receivables that can be split, passed down the supply chain and sold.

- **Money** is `{"amount": "1234.56", "currency": "CNY"}`: a decimal string, exact in its currency.
- **Dates** are ISO 8601 calendar dates of the ledger's time zone, moments are RFC 3339.
- **Ids** (`par_7`, `rcv_…`, `quo_…`, `ask_…`) are opaque.
- **Units** are stated as money: one unit is one minor unit of face value.
- **Errors** are RFC 9457 problems with a stable `code`; `type` can be fetched and explains it.
- **Writes** wait for the ledger, answer with what it says afterwards, and may carry an
  `Idempotency-Key`.
- **Lists** are paged: give `next_cursor` as `cursor`.
- **Who may do what** follows the participant behind the API key; each operation says it.
"""

TAGS = {
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
    "exports": "Messages and papers out, the same to the byte whenever asked for.",
    "reconciliation": "Bank statements in, matched to what is due and what was paid.",
    "service": "Health and the meaning of problems.",
    "sandbox": "Conveniences of the embedded chain.",
}

_ALWAYS = ("request_malformed", "internal_error", "chain_unavailable")


def refusals(*codes: str, public: bool = False) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route with these refusals, and those that all routes have.

    A `public` route needs no credential.
    """
    by_status: dict[int | str, list[str]] = defaultdict(list)
    for code in (*(() if public else ("unauthorised",)), *_ALWAYS, *codes):
        by_status[int(STATUS_OF[code])].append(f"`{code}`")
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": ", ".join(names), "content": {MEDIA_TYPE: schema}}
        for status, names in by_status.items()
    }


def describe(app: FastAPI) -> None:
    """Make an app generate the description, once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _generate(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's way


def _generate(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title="sfc",
        version=sfc.__version__,
        description=TEXT.strip(),
        routes=app.routes,
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    _, extra = models_json_schema(
        [(Problem, "serialization"), (FieldError, "serialization"), (ProofFile, "validation")],
        ref_template="#/components/schemas/{model}",
    )
    schema["components"]["schemas"] |= extra["$defs"]
    return schema
