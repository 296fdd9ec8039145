"""Evidence: proofs of single fields, originals, and who reads them."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response

from sfc.api.auth import AnyCaller, Caller, Party
from sfc.api.bodies.evidence import ProofForm, ReaderForm, ReadingKeyForm
from sfc.api.describe import refusals
from sfc.api.files import file_answer, gives
from sfc.api.forms import ParticipantText, ReceivableText
from sfc.api.forms import participant as number_of
from sfc.api.forms import receivable as receivable_of
from sfc.api.once import OnceDep
from sfc.api.resource import resource
from sfc.api.state import ContextDep
from sfc.api.views.common import Listing
from sfc.api.views.evidence import OnChain, ReaderView, Renewal, Rotation, Verified
from sfc.app import evidence as use
from sfc.app import parties, query
from sfc.app.context import Context
from sfc.domain.errors import Forbidden, RequestMalformed
from sfc.domain.ids import ParticipantId, ReceivableId

router = resource("evidence")

_READING = (
    "forbidden",
    "not_found",
    "id_malformed",
    "document_locked",
    "document_missing",
    "document_changed",
    "reading_key_missing",
    "document_store_unavailable",
)
_OWNING = (*_READING, "may_not_prove", "participant_suspended")
_OF = "/receivables/{receivable}/evidence"
_PROOF: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProofFile"}}},
    }
}


async def _sent(request: Request) -> bytes:
    """The body as it came: a proof has one spelling, to the byte."""
    return await request.body()


@router.post(
    f"{_OF}/proofs",
    summary="Prove facts",
    description="Owners of the document. Gives a file that shows these facts to be under the "
    "receivable's evidence root, and says nothing of the others. The same fields give the same "
    "file.",
    response_class=Response,
    responses=gives("application/json", "The proof file, as docs/evidence.md describes it")
    | refusals(*_OWNING, "field_unknown"),
)
def prove(
    receivable: ReceivableText, form: ProofForm, context: ContextDep, caller: AnyCaller, by: Party
) -> Response:
    """Prove single fields."""
    identity = _concerning(context, caller, by, receivable)
    proof = use.prove(context.evidence, by, identity, form.fields)
    return file_answer(proof.to_bytes(), "application/json", f"proof-{receivable[:12]}.json")


@router.post(
    "/evidence/verify",
    summary="Verify a proof",
    description="Anybody with a key. The body is the proof file, unchanged. It is verified under "
    "the evidence root of a receivable that the caller sees, or under a root that the caller has "
    "from the chain; and by the contract on the chain, which anyone can ask without this service.",
    responses=refusals(
        "not_found", "id_malformed", "proof_malformed", "root_mismatch", "field_not_proved"
    ),
    openapi_extra=_PROOF,
)
def verify(
    file: Annotated[bytes, Depends(_sent)],
    context: ContextDep,
    caller: AnyCaller,
    receivable: Annotated[ReceivableText | None, Query(description="Whose root.")] = None,
    root: Annotated[
        str | None, Query(pattern="^0x[0-9a-f]{64}$", description="Or the root itself.")
    ] = None,
) -> Verified:
    """Say what a proof proves."""
    if (receivable is None) == (root is None):
        raise RequestMalformed("name either the receivable or the root to verify under")
    if receivable is not None:
        seen = query.receivable(context, caller.viewer, receivable_of(receivable))
        root = seen.evidence_root
    assert root is not None
    return Verified(
        evidence_root=root,
        fields=use.verify(file, bytes.fromhex(root[2:])),
        on_chain=OnChain.of(context.evidence.contract, use.agrees(context.evidence, file)),
    )


@router.get(
    f"{_OF}/original",
    summary="Get the original",
    description="Readers of the document. As it was kept, byte for byte.",
    response_class=Response,
    responses=gives("application/octet-stream", "The document, of whatever type it is")
    | refusals(*_READING),
)
def original(
    receivable: ReceivableText, context: ContextDep, caller: AnyCaller, by: Party
) -> Response:
    """Read the document behind a receivable."""
    found = use.original(context.evidence, by, _concerning(context, caller, by, receivable))
    return file_answer(found.content, found.media_type, found.name or f"{receivable[:12]}.bin")


@router.get(
    f"{_OF}/readers",
    summary="List readers",
    description="Readers of the document.",
    responses=refusals(*_READING),
)
def readers(
    receivable: ReceivableText, context: ContextDep, caller: AnyCaller, by: Party
) -> Listing[ReaderView]:
    """Who has a key to the document."""
    return _readers(context, by, _concerning(context, caller, by, receivable))


@router.put(
    f"{_OF}/readers/{{participant}}",
    summary="Grant reading",
    description="Owners of the document. The participant can read it from now on, whether or not "
    "it sees the receivable otherwise.",
    responses=refusals(*_OWNING, "unknown_participant"),
)
def grant(
    receivable: ReceivableText,
    participant: ParticipantText,
    form: ReaderForm,
    context: ContextDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
) -> Listing[ReaderView]:
    """Let another party read."""
    identity = _concerning(context, caller, by, receivable)
    owner = parties.active(context, by).id
    to = parties.participant(context, number_of(participant)).id

    def write() -> Listing[ReaderView]:
        use.grant(context.evidence, owner, identity, to, may_prove=form.may_prove)
        return _readers(context, owner, identity)

    return once(write, status=200, here=True)


@router.delete(
    f"{_OF}/readers/{{participant}}",
    summary="Revoke reading",
    description="Owners of the document. What the participant has read it has read; with "
    "`rotate`, a copy that it made of the encrypted document is of no more use than what it read.",
    responses=refusals(*_OWNING, "revokes_itself"),
)
def revoke(
    receivable: ReceivableText,
    participant: ParticipantText,
    context: ContextDep,
    caller: AnyCaller,
    by: Party,
    once: OnceDep,
    rotate: Annotated[bool, Query(description="Also encrypt the document anew.")] = False,
) -> Listing[ReaderView]:
    """Take a party's key away."""
    identity = _concerning(context, caller, by, receivable)
    party = number_of(participant)

    def write() -> Listing[ReaderView]:
        use.revoke(context.evidence, by, identity, party, rotate=rotate)
        return _readers(context, by, identity)

    return once(write, status=200, here=True)


