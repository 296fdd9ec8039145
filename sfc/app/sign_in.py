"""People sign in with their wallets (EIP-4361) and get a token for an hour."""

import hmac
import secrets
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sfc.app.access_context import Access
from sfc.app.credentials import Issued, digest
from sfc.domain.access import SESSION_PREFIX, Credential, CredentialKind, shown
from sfc.domain.errors import NotASession, Unauthorised
from sfc.domain.sign_in import SignInMessage, moment, parse_sign_in

CHALLENGE_SECONDS = 300
"""How long a challenge can be answered."""

SESSION_SECONDS = 3_600
"""How long a token is good."""

STATEMENT = "Sign in to sfc. This moves no money and costs no gas."
_SKEW_SECONDS = 60
_TAG = b"sfc sign-in 1\n"
_RANDOM_DIGITS = 16


def challenge(access: Access, address: str) -> SignInMessage:
    """A message for a wallet to sign. Nothing is kept of it: its nonce proves that it is ours."""
    now = access.now()
    written, issued = access.wallets.written(address), _time(now)
    return SignInMessage(
        domain=access.domain,
        address=written,
        uri=f"https://{access.domain}",
        chain_id=access.chain_id,
        nonce=_nonce(access, written, issued, secrets.token_hex(_RANDOM_DIGITS // 2)),
        issued=issued,
        expires=_time(now + CHALLENGE_SECONDS),
        statement=STATEMENT,
    )


def open_session(access: Access, text: str, signature: bytes) -> Issued:
    """Give the user whose wallet signed a challenge a token. A nonce is good once.

    Raises SignInMalformed, and Unauthorised for a message or signature that is not accepted.
    """
    message = parse_sign_in(text)
    _check(access, message)
    if not access.wallets.signed(message.address, text, signature):
        raise Unauthorised(f"the signature is not that of {message.address}")
    user = access.book.user_of_wallet(message.address)
    if user is None:
        raise Unauthorised(f"no user signs in with {message.address}")
    now = access.now()
    if not access.book.spend(message.nonce, moment(message.issued) + CHALLENGE_SECONDS, now):
        raise Unauthorised("the challenge was answered before")
    token = SESSION_PREFIX + secrets.token_urlsafe(32)
    session = Credential(
        id=f"ses_{secrets.token_hex(16)}",
        user=user.id,
        party=user.party,
        kind=CredentialKind.SESSION,
        label=f"Signed in with {message.address}",
        prefix=shown(token),
        scopes=user.scopes,
        created=now,
        created_by=user.id,
        expires=now + SESSION_SECONDS,
    )
    access.book.put_credential(session, digest(token))
    return Issued(session, token)


def close_session(access: Access, credential: str | None) -> Credential:
    """End a session: `credential` is what a request comes with, None for the operator's key.

    Raises NotASession.
    """
    if credential is None or access.book.credential(credential).kind is CredentialKind.API_KEY:
        raise NotASession
    access.book.revoke(credential, access.now())
    return access.book.credential(credential)


def _check(access: Access, message: SignInMessage) -> None:
    """Whether it is the answer to a challenge of ours, in time. Raises Unauthorised."""
    now, issued = access.now(), moment(message.issued)
    random = message.nonce[:_RANDOM_DIGITS]
    if message.domain != access.domain or urlsplit(message.uri).netloc != access.domain:
        raise Unauthorised(f"the message is for {message.domain}, this is {access.domain}")
    if message.chain_id != access.chain_id:
        raise Unauthorised(f"the message is for chain {message.chain_id}: {access.chain_id} here")
    expected = _nonce(access, message.address, message.issued, random)
    if not hmac.compare_digest(expected, message.nonce):
        raise Unauthorised("the challenge is not ours")
    if not issued - _SKEW_SECONDS <= now < issued + CHALLENGE_SECONDS:
        raise Unauthorised("the challenge is too old")
    if message.expires is not None and now >= moment(message.expires):
        raise Unauthorised("the message has expired")
    if message.not_before is not None and now < moment(message.not_before):
        raise Unauthorised("the message is not valid yet")


def _nonce(access: Access, address: str, issued: str, random: str) -> str:
    told = "\n".join((access.domain, address, issued, random))
    return random + hmac.digest(access.secret, _TAG + told.encode(), "sha256").hex()[:32]


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
