"""Keys in a folder, one Web3 Secret Storage file each: never in clear, and not in the database."""

import json
import os
from pathlib import Path
from typing import Any

from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import to_checksum_address

from sfc.chain.keys import Keyring, KeystoreUnreadable
from sfc.domain.errors import KeyNotHeld

_WORK = 2**14
"""scrypt's cost: 16 MiB and some 50 ms a key. Enough for a passphrase of 128 random bits; people's
own ones should be opened at a greater cost."""


class KeystoreFolder(Keyring):
    """Keeps what it makes: a key is in its file, and on the disk, before its account is known.

    All files are opened by one passphrase, each when its key is first needed. Raises
    KeystoreUnreadable for a file that is no keystore, OSError where the folder cannot be used.
    """

    def __init__(self, folder: Path, passphrase: str) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._passphrase = passphrase
        self._files = {_address(file): file for file in sorted(folder.glob("*.json"))}

    def holds(self, account: str) -> bool:
        """Whether it can sign for the account."""
        return account in self._files or super().holds(account)

    def _keep(self, account: LocalAccount) -> str:
        address = str(account.address)
        if address not in self._files:
            file = self._folder / f"{address.removeprefix('0x').lower()}.json"
            sealed = Account.encrypt(account.key, self._passphrase, "scrypt", _WORK)
            _write(file, json.dumps(sealed).encode())
            self._files[address] = file
        return self._hold(account)

    def _of(self, account: str) -> LocalAccount:
        try:
            return super()._of(account)
        except KeyNotHeld:
            if (file := self._files.get(account)) is None:
                raise
            self.open(file, self._passphrase)
            return super()._of(account)


def _address(file: Path) -> str:
    try:
        found: Any = json.loads(file.read_text("utf-8"))["address"]
        return str(to_checksum_address(found))
    except (ValueError, KeyError, TypeError):
        raise KeystoreUnreadable(file, "it is no keystore") from None


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk."""
    partial = file.with_suffix(".partial")
    private = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(private, "wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    partial.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
