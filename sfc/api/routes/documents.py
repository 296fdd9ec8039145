"""Originals, kept before the receivable is recorded that they belong to."""

from sfc.api.auth import Party
from sfc.api.bodies.evidence import DocumentForm
from sfc.api.describe import refusals
from sfc.api.forms import participant as number_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.evidence import DocumentView
from sfc.app import parties
from sfc.app.evidence import deposit

router = resource("evidence", "/documents")


@router.post(
    "",
    status_code=201,
    summary="Keep a document",
    description="Participants. Encrypts the original for the caller, who owns it, and for the "
    "readers named; nobody else reads it, the operator included. Record the receivable with the "
    "`evidence_root` that is answered: the same document kept twice has two.",
    responses=refusals(
        "forbidden",
        "unknown_participant",
        "participant_suspended",
        "id_malformed",
        "evidence_malformed",
        "document_too_large",
        "request_too_large",
        "reading_key_missing",
        "document_store_unavailable",
    ),
)
def keep_document(
    form: DocumentForm, context: ContextDep, by: Party, once: OnceDep
) -> DocumentView:
    """Keep an original of the caller."""
    owner = parties.active(context, by).id
    readers = [parties.participant(context, number_of(each)).id for each in form.readers]

    def write() -> DocumentView:
        kept = deposit(
            context.evidence,
            owner,
            form.content,
            form.fields,
            readers=readers,
            media_type=form.media_type,
            name=form.name,
        )
        return DocumentView.of(kept, form.fields)

    return once(write, secret=("fields",), here=True)
