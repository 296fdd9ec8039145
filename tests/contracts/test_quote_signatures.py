"""A quote binds the financier that signed it, in every field, on one chain and one contract."""

from typing import Any

import pytest

from tests.contracts.chain import Refused, refuses
from tests.contracts.signatures import other_forms, typed_digest
from tests.contracts.world import (
    DAY,
    DUE,
    FACE,
    NOON,
    World,
    bank,
    bank2,
    invoice,
    stranger,
    supplier,
    tier3,
)

# The signature has to be the financier's.


def test_a_quote_signed_by_another_is_none(world: World) -> None:
    id = world.tokenised()
    for other in (bank2, supplier, stranger):
        with refuses("QuoteSignatureInvalid", financier=bank):
            world.fill(world.quote(id), 1, signer=other)


@pytest.mark.parametrize(
    "changed",
    [
        {"unpaid": FACE + 1},
        {"due_day": DUE + 1},
        {"min_units": 0},
        {"max_units": FACE + 1},
        {"rate": 53_999},
        {"basis": 365},
        {"expiry": NOON + 11 * DAY},
        {"nonce": 1},
    ],
    ids=lambda x: next(iter(x)),
)
def test_every_field_is_signed(world: World, changed: dict[str, Any]) -> None:
    quote = world.quote(world.tokenised())
    signature = world.signed(quote, bank)
    with refuses("QuoteSignatureInvalid", financier=bank):
        world.core.fill(quote._replace(**changed), signature, 1, 0, by=supplier)


def test_a_quote_for_one_receivable_buys_no_other(world: World) -> None:
    quote, other = world.quote(world.tokenised()), world.tokenised(invoice(2))
    signature = world.signed(quote, bank)
    with refuses("QuoteSignatureInvalid", financier=bank):
        world.core.fill(quote._replace(receivable=other), signature, 1, 0, by=supplier)


def test_a_signature_for_another_chain_or_contract_is_void_here(world: World) -> None:
    quote = world.quote(world.tokenised())
    for signature in (
        world.signed(quote, bank, chain_id=world.chain.id + 1),
        world.signed(quote, bank, contract=world.splitter.address),
    ):
        with refuses("QuoteSignatureInvalid", financier=bank):
            world.core.fill(quote, signature, 1, 0, by=supplier)


def test_a_signature_has_one_form(world: World) -> None:
    quote = world.quote(world.tokenised())
    good = world.signed(quote, bank)
    for signature in other_forms(good):
        with refuses("QuoteSignatureInvalid", financier=bank):
            world.core.fill(quote, signature, 1, 0, by=supplier)
    world.core.fill(quote, good, 1, 0, by=supplier)


def test_the_digest_is_eip_712(world: World) -> None:
    quote = world.quote(world.tokenised())
    text = (
        "Quote(address financier,uint256 receivable,uint8 round,uint64 unpaid,uint24 dueDay,"
        "uint64 minUnits,uint64 maxUnits,uint32 rate,uint16 basis,uint64 expiry,uint72 nonce)"
    )
    words = [int(bank, 16), *quote[1:]]
    digest = typed_digest(world, world.core, "sfc", text, words)
    assert world.core.quoteDigest(quote) == digest


def test_a_contract_may_be_a_financier(world: World) -> None:
    account = world.bank_contract(tier3, spender=world.core)
    id = world.tokenised()
    quote = world.quote(id, financier=account.address)
    with refuses("QuoteSignatureInvalid", financier=account.address):
        world.fill(quote, FACE, signer=bank)
    world.fill(quote, FACE, signer=tier3)
    assert world.core.balanceOf(account.address, id) == FACE


def test_a_field_with_dirt_above_it_is_refused(world: World) -> None:
    """The quote is hashed as it lies in the call: nothing may hide in the padding."""
    quote = world.quote(world.tokenised())
    call = bytearray(world.core.data("fill", quote, world.signed(quote, bank), 1, 0))
    for field, width in enumerate((20, 32, 8, 3, 8, 8, 4, 2, 8, 1)):
        if width == 32:
            continue
        dirty = bytearray(call)
        dirty[4 + 32 * field + 31 - width] ^= 1
        with pytest.raises(Refused):
            world.core.send(bytes(dirty), supplier)
    world.core.send(bytes(call), supplier)
