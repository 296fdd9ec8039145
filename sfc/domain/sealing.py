"""Sealing of bids with the network's secret: who reads the database learns nothing of them.

A bid is 12 bytes. They are hidden under as many of an HMAC over a fresh nonce, which serves once;
the salt of the commitment is another. Whether they are unaltered, the commitment tells.
"""

import hmac

RATE_BYTES, UNITS_BYTES = 4, 8
_HIDE, _SALT = b"sfc sealed bid 1", b"sfc bid salt 1"


def seal(secret: bytes, context: bytes, rate_ppm: int, units: int) -> bytes:
    """Hide a rate and units; `context` must never have served before."""
    plain = rate_ppm.to_bytes(RATE_BYTES, "big") + units.to_bytes(UNITS_BYTES, "big")
    return _hidden(secret, context, plain)


def unseal(secret: bytes, context: bytes, sealed: bytes) -> tuple[int, int]:
    """Give the rate and units that were hidden."""
    plain = _hidden(secret, context, sealed)
    return int.from_bytes(plain[:RATE_BYTES], "big"), int.from_bytes(plain[RATE_BYTES:], "big")


def salt(secret: bytes, context: bytes) -> bytes:
    """Give the 32 bytes that keep the commitment secret."""
    return hmac.digest(secret, _SALT + context, "sha256")


def _hidden(secret: bytes, context: bytes, text: bytes) -> bytes:
    stream = hmac.digest(secret, _HIDE + context, "sha256")
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))
