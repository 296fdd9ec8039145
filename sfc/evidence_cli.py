"""`sfc evidence …` and `sfc audit`: proofs, verified offline, and who may read which original."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sfc.app import evidence as use
from sfc.app.evidence import Evidence
from sfc.domain.documents import format_document
from sfc.domain.errors import SfcError
from sfc.domain.ids import format_participant, parse_participant, parse_receivable

OpenEvidence = Callable[[], AbstractContextManager[Evidence]]
"""Opens what the settings say; only `bootstrap` knows how."""

_ROOT = re.compile(r"0x[0-9a-f]{64}")
_PUBLIC = re.compile(r"[0-9a-fA-F]{64}")

Receivable = Annotated[str, typer.Argument(help="The receivable, rcv_…")]
By = Annotated[str, typer.Option("--as", help="The participant who does it, par_…")]
Party = Annotated[str, typer.Option("--party", help="The participant it is done for, par_…")]


def evidence_app(opened: OpenEvidence) -> typer.Typer:
    """The commands of `sfc evidence`. All but `verify --root` need what `opened` opens."""
    app = typer.Typer(help="Prove facts of a document, verify proofs, say who reads originals.")

    @app.command()
    def prove(
        receivable: Receivable,
        by: By,
        fields: Annotated[str, typer.Option(help="Such as amount,due_date,buyer.")],
        out: Annotated[Path | None, typer.Option(help="File to write; else printed.")] = None,
    ) -> None:
        """Write a file that proves these fields of the document, and shows no other."""
        names = [name.strip() for name in fields.split(",") if name.strip()]
        with _refusals(), opened() as evidence:
            proof = use.prove(
                evidence, parse_participant(by), parse_receivable(receivable), names
            ).to_bytes()
            if out is None:
                sys.stdout.buffer.write(proof)
            else:
                out.write_bytes(proof)

    @app.command()
    def verify(
        proof: Annotated[Path, typer.Argument(help="The proof file.")],
        root: Annotated[str, typer.Option(help="The evidence root on the chain, 0x….")] = "",
        receivable: Annotated[str, typer.Option(help="Or the receivable whose root it is.")] = "",
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Say what a proof file proves. With --root it needs no network and no database."""
        if bool(root) == bool(receivable):
            _misused("say --root, as the chain has it, or --receivable to look it up")
        if root and _ROOT.fullmatch(root) is None:
            _misused("a root is 0x and 64 lower-case hexadecimal digits")
        with _refusals():
            file = proof.read_bytes()
            if root:
                proved = use.verify(file, bytes.fromhex(root[2:]))
            else:
                with opened() as evidence:
                    proved = use.verify_for(evidence, file, parse_receivable(receivable))
        _show(proved, "Proved", as_json=as_json)

    @app.command()
    def original(receivable: Receivable, by: By, out: Path) -> None:
        """Write the original document to a file, decrypted for who may read it."""
        with _refusals(), opened() as evidence:
            found = use.original(evidence, parse_participant(by), parse_receivable(receivable))
            out.write_bytes(found.content)

    @app.command()
    def readers(receivable: Receivable, by: By) -> None:
        """List who has a key to the document."""
        with _refusals(), opened() as evidence:
            found = use.readers(evidence, parse_participant(by), parse_receivable(receivable))
            for reader in found:
                may = "reads and proves" if reader.may_prove else "reads"
                Console().print(f"{format_participant(reader.participant)} {may}")

    @app.command()
    def grant(
        receivable: Receivable,
        by: By,
        party: Party,
        may_prove: Annotated[bool, typer.Option(help="Also to prove and to grant.")] = False,
    ) -> None:
        """Let another party read the document."""
        with _refusals(), opened() as evidence:
            use.grant(
                evidence,
                parse_participant(by),
                parse_receivable(receivable),
                parse_participant(party),
                may_prove=may_prove,
            )

    @app.command()
    def revoke(
        receivable: Receivable,
        by: By,
        party: Party,
        rotate: Annotated[bool, typer.Option(help="Also encrypt the document anew.")] = False,
    ) -> None:
        """Take a party's key to the document away."""
        with _refusals(), opened() as evidence:
            use.revoke(
                evidence,
                parse_participant(by),
                parse_receivable(receivable),
                parse_participant(party),
                rotate=rotate,
            )

    @app.command()
    def rotate(receivable: Receivable, by: By) -> None:
        """Encrypt the document anew, for those that read it."""
        with _refusals(), opened() as evidence:
            done = use.rotate(evidence, parse_participant(by), parse_receivable(receivable))
            Console().print(format_document(done.document))

    @app.command()
    def renew_key(
        by: By,
        public: Annotated[str, typer.Option(help="X25519 key, 64 hex, if kept elsewhere.")] = "",
    ) -> None:
        """Give a party a new reading key, and seal to it what it can read."""
        if public and _PUBLIC.fullmatch(public) is None:
            _misused("a public key is 64 hexadecimal digits")
        key = bytes.fromhex(public) if public else None
        with _refusals(), opened() as evidence:
            count = use.renew_key(evidence, parse_participant(by), key)
            Console().print(f"{count} documents sealed to the new key")

    return app


def audit_command(opened: OpenEvidence, as_json: bool = False) -> None:
    """Tell which originals are missing or were changed. Exits with 1 if any is."""
    with _refusals(), opened() as evidence:
        found = use.audit(evidence)
    lists = {"missing": found.missing, "changed": found.changed, "locked": found.locked}
    named = {kind: [format_document(each) for each in ids] for kind, ids in lists.items()}
    if as_json:
        Console().print_json(json.dumps({"checked": found.checked, **named}))
    else:
        Console().print(f"{found.checked} documents checked")
        for kind, ids in named.items():
            for each in ids:
                Console(soft_wrap=True).print(f"{kind}: {each}")
    if not found.clean:
        raise typer.Exit(1)


def _show(facts: dict[str, str], title: str, *, as_json: bool) -> None:
    if as_json:
        Console().print_json(json.dumps(facts))
        return
    table = Table("field", "value", title=title)
    for name, value in facts.items():
        table.add_row(_printable(name), _printable(value))
    Console().print(table)


def _printable(text: str) -> Text:
    """What came in a file must not steer the terminal."""
    return Text("".join(each if each.isprintable() else ascii(each)[1:-1] for each in text))


def _misused(why: str) -> NoReturn:
    Console(stderr=True).print(why, markup=False)
    raise typer.Exit(2)


@contextmanager
def _refusals() -> Iterator[None]:
    """A refusal is a sentence and the exit code 1."""
    try:
        yield
    except SfcError as error:
        Console(stderr=True, soft_wrap=True).print(f"{error.code}: {error.message}", markup=False)
        raise typer.Exit(1) from None
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        Console(stderr=True, soft_wrap=True).print(reason, markup=False)
        raise typer.Exit(1) from None
