"""Bank statements against the ledger."""

from typing import Annotated

from fastapi import Path, Query

from sfc.api.auth import AnyCaller
from sfc.api.bodies.reconciliations import EntryDecisionForm, EntryQuery, StatementForm
from sfc.api.describe import refusals
from sfc.api.once import OnceDep
from sfc.api.paging import Cursor, Limit
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing, Page
from sfc.api.views.reconciliations import (
    EntryDecisionView,
    EntryDetailView,
    EntryView,
    PostedView,
    PostingView,
    ReconciledView,
    ReconciliationView,
)
from sfc.app import reconcile
from sfc.app.reconcile_decide import decide
from sfc.app.reconcile_post import post
from sfc.domain.reconciliation import Policy

router = resource("reconciliation", "/reconciliations")

StatementId = Annotated[str, Path(pattern="^rec_[0-9a-f]{32}$", examples=[f"rec_{'5f' * 16}"])]
EntryNumber = Annotated[int, Path(ge=1, le=10**6, examples=[2])]


@router.post(
    "",
    status_code=201,
    summary="Reconcile a bank statement",
    description="Participants with statements of their own accounts; the operator with those of "
    "the settlement bank. Entries are matched to what the ledger says is due or was paid: what is "
    "exact at once, the rest as proposals. Nothing is paid. The same statement again changes "
    "nothing; one that does not add up is refused.",
    responses=refusals(
        "statement_malformed", "statement_unbalanced", "request_too_large", "unknown_participant"
    ),
)
def reconcile_statement(
    form: StatementForm, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> Listing[ReconciledView]:
    """Match the statements of a file: one for each account and currency in it."""
    file = form.read()

    def write() -> Listing[ReconciledView]:
        done = reconcile.reconcile(
            context, caller.participant, file, form.policy, dry_run=form.dry_run
        )
        return Listing(data=[ReconciledView.of(each) for each in done])

    return once(write, here=True)


@router.get(
    "",
    summary="List reconciliations",
    description="Newest first. A participant sees its own; operator and regulator see all.",
    responses=refusals("id_malformed"),
)
def reconciliations(
    context: ContextDep, caller: AnyCaller, cursor: Cursor = None, limit: Limit = 50
) -> Page[ReconciliationView]:
    """A page of statements."""
    found, following = reconcile.reconciliations(context, caller.viewer, cursor, limit)
    return Page(data=[ReconciliationView.of(each) for each in found], next_cursor=following)


@router.get(
    "/{reconciliation}",
    summary="Get a reconciliation",
    description="Its owner, operator and regulator. The totals show where each minor unit went.",
    responses=refusals("not_found"),
)
def reconciliation(
    reconciliation: StatementId, context: ContextDep, caller: AnyCaller
) -> ReconciliationView:
    """One statement with its totals."""
    return ReconciliationView.of(reconcile.reconciliation(context, caller.viewer, reconciliation))


@router.get(
    "/{reconciliation}/entries",
    summary="List the entries of a statement",
    description="Who may see the statement. In the order of the statement.",
    responses=refusals("not_found"),
)
def reconciliation_entries(
    reconciliation: StatementId,
    query: Annotated[EntryQuery, Query()],
    context: ContextDep,
    caller: AnyCaller,
) -> Page[EntryView]:
    """A page of entries."""
    found = reconcile.reconciliation(context, caller.viewer, reconciliation)
    entries = reconcile.entries(context, caller.viewer, reconciliation, **query.wanted())
    page = entries[: query.limit]
    following = str(page[-1].entry.number) if len(entries) > query.limit else None
    currency = found.filed.statement.currency
    return Page(data=[EntryView.of(each, currency) for each in page], next_cursor=following)


@router.get(
    "/{reconciliation}/entries/{number}",
    summary="Get an entry of a statement",
    description="Who may see the statement.",
    responses=refusals("not_found"),
)
def reconciliation_entry(
    reconciliation: StatementId, number: EntryNumber, context: ContextDep, caller: AnyCaller
) -> EntryDetailView:
    """One entry, and who decided what about it."""
    found = reconcile.reconciliation(context, caller.viewer, reconciliation)
    entry, decided = reconcile.decisions(context, caller.viewer, reconciliation, number)
    return EntryDetailView(
        entry=EntryView.of(entry, found.filed.statement.currency),
        decisions=[EntryDecisionView.of(each) for each in decided],
    )


@router.post(
    "/{reconciliation}/entries/{number}/decision",
    summary="Decide about an entry",
    description="The owner of the statement; the operator for the settlement bank's only. Kept "
    "with who, when and note. Items that were taken by other entries meanwhile are refused.",
    responses=refusals(
        "not_found",
        "forbidden",
        "id_malformed",
        "decision_impossible",
        "amount_malformed",
        "amount_not_exact",
        "amount_not_positive",
        "amount_too_large",
        "currency_unknown",
    ),
)
def decide_about_entry(
    reconciliation: StatementId,
    number: EntryNumber,
    form: EntryDecisionForm,
    context: ContextDep,
    caller: AnyCaller,
    once: OnceDep,
) -> EntryView:
    """Accept, assign, reject, park, look again, or try again."""
    choice = form.read()
    owned = reconcile.owned(context, caller.participant, reconciliation)

    def write() -> EntryView:
        entry = decide(context, caller.participant, reconciliation, number, choice, Policy())
        return EntryView.of(entry, owned.statement.currency)

    return once(write, status=200)


@router.post(
    "/{reconciliation}/post",
    summary="Post matched entries",
    description="The owner of the statement; the operator for the settlement bank's only. Pays on "
    "the ledger, out of the owner's cash, what matched entries say was paid at the bank; each "
    "entry once, however often this is called. On the sandbox the settlement bank mints what it "
    "lacks.",
    responses=refusals("not_found", "forbidden"),
)
def post_matched(
    reconciliation: StatementId, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> PostedView:
    """Pay what is matched and not yet on the ledger."""
    reconcile.owned(context, caller.participant, reconciliation)

    def write() -> PostedView:
        done = post(context, caller.participant, reconciliation)
        after = reconcile.reconciliation(context, caller.viewer, reconciliation)
        return PostedView(
            reconciliation=ReconciliationView.of(after),
            postings=[PostingView.of(each) for each in done],
        )

    return once(write, status=200)
