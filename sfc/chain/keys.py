"""Keys of accounts: made here or read from a keystore, used to sign, and never shown."""

import json
from pathlib import Path
from threading import Lock
from typing import Any

from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount

from sfc.chain.nodes.node import Fees
from sfc.domain.errors import KeyNotHeld


class KeystoreUnreadable(ValueError):
    """A keystore file cannot be opened: it is missing, damaged, or the passphrase is another.

    Attributes:
        file: the keystore.
    """

    def __init__(self, file: Path, reason: str) -> None:
        self.file = file
        super().__init__(f"the keystore {file} cannot be opened: {reason}")


class Keyring:
    """Keys by account. Whoever holds it can sign for all of them; nobody gets a key out."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._accounts: dict[str, LocalAccount] = {}

    def __repr__(self) -> str:
        return f"<Keyring of {len(self._accounts)} accounts>"

    def create(self) -> str:
        """Make a key from the system's randomness, and give its account."""
        return self._keep(Account.create())

    def add(self, key: bytes) -> str:
        """Hold a key, and give its account. Raises ValueError unless it is a valid key."""
        return self._keep(Account.from_key(key))

    def open(self, keystore: Path, passphrase: str) -> str:
        """Hold the key of a Web3 Secret Storage file, and give its account.

        Raises KeystoreUnreadable.
        """
        try:
            key = Account.decrypt(json.loads(keystore.read_text("utf-8")), passphrase)
            return self._hold(Account.from_key(key))
        except OSError as error:
            raise KeystoreUnreadable(keystore, error.strerror or "it cannot be read") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            wrong = "MAC mismatch" in str(error)
            reason = "the passphrase is wrong" if wrong else "it is no keystore"
            raise KeystoreUnreadable(keystore, reason) from None

    def holds(self, account: str) -> bool:
        """Whether it can sign for the account."""
        return account in self._accounts

    def sign_transaction(
        self,
        account: str,
        *,
        to: str | None,
        data: bytes,
        nonce: int,
        gas: int,
        fees: Fees,
        chain_id: int,
        value: int = 0,
    ) -> bytes:
        """The signed transaction, ready to be sent. Raises KeyNotHeld."""
        fields: dict[str, Any] = {
            "chainId": chain_id,
            "nonce": nonce,
            "gas": gas,
            "to": to or b"",
            "value": value,
            "data": data,
        }
        if fees.tip is None:
            fields["gasPrice"] = fees.most
        else:
            fields |= {"maxFeePerGas": fees.most, "maxPriorityFeePerGas": fees.tip}
        return bytes(self._of(account).sign_transaction(fields).raw_transaction)

    def sign_typed(
        self, account: str, domain: dict[str, Any], types: dict[str, Any], message: dict[str, Any]
    ) -> bytes:
        """The EIP-712 signature of a message, 65 bytes. Raises KeyNotHeld."""
        signable = encode_typed_data(domain, types, message)
        return bytes(self._of(account).sign_message(signable).signature)

    def _keep(self, account: LocalAccount) -> str:
        """Hold a key that is nowhere else yet."""
        return self._hold(account)

    def _hold(self, account: LocalAccount) -> str:
        with self._lock:
            self._accounts[account.address] = account
        return str(account.address)

    def _of(self, account: str) -> LocalAccount:
        try:
            return self._accounts[account]
        except KeyError:
            raise KeyNotHeld(account) from None
