"""Users and their credentials."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from sfc.domain.access import Credential, User
from sfc.domain.errors import NotFound, WalletTaken
from sfc.ports.access import Known
from sfc.store.access import CredentialModel, NonceModel, UserModel
from sfc.store.queries.writing import WritingQueries
from sfc.store.upsert import insert_missing, upsert


class SqlAccessBook(WritingQueries):
    """Implements `sfc.ports.AccessBook`."""

    def add_user(self, user: User) -> None:
        """Enter a user, in the place of one with its id. Raises WalletTaken."""
        row = asdict(user) | {"scopes": " ".join(user.scopes)}
        try:
            with self._writer.begin() as connection:
                upsert(connection, UserModel, [row])
        except IntegrityError:
            raise WalletTaken(str(user.wallet)) from None

    def user(self, user: str) -> User:
        """Raises NotFound."""
        with self._session() as session:
            if (row := session.get(UserModel, user)) is None:
                raise NotFound("user", user)
            return _user(row)

    def user_of_wallet(self, wallet: str) -> User | None:
        """The user, not removed, who signs in with a wallet."""
        query = select(UserModel).where(UserModel.wallet == wallet, UserModel.removed.is_(None))
        with self._session() as session:
            row = session.scalars(query).one_or_none()
            return _user(row) if row else None

    def users(self, party: str, after: str | None, limit: int) -> Sequence[User]:
        """Users of a party by id, removed ones too."""
        query = select(UserModel).where(UserModel.party == party, UserModel.id > (after or ""))
        with self._session() as session:
            return [
                _user(row) for row in session.scalars(query.order_by(UserModel.id).limit(limit))
            ]

    def remove_user(self, user: str, now: int) -> None:
        """End a user, and with it all its credentials."""
        own = (CredentialModel.user == user, CredentialModel.revoked.is_(None))
        with self._writer.begin() as connection:
            removed = update(UserModel).where(UserModel.id == user, UserModel.removed.is_(None))
            connection.execute(removed.values(removed=now))
            connection.execute(update(CredentialModel).where(*own).values(revoked=now))

    def put_credential(self, credential: Credential, digest: str | None) -> None:
        """Enter a credential, in the place of one with its id."""
        row = asdict(credential) | {"digest": digest, "scopes": " ".join(credential.scopes)}
        with self._writer.begin() as connection:
            upsert(connection, CredentialModel, [row])

    def credential(self, credential: str) -> Credential:
        """Raises NotFound."""
        with self._session() as session:
            if (row := session.get(CredentialModel, credential)) is None:
                raise NotFound("credential", credential)
            return _credential(row)

    def credentials(self, party: str, after: str | None, limit: int) -> Sequence[Credential]:
        """Credentials of a party by id, ended ones too."""
        of_it = (CredentialModel.party == party, CredentialModel.id > (after or ""))
        query = select(CredentialModel).where(*of_it).order_by(CredentialModel.id).limit(limit)
        with self._session() as session:
            return [_credential(row) for row in session.scalars(query)]

    def known(self, digest: str) -> Known | None:
        """The credential with this SHA-256: one look into an index, and one at its user."""
        query = (
            select(CredentialModel, UserModel.removed)
            .outerjoin(UserModel, UserModel.id == CredentialModel.user)
            .where(CredentialModel.digest == digest)
        )
        with self._session() as session:
            if (row := session.execute(query).one_or_none()) is None:
                return None
            credential, removed = row
            return Known(_credential(credential), digest, removed is not None)

    def claim(self, credential: str, digest: str, prefix: str) -> bool:
        """Give a credential that has none its secret; False if it has one."""
        unclaimed = (CredentialModel.digest.is_(None), CredentialModel.revoked.is_(None))
        return self._update(credential, *unclaimed, digest=digest, prefix=prefix)

    def expire(self, credential: str, moment: int) -> None:
        """Let a credential be good until then at most."""
        later = or_(CredentialModel.expires.is_(None), CredentialModel.expires > moment)
        self._update(credential, later, expires=moment)

    def revoke(self, credential: str, now: int) -> None:
        """End a credential, for good."""
        self._update(credential, CredentialModel.revoked.is_(None), revoked=now)

    def used(self, credential: str, now: int) -> None:
        """Note that a credential was used."""
        self._update(credential, func.coalesce(CredentialModel.used, 0) < now, used=now)

    def spend(self, nonce: str, until: int, now: int) -> bool:
        """Use up a nonce, which is of no use after `until` anyway; False if it was used before."""
        with self._writer.begin() as connection:
            connection.execute(delete(NonceModel).where(NonceModel.until < now))
            known = select(NonceModel.nonce).where(NonceModel.nonce == nonce)
            if connection.scalar(known) is not None:
                return False
            insert_missing(connection, NonceModel, [{"nonce": nonce, "until": until}])
            return True

    def _update(self, credential: str, *conditions: Any, **values: Any) -> bool:
        change = update(CredentialModel).where(CredentialModel.id == credential, *conditions)
        with self._writer.begin() as connection:
            return connection.execute(change.values(**values)).rowcount == 1


def _user(row: UserModel) -> User:
    return User(
        id=row.id,
        party=row.party,
        name=row.name,
        wallet=row.wallet,
        scopes=tuple(row.scopes.split()),
        created=row.created,
        removed=row.removed,
    )


def _credential(row: CredentialModel) -> Credential:
    return Credential(
        id=row.id,
        user=row.user,
        party=row.party,
        kind=row.kind,
        label=row.label,
        prefix=row.prefix,
        scopes=tuple(row.scopes.split()),
        created=row.created,
        created_by=row.created_by,
        expires=row.expires,
        used=row.used,
        revoked=row.revoked,
    )
