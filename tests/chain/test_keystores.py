"""Keys that outlive the process."""

import json
from pathlib import Path

import pytest

from sfc.chain.keys import KeystoreUnreadable
from sfc.chain.keystores import KeystoreFolder
from sfc.chain.nodes import Fees
from sfc.domain.errors import KeyNotHeld


def signed(keys: KeystoreFolder, account: str) -> bytes:
    return keys.sign_transaction(
        account, to=account, data=b"", nonce=0, gas=21_000, fees=Fees(0), chain_id=1
    )


def test_a_key_is_there_again(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys = KeystoreFolder(folder, "a passphrase")
    account = keys.create()
    again = KeystoreFolder(folder, "a passphrase")
    assert again.holds(account)
    assert signed(again, account) == signed(keys, account)
    assert not again.holds("0x" + "11" * 20)
    with pytest.raises(KeyNotHeld):
        signed(again, "0x" + "11" * 20)


def test_nothing_is_in_clear_and_nobody_else_may_read(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys = KeystoreFolder(folder, "a passphrase")
    key = bytes(range(1, 33))
    account = keys.add(key)
    assert keys.add(key) == account
    [file] = folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0 and folder.stat().st_mode & 0o077 == 0
    text = file.read_text()
    assert key.hex() not in text and "a passphrase" not in text
    assert json.loads(text)["version"] == 3


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    account = KeystoreFolder(tmp_path, "right").create()
    wrong = KeystoreFolder(tmp_path, "wrong")
    assert wrong.holds(account)
    with pytest.raises(KeystoreUnreadable, match="the passphrase is wrong"):
        signed(wrong, account)
    (tmp_path / "other.json").write_text("[]")
    with pytest.raises(KeystoreUnreadable, match="it is no keystore"):
        KeystoreFolder(tmp_path, "right")
