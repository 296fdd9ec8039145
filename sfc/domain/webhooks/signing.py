"""Signatures by the Standard Webhooks scheme, version `v1`: HMAC-SHA256 with a shared secret."""

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """Make a secret of 256 random bits: `whsec_` and base64."""
    return PREFIX + b64encode(secrets.token_bytes(_BYTES)).decode()


def signature(keys: Iterable[str], message: str, timestamp: int, body: bytes) -> str:
    """What goes into the header `webhook-signature`: one signature for each of the secrets.

    Signed is `message.timestamp.body`, the id of the message and the unix second of the attempt
    among it, so that what is recorded on the way cannot be sent again later.
    """
    signed = f"{message}.{timestamp}.".encode() + body
    return " ".join(f"v1,{_mac(key, signed)}" for key in keys)


def _mac(key: str, signed: bytes) -> str:
    raw = b64decode(key.removeprefix(PREFIX))
    return b64encode(hmac.digest(raw, signed, "sha256")).decode()
