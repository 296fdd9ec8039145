"""What the importers' tests share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sfc.domain.intake import InvoiceDraft, Problem
from sfc.importers.detect import read_document
from sfc.store.seen import Seen

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of acceptance data, which is not part of the project."""
    if not SHARED.exists():
        pytest.skip(f"acceptance data are absent: {SHARED}")
    return SHARED


@pytest.fixture
def seen() -> Iterator[Seen]:
    with Seen() as table:
        yield table


@pytest.fixture(scope="session")
def examples(root: Path) -> Path:
    return root / "examples"


@pytest.fixture(scope="session")
def ubl(examples: Path) -> str:
    """A good UBL invoice: HC-26-0023 of 2026-03-11, due 2026-07-09, CNY 3,706,400.00."""
    return (examples / "invoices" / "drives-0023.xml").read_text(encoding="utf-8")


Edit = Callable[[str, str], InvoiceDraft | Problem]


@pytest.fixture
def edited(ubl: str) -> Edit:
    """Read the good invoice with one text in it replaced by another."""

    def edit(old: str, new: str) -> InvoiceDraft | Problem:
        assert old in ubl
        return read_document(ubl.replace(old, new).encode(), "edited.xml")

    return edit
