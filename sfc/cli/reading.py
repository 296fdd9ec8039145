"""Reads files for `sfc import` and `sfc demo`, and says what was found."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from sfc.cli.failures import Failure
from sfc.cli.output import Output
from sfc.cli.profiles import read_profile_file
from sfc.domain.currency import currency as currency_of
from sfc.domain.due_dates import Convention
from sfc.domain.errors import DueDateNotProposed
from sfc.domain.imports import Reading
from sfc.domain.intake import InvoiceDocument, InvoiceDraft, Problem
from sfc.domain.ledger_profile import Column, Constant, LedgerProfile
from sfc.domain.profile_body import profile_from
from sfc.domain.twins import Twin
from sfc.importers.described import describe
from sfc.importers.files import Files
from sfc.importers.kinds import Kind, kind_of
from sfc.importers.ledger_profile import PROFILES

_PROFILE_SUFFIXES = (".toml", ".json")
_ROWS_BETWEEN_SHOWING = 500


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said on the command line about how files are to be read.

    `profile` is the name or the file of that of the ledgers; where a look is enough (`offered`),
    the one that their headings fit may be taken. `accepted` are due dates that a person accepts, by
    file.
    """

    profile: str | None = None
    calendar: str = ""
    convention: Convention = Convention.FOLLOWING
    accepted: Mapping[str, date] = field(default_factory=dict)
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """One document or row, and the path of its file as it was given."""

    path: Path
    result: InvoiceDraft | Problem

    @property
    def document(self) -> InvoiceDocument | None:
        """What could be read, if all of it could."""
        return self.result.document if isinstance(self.result, Problem) else self.result


def read_all(files: Sequence[Path], wishes: Wishes, output: Output) -> Iterator[Read]:
    """Read every document and every row, in order.

    Results name a file by its base name, or as it was given where two have the same. Raises
    Failure where a ledger's profile is not known, DueDateNotProposed, CalendarUnknown, OSError.
    """
    if strangers := set(wishes.accepted) - {name for file in files for name in _names(file)}:
        message = f"no such file among those to import: {', '.join(sorted(strangers))}"
        raise Failure("file_unusable", message)
    times = Counter(file.name for file in files)
    sizes = [file.stat().st_size for file in files]
    with output.progress() as progress:
        task = progress.add_task("reading", total=max(1, sum(sizes)))
        for at, file in enumerate(files):
            before = sum(sizes[:at])
            name = file.name if times[file.name] == 1 else str(file)

            def show(offset: int, before: int = before) -> None:
                progress.update(task, completed=before + offset)

            for result in _read(file, name, wishes, output, show):
                yield Read(file, result)


def profile_for(
    file: Path, name: str | None, output: Output, *, offered: bool, currency: str | None = None
) -> LedgerProfile:
    """The declared profile of a ledger; where `offered` is enough, the one that its headings fit.

    `currency` is for ledgers that do not name theirs. Raises Failure, CurrencyUnknown.
    """
    found = _known(name) if name else _fitting(file)
    if found is None:
        known = ", ".join(PROFILES)
        what = f"there is no profile {name}" if name else f"{file.name} fits no known profile"
        hint = f"use --profile with one of {known}, or a file as sfc profiles offer writes it"
        raise Failure("profile_unknown", f"{what}: {hint}")
    if name is None:
        if not offered:
            message = f"{file.name} looks like {found.name}: say so with --profile {found.name}"
            raise Failure("profile_missing", message)
        output.aside(f"{file.name}: read as profile {found.name}")
    if currency is None:
        return found
    if isinstance(found.currency, Column):
        raise Failure("currency_given", f"{file.name} names its currencies: leave out --currency")
    return replace(found, currency=Constant(currency_of(currency).code))


def described(read: Iterable[Read]) -> Iterator[dict[str, Any]]:
    """Describe everything as it comes, with what repeats or resembles something earlier."""
    from sfc.store.seen import Seen

    with Seen() as seen:
        for each in read:
            document = each.document
            twins = seen.twins(document) if document else ()
            duplicate = seen.add(document) if document else None
            about = describe(each.result, duplicate) | {"path": str(each.path)}
            first = duplicate.of if duplicate else None  # told as a duplicate
            about["warnings"] += [_near_twin(twin) for twin in twins if twin.of != first]
            yield about


def check_profiles(files: Sequence[Path], output: Output) -> None:
    """See that there are no ledgers, which need a profile. Raises Failure, OSError."""
    for file in files:
        with file.open("rb") as stream:
            if kind_of(stream, file.name) is not Kind.DOCUMENT:
                profile_for(file, None, output, offered=False)


def _known(name: str) -> LedgerProfile | None:
    path = Path(name)
    if path.suffix.lower() not in _PROFILE_SUFFIXES:
        return PROFILES.get(name)
    return profile_from(path.stem, read_profile_file(path))


def _fitting(file: Path) -> LedgerProfile | None:
    with file.open("rb") as stream:
        return PROFILES.get(Files().offer(stream, file.name)["profile"] or "")


def _read(
    file: Path, name: str, wishes: Wishes, output: Output, show: Callable[[int], None]
) -> Iterator[InvoiceDraft | Problem]:
    accepted = next((wishes.accepted[n] for n in _names(file) if n in wishes.accepted), None)
    reader = Files()
    with file.open("rb") as stream:
        profile = None
        if kind_of(stream, file.name) is not Kind.DOCUMENT:
            profile = profile_for(file, wishes.profile, output, offered=wishes.offered)
        reading = Reading(profile, wishes.calendar, wishes.convention, accepted)
        if profile and profile.calendar and not wishes.calendar:
            by = Convention(profile.convention)
            reading = replace(reading, calendar=profile.calendar, convention=by)
        for doubt in reader.doubts(stream, file.name, reading):
            output.aside(f"{name}: {doubt.text}")
        for at, result in enumerate(reader.read(stream, name, reading)):
            if at % _ROWS_BETWEEN_SHOWING == 0:
                show(stream.tell())
            yield _checked(result, accepted)


def _names(file: Path) -> tuple[str, str]:
    return str(file), file.name


def _checked(result: InvoiceDraft | Problem, accepted: date | None) -> InvoiceDraft | Problem:
    """See that the due date that was accepted is the one that was proposed."""
    document = result.document if isinstance(result, Problem) else result
    proposal = document.proposal if document else None
    if accepted is None or (proposal and proposal.accepted):
        return result
    raise DueDateNotProposed(accepted, str(proposal.due) if proposal else "")


def _near_twin(twin: Twin) -> dict[str, Any]:
    alike = [likeness.value for likeness in twin.likenesses]
    source = twin.of.source
    return {
        "code": "near_twin",
        "of": source.file,
        "of_row": source.row,
        "score": twin.score,
        "alike_in": alike,
        "message": f"resembles {source} in {', '.join(alike)} ({twin.score})",
    }
