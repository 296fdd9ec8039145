"""What is not sent: what would happen, and what only a party's own wallet can sign."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from sfc.domain.errors import SfcError
from sfc.domain.events import Event
from sfc.ports.ledger import Call, Ledger, Signer
from sfc.ports.outbox import Signed


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a transaction would do now: its events, its gas, and the most it would cost in wei."""

    events: Sequence[Event]
    gas_used: int
    fee: int


class Rehearsed(Exception):
    """A write got as far as its transaction, which was not sent: here is what it would do."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self.rehearsal = rehearsal
        super().__init__()


@dataclass(frozen=True, slots=True)
class OfferedTransaction:
    """A transaction for the wallet of `sender`; signed, it goes on as sent under `reference`.

    `data` is 0x-hex, `gas` the most gas that it may ask for, `request` what a wallet takes by its
    JSON-RPC interface.
    """

    sender: str
    chain_id: int
    to: str
    data: str
    gas: int
    reference: str
    request: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OfferedMessage:
    """An EIP-712 message for the wallet of `sender`: `fields` of a `Quote`, `Order`, `Undertaking`.

    `digest` is what is signed, as 0x-hex.
    """

    sender: str
    kind: str
    fields: dict[str, Any]
    digest: str
    request: dict[str, Any]


def written(offered: OfferedTransaction | OfferedMessage) -> dict[str, Any]:
    """An offer as it is kept."""
    return asdict(offered)


class SignatureWanted(Exception):
    """A write got as far as what only the party's own wallet can sign."""

    def __init__(self, offered: OfferedTransaction | OfferedMessage) -> None:
        self.offered = offered
        super().__init__()


class RehearsingLedger(Ledger, Protocol):
    """Executes nothing: `send` raises Rehearsed, or what the contracts would refuse.

    What was prepared comes before whatever is tried.
    """

    def rehearse(
        self, sender: str, transactions: Sequence[Sequence[Call]]
    ) -> Sequence[Rehearsal | SfcError]:
        """What transactions of a sender would do one after the other, or why they are refused.

        One that is refused changes nothing for those after it.
        """


class Unsent(Protocol):
    """The ledger without the sending."""

    def rehearsal(self) -> RehearsingLedger:
        """A ledger on which one write is tried, up to its transaction."""

    def rehearsal_signer(self) -> Signer:
        """A signer that knows what it holds, and raises Rehearsed in the place of signing."""

    def ledger(self) -> Ledger:
        """A ledger whose `send` raises SignatureWanted, or what the contracts would refuse.

        What was sent already under a reference gives its receipt.
        """

    def signer(self) -> Signer:
        """A signer that holds nothing, and raises SignatureWanted in the place of signing."""

    def read(self, operation: str, offered: OfferedTransaction, raw: bytes) -> Signed:
        """Read the signed transaction that an operation awaits. Nonce and fees are the wallet's.

        Raises RequestMalformed for what is no transaction, TransactionNotOffered for another one.
        """

    def forward(self, offered: OfferedTransaction, signed: Signed) -> None:
        """Send what was signed elsewhere, and wait for it.

        Raises what the contracts refuse, NotFunded, Busy, TransactionFailed, ChainUnavailable.
        """

    def is_signed(self, offered: OfferedMessage, signature: bytes) -> bool:
        """Whether the account has signed the message: by its key, or by ERC-1271."""
