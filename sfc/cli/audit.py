"""`sfc audit`: the log of privileged acts, originals, and the read model against the contracts."""

from typing import TYPE_CHECKING, Any

import typer

from sfc.cli.failures import FAILED
from sfc.cli.output import AsJson, Output

if TYPE_CHECKING:
    from sfc.settings import Settings


def audit(as_json: AsJson = False) -> None:
    """Check log, originals, and read model against the contracts; exit code 1 if not all is well.

    Tells the first entry of the log of privileged acts that was changed, taken out or put in; which
    originals are missing, changed or locked; and where what was derived from events is not what the
    contracts say, or does not add up.

    The operator's own: reads database, document store and chain directly, as the settings SFC_…
    name them. The service may run, unless its chain is in SFC_SANDBOX_FOLDER. Nothing is decrypted,
    signed or sent. Without SFC_RPC_URL or SFC_SANDBOX_FOLDER there is no chain to ask, and
    originals are all that is checked.
    """
    from sfc.settings import Settings

    output, settings = Output(as_json), Settings.load()
    found = _originals(settings) | {"log": _log(settings)}
    has_chain = settings.rpc_url is not None or settings.sandbox_folder is not None
    ledger = _ledger(settings) if has_chain else None
    if as_json:
        output.emit(found | ({"ledger": ledger} if ledger else {}))
    else:
        _say_log(output, found["log"])
        _say_originals(output, found)
        _say_ledger(output, ledger)
    originals = found["missing"] or found["changed"] or found["locked"]
    if originals or found["log"]["broken"] or (ledger and ledger["wrong"]):
        raise typer.Exit(FAILED)


def _originals(settings: "Settings") -> dict[str, Any]:
    from sfc.app.evidence import audit as audited
    from sfc.bootstrap import open_evidence
    from sfc.domain.documents import format_document

    with open_evidence(settings) as evidence:
        found = audited(evidence)
    lists = {"missing": found.missing, "changed": found.changed, "locked": found.locked}
    named = {kind: [format_document(each) for each in ids] for kind, ids in lists.items()}
    return {"checked": found.checked, **named}


def _log(settings: "Settings") -> dict[str, Any]:
    from sfc.bootstrap import open_audit_log
    from sfc.domain.audit_log import first_broken

    with open_audit_log(settings) as log:
        broken, newest = first_broken(log.all()), log.page(None, None, 1)
    number, why = broken or (None, None)
    last = newest[0] if newest else None
    return {
        "entries": last.number if last else 0,
        "last_hash": last.hash if last else None,
        "broken": number,
        "why": why,
    }


def _ledger(settings: "Settings") -> dict[str, Any]:
    from sfc.app.audit import audit as audited
    from sfc.bootstrap import open_inspection

    with open_inspection(settings) as inspection:
        found = audited(inspection)
    return {
        "block": found.block,
        "participants": found.participants,
        "receivables": found.receivables,
        "holdings": found.holdings,
        "journal_entries": found.entries,
        "wrong": len(found.differences),
        "first": str(found.differences[0]) if found.differences else None,
    }


def _say_log(output: Output, log: dict[str, Any]) -> None:
    sealed = f", the last sealed {log['last_hash']}" if log["last_hash"] else ""
    output.line(f"{log['entries']} entries of the log of privileged acts{sealed}")
    if log["broken"]:
        output.line(f"the log is broken at entry {log['broken']}: {log['why']}")


def _say_originals(output: Output, found: dict[str, Any]) -> None:
    output.line(f"{found['checked']} documents checked")
    for kind in ("missing", "changed", "locked"):
        for document in found[kind]:
            output.line(f"{kind}: {document}")


def _say_ledger(output: Output, ledger: dict[str, Any] | None) -> None:
    if ledger is None:
        output.aside("No chain to ask: name it with SFC_RPC_URL or SFC_SANDBOX_FOLDER")
        return
    counted = ", ".join(
        f"{ledger[kind]} {kind.replace('_', ' ')}"
        for kind in ("participants", "receivables", "holdings", "journal_entries")
    )
    output.line(f"Read model against the contracts at block {ledger['block']}: {counted}")
    if ledger["wrong"]:
        output.line(f"{ledger['wrong']} differences, the first: {ledger['first']}")
    else:
        output.line("no differences")
