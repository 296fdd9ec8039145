"""Users, credentials, approvals and the audit log. Every method is its own database transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sfc.domain.access import Credential, User
from sfc.domain.approval import Approval, ApprovalState, Policy
from sfc.domain.audit_log import Act, AuditEntry


@dataclass(frozen=True, slots=True)
class Known:
    """A credential as it was found: with the SHA-256 of its secret, and without its user's end."""

    credential: Credential
    digest: str
    user_removed: bool


class AccessBook(Protocol):
    """Users and their credentials. Of keys and tokens only the SHA-256 is kept."""

    def add_user(self, user: User) -> None:
        """Enter a user, in the place of one with its id. Raises WalletTaken."""

    def user(self, user: str) -> User:
        """Raises NotFound."""

    def user_of_wallet(self, wallet: str) -> User | None:
        """The user, not removed, who signs in with a wallet."""

    def users(self, party: str, after: str | None, limit: int) -> Sequence[User]:
        """Users of a party by id, removed ones too."""

    def remove_user(self, user: str, now: int) -> None:
        """End a user, and with it all its credentials."""

    def put_credential(self, credential: Credential, digest: str | None) -> None:
        """Enter a credential, in the place of one with its id."""

    def credential(self, credential: str) -> Credential:
        """Raises NotFound."""

    def credentials(self, party: str, after: str | None, limit: int) -> Sequence[Credential]:
        """Credentials of a party by id, ended ones too."""

    def known(self, digest: str) -> Known | None:
        """The credential with this SHA-256."""

    def claim(self, credential: str, digest: str, prefix: str) -> bool:
        """Give a credential that has none its secret; False if it has one."""

    def expire(self, credential: str, moment: int) -> None:
        """Let a credential be good until then at most."""

    def revoke(self, credential: str, now: int) -> None:
        """End a credential, for good."""

    def used(self, credential: str, now: int) -> None:
        """Note that a credential was used."""

    def spend(self, nonce: str, until: int, now: int) -> bool:
        """Use up a nonce, which is of no use after `until` anyway; False if it was used before."""


class ApprovalBook(Protocol):
    """What parties require a second person for, and what waits for one."""

    def policy(self, party: str) -> Policy | None:
        """What a party requires, if it ever said."""

    def put_policy(self, policy: Policy) -> None:
        """Require something else."""

    def add(self, approval: Approval) -> Approval:
        """Keep a request; gives the one that is kept under its id already, as it is."""

    def approval(self, approval: str) -> Approval:
        """Raises NotFound."""

    def approvals(
        self,
        party: str | None,
        state: ApprovalState | None,
        now: int,
        after: str | None,
        limit: int,
    ) -> Sequence[Approval]:
        """Approvals of a party or of all, newest first, after one of them."""

    def decide(
        self, approval: str, state: ApprovalState, by: str, now: int, note: str = ""
    ) -> bool:
        """Decide what is pending at `now`; False if it is not, any more."""

    def carried_out(self, approval: str, state: ApprovalState, status: int, result: Any) -> None:
        """Attach what an approved request was answered."""


class AuditLog(Protocol):
    """The log of privileged acts. What is in it stays, in its order."""

    def append(self, act: Act, at: int) -> AuditEntry:
        """Seal an act behind all others."""

    def page(self, party: str | None, before: int | None, limit: int) -> Sequence[AuditEntry]:
        """Entries by a party or about it, or all, newest first."""

    def all(self) -> Iterator[AuditEntry]:
        """Every entry from the first, as it stands in the database."""


class Wallets(Protocol):
    """Tells who signed."""

    def written(self, address: str) -> str:
        """An address as it is written with its checksum."""

    def signed(self, address: str, text: str, signature: bytes) -> bool:
        """Whether an account signed a text: by its key, or as a contract that says so (ERC-1271).

        Raises ChainUnavailable.
        """
