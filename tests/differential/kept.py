"""Seeds that failed once are kept in a file, and played first ever after."""

from pathlib import Path

FILE = Path(__file__).with_name("seeds.txt")


def kept(file: Path = FILE) -> list[tuple[int, int]]:
    """Seed and number of calls of each."""
    lines = [line.split("#")[0].split() for line in file.read_text(encoding="utf-8").splitlines()]
    return [(int(line[0]), int(line[1])) for line in lines if line]


def keep(seed: int, calls: int, why: str, file: Path = FILE) -> None:
    """Remember a failure."""
    if (seed, calls) not in kept(file):
        reason = " ".join(why.split())[:80]
        with file.open("a", encoding="utf-8") as out:
            out.write(f"{seed} {calls}  # {reason}\n")
