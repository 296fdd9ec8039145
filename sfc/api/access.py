"""Who may call what: one line for each operation.

The door (`sfc.api.auth`) checks it, the description and the table in docs/access.md are written
from it. An operation that is not here, or a line without an operation, keeps the service from
starting. What of the data a caller may see or do then follows from the data itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import routing
from starlette.routing import BaseRoute

from sfc.domain.approval import Controlled
from sfc.domain.roles import Role

OPERATOR = Role.OPERATOR
OBLIGOR, SUPPLIER, FINANCIER = Role.CORE_ENTERPRISE, Role.SUPPLIER, Role.FINANCIER
REGULATOR = Role.REGULATOR
HOLDERS = OBLIGOR | SUPPLIER | FINANCIER
EVERYBODY = OPERATOR | HOLDERS | REGULATOR


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call an operation.

    `scope` is what the credential has to be good for; without one, no credential is needed. `who`
    are the roles of which the caller needs one, where OPERATOR is the operator itself. A suspended
    participant may call it if `suspended`. If `logged`, calls are kept in the audit log. `second`
    is the act for which a party may require a second person.
    """

    scope: str | None
    who: Role = EVERYBODY
    suspended: bool = True
    logged: bool = False
    second: Controlled | None = None


def _anybody(*, logged: bool = False) -> Access:
    return Access(None, logged=logged)


def _reads(resource: str, who: Role = EVERYBODY) -> Access:
    return Access(f"{resource}:read", who)


def _writes(
    resource: str,
    who: Role,
    *,
    suspended: bool = False,
    logged: bool = False,
    second: Controlled | None = None,
) -> Access:
    return Access(f"{resource}:write", who, suspended, logged, second)


