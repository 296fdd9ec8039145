"""Short secrets at rest: AES-256-GCM under a key that scrypt makes of the service's passphrase.

    sealed = version (1) | salt (16) | nonce (12) | AES-256-GCM(key, nonce, secret, purpose)

The salt is the box's own, made when it is: a dump of the database opens nothing, and one secret
does not open in the place of another.
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_VERSION = b"\x01"
_SALT, _NONCE = 16, 12
_COST = 2**15


class PassphraseBox:
    """Implements `sfc.ports.SecretBox`."""

    def __init__(self, passphrase: bytes) -> None:
        self._salt = os.urandom(_SALT)
        self._cipher = lru_cache(64)(lambda salt: AESGCM(_key(passphrase, salt)))

    def seal(self, secret: bytes, purpose: str) -> bytes:
        """Seal a secret for one purpose."""
        nonce = os.urandom(_NONCE)
        head = _VERSION + self._salt + nonce
        return head + self._cipher(self._salt).encrypt(nonce, secret, _bound(head, purpose))

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """Raises ValueError for what was not sealed with this passphrase for this purpose."""
        head, content = sealed[: 1 + _SALT + _NONCE], sealed[1 + _SALT + _NONCE :]
        if head[:1] != _VERSION:
            raise ValueError("this is nothing that was sealed here")
        salt, nonce = head[1 : 1 + _SALT], head[1 + _SALT :]
        try:
            return self._cipher(salt).decrypt(nonce, content, _bound(head, purpose))
        except (InvalidTag, ValueError):
            raise ValueError("this was not sealed with this passphrase, for this purpose") from None


def _bound(head: bytes, purpose: str) -> bytes:
    return head + purpose.encode()


def _key(passphrase: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase)