@router.post(
    f"{_OF}/rotate",
    summary="Encrypt anew",
    description="Owners of the document. A new data key, for the readers that owners have granted.",
    responses=refusals(*_OWNING),
)
def rotate(
    receivable: ReceivableText, context: ContextDep, caller: AnyCaller, by: Party, once: OnceDep
) -> Rotation:
    """Encrypt the document under a new key."""
    identity = _concerning(context, caller, by, receivable)
    return once(
        lambda: Rotation.of(use.rotate(context.evidence, by, identity)), status=200, here=True
    )


@router.post(
    "/participants/{participant}/reading-keys",
    status_code=201,
    summary="Renew a reading key",
    description="The participant itself. A new key is made and held here, or the public half of "
    "one is entered that the participant keeps to itself; all that it can read is sealed to it. "
    "With a key that is not held here, nothing sealed to it is opened by this service.",
    responses=refusals("forbidden", "id_malformed", "request_malformed"),
)
def renew_reading_key(
    participant: ParticipantText,
    form: ReadingKeyForm,
    context: ContextDep,
    by: Party,
    once: OnceDep,
) -> Renewal:
    """Give the caller a new reading key."""
    if number_of(participant) != by:
        raise Forbidden("giving another a reading key")
    public = None if form.public is None else bytes.fromhex(form.public)

    def write() -> Renewal:
        count = use.renew_key(context.evidence, by, public)
        return Renewal(public=context.evidence.keys.public(by).hex(), documents=count)

    return once(write, here=True)


def _concerning(
    context: Context, caller: Caller, by: ParticipantId, text: ReceivableText
) -> ReceivableId:
    """A receivable that the caller sees, or whose document it reads. Raises NotFound."""
    identity = receivable_of(text)
    if not use.reads(context.evidence, by, identity):
        query.receivable(context, caller.viewer, identity)
    return identity


def _readers(context: Context, by: ParticipantId, identity: ReceivableId) -> Listing[ReaderView]:
    return Listing(data=ReaderView.all_of(use.readers(context.evidence, by, identity)))
