"""What a repeated request is recognised by: a keyed digest of the whole of it.

A body may be easy to guess, as a sealed bid's rate and amount are: who reads the database alone can
check no guess.
"""

import hashlib
import hmac

_TAG = b"sfc request fingerprint 1 "


def fingerprint(secret: bytes, told: bytes) -> str:
    """The fingerprint of a request, under the network's secret."""
    return hmac.digest(secret, _TAG + told, "sha256").hex()


def is_of(kept: str, secret: bytes, told: bytes) -> bool:
    """Whether a fingerprint is that of a request.

    Requests of earlier releases, which are known for 30 days, have a plain digest.
    """
    plain = hashlib.sha256(told).hexdigest()
    return any(hmac.compare_digest(kept, own) for own in (fingerprint(secret, told), plain))
