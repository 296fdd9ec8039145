"""What a request would do, read before it is done: for whoever has to approve it."""

from collections.abc import Callable, Mapping

from sfc.api.bodies.access import CredentialForm, PolicyForm, UserForm
from sfc.api.bodies.auctions import BidForm
from sfc.api.bodies.market import QuoteForm
from sfc.api.bodies.participants import Entry, Limits
from sfc.api.bodies.receivables import IssueForm
from sfc.api.bodies.standing import InstructionForm
from sfc.api.bodies.trading import ConditionsForm, FacilityForm, OrderForm, PartForm
from sfc.api.callers import Caller
from sfc.api.forms import read_optional
from sfc.api.forms import receivable as receivable_of
from sfc.api.proposed import Parameters, Proposed, Reader
from sfc.api.routes.batches import BatchForm
from sfc.api.routes.bulk import Amounts
from sfc.api.routes.settlement import PaymentForm
from sfc.api.routes.steps import ConfirmForm
from sfc.app import query
from sfc.app.context import Context
from sfc.app.settle import amount_due
from sfc.domain.currency import Currency
from sfc.domain.money import Money
from sfc.domain.views import Receivable


def _confirm(context: Context, caller: Caller, path: Parameters, body: bytes) -> Proposed:
    form = ConfirmForm.model_validate_json(body)
    found = _seen(context, caller, path["receivable"])
    return _about(found, read_optional(form.amount) or found.face)


