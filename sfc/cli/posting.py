"""Sends files to a running service, which records what is in them."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sfc.cli.failures import Failure
from sfc.cli.output import Output

if TYPE_CHECKING:
    from sfc.cli.reading import Wishes
    from sfc.client import Client
    from sfc.client.types import ImportResultView, ImportView

_WAIT_SECONDS = 2
_PAUSE_SECONDS = 0.5


def post_files(
    client: "Client",
    files: Sequence[Path],
    wishes: "Wishes",
    output: Output,
    *,
    accept_doubts: bool = False,
) -> Iterator[dict[str, Any]]:
    """Import files as the supplier behind the client's key, one after the other.

    Gives for each document and row what `sfc import --dry-run` gives, with the outcome on the
    ledger, and its `receivable`. Repeating it continues where a run broke off, and changes nothing
    of what was done. Raises Failure for what the service refuses as a whole, `import_interrupted`,
    and `import_held` for a file that is suspicious as a whole, unless `accept_doubts`.
    """
    profile = _saved(client, wishes.profile)
    with output.progress() as progress:
        for file in files:
            task = progress.add_task(file.name, total=max(1, file.stat().st_size))
            run = _send(client, file, wishes, profile, accept_doubts=accept_doubts)
            while run["state"] == "running":
                progress.update(task, completed=run["offset"])
                time.sleep(_PAUSE_SECONDS)
                run = client.get_import(run["id"])
            progress.update(task, completed=run["file"]["size"])
            for doubt in run["doubts"]:
                output.aside(f"{file.name}: {doubt['text']}")
            _check(file, run)
            for found in client.iter_list_import_results(run["id"]):
                yield flat(found) | {"path": str(file)}


def flat(found: "ImportResultView") -> dict[str, Any]:
    """A result of the service in the form of `sfc.importers.described`."""
    from sfc.domain.intake import Outcome, Problem, Source
    from sfc.importers.described import describe

    blank = describe(Problem(Source(found["file"], found["row"]), Outcome.REJECT, (), ()))
    return {
        **blank,
        **found["document"],
        "outcome": found["outcome"],
        "reasons": found["reasons"],
        "warnings": found["warnings"],
        "faults": found["faults"],
        "receivable": found["receivable"],
    }


def _saved(client: "Client", profile: str | None) -> str | None:
    """The name of the profile; one that is a file is saved at the service under the file's name."""
    from sfc.cli.profiles import FILES, read_profile_file

    path = Path(profile or "")
    if path.suffix.lower() not in FILES:
        return profile
    return client.save_import_profile(path.stem, read_profile_file(path))["name"]


def _send(
    client: "Client", file: Path, wishes: "Wishes", profile: str | None, *, accept_doubts: bool
) -> "ImportView":
    accepted = wishes.accepted.get(str(file)) or wishes.accepted.get(file.name)
    return client.import_file(
        file.read_bytes(),
        prefer=f"wait={_WAIT_SECONDS}",
        name=file.name,
        profile=profile,
        calendar=wishes.calendar or None,
        convention=wishes.convention.value,
        accept_due_date=accepted.isoformat() if accepted else None,
        accept_doubts=accept_doubts or None,
    )


def _check(file: Path, run: "ImportView") -> None:
    if run["state"] == "held":
        message = f"{file.name}: nothing is recorded: check the file, then use --accept-doubts"
        raise Failure("import_held", message)
    if run["state"] != "done":
        message = f"{file.name}: broke off ({run['reason']}): repeat the command to go on"
        raise Failure("import_interrupted", message)
