"""`sfc evidence`: originals, proofs of single facts in them, and who reads them."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sfc.cli.failures import Failure
from sfc.cli.output import AsJson, Output
from sfc.cli.saving import Out, save
from sfc.cli.service import DEFAULT_URL, Url, connected

if TYPE_CHECKING:
    from sfc.client.types import DocumentForm

app = typer.Typer(
    name="evidence",
    help="Originals, proofs of single facts in them, and who reads them.\n\nAll but verify "
    "--root asks the running service, as the participant whose API key is in SFC_API_KEY.",
    no_args_is_help=True,
)

Receivable = Annotated[str, typer.Argument(help="The receivable, rcv_….")]
Party = Annotated[str, typer.Argument(help="A participant, such as par_7.")]


@app.command()
def keep(
    file: Annotated[Path, typer.Argument(help="The document.", exists=True, dir_okay=False)],
    field: Annotated[
        list[str] | None,
        typer.Option(
            help="A fact in it, NAME=VALUE; again for more. Without any, those of the "
            "e-invoice that it is."
        ),
    ] = None,
    reader: Annotated[
        list[str] | None, typer.Option(help="Who may read it too, such as par_1; again for more.")
    ] = None,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Keep an original, encrypted; its root is what the receivable is then recorded with."""
    import base64
    import hashlib
    import mimetypes

    output, content = Output(as_json), file.read_bytes()
    facts = _stated(field) if field else _read(content, file.name)
    body: DocumentForm = {
        "content": base64.b64encode(content).decode(),
        "fields": facts,
        "media_type": mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        "name": file.name,
        "readers": reader or [],
    }
    said = hashlib.sha256(repr(sorted(body.items())).encode()).hexdigest()
    with connected(url) as client:
        kept = client.keep_document(body, idempotency_key=f"keep-{said[:40]}")
    if as_json:
        output.emit(kept)
        return
    output.facts([["evidence root", kept["evidence_root"]], ["document", kept["document"]]])
    output.table(["field", "value"], list(facts.items()))


@app.command()
def prove(
    receivable: Receivable,
    fields: Annotated[str, typer.Option(help="Such as amount,due_date,buyer.")],
    out: Out = None,
    url: Url = DEFAULT_URL,
) -> None:
    """Write a file that proves these facts of the document, and shows no other."""
    names = [name.strip() for name in fields.split(",") if name.strip()]
    save(url, out, f"/receivables/{receivable}/evidence/proofs", {"fields": names})


@app.command()
def verify(
    proof: Annotated[Path, typer.Argument(help="The proof file.", exists=True, dir_okay=False)],
    root: Annotated[str, typer.Option(help="The evidence root on the chain, 0x….")] = "",
    receivable: Annotated[str, typer.Option(help="Or the receivable whose root it is.")] = "",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Say what a proof file proves.

    With --root it needs no service, no network and no database. With --receivable the service looks
    the root up, and has the contract on the chain verify the proof too.
    """
    if bool(root) == bool(receivable):
        raise typer.BadParameter("say --root, as the chain has it, or --receivable to look it up")
    if root and re.fullmatch("0x[0-9a-f]{64}", root) is None:
        raise typer.BadParameter("a root is 0x and 64 lower-case hexadecimal digits")
    output, file = Output(as_json), proof.read_bytes()
    found = _offline(file, root) if root else _asked(url, file, receivable)
    if as_json:
        output.emit(found)
        return
    output.line(f"Proved under {found['evidence_root']}")
    rows = [[_printable(name), _printable(value)] for name, value in found["fields"].items()]
    output.table(["field", "value"], rows)
    if found["on_chain"]:
        verdict = "agrees" if found["on_chain"]["verifies"] else "DOES NOT AGREE"
        output.line(f"The contract {found['on_chain']['contract']} {verdict}")


@app.command()
def original(receivable: Receivable, out: Out = None, url: Url = DEFAULT_URL) -> None:
    """Write the original document to a file."""
    save(url, out, f"/receivables/{receivable}/evidence/original")


@app.command()
def readers(receivable: Receivable, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """List who has a key to the document."""
    with connected(url) as client:
        found = client.readers(receivable)
    _show_readers(found, as_json)


@app.command()
def grant(
    receivable: Receivable,
    party: Party,
    may_prove: Annotated[
        bool, typer.Option("--may-prove", help="Also to prove, grant and revoke: an owner.")
    ] = False,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Let another party read the document."""
    with connected(url) as client:
        found = client.grant(receivable, party, {"may_prove": may_prove})
    _show_readers(found, as_json)


@app.command()
def revoke(
    receivable: Receivable,
    party: Party,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Also encrypt the document anew.")
    ] = False,
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Take a party's key to the document away. What it has read it has read."""
    with connected(url) as client:
        found = client.revoke(receivable, party, rotate=rotate)
    _show_readers(found, as_json)


@app.command()
def rotate(receivable: Receivable, url: Url = DEFAULT_URL, as_json: AsJson = False) -> None:
    """Encrypt the document anew, for those that read it."""
    with connected(url) as client:
        found = client.rotate(receivable)
    if as_json:
        Output(as_json).emit(found)
    else:
        Output(as_json).line(found["document"])


@app.command()
def renew_key(
    participant: Party,
    public: Annotated[
        str, typer.Option(help="X25519 public key, 64 hex digits, of one kept elsewhere.")
    ] = "",
    url: Url = DEFAULT_URL,
    as_json: AsJson = False,
) -> None:
    """Give yourself a new reading key, and have what you can read sealed to it."""
    with connected(url) as client:
        found = client.renew_reading_key(participant, {"public": public or None})
    if as_json:
        Output(as_json).emit(found)
    else:
        Output(as_json).line(f"{found['documents']} documents sealed to {found['public']}")


def _stated(facts: list[str]) -> dict[str, str]:
    split = [fact.partition("=") for fact in facts]
    if wrong := [name for name, equals, _ in split if not (name and equals)]:
        raise typer.BadParameter(f"{wrong[0]!r} is no NAME=VALUE")
    return {name: value for name, _, value in split}


def _read(content: bytes, name: str) -> dict[str, str]:
    from sfc.domain.intake import InvoiceDraft
    from sfc.importers.detect import read_document

    found = read_document(content, name)
    if isinstance(found, InvoiceDraft):
        return found.evidence_fields()
    reasons = " ".join(found.reasons)
    message = f"{name} is no invoice to be financed ({reasons}): state its facts with --field"
    raise Failure("facts_missing", message)


def _offline(file: bytes, root: str) -> dict[str, Any]:
    from sfc.app.evidence import verify as verified

    fields = verified(file, bytes.fromhex(root[2:]))
    return {"evidence_root": root, "fields": fields, "on_chain": None}


def _asked(url: str, file: bytes, receivable: str) -> Any:
    """Have the file looked at by the service, byte for byte."""
    from sfc.client import Ask

    with connected(url) as client:
        query, headers = {"receivable": receivable}, {"Content-Type": "application/json"}
        return client.response(Ask("POST", "/evidence/verify", query, headers, content=file)).json()


def _show_readers(found: Any, as_json: bool) -> None:
    output = Output(as_json)
    if as_json:
        output.emit(found)
        return
    for reader in found["data"]:
        may = "reads and proves" if reader["may_prove"] else "reads"
        output.line(f"{reader['participant']} {may}")


def _printable(text: str) -> str:
    """What came in a file must not steer the terminal."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
