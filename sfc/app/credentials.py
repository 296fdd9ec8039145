"""Users of a party, and the keys that they are given."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sfc.app import intents
from sfc.app.access_context import Access
from sfc.domain.access import (
    EVERYTHING,
    KEY_PREFIX,
    OPERATOR,
    Actor,
    Credential,
    CredentialKind,
    User,
    grants,
    shown,
)
from sfc.domain.errors import CredentialClosed, Forbidden, NotFound, ScopeMissing, WalletTaken
from sfc.domain.matter_ids import matter_id

LONGEST_OVERLAP = 30 * 86_400
"""Seconds for which a key may still be good after it was replaced."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A credential and what its user is shown once; None where nobody may see it yet."""

    credential: Credential
    secret: str | None = field(repr=False)


def digest(secret: str) -> str:
    """What is kept of a key or token: its SHA-256. It is random, so that it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_key() -> str:
    """Make an API key of 256 random bits."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def add_user(
    access: Access, by: Actor, party: str, name: str, wallet: str | None, scopes: Sequence[str]
) -> User:
    """Enter a user of a party; with a wallet it can sign in.

    Raises ScopeMissing for scopes that `by` does not have, and WalletTaken.
    """
    _check_within(by.scopes, scopes)
    identity = intents.identity("usr_")
    written = access.wallets.written(wallet) if wallet else None
    if written and (other := access.book.user_of_wallet(written)) and other.id != identity:
        raise WalletTaken(written)
    user = User(identity, party, name, written, tuple(scopes), access.now())
    access.book.add_user(user)
    return user


def first_credential(access: Access, party: str, wallet: str | None, *, hold: bool) -> Issued:
    """The first user of a new participant, and its key.

    Whoever repeats this gives it a new key in the place of the old one. That is right only as long
    as nobody was shown the old one: the answer that shows it is remembered before it is given.
    """
    now = access.now()
    identity = matter_id("usr_", party, "first")
    written = access.wallets.written(wallet) if wallet else None
    if written and (other := access.book.user_of_wallet(written)) and other.id != identity:
        written = None  # somebody signs in with it already
    user = User(identity, party, "First user", written, (EVERYTHING,), now)
    access.book.add_user(user)
    credential = Credential(
        id=matter_id("key_", party, "first"),
        user=user.id,
        party=party,
        kind=CredentialKind.API_KEY,
        label="Made at registration",
        prefix=None,
        scopes=(EVERYTHING,),
        created=now,
        created_by=OPERATOR,
    )
    return _put(access, credential, hold=hold)


def issue(
    access: Access,
    by: Actor,
    user: User,
    label: str,
    scopes: Sequence[str],
    expires: int | None,
    *,
    hold: bool = False,
) -> Issued:
    """Give a user an API key. `hold` keeps it from being shown until its maker claims it.

    Raises NotFound for a user that was removed, ScopeMissing for scopes that the user, or `by`,
    does not have.
    """
    if user.removed is not None:
        raise NotFound("user", user.id)
    _check_within(user.scopes, scopes)
    _check_within(by.scopes, scopes)
    credential = Credential(
        id=intents.identity("key_"),
        user=user.id,
        party=user.party,
        kind=CredentialKind.API_KEY,
        label=label,
        prefix=None,
        scopes=tuple(scopes),
        created=access.now(),
        created_by=by.user,
        expires=expires,
    )
    return _put(access, credential, hold=hold)


def rotate(access: Access, by: Actor, credential: Credential, overlap: int) -> Issued:
    """Replace one's own key: the old one is good for `overlap` seconds more.

    The new one has the same scopes and end. Raises Forbidden for another's, and CredentialClosed
    for a session or what has ended.
    """
    if credential.user != by.user:
        raise Forbidden("rotating another's key: give it a new one and revoke the old one")
    _check_open(access, credential)
    if credential.kind is not CredentialKind.API_KEY:
        raise CredentialClosed(credential.id, "it is a session")
    now = access.now()
    fresh = replace(
        credential,
        id=intents.identity("key_"),
        prefix=None,
        created=now,
        created_by=by.user,
        used=None,
    )
    issued = _put(access, fresh, hold=False)
    access.book.expire(credential.id, now + overlap)
    return issued


def claim(access: Access, by: Actor, credential: Credential) -> Issued:
    """Be shown a key that a second person approved: once, by whom asked for it.

    Raises Forbidden for anybody else, and CredentialClosed if it was shown, or has ended.
    """
    if credential.created_by not in (by.user, by.party):
        raise Forbidden("being shown a key that another asked for")
    _check_open(access, credential)
    secret = new_key()
    if not access.book.claim(credential.id, digest(secret), shown(secret)):
        raise CredentialClosed(credential.id, "its key was shown before")
    return Issued(access.book.credential(credential.id), secret)


def _put(access: Access, credential: Credential, *, hold: bool) -> Issued:
    if hold:
        access.book.put_credential(credential, None)
        return Issued(credential, None)
    secret = new_key()
    credential = replace(credential, prefix=shown(secret))
    access.book.put_credential(credential, digest(secret))
    return Issued(credential, secret)


def _check_open(access: Access, credential: Credential) -> None:
    if (reason := credential.ended(access.now())) is not None:
        raise CredentialClosed(credential.id, reason)


def _check_within(held: Sequence[str], wanted: Sequence[str]) -> None:
    for scope in wanted:
        if not grants(held, scope):
            raise ScopeMissing(scope)
