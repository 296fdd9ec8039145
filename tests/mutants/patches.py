"""The patches, and what they say of themselves."""

from dataclasses import dataclass
from pathlib import Path

DIRECTORY = Path(__file__).parent


@dataclass(frozen=True)
class Mutant:
    """One planted bug, and who has to catch it."""

    name: str
    file: Path
    breaks: str
    by: tuple[str, ...]
    touches: frozenset[str]
    """Files, relative to the project."""


def mutants(chosen: list[str]) -> list[Mutant]:
    """All mutants, or those whose names contain one of these words."""
    files = sorted(DIRECTORY.glob("*.patch"))
    return [read(file) for file in files if not chosen or any(x in file.stem for x in chosen)]


def read(file: Path) -> Mutant:
    """The mutant of a patch."""
    head, lines = {}, file.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("---"):
            break
        key, _, text = line.partition(": ")
        head[key] = text
    by = tuple(catcher.strip() for catcher in head.get("by", "model").split(","))
    touches = frozenset(line[6:] for line in lines if line.startswith("+++ b/"))
    return Mutant(file.stem, file, head["breaks"], by, touches)