ACCESS: Mapping[str, Access] = {
    "live": _anybody(),
    "ready": _anybody(),
    "health": _anybody(),
    "problem_type": _anybody(),
    "metrics": _reads("metrics", OPERATOR),
    # who takes part
    "register": _writes("participants", OPERATOR, logged=True, second=Controlled.CREDIT_LINE),
    "participants": _reads("participants"),
    "participant": _reads("participants"),
    "suspend": _writes("participants", OPERATOR, logged=True),
    "reinstate": _writes("participants", OPERATOR, logged=True),
    "set_credit_line": _writes(
        "participants", OPERATOR, logged=True, second=Controlled.CREDIT_LINE
    ),
    "contact": _reads("participants"),
    "state_contact": _writes("participants", OPERATOR | HOLDERS, logged=True),
    # who is calling
    "challenge": _anybody(),
    "open_session": _anybody(logged=True),
    "close_session": _writes("sessions", EVERYBODY, suspended=True, logged=True),
    "users": _reads("users"),
    "user": _reads("users"),
    "add_user": _writes("users", EVERYBODY, logged=True, second=Controlled.KEYS),
    "remove_user": _writes("users", EVERYBODY, suspended=True, logged=True),
    "credentials": _reads("credentials"),
    "credential": _reads("credentials"),
    "issue_credential": _writes("credentials", EVERYBODY, logged=True, second=Controlled.KEYS),
    "rotate_credential": _writes("credentials", EVERYBODY, logged=True),
    "claim_credential": _writes("credentials", EVERYBODY, logged=True),
    "revoke_credential": _writes("credentials", EVERYBODY, suspended=True, logged=True),
    # what became of writes, and what a wallet has signed: it was let in when it was asked for
    "operations": _reads("operations"),
    "operation": _reads("operations"),
    "hand_in_transaction": _writes("operations", HOLDERS, suspended=True),
    "hand_in_signature": _writes("operations", HOLDERS, suspended=True),
    # the second person, and the log
    "approval_policy": _reads("approvals"),
    "set_approval_policy": _writes("approvals", EVERYBODY, logged=True, second=Controlled.POLICY),
    "approvals": _reads("approvals"),
    "approval": _reads("approvals"),
    "approve": _writes("approvals", EVERYBODY, logged=True),
    "refuse_approval": _writes("approvals", EVERYBODY, logged=True),
    "withdraw_approval": _writes("approvals", EVERYBODY, suspended=True, logged=True),
    "audit_log": _reads("audit-log"),
    # from invoices to units
    "record_invoice": _writes("receivables", SUPPLIER),
    "issue_receivable": _writes("receivables", OBLIGOR, second=Controlled.CONFIRMATION),
    "receivables": _reads("receivables"),
    "receivable": _reads("receivables"),
    "confirm": _writes("receivables", OBLIGOR, second=Controlled.CONFIRMATION),
    "reject": _writes("receivables", OBLIGOR),
    "cancel": _writes("receivables", OBLIGOR | SUPPLIER),
    "tokenise": _writes("receivables", SUPPLIER),
    "receivable_totals": _reads("receivables"),
    "record_many": _writes("receivables", SUPPLIER),
    "confirm_many": _writes("receivables", OBLIGOR, second=Controlled.CONFIRMATION),
    "tokenise_many": _writes("receivables", SUPPLIER),
    "transfer": _writes("transfers", HOLDERS),
    "import_file": _writes("imports", SUPPLIER),
    "list_imports": _reads("imports"),
    "get_import": _reads("imports"),
    "list_import_results": _reads("imports"),
    "list_import_profiles": _reads("imports", SUPPLIER),
    "get_import_profile": _reads("imports", SUPPLIER),
    "save_import_profile": _writes("imports", SUPPLIER),
    "offer_import_profile": _reads("imports", SUPPLIER),
    # the market
    "ask": _writes("market", HOLDERS),
    "asks": _reads("market"),
    "offer_quote": _writes("market", FINANCIER, second=Controlled.QUOTE),
    "quotes": _reads("market"),
    "quote": _reads("market"),
    "cancel_quote": _writes("market", FINANCIER, suspended=True),
    "price_quote": _reads("market"),
    "accept_quote": _writes("market", HOLDERS),
    # facilities, orders, auctions, batches; order and recovery
    "one_ask": _reads("market"),
    "comparison": _reads("market"),
    "open_auction": _writes("market", HOLDERS),
    "auctions": _reads("market"),
    "auction": _reads("market"),
    "commit": _writes("market", FINANCIER, second=Controlled.QUOTE),
    "reveal": _writes("market", FINANCIER),
    "clear": _writes("market", HOLDERS),
    "deliver": _writes("market", HOLDERS),
    "lapse": _writes("market", HOLDERS),
    "withdraw_credit": _writes("market", HOLDERS, suspended=True),
    "post_batch": _writes("receivables", OBLIGOR, second=Controlled.CONFIRMATION),
    "batches": _reads("receivables", HOLDERS | REGULATOR),
    "batches_of": _reads("receivables"),
    "offered": _reads("receivables", SUPPLIER),
    "tokenise_from_batch": _writes("receivables", SUPPLIER),
    "withdraw_from_batch": _writes("receivables", OBLIGOR | SUPPLIER),
    "close_batch": _writes("receivables", OBLIGOR),
    "appoint_regulator": _writes("participants", OPERATOR, logged=True),
    "freeze": _writes("freezes", REGULATOR, logged=True),
    "unfreeze": _writes("freezes", REGULATOR, logged=True),
    "unit_freezes": _reads("freezes"),
    "freeze_units": _writes("freezes", REGULATOR, logged=True),
    "unfreeze_units": _writes("freezes", REGULATOR, logged=True),
    "request_recovery": _writes("participants", OPERATOR, logged=True),
    "cancel_recovery": _writes("participants", HOLDERS | REGULATOR, suspended=True, logged=True),
    "carry_out_recovery": _writes("participants", OPERATOR | HOLDERS, suspended=True, logged=True),
    "deals": _reads("market"),
    "deal": _reads("market"),
    "put_back": _writes("market", FINANCIER),
    "collect_debt": _writes("market", HOLDERS),
    "pay_debt": _writes("payments", HOLDERS, suspended=True, second=Controlled.PAYMENT),
    "release_hold_back": _writes("market", HOLDERS),
    "dispute": _writes("receivables", OBLIGOR),
    "resolve_dispute": _writes("receivables", OBLIGOR),
    "mark_default": _writes("receivables", EVERYBODY, logged=True),
    "open_facility": _writes("market", FINANCIER, second=Controlled.QUOTE),
    "facilities": _reads("market"),
    "facility": _reads("market"),
    "change_facility": _writes("market", FINANCIER, second=Controlled.QUOTE),
    "close_facility": _writes("market", FINANCIER, suspended=True),
    "preview_draw": _reads("market", HOLDERS | REGULATOR),
    "draw_on_facility": _writes("market", HOLDERS),
    "place_order": _writes("market", HOLDERS, second=Controlled.QUOTE),
    "orders": _reads("market"),
    "order": _reads("market"),
    "preview_fill": _reads("market", HOLDERS | REGULATOR),
    "fill_order": _writes("market", HOLDERS),
    "cancel_order": _writes("market", HOLDERS, suspended=True),
    "cancel_all_orders": _writes("market", HOLDERS, suspended=True),
    "cancel_all_quotes": _writes("market", FINANCIER),
    "rules": _reads("participants"),
    "announce_rule": _writes("participants", OPERATOR, logged=True),
    "instruct": _writes("market", HOLDERS, second=Controlled.QUOTE),
    "instructions": _reads("market"),
    "instruction": _reads("market"),
    "instruction_decisions": _reads("market"),
    "end_instruction": _writes("market", OPERATOR | HOLDERS, suspended=True),
    # settlement
    "pay": _writes("payments", HOLDERS, suspended=True, second=Controlled.PAYMENT),
    "pay_many": _writes("payments", HOLDERS, suspended=True, second=Controlled.PAYMENT),
    "redeem": _writes("payments", HOLDERS),
    "redeem_many": _writes("payments", HOLDERS),
    "allow": _writes("payments", HOLDERS),
    "balances": _reads("payments"),
    "reconcile_statement": _writes("reconciliations", OPERATOR | HOLDERS),
    "reconciliations": _reads("reconciliations"),
    "reconciliation": _reads("reconciliations"),
    "reconciliation_entries": _reads("reconciliations"),
    "reconciliation_entry": _reads("reconciliations"),
    "decide_about_entry": _writes("reconciliations", OPERATOR | HOLDERS),
    "post_matched": _writes(
        "reconciliations", OPERATOR | HOLDERS, logged=True, second=Controlled.PAYMENT
    ),
    # originals and papers
    "keep_document": _writes("evidence", HOLDERS),
    "prove": _reads("evidence", HOLDERS),
    "verify": _reads("evidence"),
    "original": _reads("evidence", HOLDERS | REGULATOR),
    "readers": _reads("evidence", HOLDERS | REGULATOR),
    "grant": _writes("evidence", HOLDERS),
    "revoke": _writes("evidence", HOLDERS),
    "rotate": _writes("evidence", HOLDERS),
    "renew_reading_key": _writes("evidence", HOLDERS | REGULATOR, suspended=True, logged=True),
    "invoice_response": _reads("exports"),
    "assignment_notice": _reads("exports"),
    "registration_sheet": _reads("exports"),
    "registration_data": _reads("exports"),
    "statement": _reads("exports"),
    "remittance": _reads("exports"),
    "payment_file": _reads("exports"),
    "journal": _reads("exports"),
    "journal_by_chart": _reads("exports"),
    "cash_statement": _reads("books"),
    "journal_entries": _reads("books"),
    "trial_balance": _reads("books"),
    "holdings": _reads("holdings"),
    "holders": _reads("holdings"),
    "provenance": _reads("holdings"),
    # what people decide
    "suspected_twins": _reads("matters"),
    "suspected_twin": _reads("matters"),
    "decide_about_twins": _writes("matters", OPERATOR | OBLIGOR | SUPPLIER),
    "tasks": _reads("matters"),
    "finish_task": _writes("matters", OPERATOR | OBLIGOR | SUPPLIER),
    "state_credit_note": _writes("matters", SUPPLIER),
    "credit_note": _reads("matters"),
    "agree_to_credit_note": _writes("matters", OBLIGOR),
    "decline_credit_note": _writes("matters", OBLIGOR | SUPPLIER),
    # events
    "events": _reads("events"),
    "follow": _reads("events"),
    "webhooks": _reads("webhooks"),
    "webhook": _reads("webhooks"),
    "add_webhook": _writes("webhooks", EVERYBODY, logged=True),
    "change_webhook": _writes("webhooks", EVERYBODY, suspended=True, logged=True),
    "remove_webhook": _writes("webhooks", EVERYBODY, suspended=True, logged=True),
    "rotate_secret": _writes("webhooks", EVERYBODY, logged=True),
    "ping": _writes("webhooks", EVERYBODY),
    "deliveries": _reads("webhooks"),
    "delivery": _reads("webhooks"),
    "redeliver": _writes("webhooks", EVERYBODY),
    # the sandbox
    "clock": _writes("sandbox", OPERATOR, logged=True),
    "faucet": _writes("sandbox", OPERATOR, logged=True),
    "make_world": _writes("sandbox", OPERATOR, logged=True),
    "reset": _writes("sandbox", OPERATOR, logged=True),
}
"""By the operation's id."""

