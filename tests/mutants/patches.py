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


def mutants(chosen: list[str]) -> list[Mutant]:
    """All mutants, or those whose names contain one of these words."""
    files = sorted(DIRECTORY.glob("*.patch"))
    return [_read(file) for file in files if not chosen or any(x in file.stem for x in chosen)]


def _read(file: Path) -> Mutant:
    head = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("---"):
            break
        key, _, text = line.partition(": ")
        head[key] = text
    by = tuple(catcher.strip() for catcher in head.get("by", "model").split(","))
    return Mutant(file.stem, file, head["breaks"], by)
