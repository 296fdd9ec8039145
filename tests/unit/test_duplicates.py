"""The same invoice in two documents: repeated, or contradicted."""

from dataclasses import replace
from datetime import date

import pytest

from sfc.domain.currency import currency
from sfc.domain.duplicates import DuplicateKind, duplicate_of
from sfc.domain.intake import IdKind, InvoiceDocument, Party, PartyId, Source
from sfc.domain.money import Money

CNY = currency("CNY")
SELLER = Party("Seller Ltd", (PartyId(IdKind.LEGAL, "S1"), PartyId(IdKind.TAX, "V1")))
FIRST = InvoiceDocument(
    Source("first.xml"),
    "INV-1",
    date(2026, 1, 2),
    date(2026, 5, 2),
    Money(100, CNY),
    SELLER,
    Party("Buyer", (PartyId(IdKind.LEGAL, "B1"),)),
    accounts=("DE00 1",),
)
LATER = replace(FIRST, source=Source("later.xml"), number=" inv-1 ")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({}, DuplicateKind.SAME),
        ({"due": None}, DuplicateKind.SAME),
        ({"accounts": ("de001",)}, DuplicateKind.SAME),
        ({"accounts": ()}, DuplicateKind.SAME),
        ({"payee": Party("SELLER LTD")}, DuplicateKind.SAME),
        ({"seller": Party("Trading name", (PartyId(IdKind.TAX, "v1"),))}, DuplicateKind.SAME),
        ({"total": Money(99, CNY)}, DuplicateKind.CONFLICT),
        ({"due": date(2026, 5, 3)}, DuplicateKind.CONFLICT),
        ({"payee": Party("Factor"), "accounts": ("X",)}, DuplicateKind.OTHER_PAYEE),
        ({"accounts": ("DE00 2",)}, DuplicateKind.OTHER_ACCOUNT),
    ],
)
def test_a_later_document_repeats_or_contradicts(
    change: dict[str, object], kind: DuplicateKind
) -> None:
    found = duplicate_of(replace(LATER, **change), [FIRST])  # type: ignore[arg-type]
    assert found is not None
    assert (found.of, found.kind) == (FIRST, kind)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "INV-2"},
        {"issued": date(2026, 1, 3)},
        {"document_type": "381"},
        {"seller": Party("Other", (PartyId(IdKind.LEGAL, "S2"),))},
        {"buyer": Party("Other")},
    ],
)
def test_another_invoice_is_no_duplicate(change: dict[str, object]) -> None:
    assert duplicate_of(replace(LATER, **change), [FIRST]) is None  # type: ignore[arg-type]


def test_the_first_document_is_the_one_that_is_told() -> None:
    found = duplicate_of(replace(LATER, source=Source("third.xml")), [FIRST, LATER])
    assert found is not None and found.of == FIRST
