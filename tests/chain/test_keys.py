"""Keys sign and stay where they are; what they sign is what the contracts check."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from eth_account import Account
from eth_keys import keys as eth_keys

from sfc.chain.contracts import core
from sfc.chain.deployment import deploy
from sfc.chain.keys import Keyring, KeystoreUnreadable
from sfc.chain.nodes.embedded import EmbeddedNode
from sfc.chain.sender import Sender
from sfc.chain.signing import LedgerSigner, quote_fields, undertaking_fields
from sfc.domain.days import Day
from sfc.domain.errors import KeyNotHeld
from sfc.domain.ids import ReceivableId
from sfc.domain.statements import Quote, Undertaking
from sfc.ports import Signer

KEY = b"\x05" * 32


@pytest.fixture(scope="module")
def keystore(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "key.json"
    file.write_text(json.dumps(Account.encrypt(KEY, "open sesame", iterations=2)))
    return file


def test_a_keystore_opens_with_its_passphrase_only(keystore: Path, tmp_path: Path) -> None:
    keys = Keyring()
    account = keys.open(keystore, "open sesame")
    assert account == eth_keys.PrivateKey(KEY).public_key.to_checksum_address()
    assert keys.holds(account)
    with pytest.raises(KeystoreUnreadable, match="the passphrase is wrong"):
        keys.open(keystore, "sesame")
    with pytest.raises(KeystoreUnreadable, match="No such file"):
        keys.open(tmp_path / "none.json", "")
    for damaged in ("", "[]", "{}", '{"version": 3, "crypto": {}}'):
        (tmp_path / "bad.json").write_text(damaged)
        with pytest.raises(KeystoreUnreadable, match="it is no keystore"):
            keys.open(tmp_path / "bad.json", "open sesame")


def test_a_keyring_does_not_show_its_keys() -> None:
    keys = Keyring()
    account = keys.add(KEY)
    assert repr(keys) == str(keys) == "<Keyring of 1 accounts>"
    assert keys.create() != keys.create() != account
    with pytest.raises(KeyNotHeld):
        Keyring().sign_typed(account, {}, {"A": [{"name": "b", "type": "bool"}]}, {"b": True})


QUOTE = Quote(
    financier="",
    receivable=ReceivableId("0x" + "c4" * 32),
    round=31,
    unpaid=2**64 - 1,
    due_day=Day(20_000),
    min_units=1,
    max_units=2**64 - 2,
    rate_ppm=80_000,
    basis=360,
    expiry=2**40,
    nonce=95,
)
UNDERTAKING = Undertaking(
    receivable=ReceivableId("0x" + "ff" * 32),
    round=31,
    amount=2**64 - 1,
    currency=255,
    due_day=Day(2**24 - 1),
    terms=65_535,
    evidence_root=b"\xee" * 32,
    valid_until=Day(1),
)


def test_signatures_are_over_the_contracts_own_digests(
    node: EmbeddedNode, sender: Sender, keys: Keyring
) -> None:
    account = keys.create()
    manifest = deploy(node, sender, account)
    signer: Signer = LedgerSigner(keys, node.chain_id, manifest.core)
    quote = replace(QUOTE, financier=account)

    def digest(name: str, fields: tuple[object, ...]) -> bytes:
        function = core()[name]
        answer = function.decode(node.call(manifest.core, function.encode(fields)))
        assert isinstance(answer, bytes)
        return answer

    def recovered(signature: bytes, message: bytes) -> str:
        vrs = signature[:64] + bytes([signature[64] - 27])
        signed = eth_keys.Signature(vrs)
        return signed.recover_public_key_from_msg_hash(message).to_checksum_address()

    signature = signer.sign_quote(quote)
    assert recovered(signature, digest("quoteDigest", quote_fields(quote))) == account
    other = signer.create()
    signature = signer.sign_undertaking(other, UNDERTAKING)
    fields = undertaking_fields(UNDERTAKING)
    assert recovered(signature, digest("undertakingDigest", fields)) == other
    assert signer.holds(other)
    with pytest.raises(KeyNotHeld):
        signer.sign_quote(replace(quote, financier="0x" + "11" * 20))
