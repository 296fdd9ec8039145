"""What the use cases about users, credentials and approvals work with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sfc.ports import AccessBook, ApprovalBook, AuditLog, SecretBox, Wallets


@dataclass(frozen=True, slots=True)
class Access:
    """Who may be calling, and what was done.

    People sign in to `domain` with wallets of the chain `chain_id`. After `most_failures` wrong
    credentials an address is locked out. `now` is this machine's time in unix seconds: credentials
    end by it, not by the ledger's. `secret` keys the nonces of challenges, and
    `box` what is to be read by its party alone.
    """

    book: AccessBook
    approvals: ApprovalBook
    box: SecretBox
    log: AuditLog
    wallets: Wallets
    chain_id: int
    domain: str
    most_failures: int
    now: Callable[[], int]
    secret: bytes = field(repr=False)
