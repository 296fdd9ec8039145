"""Writes docs/contracts.md."""

from pathlib import Path

from scripts.specification.page import page
from scripts.specification.sources import Sources

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/contracts.md"


def main() -> None:
    """Write the page."""
    text = page(Sources(ROOT))
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(text.splitlines())} lines")


if __name__ == "__main__":
    main()
