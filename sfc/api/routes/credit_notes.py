"""Credit notes: stated by the supplier, agreed by the obligor where something was promised."""

from typing import Annotated

from fastapi import Path

from sfc.api.acting import ActingDep, TryingDep
from sfc.api.auth import AnyCaller, Party
from sfc.api.bodies.matters import CreditNoteForm, NoteForm
from sfc.api.describe import dry_run_of, refusals
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.trials import told_or_refused
from sfc.api.views.credit_notes import AdjustmentView, CreditNoteDryRun, CreditNoteView
from sfc.app import adjust, credit_notes
from sfc.domain.matter_ids import CREDIT_NOTE, check_matter_id

router = resource("matters", "/credit-notes")

NoteText = Annotated[str, Path(max_length=64, examples=[f"crn_{'5f' * 16}"])]
_ANSWERING = (
    "not_found",
    "id_malformed",
    "forbidden",
    "already_decided",
    "participant_suspended",
    "key_not_held",
    "wrong_status",
    "insufficient_units",
)


@router.post(
    "",
    status_code=201,
    summary="State a credit note",
    description="Suppliers, about their own invoices. What is only recorded is recorded anew with "
    "what remains, or withdrawn. What is confirmed is reduced once the obligor agrees, and only as "
    "far as the supplier itself still holds it: the rest becomes a claim on the supplier, for "
    "holders are paid. Whatever is unclear or not allowed becomes a task. The same credit note "
    "(number, date, type and parties in any spelling) is never applied twice.",
    responses=dry_run_of(CreditNoteDryRun)
    | refusals(
        "unknown_participant",
        "wrong_role",
        "participant_suspended",
        "key_not_held",
        "amount_malformed",
        "amount_not_exact",
        "amount_not_positive",
        "amount_too_large",
        "currency_unknown",
        "invoice_field_malformed",
        "forbidden",
        "wrong_status",
        "id_malformed",
    ),
)
def state_credit_note(
    form: CreditNoteForm, context: TryingDep, by: Party, once: OnceDep
) -> AdjustmentView:
    """Take an amount off a receivable, as far as the rules allow."""
    draft = form.draft()

    def credit() -> adjust.Adjustment:
        return adjust.credit(context, by, draft)

    def tell() -> CreditNoteDryRun:
        return CreditNoteDryRun.of_note(context, credit())

    return once(
        lambda: AdjustmentView.of(credit()),
        trial=lambda: told_or_refused(context, CreditNoteDryRun, tell),
    )


@router.get(
    "/{note}",
    summary="Get a credit note",
    description="What the ledger was asked for, for its supplier and its obligor; operator and "
    "regulator see all. What became a task at once is found among the tasks.",
    responses=refusals("not_found", "id_malformed"),
)
def credit_note(note: NoteText, context: ContextDep, caller: AnyCaller) -> CreditNoteView:
    """One credit note."""
    identity = check_matter_id(note, CREDIT_NOTE)
    return CreditNoteView.of(credit_notes.credit_note(context, caller.viewer, identity))


@router.post(
    "/{note}/agree",
    summary="Agree to a credit note",
    description="The obligor: what the supplier proposed takes effect.",
    responses=refusals(*_ANSWERING),
)
def agree_to_credit_note(
    note: NoteText, context: ActingDep, caller: AnyCaller, once: OnceDep
) -> CreditNoteView:
    """Agree to what was proposed."""
    identity = check_matter_id(note, CREDIT_NOTE)
    return once(
        lambda: CreditNoteView.of(credit_notes.agree(context, caller.viewer, identity)), status=200
    )


@router.post(
    "/{note}/decline",
    summary="Decline a credit note",
    description="Either party: what was proposed comes to nothing, and is not proposed again.",
    responses=refusals(*_ANSWERING),
)
def decline_credit_note(
    note: NoteText, form: NoteForm, context: ContextDep, caller: AnyCaller, once: OnceDep
) -> CreditNoteView:
    """Call a proposal off."""
    identity = check_matter_id(note, CREDIT_NOTE)
    return once(
        lambda: CreditNoteView.of(
            credit_notes.decline(context, caller.viewer, identity, form.note)
        ),
        status=200,
    )
