"""What becomes of one document or row of an import."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sfc.app.adjust import Adjustment
from sfc.app.context import Context
from sfc.app.drafts import Draft, Prepared, Recording, find, prepare
from sfc.app.evidence import deposit
from sfc.app.originals import registered
from sfc.app.parties import participant
from sfc.domain.days import date_of
from sfc.domain.errors import DocumentTooLarge, ReadingKeyMissing, SfcError
from sfc.domain.ids import ReceivableId, format_receivable
from sfc.domain.imports import Became, ImportRun, RowResult
from sfc.domain.intake import Fault, InvoiceDocument, InvoiceDraft, Outcome, Party, Problem
from sfc.domain.receivable import Status
from sfc.domain.views import Participant, Receivable

_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """The result so far: with a draft yet to be recorded, with a correction to be applied."""

    result: RowResult
    draft: Draft | None = None
    prepared: Prepared | None = None
    correction: InvoiceDocument | None = None


class Judge:
    """Judges the rows of one run. Reads the ledger and changes nothing."""

    def __init__(self, context: Context, run: ImportRun) -> None:
        self._context = context
        self._run = run
        self._supplier = participant(context, run.supplier)
        self._claimed: set[ReceivableId] = set()
        self._parties: dict[Party, Participant | None] = {}

    def judge(self, place: int, read: InvoiceDraft | Problem, *, begun: bool = False) -> Judged:
        """Say what becomes of a row. `begun` is one that this run was about to record before."""
        about = self._context.files.describe(read)
        document = {name: value for name, value in about.items() if value not in (None, [], "")}
        for name in ("source", "file", "row", "outcome", "reasons", "faults", "warnings"):
            document.pop(name, None)
        result = RowResult(
            place=place,
            row=read.source.row,
            became=Became.RECORDING,
            warnings=tuple(each["message"] for each in about["warnings"]),
            document=document,
        )
        if isinstance(read, Problem):
            faults = tuple(map(_short, read.faults))
            result = replace(result, reasons=read.reasons, faults=faults)
            if read.outcome is Outcome.ADJUST and read.document and not self._run.dry_run:
                return Judged(result, correction=read.document)
            return Judged(replace(result, became=Became(read.outcome.value)))
        return self._judge_draft(result, read, begun=begun)

    def known(self, each: Judged) -> RowResult | None:
        """What an invoice is that is on the ledger already; None for one that is not."""
        assert each.prepared is not None
        found = find(self._context, each.prepared.id)
        if found is None or found.status is Status.CANCELLED:
            return None
        return _already(each.result, each.prepared, found)

    def without_repetitions(
        self, pending: Sequence[Judged]
    ) -> tuple[Sequence[Judged], Sequence[Judged]]:
        """The first row of each invoice, and those that repeat one of them."""
        firsts: dict[ReceivableId, Judged] = {}
        repeated = []
        for each in pending:
            assert each.prepared is not None
            if firsts.setdefault(each.prepared.id, each) is not each:
                repeated.append(each)
        return list(firsts.values()), repeated

    def with_evidence(self, each: Judged, original: bytes | None) -> Judged:
        """Keep an original for supplier and obligor, and put its root on the draft."""
        if original is None or each.draft is None or not isinstance(each.draft.evidence, dict):
            return each
        try:
            kept = deposit(
                self._context.evidence,
                self._run.supplier,
                original,
                each.draft.evidence,
                readers=(each.draft.counterparty,),
                media_type=self._run.file.media_type,
                name=self._run.file.name,
            )
        except (DocumentTooLarge, ReadingKeyMissing) as error:
            warning = f"the original is not kept: {error.message}"
            result = replace(each.result, warnings=(*each.result.warnings, warning))
            return replace(each, result=result)
        return replace(each, draft=replace(each.draft, evidence=kept.root))

    def _judge_draft(self, result: RowResult, read: InvoiceDraft, *, begun: bool) -> Judged:
        seller, obligor = self._registered(read.seller), self._registered(read.buyer)
        for place, party, found in (
            ("seller", read.seller, seller),
            ("buyer", read.buyer, obligor),
        ):
            if found is None:
                expected = "a registered participant"
                return _refuse(result, "unknown_participant", place, party, expected)
        assert seller is not None and obligor is not None
        if seller.id != self._supplier.id:
            expected = f"an invoice of {self._supplier.name} ({self._supplier.legal_id})"
            return _refuse(result, "forbidden", "seller", read.seller, expected)
        profile = self._run.reading.profile
        draft = Draft(
            counterparty=obligor.id,
            number=read.number,
            issued=read.issued,
            due=read.maturity,
            amount=read.total,
            document_type=read.document_type,
            terms=profile.terms if profile else 1,
            evidence=read.evidence_fields(),
            accounts=read.accounts,
        )
        try:
            prepared = prepare(self._context, draft, obligor=obligor, supplier=self._supplier)
        except SfcError as error:
            return Judged(refused(result, error))
        pending = Judged(result, draft, prepared)
        if (known := self.known(pending)) is not None:
            if begun and known.became is Became.SAME and prepared.id not in self._claimed:
                known = replace(known, became=Became.RECORDED, reasons=(), faults=())
            self._claimed.add(prepared.id)
            return Judged(known)
        if self._run.dry_run:
            claimed = prepared.id in self._claimed
            earlier = claimed or self._context.imports.has(self._run.id, prepared.id)
            self._claimed.add(prepared.id)
            became = Became.SAME if earlier else Became.IMPORT
            return Judged(replace(result, became=became, receivable=prepared.id))
        return pending

    def _registered(self, party: Party) -> Participant | None:
        if party not in self._parties:
            self._parties[party] = registered(self._context, party)
        return self._parties[party]


def corrected(result: RowResult, made: Adjustment) -> RowResult:
    """The result of a credit note or correction: what was done, and what is left to people."""
    correction = {
        "id": made.id,
        "outcome": made.outcome.value,
        "tasks": [task.id for task in made.tasks],
    }
    return replace(
        result,
        became=Became.ADJUST,
        receivable=made.receivable,
        document={**result.document, "correction": correction},
    )


def recorded(each: Judged, made: Recording) -> RowResult:
    """The result of a row that the ledger has taken."""
    resembles = tuple(
        f"resembles {twin.number} ({format_receivable(twin.receivable)}) in "
        + ", ".join(likeness.value for likeness in twin.alike_in)
        for twin in made.warnings
    )
    return replace(
        each.result,
        became=Became.RECORDED,
        receivable=made.receivable.id,
        warnings=(*each.result.warnings, *resembles),
    )


def refused(result: RowResult, error: SfcError) -> RowResult:
    """The result of a row that the ledger refuses, with its own words."""
    fault = Fault(error.code, "", str(next(iter(error.fields().values()), "")), error.message)
    return replace(result, became=Became.REFUSED, reasons=(error.code,), faults=(_short(fault),))


def _refuse(result: RowResult, code: str, place: str, party: Party, expected: str) -> Judged:
    fault = Fault(code, place, f"{party.name} ({party.legal_id})", expected)
    return Judged(replace(result, became=Became.REFUSED, reasons=(code,), faults=(_short(fault),)))


def _already(result: RowResult, prepared: Prepared, found: Receivable) -> RowResult:
    """The same invoice as on the ledger, or one that contradicts it."""
    said, due = prepared.draft.amount, prepared.draft.due
    faults = []
    if said != found.asked_face:
        faults.append(Fault("already_recorded", "amount", str(said), str(found.asked_face)))
    if due != (due_before := date_of(found.due_day)):
        faults.append(Fault("already_recorded", "due_date", str(due), str(due_before)))
    return replace(
        result,
        became=Became.CONFLICT if faults else Became.SAME,
        reasons=("already_recorded",) if faults else (),
        faults=tuple(faults),
        receivable=found.id,
    )


def _short(fault: Fault) -> Fault:
    if len(fault.value) <= _LONGEST_VALUE:
        return fault
    return replace(fault, value=f"{fault.value[:_LONGEST_VALUE]}…")
