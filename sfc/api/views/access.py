"""Users, credentials and sessions as the service shows them."""

from typing import Self

from pydantic import Field

from sfc.api.forms import View, moment
from sfc.app.credentials import Issued
from sfc.domain.access import Credential, User
from sfc.domain.sign_in import SignInMessage


class UserView(View):
    """Somebody, or some program, of a party."""

    id: str = Field(examples=[f"usr_{'5f' * 16}"])
    party: str = Field(description="`operator`, or a participant's id.", examples=["par_7"])
    name: str
    wallet: str | None
    scopes: list[str]
    created_at: str
    removed_at: str | None

    @classmethod
    def of(cls, user: User) -> Self:
        """Write a user."""
        return cls(
            id=user.id,
            party=user.party,
            name=user.name,
            wallet=user.wallet,
            scopes=list(user.scopes),
            created_at=moment(user.created),
            removed_at=_moment(user.removed),
        )


class CredentialView(View):
    """A key or session; never its secret."""

    id: str = Field(examples=[f"key_{'5f' * 16}"])
    user: str
    party: str
    kind: str = Field(description="`api_key` or `session`.")
    label: str
    prefix: str | None = Field(description="How it begins; null while nobody was shown it.")
    scopes: list[str]
    created_at: str
    created_by: str
    expires_at: str | None
    last_used_at: str | None = Field(description="To the minute.")
    revoked_at: str | None

    @classmethod
    def of(cls, credential: Credential) -> Self:
        """Write a credential."""
        return cls(
            id=credential.id,
            user=credential.user,
            party=credential.party,
            kind=credential.kind,
            label=credential.label,
            prefix=credential.prefix,
            scopes=list(credential.scopes),
            created_at=moment(credential.created),
            created_by=credential.created_by,
            expires_at=_moment(credential.expires),
            last_used_at=_moment(credential.used),
            revoked_at=_moment(credential.revoked),
        )


class IssuedView(View):
    """A credential, and its key, which is never shown again."""

    credential: CredentialView
    api_key: str | None = Field(
        description="Shown this once. Null in a repetition: revoke it and make another; and where "
        "a second person approved it: claim it."
    )

    @classmethod
    def of(cls, issued: Issued) -> Self:
        """Write what was issued."""
        return cls(credential=CredentialView.of(issued.credential), api_key=issued.secret)


class Challenge(View):
    """What a wallet is to sign, as it is."""

    message: str = Field(examples=["localhost wants you to sign in with your Ethereum account:\n…"])
    expires_at: str

    @classmethod
    def of(cls, message: SignInMessage) -> Self:
        """Write a challenge."""
        return cls(message=message.text(), expires_at=str(message.expires))


class SessionView(View):
    """Somebody is signed in: use the token like an API key."""

    token: str = Field(examples=["sfc_ses_…"])
    expires_at: str
    user: str
    party: str

    @classmethod
    def of(cls, issued: Issued) -> Self:
        """Write a session."""
        session = issued.credential
        return cls(
            token=str(issued.secret),
            expires_at=moment(session.expires or 0),
            user=session.user,
            party=session.party,
        )


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else moment(seconds)