def _issue(_context: Context, _caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form = IssueForm.model_validate_json(body)
    amount = form.amount.read()
    facts = {"supplier": form.supplier, "invoice_number": form.invoice_number}
    return Proposed(facts | {"amount": _text(amount)}, (amount,))


def _pay(context: Context, caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form = PaymentForm.model_validate_json(body)
    found = _seen(context, caller, form.receivable)
    due = amount_due(found, context.clock.today())
    return _about(found, read_optional(form.amount) or due.total)


def _pay_many(context: Context, caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    today = context.clock.today()
    return _sum(context, caller, body, lambda found: amount_due(found, today).total)


def _confirm_many(context: Context, caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    return _sum(context, caller, body, lambda found: found.face)


def _sum(
    context: Context, caller: Caller, body: bytes, whole: Callable[[Receivable], Money]
) -> Proposed:
    """Many at once are held against the limits as one: what they come to in each currency."""
    form, sums = Amounts.model_validate_json(body), dict[Currency, Money]()
    for item in form.items:
        found = _seen(context, caller, item.receivable)
        _add(sums, read_optional(item.amount) or whole(found))
    return _many(len(form.items), sums)


def _add(sums: dict[Currency, Money], amount: Money) -> None:
    sums[amount.currency] = sums.get(amount.currency, Money(0, amount.currency)) + amount


def _many(count: int, sums: Mapping[Currency, Money]) -> Proposed:
    facts = {"receivables": str(count), "amount": ", ".join(map(_text, sums.values()))}
    return Proposed(facts, tuple(sums.values()))


def _post(_context: Context, _caller: Caller, path: Parameters, _body: bytes) -> Proposed:
    return Proposed({"reconciliation": path["reconciliation"]}, None)


def _quote(context: Context, caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form = QuoteForm.model_validate_json(body)
    found = _seen(context, caller, form.receivable)
    proposed = _about(found, read_optional(form.most) or found.face - found.paid)
    rate = {"annual_rate_percent": form.annual_rate_percent}
    return Proposed({**proposed.facts, **rate}, proposed.amounts)


def _batch(_context: Context, _caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form, sums = BatchForm.model_validate_json(body), dict[Currency, Money]()
    for invoice in form.invoices:
        _add(sums, invoice.amount.read())
    return _many(len(form.invoices), sums)


def _debt(_context: Context, _caller: Caller, path: Parameters, body: bytes) -> Proposed:
    amount = read_optional(PartForm.model_validate_json(body).amount)
    facts = {
        "deal": path["deal"],
        "amount": "all that is owed" if amount is None else _text(amount),
    }
    return Proposed(facts, None if amount is None else (amount,))


def _facility(_context: Context, _caller: Caller, path: Parameters, body: bytes) -> Proposed:
    if "facility" in path:
        conditions, facts = ConditionsForm.model_validate_json(body), {"facility": path["facility"]}
    else:
        opened = FacilityForm.model_validate_json(body)
        conditions, facts = opened, {"obligor": opened.obligor}
    limit = conditions.limit.read()
    rates = ", ".join(f"{r.annual_rate_percent} % to {r.days} days" for r in conditions.rates)
    return Proposed(facts | {"limit": _text(limit), "rates": rates}, (limit,))


def _order(_context: Context, _caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form = OrderForm.model_validate_json(body)
    limit = form.limit.read()
    facts = {"side": form.side, "receivable": form.receivable or "", "obligor": form.obligor or ""}
    told = {"limit": _text(limit), "annual_rate_percent": form.annual_rate_percent}
    return Proposed(facts | told, (limit,))


def _bid(_context: Context, _caller: Caller, path: Parameters, body: bytes) -> Proposed:
    form = BidForm.model_validate_json(body)
    amount = read_optional(form.amount)
    told = {"commitment": form.commitment or ""}
    if amount is not None and form.annual_rate_percent is not None:
        told = {"amount": _text(amount), "annual_rate_percent": form.annual_rate_percent}
    facts = {"auction": str(path["auction"])} | told
    return Proposed(facts, None if amount is None else (amount,), sealed=True)


def _instruction(_context: Context, _caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form = InstructionForm.model_validate_json(body)
    total = form.total.read()
    facts = {"side": form.side, "annual_rate_percent": form.annual_rate_percent}
    told = {"total": _text(total), "obligor": form.obligor or "any"}
    return Proposed(facts | told, (total,))


def _credit_line(_context: Context, _caller: Caller, path: Parameters, body: bytes) -> Proposed:
    limit = Limits.model_validate_json(body).limit.read_limit()
    return Proposed({"participant": path["participant"], "limit": _text(limit)}, (limit,))


def _register(_context: Context, _caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    entry = Entry.model_validate_json(body)
    lines = entry.read().credit_lines
    facts = {"name": entry.name, "legal_id": entry.legal_id, "roles": ", ".join(entry.roles)}
    return Proposed(facts | {"credit_lines": ", ".join(map(_text, lines))}, lines)


def _user(_context: Context, _caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form = UserForm.model_validate_json(body)
    facts = {"name": form.name, "wallet": form.wallet or "", "scopes": " ".join(form.scopes)}
    return Proposed(facts, None)


def _key(_context: Context, _caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form = CredentialForm.model_validate_json(body)
    return Proposed({"user": form.user, "scopes": " ".join(form.scopes)}, None)


def _policy(_context: Context, _caller: Caller, _path: Parameters, body: bytes) -> Proposed:
    form = PolicyForm.model_validate_json(body)
    return Proposed({"acts": ", ".join(rule.act for rule in form.rules)}, None)


PROPOSALS: Mapping[str, Reader] = {
    "confirm": _confirm,
    "issue_receivable": _issue,
    "confirm_many": _confirm_many,
    "post_batch": _batch,
    "pay": _pay,
    "pay_debt": _debt,
    "pay_many": _pay_many,
    "post_matched": _post,
    "offer_quote": _quote,
    "open_facility": _facility,
    "change_facility": _facility,
    "place_order": _order,
    "commit": _bid,
    "instruct": _instruction,
    "set_credit_line": _credit_line,
    "register": _register,
    "add_user": _user,
    "issue_credential": _key,
    "set_approval_policy": _policy,
}
"""By the operation's id: one for each that `sfc.api.access` says may need a second person.

A body raises pydantic's ValidationError, what it names the errors of the domain.
"""


def _seen(context: Context, caller: Caller, text: str) -> Receivable:
    return query.receivable(context, caller.viewer, receivable_of(text))


def _about(receivable: Receivable, amount: Money) -> Proposed:
    facts = {"receivable": f"rcv_{receivable.id.removeprefix('0x')}", "amount": _text(amount)}
    return Proposed(facts, (amount,))


def _text(amount: Money) -> str:
    return f"{amount.amount} {amount.currency.code}"