SANDBOX = frozenset({"clock", "faucet", "make_world", "reset"})
"""Operations that are there on the embedded chain only."""

SCOPES = frozenset(each.scope for each in ACCESS.values() if each.scope is not None)
"""Every scope that a credential may have, apart from `*` and `*:read`."""

CALLERS = {
    OPERATOR: "operator",
    OBLIGOR: "obligor",
    SUPPLIER: "supplier",
    FINANCIER: "financier",
    REGULATOR: "regulator's reader",
}


def said(access: Access) -> str:
    """What the description says about it, in Markdown."""
    if access.scope is None:
        return "No credential is needed."
    who = "anybody" if access.who == EVERYBODY else ", ".join(names(access.who))
    told = [f"Scope `{access.scope}`. May be called by: {who}"]
    if not access.suspended:
        told.append("; not while suspended")
    if access.second is not None:
        told.append(f". A second person may be required (`{access.second}`)")
    return "".join(told) + "."


def refused_at_the_door(access: Access) -> list[str]:
    """The codes with which those are refused who may not call it."""
    codes = ["scope_missing"]
    if access.who != EVERYBODY:
        codes.append("forbidden")
        if access.who != OPERATOR:
            codes.append("wrong_role")
    return codes if access.suspended else [*codes, "participant_suspended"]


def names(who: Role) -> Sequence[str]:
    """Roles as people call them here."""
    return [name for role, name in CALLERS.items() if role in who]


def operations(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str, str]]:
    """Method, path and id of every operation of an app."""
    for context in routing.iter_route_contexts(routes):
        if isinstance(context.original_route, routing.APIRoute):
            for method in sorted(context.methods or ()):
                yield method, str(context.path), str(context.name)


def written_out(routes: Sequence[BaseRoute]) -> frozenset[str]:
    """The paths of an app that have no id in them."""
    return frozenset(path for _, path, _ in operations(routes) if "{" not in path)


def check(routes: Sequence[BaseRoute]) -> None:
    """Raise LookupError unless every operation of an app has its line, and every line one."""
    there = {name for _, _, name in operations(routes)}
    if missing := sorted(there - set(ACCESS)):
        raise LookupError(f"say in sfc/api/access.py who may call: {', '.join(missing)}")
    if idle := sorted(set(ACCESS) - there - SANDBOX):
        raise LookupError(f"sfc/api/access.py tells of what is not there: {', '.join(idle)}")
