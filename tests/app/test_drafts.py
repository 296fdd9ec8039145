"""What stands behind a receivable: evidence, twins, legal ids."""

import pytest

from sfc.app.drafts import stated_facts
from sfc.app.record import record, record_many
from sfc.app.register import Entrant, legal_entity, register
from sfc.domain.currency import currency
from sfc.domain.errors import CurrencyUnknown, IdentityMissing, IdMalformed, SfcError
from sfc.domain.evidence import evidence_root
from sfc.domain.money import Money
from sfc.domain.roles import Role
from sfc.domain.similarity import Likeness
from tests.app.conftest import Town


def test_evidence_is_what_is_given_or_made_from_what_is_stated(town: Town) -> None:
    given = record(town.context, town.supplier, town.draft(evidence=bytes([7] * 32)))
    assert given.result.receivable.evidence_root == "0x" + "07" * 32
    draft = town.draft()
    made = record(town.context, town.supplier, draft).result.receivable
    key = town.context.store.invoice_of(made.id)
    assert key is not None
    unsalted = evidence_root(stated_facts(key, draft), bytes(32))
    assert made.evidence_root != "0x" + unsalted.hex(), "what is stated is easy to guess"
    facts = record(town.context, town.supplier, town.draft(evidence={"number": "1"}))
    assert len(facts.result.receivable.evidence_root) == 66


def test_twins_within_a_batch_are_found_too(town: Town) -> None:
    drafts = [town.draft("77.00", number="TW-1"), town.draft("77.10", number="tw1")]
    first, second = record_many(town.context, town.supplier, drafts).result
    assert first.receivable.id not in [twin.receivable for twin in first.warnings]
    [twin] = [each for each in second.warnings if each.receivable == first.receivable.id]
    assert twin.alike_in == (Likeness.NUMBER, Likeness.AMOUNT, Likeness.DATE)


def test_a_refused_recording_leaves_the_spelling_of_the_first(town: Town) -> None:
    made = record(town.context, town.supplier, town.draft(number="Spelled So"))
    with pytest.raises(SfcError, match="already recorded"):
        record(town.context, town.supplier, town.draft(number="SPELLED SO"))
    kept = town.context.read.receivable(made.result.receivable.id)
    assert kept.invoice_number == "Spelled So"


def test_a_legal_id_has_one_digest_in_all_spellings(town: Town) -> None:
    digests = {legal_entity(town.context, text) for text in ("DE 123", "de123", " DE123 ")}
    assert len(digests) == 1
    assert legal_entity(town.context, "DE124") not in digests


@pytest.mark.parametrize(
    ("entrant", "error"),
    [
        (Entrant(" ", "X1", Role.SUPPLIER), IdentityMissing),
        (Entrant("X", " \u200b", Role.SUPPLIER), IdentityMissing),
        (Entrant("X", "X1", Role.SUPPLIER, account="0x12"), IdMalformed),
        (
            Entrant("X", "X1", Role.SUPPLIER, credit_lines=(Money(1, currency("USD")),)),
            CurrencyUnknown,
        ),
    ],
)
def test_who_cannot_be_registered(town: Town, entrant: Entrant, error: type[SfcError]) -> None:
    before = town.context.events.head()
    with pytest.raises(error):
        register(town.context, entrant)
    assert town.context.events.head() == before


def test_the_amount_has_to_be_above_zero(town: Town) -> None:
    with pytest.raises(SfcError, match="greater than zero"):
        record(town.context, town.supplier, town.draft("0"))
