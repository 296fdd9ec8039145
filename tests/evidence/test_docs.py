"""The documentation names what the code has."""

import re
from datetime import date
from pathlib import Path

from sfc.app.drafts import Draft, stated_facts
from sfc.domain.currency import currency
from sfc.domain.due_dates import Convention, DueAdjustment
from sfc.domain.ids import ParticipantId
from sfc.domain.intake import InvoiceDocument, Party, Source
from sfc.domain.money import Money
from sfc.domain.proof import FORMAT, VERSION

AMOUNT = Money.parse("1.00", currency("CNY"))
DAY = date(2026, 3, 1)


def test_the_table_has_all_names_that_we_give(root: Path) -> None:
    text = (root / "docs/evidence.md").read_text(encoding="utf-8")
    table = text.partition("### Names of fields")[2].partition("## A proof")[0]
    named = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    seller, buyer, payee = Party("seller"), Party("buyer"), Party("payee")
    document = InvoiceDocument(
        Source("file"),
        "N1",
        DAY,
        DAY,
        AMOUNT,
        seller,
        buyer,
        payee=payee,
        accounts=("DE1",),
        adjustment=DueAdjustment(DAY, "CN", Convention.FOLLOWING, "Sunday"),
    )
    draft = Draft(ParticipantId(1), "N1", DAY, DAY, AMOUNT)
    assert set(named) == set(document.evidence_fields())
    assert set(named) >= set(stated_facts(document.key, draft))
    assert len(named) == len(set(named))


def test_the_file_is_described_as_it_is(root: Path) -> None:
    text = (root / "docs/evidence.md").read_text(encoding="utf-8")
    assert f'"format":"{FORMAT}"' in text
    assert f'"version":{VERSION}' in text
