"""A party's key for reading: X25519, used as RFC 9180 (HPKE) says. docs/adr/0005 says why."""

from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal_to(public: bytes, secret: bytes, purpose: bytes) -> bytes:
    """Seal a secret so that only the holder of a public key opens it, for this purpose only.

    Raises ValueError for what is no X25519 public key.
    """
    return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public), info=purpose)


class X25519ReadingKey:
    """A `ReadingKey` in this process. Its `repr` shows the public half only."""

    def __init__(self, private: X25519PrivateKey) -> None:
        self._private = private

    @classmethod
    def generate(cls) -> Self:
        """Make a new one."""
        return cls(X25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: bytes, passphrase: bytes) -> Self:
        """Read what `to_pem` wrote. Raises ValueError for another passphrase or kind of key."""
        try:
            private = load_pem_private_key(pem, passphrase)
        except (TypeError, ValueError):
            raise ValueError("the passphrase is wrong, or this is no encrypted key") from None
        if not isinstance(private, X25519PrivateKey):
            raise ValueError("this is no X25519 key")
        return cls(private)

    def to_pem(self, passphrase: bytes) -> bytes:
        """Write it as encrypted PKCS #8, which OpenSSL reads."""
        return self._private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase)
        )

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    def open(self, sealed: bytes, purpose: bytes) -> bytes:
        """See the protocol."""
        try:
            return _SUITE.decrypt(sealed, self._private, info=purpose)
        except (InvalidTag, ValueError):
            raise ValueError("this was not sealed to this key, for this purpose") from None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(public={self.public.hex()})"
